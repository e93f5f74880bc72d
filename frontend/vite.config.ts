import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { webformTexts } from "./webform-texts";

const here = import.meta.dirname;
const product = resolve(here, "../siaga");

/** Every file of src/entries is one bundle; `{% asset "name" %}` puts it on a page. */
function entries(): Record<string, string> {
  const folder = resolve(here, "src/entries");
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [file.replace(/\.ts$/, ""), join(folder, file)]),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      return ["static", "__pycache__", "migrations"].includes(entry.name) ? [] : filesBelow(join(folder, entry.name));
    }
    return /\.(html|py)$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}

/** Writes icons.json: the drawings of those icons that templates and Python files name, and no others. */
function icons(): Plugin {
  const used = /\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon(?:: str)? ?= ?["']([a-z0-9-]+)["']/g;
  return {
    name: "siaga-icons",
    generateBundle() {
      // icons.json lists those whose names no pattern can see.
      const names = new Set<string>(JSON.parse(readFileSync(join(here, "icons.json"), "utf8")) as string[]);
      for (const file of filesBelow(product)) {
        for (const found of readFileSync(file, "utf8").matchAll(used)) names.add((found[1] ?? found[2]) as string);
      }
      const drawings: Record<string, string> = {};
      for (const name of [...names].sort()) {
        let svg: string;
        try {
          svg = readFileSync(join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`), "utf8");
        } catch {
          this.error(`icon "${name}" is named in siaga/ but is no Tabler outline icon (https://tabler.io/icons)`);
        }
        drawings[name] = svg
          .replace(/<!--[\s\S]*?-->/g, "")
          .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, "")
          .replace(/\s+/g, " ")
          .trim();
      }
      this.emitFile({ type: "asset", fileName: "icons.json", source: JSON.stringify(drawings, null, 0) });
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [icons(), webformTexts()],
  worker: { format: "es" },
  build: {
    outDir: resolve(product, "web/static/built"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    target: "es2022",
    assetsDir: "",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1300,
    rollupOptions: { input: entries() },
  },
});

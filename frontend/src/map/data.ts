/** What a page hands to its map: GeoJSON features with these properties, all optional but `name`. */
import type { Feature, FeatureCollection, Geometry } from "geojson";

export interface Properties {
  code?: string;
  name: string;
  /** Of an area: what stands on the map itself, where that is shorter than its name. */
  label?: string;
  /** Where the thing lies, shown after the name: names clash. */
  parent?: string;
  /** Where a click leads: the page of the thing, or the map of its parts. */
  url?: string;
  /** A second address, offered in the card: the picture of the thing. */
  page?: string;
  /** A status key (siap, sebagian, …) or a class of value (k0 … k4, r0 … r3): colours the shape; `value` says it in words. */
  tone?: string;
  /** The value in words, one line each. */
  value?: string;
  /** Less than half of what is expected was reported: drawn hatched. */
  thin?: boolean;
  /** Estimated shape or position: drawn dashed. */
  estimated?: boolean;
  /** Of a line: which of the colours in `HUES`. */
  hue?: number;
}

export type Thing = Feature<Geometry, Properties>;
export type Things = FeatureCollection<Geometry, Properties>;
export const NONE: Things = { type: "FeatureCollection", features: [] };

/** Worst first: in a ring of several stations the worst begins at the top. */
export const TONES: Record<string, string> = {
  kls_khusus: "#3d3f8f",
  kls_sangat: "#8f1d4f",
  kls_rawan: "#b35f1c",
  terlambat: "#a32615",
  terhambat: "#c2503d",
  rawan: "#a3195b",
  belum_lapor: "#8a989b",
  kls_belum: "#6f7d80",
  belum_lengkap: "#d9a441",
  belum: "#b5521b",
  usang: "#7a62ad",
  sebagian: "#d9a441",
  siap: "#1f7a4d",
  terverifikasi: "#14613b",
  selesai: "#0f6473",
  k0: "#8c510a",
  k1: "#cf9a4c",
  k2: "#ecd9a8",
  k3: "#6cb8ae",
  k4: "#01665e",
  r3: "#7f1d5a",
  r2: "#c25191",
  r1: "#e3a3c6",
  r0: "#f7e3ef",
  tanpa_kerawanan: "#0f6473",
  kls_kurang: "#2f7d74",
};
/** Colours of lines, apart from each other also for those who see few colours; they come again after the last. */
export const HUES = ["#1f5fa8", "#a3450c", "#0f6b55", "#8a1f74", "#6b5a00", "#3d3f8f", "#a11c2c", "#2f6f1f"];
export const PLAIN = "#4f93a0";
export const PLAIN_POINT = "#0f5a68";

export async function fetchThings(url: string): Promise<Things> {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()) as Things;
}

export function boundsOf(things: Things): [number, number, number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (at: unknown): void => {
    if (!Array.isArray(at)) return;
    if (typeof at[0] === "number") {
      west = Math.min(west, at[0]);
      east = Math.max(east, at[0]);
      south = Math.min(south, at[1] as number);
      north = Math.max(north, at[1] as number);
    } else at.forEach(visit);
  };
  for (const thing of things.features) {
    const shape = thing.geometry;
    if (shape && shape.type !== "GeometryCollection") visit(shape.coordinates);
  }
  return west <= east ? [west, south, east, north] : null;
}

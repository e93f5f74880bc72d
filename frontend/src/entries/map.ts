/**
 * Maps on a page, in the boxes that the kit's tag `map` writes.
 *
 * The drawing library comes only when the map comes into view. Below each map stands a list of the same things,
 * for those who do not see the map, and for browsers that cannot draw it.
 */
import { fetchThings, NONE, type Thing, type Things } from "../map/data";
import type { Drawn } from "../map/draw";
import { words } from "../map/words";

function say(box: HTMLElement, text: string): void {
  const note = document.createElement("p");
  note.className = "map-note";
  note.setAttribute("role", "status");
  note.textContent = text;
  box.replaceChildren(note);
}

function item(thing: Thing, place: number, kind: "areas" | "points", drawn: () => Drawn | null): HTMLLIElement {
  const about = thing.properties;
  const line = document.createElement("li");
  const name = document.createElement(about.url ? "a" : "span");
  name.textContent = about.name;
  if (about.url) (name as HTMLAnchorElement).href = about.url;
  line.append(name);
  const rest = [about.parent, about.value?.replaceAll("\n", " · "), about.estimated ? words.estimated : ""].filter(Boolean).join(" · ");
  if (rest) line.append(` · ${rest}`);
  for (const event of ["mouseenter", "focusin"]) line.addEventListener(event, () => drawn()?.mark(kind, place));
  for (const event of ["mouseleave", "focusout"]) line.addEventListener(event, () => drawn()?.mark(kind, -1));
  return line;
}

function list(box: HTMLElement, areas: Things, points: Things, drawn: () => Drawn | null): void {
  const count = areas.features.length + points.features.length;
  const details = document.createElement("details");
  details.className = "map-list";
  const summary = document.createElement("summary");
  summary.textContent = `${words.list} (${count.toLocaleString("id-ID")})`;
  details.append(summary);
  const fill = (): void => {
    const items = document.createElement("ul");
    areas.features.slice(0, 1000).forEach((thing, place) => items.append(item(thing, place, "areas", drawn)));
    points.features.slice(0, 1000).forEach((thing, place) => items.append(item(thing, place, "points", drawn)));
    details.append(items);
  };
  details.addEventListener("toggle", fill, { once: true });
  const notes = document.createElement("p");
  notes.className = "map-legend";
  const anyEstimated = [...areas.features, ...points.features].some((thing) => thing.properties.estimated);
  notes.textContent = [areas.features.length ? words.indicative : "", anyEstimated ? words.estimatedNote : ""].join(" ").trim();
  box.after(notes, details);
}

async function start(box: HTMLElement): Promise<void> {
  const { areas: areasUrl, points: pointsUrl, lines: linesUrl, base: baseUrl } = box.dataset;
  let areas: Things;
  let points: Things;
  let lines: Things;
  try {
    [areas, points, lines] = await Promise.all([
      areasUrl ? fetchThings(areasUrl) : NONE,
      pointsUrl ? fetchThings(pointsUrl) : NONE,
      linesUrl ? fetchThings(linesUrl) : NONE,
    ]);
  } catch {
    say(box, words.failed);
    return;
  }
  if (areas.features.length + points.features.length + lines.features.length === 0) {
    say(box, words.empty);
    box.classList.add("map-empty");
    return;
  }
  let drawn: Drawn | null = null;
  // Where the page has a table of the same things, no second list is needed.
  if (!("listed" in box.dataset)) list(box, areas, points, () => drawn);
  try {
    const [{ draw }, { baseMap }] = await Promise.all([import("../map/draw"), import("../map/base")]);
    const base = baseUrl ? await baseMap(baseUrl).catch(() => null) : null;
    box.replaceChildren();
    drawn = draw(box, areas, points, lines, base);
  } catch {
    say(box, words.noGraphics);
  }
}

const watcher = new IntersectionObserver(
  (seen) => {
    for (const entry of seen) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      void start(entry.target as HTMLElement);
    }
  },
  { rootMargin: "200px" },
);
for (const box of document.querySelectorAll<HTMLElement>("[data-map]")) watcher.observe(box);

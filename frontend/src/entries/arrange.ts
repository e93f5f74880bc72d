/**
 * The map on which a plan is arranged by hand: `<div data-arrange="{json}" data-areas="…geojson" data-base="…">` below a form `#gerak`.
 *
 * Every stop or TPS is a mark of a group (a route, a team): dragged onto a mark of another group it goes there; in an ordered group, dropped onto
 * a mark of its own it comes before that one. Pressed it is chosen in the form (`data-arrange-what`, `data-arrange-to`), which does the same by
 * keyboard and for those who do not see the map, so that the marks are hidden from both. What comes back replaces the whole part; the map keeps its place.
 */
import { fetchThings, HUES, NONE, type Things } from "../map/data";
import { words } from "../map/words";

/** A mark's id is its value in the form; `sign` is written on it. */
interface Mark {
  id: string;
  told: string;
  lat: number;
  lon: number;
  sign: string;
  shape: string;
  estimated: boolean;
}
/** Drawn as the ways that it drives, or as the star of its marks around a centre within their hull. */
interface Group {
  id: string;
  name: string;
  hue: number;
  locked: boolean;
  center?: string;
  ways?: [number, number][][];
  marks: Mark[];
}
interface Sign {
  told: string;
  sign: string;
  lat: number;
  lon: number;
}
interface Drawing {
  ordered: boolean;
  groups: Group[];
  signs: Sign[];
}

const NEAR = 44;
/** Pixels within which a dropped mark has met another one. */

let place: { center: [number, number]; zoom: number; shown: string } | null = null;

function form(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("#gerak");
}

function choose(what: string, to = ""): void {
  const own = form();
  const chosen = own?.querySelector<HTMLSelectElement>("[data-arrange-what]");
  const target = own?.querySelector<HTMLSelectElement>("[data-arrange-to]");
  if (chosen) chosen.value = what;
  if (target && to) target.value = to;
  if (target && !to) target.focus();
}

/** The convex hull of points, as a ring; fewer than three are drawn as they are. */
function hull(points: [number, number][]): [number, number][] {
  if (points.length < 3) return [...points, ...points.slice(0, 1)];
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: [number, number][]): [number, number][] => {
    const kept: [number, number][] = [];
    for (const at of list) {
      while (kept.length > 1) {
        const [a, b] = [kept[kept.length - 2]!, kept[kept.length - 1]!];
        if ((b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]) > 0) break;
        kept.pop();
      }
      kept.push(at);
    }
    return kept.slice(0, -1);
  };
  const ring = [...half(sorted), ...half(sorted.reverse())];
  return [...ring, ring[0]!];
}

function shapes(drawing: Drawing): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: drawing.groups.flatMap((group): GeoJSON.Feature[] => {
      const properties = { hue: group.hue };
      if (group.ways) return [{ type: "Feature", geometry: { type: "MultiLineString", coordinates: group.ways }, properties }];
      const ring = hull(group.marks.map((mark) => [mark.lon, mark.lat]));
      const center = group.marks.find((mark) => mark.id === group.center) ?? group.marks[0];
      const star = group.marks.map((mark) => [
        [center!.lon, center!.lat],
        [mark.lon, mark.lat],
      ]);
      return [
        { type: "Feature", geometry: { type: "Polygon", coordinates: [ring] }, properties },
        { type: "Feature", geometry: { type: "MultiLineString", coordinates: star }, properties },
      ];
    }),
  };
}

let borders: Promise<Things> | null = null;

type Placed = { mark: Mark; group: Group; button: HTMLElement };

async function start(box: HTMLElement): Promise<void> {
  const drawing = JSON.parse(box.dataset.arrange ?? "{}") as Drawing;
  if (!drawing.groups?.length) return;
  const shown = document.querySelector<HTMLSelectElement>("[data-arrange-shown]")?.value ?? "";
  const [{ open }, { baseMap }] = await Promise.all([import("../map/arrange"), import("../map/base")]);
  borders ??= box.dataset.areas ? fetchThings(box.dataset.areas).catch(() => NONE) : Promise.resolve(NONE);
  const base = box.dataset.base ? await baseMap(box.dataset.base).catch(() => null) : null;
  const view = place?.shown === shown ? place : null;
  const placed: Placed[] = [];
  const beside = new Map<string, number>();
  const map = open(box, shapes(drawing), drawing.groups.flatMap((group) => group.marks), await borders, base, view);
  map.on("moveend", () => {
    const middle = map.getCenter();
    place = { center: [middle.lng, middle.lat], zoom: map.getZoom(), shown };
  });
  for (const one of drawing.signs) {
    const sign = document.createElement("span");
    sign.className = "arrange-sign";
    sign.title = one.told;
    sign.textContent = one.sign;
    map.pin(sign, one.lon, one.lat);
  }
  for (const group of drawing.groups) {
    for (const mark of group.marks) {
      const button = document.createElement("span");
      button.className = `arrange-mark${group.locked ? " arrange-locked" : ""}${mark.estimated ? " arrange-guess" : ""}`;
      button.dataset.mark = mark.id;
      button.dataset.group = group.id;
      button.dataset.shape = mark.shape;
      button.textContent = mark.sign;
      button.style.setProperty("--hue", HUES[group.hue % HUES.length]!);
      const here = `${mark.lon} ${mark.lat}`;
      const before = beside.get(here) ?? 0;
      beside.set(here, before + 1);
      button.style.setProperty("--beside", String(before));
      button.title = [mark.told, group.name, mark.estimated ? words.estimated : ""].filter(Boolean).join(" · ");
      button.addEventListener("click", () => choose(mark.id));
      const own: Placed = { mark, group, button };
      placed.push(own);
      map.pin(button, mark.lon, mark.lat);
      drag(button, () => nearest(own, placed, drawing.ordered), (target) => {
        choose(mark.id, target.group === group ? target.mark.id : target.group.id);
        form()?.requestSubmit();
      });
    }
  }
  box.dataset.ready = "1";
}

/** The mark next to where the dragged one is now; of its own group only where that has an order. */
function nearest(own: Placed, all: Placed[], ordered: boolean): Placed | null {
  const here = own.button.getBoundingClientRect();
  let best: Placed | null = null;
  let least = NEAR;
  for (const one of all) {
    if (one === own || (one.group === own.group && !ordered)) continue;
    const there = one.button.getBoundingClientRect();
    const far = Math.hypot(here.x + here.width / 2 - there.x - there.width / 2, here.y + here.height / 2 - there.y - there.height / 2);
    if (far < least) {
      least = far;
      best = one;
    }
  }
  return best;
}

function drag(button: HTMLElement, find: () => Placed | null, drop: (target: Placed) => void): void {
  let from: { x: number; y: number } | null = null;
  let moved = false;
  let over: Placed | null = null;
  const mark = (target: Placed | null): void => {
    over?.button.classList.remove("arrange-target");
    over = target;
    over?.button.classList.add("arrange-target");
  };
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY };
    moved = false;
    button.setPointerCapture(event.pointerId);
    event.stopPropagation();
  });
  button.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!moved && Math.hypot(x, y) < 6) return;
    moved = true;
    button.classList.add("arrange-dragged");
    button.style.setProperty("translate", `${x}px ${y}px`);
    mark(find());
  });
  const end = (event: PointerEvent): void => {
    if (!from) return;
    from = null;
    const target = event.type === "pointerup" && moved ? find() : null;
    mark(null);
    button.classList.remove("arrange-dragged");
    if (target) drop(target);
    else button.style.removeProperty("translate");
  };
  button.addEventListener("pointerup", end);
  button.addEventListener("pointercancel", end);
  button.addEventListener("click", (event) => {
    if (moved) event.stopImmediatePropagation();
    moved = false;
  }, true);
  for (const kind of ["mousedown", "touchstart"]) button.addEventListener(kind, (event) => event.stopPropagation());
}

function draw(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-arrange]:not([data-begun])")) {
    box.dataset.begun = "1";
    start(box).catch(() => {
      const note = document.createElement("p");
      note.className = "map-note";
      note.textContent = words.noGraphics;
      box.replaceChildren(note);
    });
  }
}

document.addEventListener("change", (event) => {
  const select = (event.target as Element).closest<HTMLSelectElement>("[data-arrange-shown]");
  if (!select) return;
  const own = select.form!;
  const more = own.querySelector<HTMLInputElement>("[name=tambah]");
  more?.remove();
  own.requestSubmit();
});
document.addEventListener("htmx:afterSettle", draw);
document.addEventListener("htmx:load", draw);
draw();

/**
 * The map on which teams are arranged by hand: `<div data-guards="{json}" data-base="…">` below a form `#gerak`.
 *
 * Every TPS is a mark: dragged onto a TPS of another team it moves there, pressed it is chosen in the form. The form
 * does the same by keyboard and for those who do not see the map, so that the marks are hidden from both. What comes back replaces the whole part; the map keeps its place.
 */
import { HUES } from "../map/data";
import { words } from "../map/words";

interface Post {
  code: string;
  name: string;
  lat: number;
  lon: number;
  cls: string;
  danger: string;
  estimated: boolean;
}
interface Team {
  id: string;
  name: string;
  hue: number;
  locked: boolean;
  center: string;
  police: number;
  posts: Post[];
}
interface Reserve {
  id: string;
  name: string;
  site: string;
  lat: number;
  lon: number;
}
interface Drawing {
  teams: Team[];
  reserves: Reserve[];
}

const NEAR = 44;
/** Pixels within which a dropped TPS joins the team of another one. */

let place: { center: [number, number]; zoom: number; district: string } | null = null;

function form(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>("#gerak");
}

function choose(code: string, team = ""): void {
  const own = form();
  const tps = own?.querySelector<HTMLSelectElement>("#tps");
  const to = own?.querySelector<HTMLSelectElement>("#ke");
  if (tps) tps.value = code;
  if (to && team) to.value = team;
  if (to && !team) to.focus();
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
    features: drawing.teams.flatMap((team) => {
      const ring = hull(team.posts.map((post) => [post.lon, post.lat]));
      const center = team.posts.find((post) => post.code === team.center) ?? team.posts[0];
      const star = team.posts.map((post) => [
        [center!.lon, center!.lat],
        [post.lon, post.lat],
      ]);
      return [
        { type: "Feature" as const, geometry: { type: "Polygon" as const, coordinates: [ring] }, properties: { hue: team.hue } },
        { type: "Feature" as const, geometry: { type: "MultiLineString" as const, coordinates: star }, properties: { hue: team.hue } },
      ];
    }),
  };
}

async function start(box: HTMLElement): Promise<void> {
  const drawing = JSON.parse(box.dataset.guards ?? "{}") as Drawing;
  if (!drawing.teams?.length) return;
  const district = document.querySelector<HTMLSelectElement>("#kecamatan")?.value ?? "";
  const [{ open }, { baseMap }] = await Promise.all([import("../map/guards"), import("../map/base")]);
  const base = box.dataset.base ? await baseMap(box.dataset.base).catch(() => null) : null;
  const view = place?.district === district ? place : null;
  const at: { post: Post; team: Team; button: HTMLElement }[] = [];
  const map = open(box, shapes(drawing), drawing.teams.flatMap((team) => team.posts), base, view);
  map.on("moveend", () => {
    const middle = map.getCenter();
    place = { center: [middle.lng, middle.lat], zoom: map.getZoom(), district };
  });
  for (const team of drawing.teams) {
    for (const post of team.posts) {
      const button = document.createElement("span");
      button.className = `guard-post${team.locked ? " guard-locked" : ""}${post.estimated ? " guard-guess" : ""}`;
      button.dataset.post = post.code;
      button.dataset.team = team.id;
      button.dataset.danger = post.danger;
      button.style.setProperty("--hue", HUES[team.hue % HUES.length]!);
      const told = [post.name, post.cls, team.name, post.estimated ? words.estimated : ""].filter(Boolean).join(" · ");
      button.title = told;
      button.addEventListener("click", () => choose(post.code));
      at.push({ post, team, button });
      map.pin(button, post.lon, post.lat);
      drag(button, () => nearest(button, at, team.id), (target) => {
        choose(post.code, target.team.id);
        form()?.requestSubmit();
      });
    }
  }
  for (const one of drawing.reserves) {
    const mark = document.createElement("span");
    mark.className = "guard-reserve";
    mark.title = `${one.name} · ${one.site}`;
    mark.textContent = one.id.replace(/^C0*/, "C");
    map.pin(mark, one.lon, one.lat);
  }
  box.dataset.ready = "1";
}

type Placed = { post: Post; team: Team; button: HTMLElement };

/** The TPS of another team next to where the dragged one is now. */
function nearest(button: HTMLElement, all: Placed[], own: string): Placed | null {
  const here = button.getBoundingClientRect();
  let best: Placed | null = null;
  let least = NEAR;
  for (const one of all) {
    if (one.team.id === own || one.button === button) continue;
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
    over?.button.classList.remove("guard-target");
    over = target;
    over?.button.classList.add("guard-target");
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
    button.classList.add("guard-dragged");
    button.style.setProperty("translate", `${x}px ${y}px`);
    mark(find());
  });
  const end = (event: PointerEvent): void => {
    if (!from) return;
    from = null;
    const target = event.type === "pointerup" && moved ? find() : null;
    mark(null);
    button.classList.remove("guard-dragged");
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
  for (const box of document.querySelectorAll<HTMLElement>("[data-guards]:not([data-begun])")) {
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
  const select = (event.target as Element).closest<HTMLSelectElement>("[data-guard-district]");
  if (!select) return;
  const own = select.form!;
  const more = own.querySelector<HTMLInputElement>("[name=tambah]");
  more?.remove();
  own.requestSubmit();
});
document.addEventListener("htmx:afterSettle", draw);
document.addEventListener("htmx:load", draw);
draw();

/** Draws the things of one page on a map, and tells of each what is known. */
import { FullscreenControl, type GeoJSONSource, type MapGeoJSONFeature } from "maplibre-gl";
import type { Base } from "./base";
import { boundsOf, type Properties, type Things } from "./data";
import { areaSource, layers, pointSource, tonesOf } from "./layers";
import { hatch, PIXELS, ring, stationSign } from "./signs";
import { open } from "./view";
import { words } from "./words";

export interface Drawn {
  /** Show one thing as the chosen one, by its place in the data; -1 for none. */
  mark(kind: Kind, place: number): void;
}

export type Kind = "areas" | "points" | "lines";

export function draw(box: HTMLElement, areas: Things, points: Things, lines: Things, base: Base | null): Drawn {
  const tones = tonesOf(points);
  const all: Things = { type: "FeatureCollection", features: [...areas.features, ...points.features, ...lines.features] };
  const bounds = boundsOf(all);
  const map = open(
    box,
    base,
    { areas: areaSource(areas), lines: areaSource(lines), points: pointSource(points, tones) },
    layers(tones, box.dataset.good ?? ""),
    {
      ...(bounds ? { bounds, fitBoundsOptions: { padding: 28, maxZoom: 14 } } : { center: [118, -2], zoom: 3.5 }),
      canvasContextAttributes: { preserveDrawingBuffer: "printed" in box.dataset },
    },
  );
  map.setMissingStyleImageResolver((id) => {
    const [kind, rest = ""] = id.split(":");
    if (map.hasImage(id)) return;
    if (kind === "sign") map.addImage(id, stationSign(rest), { pixelRatio: PIXELS });
    if (kind === "ring") map.addImage(id, ring(tones, rest.split(",").slice(0, -1).map(Number)), { pixelRatio: PIXELS });
    if (id === "hatch") map.addImage(id, hatch(), { pixelRatio: PIXELS });
  });
  map.addControl(new FullscreenControl({}), "top-right");

  let marked: { source: string; id: number } | null = null;
  const mark = (kind: Kind, place: number): void => {
    if (marked) map.setFeatureState(marked, { on: false });
    marked = place < 0 ? null : { source: kind, id: place };
    if (marked) map.setFeatureState(marked, { on: true });
  };

  const card = document.createElement("div");
  card.className = "map-card";
  card.hidden = true;
  card.setAttribute("role", "status");
  box.append(card);

  const toneWords = JSON.parse(box.dataset.words ?? "{}") as Record<string, string>;
  const say = (text: string): void => {
    if (!text) return;
    const line = document.createElement("div");
    line.textContent = text;
    card.append(line);
  };

  const show = (feature: MapGeoJSONFeature): void => {
    const about = feature.properties as Properties;
    card.replaceChildren();
    const name = document.createElement("strong");
    name.textContent = about.name;
    card.append(name);
    const where = [about.parent, about.estimated ? words.estimated : ""].filter(Boolean).join(" · ");
    for (const text of [where, ...(about.value ?? "").split("\n")]) say(text);
    for (const [url, word] of [
      [about.page, words.picture],
      [about.url, words.open],
    ]) {
      if (!url) continue;
      const link = document.createElement("a");
      link.href = url;
      link.textContent = `${word} ${about.name}`;
      card.append(link);
    }
    card.hidden = false;
  };

  /** Several stations at once: how many stand where, in words. */
  const showTogether = (feature: MapGeoJSONFeature): void => {
    const about = feature.properties as Record<string, number>;
    const name = document.createElement("strong");
    name.textContent = `${Number(about.point_count).toLocaleString(document.documentElement.lang)} ${box.dataset.things ?? "TPS"}`;
    card.replaceChildren(name);
    for (const tone of tones) if (about[tone]) say(`${about[tone]} ${toneWords[tone] ?? tone}`);
    say(words.closer);
    card.hidden = false;
  };

  const onTop = ["point", "together"];
  const below = { area: [...onTop, "way"], way: onTop, point: [] as string[] };
  map.on("mousemove", "together", (event) => {
    const feature = event.features?.[0];
    if (!feature) return;
    map.getCanvas().style.cursor = "zoom-in";
    showTogether(feature);
  });
  map.on("mouseleave", "together", () => (map.getCanvas().style.cursor = ""));
  map.on("click", "together", (event) => {
    const feature = event.features?.[0];
    if (!feature || feature.geometry.type !== "Point") return;
    showTogether(feature);
    const center = feature.geometry.coordinates as [number, number];
    const source = map.getSource("points") as GeoJSONSource;
    void source
      .getClusterExpansionZoom(Number(feature.properties.cluster_id))
      .then((zoom) => map.easeTo({ center, zoom: Math.min(zoom, 17) }));
  });
  for (const [layer, kind] of [
    ["area", "areas"],
    ["way", "lines"],
    ["point", "points"],
  ] as const) {
    map.on("mousemove", layer, (event) => {
      const feature = event.features?.[0];
      if (!feature || feature.id === undefined) return;
      if (below[layer].length && map.queryRenderedFeatures(event.point, { layers: below[layer] }).length) return;
      map.getCanvas().style.cursor = feature.properties.url ? "pointer" : "";
      mark(kind, Number(feature.id));
      show(feature);
    });
    map.on("mouseleave", layer, () => {
      map.getCanvas().style.cursor = "";
      mark(kind, -1);
    });
    map.on("click", layer, (event) => {
      const feature = event.features?.[0];
      if (!feature || (below[layer].length && map.queryRenderedFeatures(event.point, { layers: below[layer] }).length)) return;
      const coarse = matchMedia("(pointer: coarse)").matches;
      const url = (feature.properties as Properties).url;
      if (url && !coarse && !event.defaultPrevented) {
        event.preventDefault();
        location.assign(url);
      } else {
        mark(kind, Number(feature.id));
        show(feature);
      }
    });
  }
  map.once("idle", () => box.setAttribute("data-drawn", "true"));
  if ("printed" in box.dataset) {
    // Browsers do not print what a graphics card drew: a picture of it stands in.
    window.addEventListener("beforeprint", () => {
      if (!box.clientWidth) return;
      const picture = document.createElement("img");
      picture.className = "map-print print-only";
      picture.alt = box.getAttribute("aria-label") ?? "";
      picture.src = map.getCanvas().toDataURL("image/png");
      box.parentElement?.querySelector(".map-print")?.remove();
      box.before(picture);
    });
  }
  return { mark };
}

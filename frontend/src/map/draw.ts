/** Draws one map: own boundaries as the base, so that it works with no tile server and no connection. */
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import {
  type ExpressionSpecification,
  FullscreenControl,
  type LayerSpecification,
  Map as MapView,
  type MapGeoJSONFeature,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type SourceSpecification,
} from "maplibre-gl";
import type { Base } from "./base";
import { boundsOf, PLAIN, PLAIN_POINT, type Properties, type Things, TONES } from "./data";
import { words } from "./words";

setWorkerUrl(workerUrl);

const color = (plain: string): ExpressionSpecification =>
  ["match", ["get", "tone"], ...Object.entries(TONES).flat(), plain] as unknown as ExpressionSpecification;
const ON: ExpressionSpecification = ["boolean", ["feature-state", "on"], false];
const FONT = ["Public Sans Variable"];

function layers(): LayerSpecification[] {
  return [
    {
      id: "area",
      type: "fill",
      source: "areas",
      paint: { "fill-color": color(PLAIN), "fill-opacity": ["case", ON, 0.55, ["has", "tone"], 0.42, 0.2] },
    },
    {
      id: "edge",
      type: "line",
      source: "areas",
      filter: ["!=", ["get", "estimated"], true],
      paint: { "line-color": "#0f4552", "line-width": ["case", ON, 3, 1.2] },
    },
    {
      id: "edge-estimated",
      type: "line",
      source: "areas",
      filter: ["==", ["get", "estimated"], true],
      paint: { "line-color": "#0f4552", "line-width": ["case", ON, 3, 1.2], "line-dasharray": [3, 2] },
    },
    {
      id: "point",
      type: "circle",
      source: "points",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 2.5, 11, 4, 14, 8],
        "circle-color": color(PLAIN_POINT),
        "circle-stroke-color": ["case", ON, "#c4861a", ["==", ["get", "estimated"], true], "#55407f", "#ffffff"],
        "circle-stroke-width": ["case", ON, 4, 1.5],
      },
    },
    {
      id: "area-name",
      type: "symbol",
      source: "areas",
      layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 13, "text-max-width": 8, "text-padding": 4 },
      paint: { "text-color": "#0b2f3a", "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
    },
    {
      id: "point-name",
      type: "symbol",
      source: "points",
      minzoom: 12,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-anchor": "top",
        "text-offset": [0, 0.7],
      },
      paint: { "text-color": "#0b2f3a", "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
    },
  ];
}

function source(things: Things): SourceSpecification {
  return { type: "geojson", data: things, generateId: true };
}

export interface Drawn {
  /** Show one thing as the chosen one, by its place in the data; -1 for none. */
  mark(kind: "areas" | "points", place: number): void;
}

export function draw(box: HTMLElement, areas: Things, points: Things, base: Base | null, label: string): Drawn {
  const all: Things = { type: "FeatureCollection", features: [...areas.features, ...points.features] };
  const bounds = boundsOf(all);
  const map = new MapView({
    container: box,
    style: {
      version: 8,
      sources: { ...(base ? { base: base.source } : {}), areas: source(areas), points: source(points) },
      layers: [
        { id: "ground", type: "background", paint: { "background-color": "#e9efee" } },
        ...(base?.layers ?? []),
        ...layers(),
      ],
    },
    ...(bounds ? { bounds, fitBoundsOptions: { padding: 28, maxZoom: 14 } } : { center: [118, -2], zoom: 3.5 }),
    attributionControl: { compact: false },
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: words.map,
    maxZoom: 18,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new FullscreenControl({}), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  map.getCanvas().setAttribute("aria-label", label);

  let marked: { source: string; id: number } | null = null;
  const mark = (kind: "areas" | "points", place: number): void => {
    if (marked) map.setFeatureState(marked, { on: false });
    marked = place < 0 ? null : { source: kind, id: place };
    if (marked) map.setFeatureState(marked, { on: true });
  };

  const card = document.createElement("div");
  card.className = "map-card";
  card.hidden = true;
  card.setAttribute("role", "status");
  box.append(card);

  const show = (feature: MapGeoJSONFeature): void => {
    const about = feature.properties as Properties;
    card.replaceChildren();
    const name = document.createElement("strong");
    name.textContent = about.name;
    card.append(name);
    const where = [about.parent, about.value, about.estimated ? words.estimated : ""].filter(Boolean).join(" · ");
    if (where) {
      const line = document.createElement("div");
      line.textContent = where;
      card.append(line);
    }
    if (about.url) {
      const link = document.createElement("a");
      link.href = about.url;
      link.textContent = `${words.open} ${about.name}`;
      card.append(link);
    }
    card.hidden = false;
  };

  for (const [layer, kind] of [
    ["area", "areas"],
    ["point", "points"],
  ] as const) {
    map.on("mousemove", layer, (event) => {
      const feature = event.features?.[0];
      if (!feature || feature.id === undefined) return;
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
      if (!feature) return;
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
  map.on("load", () => box.setAttribute("data-drawn", "true"));
  return { mark };
}

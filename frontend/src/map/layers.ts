/** What is drawn on a map, from the ground up. */
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, VariableAnchorOffsetCollectionSpecification } from "maplibre-gl";
import { HUES, PLAIN, PLAIN_POINT, type Things, TONES } from "./data";

export const ON: ExpressionSpecification = ["boolean", ["feature-state", "on"], false];
const FONT = ["Public Sans Variable"];
/** More points than this are drawn together where they lie close. */
const MANY = 40;

const color = (plain: string): ExpressionSpecification =>
  ["match", ["get", "tone"], ...Object.entries(TONES).flat(), plain] as unknown as ExpressionSpecification;

/** Where the name of an area looks for room: in its middle, else around it (in ems), nearest first. */
const AROUND: [number, number][] = [0, -2, 2, -4, 4]
  .flatMap((x) => [0, -1.2, 1.2, -2.4, 2.4, -3.6, 3.6].map((y): [number, number] => [x, y]))
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
const BESIDE: VariableAnchorOffsetCollectionSpecification = AROUND.flatMap((offset) => ["center" as const, offset]);

/** The tones that occur among the points, worst first. */
export function tonesOf(points: Things): string[] {
  const found = new Set(points.features.map((point) => point.properties.tone ?? ""));
  found.delete("");
  return Object.keys(TONES).filter((tone) => found.has(tone));
}

export function areaSource(areas: Things): SourceSpecification {
  return { type: "geojson", data: areas, generateId: true };
}

export function pointSource(points: Things, tones: string[]): SourceSpecification {
  if (points.features.length <= MANY) return { type: "geojson", data: points, generateId: true };
  const counts = Object.fromEntries(
    tones.map((tone) => [tone, ["+", ["case", ["==", ["get", "tone"], tone], 1, 0]] as unknown]),
  );
  return {
    type: "geojson",
    data: points,
    generateId: true,
    cluster: true,
    clusterRadius: 44,
    clusterMaxZoom: 13,
    clusterMinPoints: 3,
    clusterProperties: counts,
  };
}

/** Ways between places: a white casing below, so that crossing lines stay apart. */
function ways(): LayerSpecification[] {
  const hue = ["match", ["get", "hue"], ...HUES.flatMap((color, at) => [at, color]), PLAIN_POINT] as unknown as ExpressionSpecification;
  return [
    {
      id: "way-casing",
      type: "line",
      source: "lines",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": "#ffffff", "line-width": ["case", ON, 7, 4], "line-opacity": 0.8 },
    },
    {
      id: "way",
      type: "line",
      source: "lines",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": hue, "line-width": ["case", ON, 4.5, 2.2] },
    },
  ];
}

function together(tones: string[], good: string): LayerSpecification[] {
  const only: ExpressionSpecification = ["has", "point_count"];
  const name: unknown[] = ["concat", "ring:"];
  for (const tone of tones) name.push(["to-string", ["get", tone]], ",");
  const text: ExpressionSpecification =
    good && tones.length
      ? ["concat", ["to-string", ["-", ["get", "point_count"], tones.includes(good) ? ["get", good] : 0]], "/", ["to-string", ["get", "point_count"]]]
      : ["to-string", ["get", "point_count"]];
  const label: LayerSpecification = {
    id: "together",
    type: "symbol",
    source: "points",
    filter: only,
    layout: {
      ...(tones.length ? { "icon-image": name as ExpressionSpecification } : {}),
      "icon-allow-overlap": true,
      "text-allow-overlap": true,
      "text-field": text,
      "text-font": FONT,
      "text-size": 11,
    },
    paint: { "text-color": tones.length ? "#0b2f3a" : "#ffffff" },
  };
  if (tones.length) return [label];
  const disc: LayerSpecification = {
    id: "together-disc",
    type: "circle",
    source: "points",
    filter: only,
    paint: { "circle-radius": 15, "circle-color": PLAIN_POINT, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1.5 },
  };
  return [disc, label];
}

const SINGLE: ExpressionSpecification = ["!", ["has", "point_count"]];

function halo(tones: string[]): LayerSpecification {
  return {
    id: "point",
    type: "circle",
    source: "points",
    filter: SINGLE,
    paint: tones.length
      ? {
          "circle-radius": 11,
          "circle-color": "#ffffff",
          "circle-opacity": ["case", ON, 0.9, 0.01],
          "circle-stroke-color": ["case", ON, "#c4861a", "#55407f"],
          "circle-stroke-width": ["case", ON, 3, ["==", ["get", "estimated"], true], 1, 0],
        }
      : {
          "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 2.5, 11, 4, 14, 8],
          "circle-color": color(PLAIN_POINT),
          "circle-stroke-color": ["case", ON, "#c4861a", ["==", ["get", "estimated"], true], "#55407f", "#ffffff"],
          "circle-stroke-width": ["case", ON, 4, 1.5],
        },
  };
}

function signs(tones: string[]): LayerSpecification[] {
  if (!tones.length) return [];
  return [
    {
      id: "sign",
      type: "symbol",
      source: "points",
      filter: SINGLE,
      layout: {
        "icon-image": ["concat", "sign:", ["coalesce", ["get", "tone"], ""]],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 8, 0.7, 11, 0.9, 14, 1.1],
        "icon-allow-overlap": true,
      },
    },
  ];
}

export const BORDERS: LayerSpecification[] = [
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
];

/** From the ground up. What lies higher takes its place first: names stand beside signs and numbers, never over them. */
export function layers(tones: string[], good: string): LayerSpecification[] {
  return [
    {
      id: "area",
      type: "fill",
      source: "areas",
      paint: { "fill-color": color(PLAIN), "fill-opacity": ["case", ["has", "tone"], ["case", ON, 0.95, 0.78], ["case", ON, 0.55, 0.2]] },
    },
    {
      id: "thin",
      type: "fill",
      source: "areas",
      filter: ["any", ["==", ["get", "thin"], true], ["==", ["get", "tone"], "belum_lapor"]],
      paint: { "fill-pattern": "hatch" },
    },
    ...BORDERS,
    ...ways(),
    halo(tones),
    {
      id: "area-name",
      type: "symbol",
      source: "areas",
      layout: {
        "text-field": ["coalesce", ["get", "label"], ["get", "name"]],
        "text-font": FONT,
        "text-size": 12.5,
        "text-max-width": 8,
        "text-padding": 1,
        "text-variable-anchor-offset": BESIDE,
      },
      paint: { "text-color": "#0b2f3a", "text-halo-color": "#ffffff", "text-halo-width": 1.8 },
    },
    ...signs(tones),
    {
      id: "point-name",
      type: "symbol",
      source: "points",
      minzoom: 12,
      filter: SINGLE,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12,
        "text-anchor": "top",
        "text-offset": [0, 0.9],
      },
      paint: { "text-color": "#0b2f3a", "text-halo-color": "#ffffff", "text-halo-width": 1.6 },
    },
    ...together(tones, good),
  ];
}

/** A map with marks on it, for arranging a plan by hand. */
import { type ExpressionSpecification, LngLatBounds, type Map as MapView, Marker } from "maplibre-gl";
import type { Base } from "./base";
import { HUES, PLAIN, type Things } from "./data";
import { areaSource, BORDERS } from "./layers";
import { open as openView } from "./view";

export type Pinned = MapView & { pin(element: HTMLElement, lon: number, lat: number): void };

export function open(
  box: HTMLElement,
  shapes: GeoJSON.FeatureCollection,
  posts: { lon: number; lat: number }[],
  borders: Things,
  base: Base | null,
  view: { center: [number, number]; zoom: number } | null,
): Pinned {
  const bounds = new LngLatBounds();
  for (const post of posts) bounds.extend([post.lon, post.lat]);
  const hue = ["match", ["get", "hue"], ...HUES.flatMap((color, at) => [at, color]), PLAIN] as unknown as ExpressionSpecification;
  const map = openView(
    box,
    base,
    { areas: areaSource(borders), groups: { type: "geojson", data: shapes } },
    [
      ...BORDERS,
      { id: "hulls", type: "fill", source: "groups", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": hue, "fill-opacity": 0.16 } },
      { id: "hull-edges", type: "line", source: "groups", filter: ["==", ["geometry-type"], "Polygon"], paint: { "line-color": hue, "line-width": 1.2, "line-opacity": 0.6 } },
      { id: "ways", type: "line", source: "groups", filter: ["!=", ["geometry-type"], "Polygon"], paint: { "line-color": hue, "line-width": 2 } },
    ],
    view ? { center: view.center, zoom: view.zoom } : { bounds, fitBoundsOptions: { padding: 40, maxZoom: 14 } },
  );
  return Object.assign(map, {
    pin(element: HTMLElement, lon: number, lat: number): void {
      // The marker moves its element by a transform of its own, so the thing that is dragged stands inside it.
      const around = document.createElement("div");
      around.className = "arrange-pin";
      around.append(element);
      new Marker({ element: around }).setLngLat([lon, lat]).addTo(map);
      around.removeAttribute("aria-label");
      around.removeAttribute("tabindex");
      around.removeAttribute("role");
      around.setAttribute("aria-hidden", "true");
    },
  });
}

/** The map itself, as every page has it: own boundaries as the ground, so that it works with no tile server and no connection. */
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { type LayerSpecification, Map as MapView, type MapOptions, NavigationControl, ScaleControl, setWorkerUrl, type SourceSpecification } from "maplibre-gl";
import type { Base } from "./base";
import { words } from "./words";

setWorkerUrl(workerUrl);

/** Looks down and north, and lets the page scroll past. */
export function open(
  box: HTMLElement,
  base: Base | null,
  sources: Record<string, SourceSpecification>,
  layers: LayerSpecification[],
  start: Partial<MapOptions>,
): MapView {
  const map = new MapView({
    container: box,
    style: {
      version: 8,
      sources: { ...(base ? { base: base.source } : {}), ...sources },
      layers: [{ id: "ground", type: "background", paint: { "background-color": "#e9efee" } }, ...(base?.layers ?? []), ...layers],
    },
    attributionControl: { compact: false },
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: words.map,
    maxZoom: 18,
    ...start,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
  map.getCanvas().setAttribute("aria-label", box.getAttribute("aria-label") ?? "");
  return map;
}

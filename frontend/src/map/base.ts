/**
 * An optional base map from one PMTiles file on the desk's own server. Vector tiles of the common schemas
 * (Protomaps, OpenMapTiles) are drawn quietly: water, greens, roads; raster tiles as they are.
 */
import { addProtocol, type LayerSpecification, type SourceSpecification } from "maplibre-gl";
import { PMTiles, Protocol, TileType } from "pmtiles";

export interface Base {
  source: SourceSpecification;
  layers: LayerSpecification[];
}

let protocol: Protocol | null = null;

export async function baseMap(list: string): Promise<Base | null> {
  const answer = await fetch(list, { credentials: "same-origin" });
  if (!answer.ok) return null;
  const { tiles } = (await answer.json()) as { tiles: { url: string; attribution: string }[] };
  const first = tiles[0];
  if (!first) return null;
  if (!protocol) {
    protocol = new Protocol();
    addProtocol("pmtiles", protocol.tile);
  }
  const archive = new PMTiles(new URL(first.url, location.href).href);
  protocol.add(archive);
  const header = await archive.getHeader();
  const url = `pmtiles://${archive.source.getKey()}`;
  if (header.tileType !== TileType.Mvt) {
    return {
      source: { type: "raster", url, tileSize: 256, attribution: first.attribution },
      layers: [{ id: "base", type: "raster", source: "base", paint: { "raster-saturation": -0.6, "raster-opacity": 0.7 } }],
    };
  }
  const meta = (await archive.getMetadata()) as { vector_layers?: { id: string }[] };
  const has = new Set((meta.vector_layers ?? []).map((layer) => layer.id));
  return { source: { type: "vector", url, attribution: first.attribution }, layers: vectorLayers(has) };
}

function vectorLayers(has: Set<string>): LayerSpecification[] {
  const layers: LayerSpecification[] = [];
  const fill = (id: string, color: string) =>
    has.has(id) &&
    layers.push({ id: `base-${id}`, type: "fill", source: "base", "source-layer": id, paint: { "fill-color": color } });
  const line = (id: string, color: string, width: number) =>
    has.has(id) &&
    layers.push({
      id: `base-${id}`,
      type: "line",
      source: "base",
      "source-layer": id,
      paint: { "line-color": color, "line-width": ["interpolate", ["linear"], ["zoom"], 8, width / 2, 15, width * 3] },
    });
  fill("earth", "#eef2f0");
  fill("landcover", "#e3ebe4");
  fill("landuse", "#e3ebe4");
  fill("water", "#c5dbe3");
  line("waterway", "#b3cfd9", 1);
  line("transportation", "#ffffff", 1.2);
  line("roads", "#ffffff", 1.2);
  fill("building", "#dde3e1");
  fill("buildings", "#dde3e1");
  return layers;
}

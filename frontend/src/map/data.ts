/** What a page hands to its map: GeoJSON features with these properties, all optional but `name`. */
import type { Feature, FeatureCollection, Geometry } from "geojson";

export interface Properties {
  code?: string;
  name: string;
  /** Where the thing lies, shown after the name: names clash. */
  parent?: string;
  /** The page of the thing. */
  url?: string;
  /** A status key (siap, sebagian, belum, belum_lapor, usang, terlambat, …): colours the shape, and `value` says it in words. */
  tone?: string;
  value?: string;
  /** Estimated shape or position: drawn dashed. */
  estimated?: boolean;
}

export type Thing = Feature<Geometry, Properties>;
export type Things = FeatureCollection<Geometry, Properties>;

export const TONES: Record<string, string> = {
  siap: "#2e8b5c",
  selesai: "#0f6473",
  terverifikasi: "#14613b",
  sebagian: "#d9a441",
  belum: "#c9662b",
  belum_lapor: "#aab6b8",
  usang: "#8b78b5",
  terlambat: "#a32615",
  terhambat: "#c2503d",
};
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

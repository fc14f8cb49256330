// Level of detail. A record of a few cities is one piece that is always there. A country shows its
// prefectures far out; its counties come in pieces, a file each, when they are near or asked for.
import { fetched } from "./dom.js";

const COUNTIES_FROM = 6.4; // zoom; below it the counties of a country are too small to tell apart
const WIDEST = 18.5; // degrees; a wider view would draw most of a country at once

/** The zoom from which a map so many pixels wide draws the counties of a country, with their marks. */
export const countiesFrom = (width) => Math.max(COUNTIES_FROM, Math.log2((360 * width) / (512 * WIDEST)));

/** What the reader sees of a country's marks: `bounds` (west, south, east, north), null where none are drawn. */
export const seen = { bounds: null };

/** Whether `outer` bounds hold `inner` ones. */
export function holds([west, south, east, north], [w, s, e, n]) {
  return west <= w && south <= s && east >= e && north >= n;
}

export class Levels {
  /** The levels of a published `record`; `arrived` is called when a piece has come. */
  constructor(url, { counties, lines }, arrived) {
    Object.assign(this, { url, arrived, apart: Boolean(counties.pieces) });
    const { features, cities } = counties;
    features.forEach((feature, number) => Object.assign(feature.properties, { number }));
    this.pieces = this.apart
      ? counties.pieces.map((piece) => ({ ...piece, features: piece.counties.map((number) => features[number]) }))
      : [{ name: "", features, here: true, outlines: cities.map((city) => city.outline), hatch: lines.hatch }];
    this.ofCounty = new Map(this.pieces.flatMap((piece) => piece.features.map((f) => [f.properties.number, piece])));
    this.cities = cities.map((city, number) => ({ type: "Feature", geometry: city.geometry, properties: { ...city, number } }));
  }

  /** Whether counties are drawn with their marks in a view: its zoom, the pixels of its `width`. */
  near({ zoom, width }) {
    return !this.apart || zoom >= countiesFrom(width);
  }

  /** The pieces to be drawn in `view` (as for `near`, with its `bounds`), in their order. */
  wanted(view, classes) {
    if (!this.apart) return this.pieces;
    const [west, south, east, north] = view.bounds;
    const filtered = classes.includes("x");
    return this.pieces.filter(({ bounds: [w, s, e, n], features }) =>
      (this.near(view) && w < east && e > west && s < north && n > south) ||
      (filtered && features.some(({ properties: { number } }) => !"nx".includes(classes[number]))));
  }

  /** The pieces that hold counties of `adcodes`. */
  holding(adcodes) {
    return this.pieces.filter(({ features }) => features.some((feature) => adcodes.has(feature.properties.adcode)));
  }

  /** Those of `pieces` that are here; the others are asked for. */
  present(pieces) {
    pieces.filter((piece) => !piece.here).forEach((piece) => this.fetch(piece));
    return pieces.filter((piece) => piece.here);
  }

  fetch(piece) {
    piece.coming ??= fetched(this.url, `${piece.name}.json`)
      .then(({ shapes, ...lines }) => {
        piece.features.forEach((feature, i) => Object.assign(feature, { geometry: shapes[i] }));
        Object.assign(piece, { ...lines, here: true });
        this.arrived();
      })
      .catch((error) => {
        piece.coming = null;
        console.warn("map:", error.message);
      });
  }

  /** The prefectures that no piece of `drawn` covers. */
  far(drawn) {
    const covered = new Set(drawn);
    return this.apart ? this.cities.filter((city) => !covered.has(this.ofCounty.get(city.properties.counties[0]))) : [];
  }
}

/** West, south, east, north of a GeoJSON polygon, degrees. */
export function boundsOf({ coordinates }) {
  const flat = coordinates.flat(Infinity);
  const [lon, lat] = [0, 1].map((which) => flat.filter((_, i) => i % 2 === which));
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}

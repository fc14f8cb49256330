// Level of detail. A record of a few cities is one piece that is always there. A country shows its
// prefectures far out; its counties come in pieces, a file each, when they are near or asked for.
import { fetched } from "./record.js";

/** @import { Bounds, City, CityProperties, Piece, Published, Seen } from "./types" */

const COUNTIES_FROM = 6.4; // zoom; below it the counties of a country are too small to tell apart
const WIDEST = 18.5; // degrees; a wider view would draw most of a country at once

/** The zoom from which a map so many pixels wide draws the counties of a country, with their marks. @param {number} width */
export const countiesFrom = (width) => Math.max(COUNTIES_FROM, Math.log2((360 * width) / (512 * WIDEST)));

/** What the reader sees of a country's marks; null where none are drawn. @type {{ bounds: Bounds | null }} */
export const seen = { bounds: null };

export class Levels {
  /** By adcode. @type {Map<string, import("./types").CountyProperties> | undefined} */ names;

  /**
   * The levels of a published record at `url`; `arrived` is called when a piece has come.
   * @param {string} url @param {Pick<Published, "counties">} record @param {() => void} arrived
   */
  constructor(url, { counties }, arrived) {
    const { features, cities, pieces } = counties;
    this.url = url;
    this.arrived = arrived;
    /** Whether counties come in pieces. */
    this.apart = Boolean(pieces);
    features.forEach((feature, number) => Object.assign(feature.properties, { number }));
    /** @type {Piece[]} */
    this.pieces = pieces
      ? pieces.map((piece) => ({ ...piece, features: piece.counties.map((number) => features[number]) }))
      : [{ name: "", features, here: true, outlines: cities.flatMap(({ outline }) => outline ?? []) }];
    this.ofCounty = new Map(this.pieces.flatMap((piece) => piece.features.map((f) => [f.properties.number, piece])));
    this.cities = cities.map((city, number) =>
      /** @type {City} */ ({ type: "Feature", geometry: city.geometry, properties: /** @type {CityProperties} */ ({ ...city, number }) }));
  }

  /** Names of a county. @param {string} adcode @returns {import("./types").CountyProperties | undefined} */
  county(adcode) {
    this.names ??= new Map(this.pieces.flatMap(({ features }) => features.map(({ properties }) => [properties.adcode, properties])));
    return this.names.get(adcode);
  }

  /** Whether counties are drawn with their marks in a view. @param {Pick<Seen, "zoom" | "width">} view */
  near({ zoom, width }) {
    return !this.apart || zoom >= countiesFrom(width);
  }

  /** The pieces to be drawn in `view`, in their order: what is near, or passes. @param {Seen} view @param {string} classes */
  wanted(view, classes) {
    if (!this.apart) return this.pieces;
    const [west, south, east, north] = view.bounds;
    const near = this.near(view);
    const filtered = classes.includes("x");
    return this.pieces.filter(({ bounds: [w, s, e, n] = [0, 0, 0, 0], features }) =>
      (near && w < east && e > west && s < north && n > south) ||
      (filtered && features.some(({ properties: { number } }) => !"nx".includes(classes[number]))));
  }

  /** The pieces that hold counties of `adcodes`. @param {Set<string>} adcodes */
  holding(adcodes) {
    return this.pieces.filter(({ features }) => features.some((feature) => adcodes.has(feature.properties.adcode)));
  }

  /** Those of `pieces` that are here; the others are asked for. @param {Piece[]} pieces */
  present(pieces) {
    pieces.filter((piece) => !piece.here).forEach((piece) => this.fetch(piece));
    return pieces.filter((piece) => piece.here);
  }

  /** @param {Piece} piece */
  fetch(piece) {
    piece.coming ??= fetched(this.url, `${piece.name}.json`)
      .then(({ shapes, outlines }) => {
        piece.features.forEach((feature, i) => Object.assign(feature, { geometry: shapes[i] }));
        Object.assign(piece, { outlines, here: true });
        this.arrived();
      })
      .catch((error) => {
        piece.coming = null;
        console.warn("map:", error.message);
      });
  }

  /** The prefectures that no piece of `drawn` covers. @param {Piece[]} drawn */
  far(drawn) {
    const covered = new Set(drawn);
    const uncovered = (/** @type {City} */ city) => {
      const piece = this.ofCounty.get(city.properties.counties[0]);
      return !piece || !covered.has(piece);
    };
    return this.apart ? this.cities.filter(uncovered) : [];
  }
}

// What the map is made of: the parts of the ground, the engine's layers above them, the names.
import { boxOf } from "./anchors.js";
import { areas, hatched, rings, strokes } from "./ground.js";
import { circlesOf, sizeOf } from "./marks.js";
import { PALETTE } from "./palette.js";

/** @import { Layer } from "./deck" */
/** @import { Box, Label, Style } from "./labels.js" */
/** @import { Stage } from "./stage.js" */
/** @import { City, County, GroundPart, Mark, Theme } from "./types" */

/** @param {string} hex */
const rgb = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).concat(255);

/** The colour of a class of counties or prefectures. @param {Theme} theme @param {Mark} mark */
export function colourOf(theme, mark) {
  const { noPlan, outside, classes } = PALETTE[theme];
  if (mark === "n") return noPlan;
  return mark === "x" ? outside : classes[Number(mark)];
}

/**
 * What lies below the marks, from the lowest to the highest; `prefectures` stand for counties that
 * are not drawn.
 * @param {Stage} stage @param {City[]} prefectures @returns {GroundPart[]}
 */
export function groundParts({ anchors, data, drawnRows, levels, drawn, record: { lines, marks } }, prefectures) {
  const palette = PALETTE[data.theme];
  const among = (/** @type {Set<string>} */ codes) =>
    levels.present(levels.holding(codes)).flatMap(({ features }) => features.filter((f) => codes.has(f.properties.adcode)));
  /** @param {string} id @param {"county" | "city"} what @param {(County | City)[]} features @param {string} classes */
  const filled = (id, what, features, classes) =>
    areas(id, features, ({ properties }) => colourOf(data.theme, classes[properties.number]), what);
  return [
    strokes("context", lines.county, palette.context, 1),
    filled("prefectures", "city", prefectures, data.cityClasses ?? ""),
    strokes("prefecture-lines", prefectures, palette.line, 1),
    drawn.map(({ name, features }) => filled(`counties${name}`, "county", features, data.classes)),
    drawn.map(({ name, features }) => strokes(`county-lines${name}`, features, palette.line, 1)),
    drawn.map(({ name, hatch = [] }) => strokes(`hatch${name}`, hatch, palette.hatch, 1)),
    strokes("provinces", lines.province, palette.province, 1.5),
    drawn.map(({ name, outlines = [] }) => strokes(`cities${name}`, outlines, palette.city, 1.6)),
    hatched("zone", among(anchors.holding()), palette.select),
    rings("uncertain", circlesOf(marks, drawnRows), palette.city),
    strokes("chosen-county", among(new Set([data.county, ...(data.lit ?? [])])), palette.select, 3),
  ].flat();
}

/**
 * The engine's layers: the marks, at least so many pixels wide, and a ring around those of the chosen thing.
 * @param {Stage} stage @param {number} least @returns {Layer[]}
 */
export function engineLayers({ data, kinds, look, record: { marks }, sheet, iconData, drawnRows }, least) {
  const largest = look.mark[1];
  return [
    new kinds.TriangleLayer({
      id: "marks", data: iconData, pickable: true, iconAtlas: sheet,
      iconMapping: Object.fromEntries(marks.icons.map(([name]) => [name, { x: 0, y: 0, width: 1, height: 1 }])),
      sizeUnits: "meters", sizeMinPixels: least, sizeMaxPixels: largest,
    }),
    new kinds.ScatterplotLayer({
      id: "chosen-marks", data: data.thing ? drawnRows.filter((row) => marks.thing[row] === data.thing) : [],
      getPosition: (/** @type {number} */ row) => [marks.lon[row], marks.lat[row]],
      getRadius: (/** @type {number} */ row) => sizeOf(marks, row) * 0.5, radiusMinPixels: least / 2 + 6, radiusMaxPixels: largest / 2 + 4,
      filled: false, stroked: true, getLineColor: rgb(PALETTE[data.theme].select), getLineWidth: 3 * look.sharpness, lineWidthUnits: "pixels",
      updateTriggers: { getLineColor: data.theme },
    }),
  ];
}

/**
 * The names: `near`, of the counties that are drawn, else of cities, last of zones beside their marks;
 * `crowded` ones keep more distance, and all of them from the marks of zones and cities.
 * @param {Stage} stage @param {boolean} near @param {boolean} crowded
 * @returns {{ labels: Label[], blocked: Box[], style: Style }}
 */
export function names({ anchors: { squares }, data, drawn, levels, look, record }, near, crowded) {
  const { dim, halo, label } = PALETTE[data.theme];
  const county = (/** @type {County} */ { properties }) => ({
    place: properties, text: properties[data.language], colour: "nx".includes(data.classes[properties.number]) ? dim : label,
  });
  const city = (/** @type {import("./types").Place} */ place) => ({ place, text: place[data.language], colour: label });
  const half = (look.anchor ?? 0) / 2;
  const zones = squares.filter(({ of }) => of.anchor.kind === "zone").map(({ of: { anchor }, x, y, side }) => {
    const beyond = half + look.county * 0.8;
    return { at: /** @type {[number, number]} */ ([x, y + (side === "below" ? beyond : -beyond)]), text: anchor[data.language], colour: label, size: look.county };
  });
  return {
    labels: [...(near ? drawn.flatMap(({ features }) => features.map(county)) : record.counties.cities.map(city)), ...zones],
    blocked: squares.map((square) => boxOf(square, half)),
    style: { size: near || levels.apart ? look.county : look.city, weight: near || crowded ? 500 : 700, crowded, halo },
  };
}

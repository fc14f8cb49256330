// What the map is made of: the parts of the ground, the engine's layers above them, the names.
import { boxOf } from "./anchors.js";
import { across, down } from "./camera.js";
import { areas, dotted, hatched, holdsBox, rings, strokes } from "./ground.js";
import { circlesOf, sizeOf } from "./marks.js";
import { PALETTE } from "./palette.js";

/** @import { Layer, Viewport } from "./deck" */
/** @import { Box, Ground, Label, Style } from "./labels.js" */
/** @import { Stage } from "./stage.js" */
/** @import { City, County, GroundPart, Mark, Published, Shape, Theme } from "./types" */

const SMALLER = 12 / 13; // of the size of a county's name, where cities have theirs too

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
    hatched("partial", drawn.flatMap(({ features }) => features.filter(({ properties: { number, partial } }) => partial && data.classes[number] !== "x")), palette.city, palette.halo),
    dotted("no-plan", [
      ...prefectures.filter(({ properties: { number } }) => data.cityClasses?.[number] === "n"),
      ...drawn.flatMap(({ features }) => features.filter(({ properties: { number } }) => data.classes[number] === "n")),
    ], palette.hatch),
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

/** Whether a box around a pixel lies on the ground of `shape`. @param {Viewport} viewport @param {Shape | undefined} shape @returns {Ground | undefined} */
function groundIn({ longitude, latitude, zoom, width, height }, shape) {
  if (!shape) return undefined;
  const pixel = 1 / 2 ** zoom;
  const [left, top] = [across(longitude) - (width / 2) * pixel, down(latitude) - (height / 2) * pixel];
  return (x, y, wide, high) => holdsBox(shape, left + x * pixel, top + y * pixel, wide * pixel, high * pixel);
}

/**
 * The names: `near`, of the counties that are drawn; else of cities, smaller where only that fits,
 * and of counties where these have room; those of zones beside their marks. Each stands on its own ground, unless `crowded` ones
 * stand for a whole country; these keep more distance, and all of them from the marks of zones and cities.
 * @param {Stage} stage @param {Viewport} viewport @param {boolean} near @param {boolean} crowded
 * @returns {{ labels: Label[], blocked: Box[], style: Style }}
 */
export function names({ anchors: { squares }, data, drawn, levels, look, record }, viewport, near, crowded) {
  const { dim, halo, label } = PALETTE[data.theme];
  const county = (/** @type {County} */ shape) => ({
    place: shape.properties, text: shape.properties[data.language], ground: groundIn(viewport, shape),
    colour: "nx".includes(data.classes[shape.properties.number]) ? dim : label,
  });
  const smaller = (/** @type {County} */ shape) => ({ ...county(shape), size: look.county * SMALLER, weight: 500 });
  const city = (/** @type {Published["counties"]["cities"][0]} */ place) => ({
    place, text: place[data.language], colour: label, roams: !crowded, ground: crowded ? undefined : groundIn(viewport, place.outline ?? place.geometry),
  });
  const half = (look.anchor ?? 0) / 2;
  const zones = squares.filter(({ of }) => of.anchor.kind === "zone").map(({ of: { anchor }, x, y, side }) => {
    const beyond = half + look.county * 0.8;
    return { at: /** @type {[number, number]} */ ([x, y + (side === "below" ? beyond : -beyond)]), text: anchor[data.language], colour: label, size: look.county };
  });
  const cities = record.counties.cities.map(city);
  const counties = drawn.flatMap(({ features }) => features);
  return {
    labels: near ? [...counties.map(county), ...zones] : [...cities, ...zones, ...cities.map((name) => ({ ...name, size: look.county })), ...counties.map(smaller)],
    blocked: squares.map((square) => boxOf(square, half)),
    style: { size: near || levels.apart ? look.county : look.city, weight: near || crowded ? 500 : 700, crowded, halo },
  };
}

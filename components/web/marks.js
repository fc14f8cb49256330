// Which marks are shown, and how large: plain arithmetic on the columns of marks.json.

/** @import { Bounds, Marks } from "./types" */

const FILL = 0.86; // diameter of a mark, in pitches of its block
const POINT_SIZE_M = 4700; // diameter of a mark at a known point, metres
const ROOMY = 2000; // so many marks have room for their smallest size; more of them shrink to dots
const DOT_PX = 3;

/** Numbers of the bits that are set in `bytes`, the lowest bit first. @param {Uint8Array} bytes */
export function setBits(bytes) {
  /** @type {number[]} */
  const set = [];
  bytes.forEach((byte, n) => {
    for (let bit = 0; byte >> bit; bit += 1) if ((byte >> bit) & 1) set.push(n * 8 + bit);
  });
  return set;
}

/**
 * Row numbers of the marks whose bit is set; `bits` are about all marks or, in their order, those
 * `within` bounds.
 * @param {Uint8Array} bits @param {Pick<Marks, "lon" | "lat">} marks @param {Bounds | null} [within]
 */
export function visibleMarks(bits, marks, within) {
  const set = setBits(bits);
  if (!within) return set;
  const [west, south, east, north] = within;
  /** @type {number[]} */
  const about = [];
  marks.lon.forEach((lon, row) => {
    if (lon >= west && lon <= east && marks.lat[row] >= south && marks.lat[row] <= north) about.push(row);
  });
  return set.map((n) => about[n]);
}

/** How far off the marks in `rows` may be, each circle once. @param {Pick<Marks, "lon" | "lat" | "radius">} marks @param {number[]} rows */
export function circlesOf({ lon, lat, radius }, rows) {
  const circles = rows.filter((row) => radius[row]).map((row) => ({ lon: lon[row], lat: lat[row], metres: radius[row] }));
  return [...new Map(circles.map((circle) => [Object.values(circle).join(), circle])).values()];
}

/** Diameter of the mark in `row`, metres. @param {Pick<Marks, "pitch">} marks @param {number} row */
export function sizeOf(marks, row) {
  return marks.pitch[row] ? marks.pitch[row] * FILL : POINT_SIZE_M;
}

/**
 * Pixels of the smallest mark of a record: where marks are many they rather shrink than hide each other.
 * @param {Pick<Marks, "thing">} marks @param {number} wanted
 */
export function smallest(marks, wanted) {
  return Math.max(Math.min(wanted, DOT_PX), Math.min(wanted, wanted * Math.sqrt(ROOMY / marks.thing.length)));
}

/**
 * Pixels between marks at one and the same point, in steps, so that few zooms change them.
 * @param {number} metresPerPixel @param {number} least @param {number} largest
 */
export function stackStep(metresPerPixel, least, largest) {
  return Math.round(Math.min(largest, Math.max(least, POINT_SIZE_M / metresPerPixel)) / 4) * 4;
}

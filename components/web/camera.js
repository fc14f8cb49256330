// The mathematics of the camera: Web Mercator, a world 512 pixels wide at zoom 0. Nothing of a page.

/** @import { Bounds, Camera, Limits, LonLat, Room, Size } from "./types" */

const WORLD = 512; // width of the world at zoom 0, pixels
const EQUATOR_M = 40075016.7;
const MARGIN_PX = 40; // left free around what is shown whole
const ZOOMS = [4, 13]; // the least and the most; a country that needs less has less

/** Of a map that nothing covers. @type {Room} */
export const OPEN = { top: 0, right: 0, bottom: 0, left: 0 };

/** Pixels from the left edge of the world to a longitude, degrees, at zoom 0. @param {number} lon */
export const across = (lon) => ((lon + 180) / 360) * WORLD;

/** Pixels from the top of the world to a latitude, degrees, at zoom 0. @param {number} lat */
export const down = (lat) => (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * WORLD;

/** The latitude, degrees, so many pixels from the top: the inverse of `down`. @param {number} y */
export const latitudeAt = (y) => (Math.atan(Math.exp((0.5 - y / WORLD) * 2 * Math.PI)) * 360) / Math.PI - 90;

/**
 * The zoom at which `bounds` fill a map of a size, but for a margin on each side.
 * @param {Bounds} bounds @param {Size} size @param {number} margin pixels, of both sides together
 */
export function zoomOf([west, south, east, north], { width, height }, margin = MARGIN_PX) {
  const wide = Math.max(1, width - margin) / (across(east) - across(west));
  const high = Math.max(1, height - margin) / (down(south) - down(north));
  return Math.log2(Math.min(wide, high));
}

/** What is free of a map of a size. @param {Size} size @param {Room} room @returns {Size} */
const freeOf = ({ width, height }, { top, right, bottom, left }) => ({ width: width - left - right, height: height - top - bottom });

/**
 * The camera that has a place, in pixels of the world at zoom 0, in the middle of what is free.
 * @param {[x: number, y: number]} place @param {number} zoom @param {Room} room @returns {Camera}
 */
function over([x, y], zoom, { top, right, bottom, left }) {
  const pixel = 1 / 2 ** zoom;
  const longitude = ((x + ((right - left) / 2) * pixel) / WORLD) * 360 - 180;
  return { longitude, latitude: latitudeAt(y + ((bottom - top) / 2) * pixel), zoom };
}

/**
 * The camera that shows `bounds` in what is free of a map of a size; it may go as far out as `whole`
 * needs.
 * @param {Bounds} bounds @param {Size} size @param {Bounds} whole @param {Room} room what is covered
 * @param {number} [margin] @returns {Camera & Limits}
 */
export function cameraOn(bounds, size, whole, room = OPEN, margin = MARGIN_PX) {
  const [west, south, east, north] = bounds;
  const minZoom = Math.min(ZOOMS[0], zoomOf(whole, freeOf(size, room)));
  const zoom = Math.min(ZOOMS[1], Math.max(minZoom, zoomOf(bounds, freeOf(size, room), margin)));
  const middle = /** @type {[number, number]} */ ([(across(west) + across(east)) / 2, (down(south) + down(north)) / 2]);
  return { ...over(middle, zoom, room), minZoom, maxZoom: ZOOMS[1] };
}

/** The camera that has a place in the middle of what is free. @param {LonLat} place @param {number} zoom @param {Room} room */
export const cameraAt = ([lon, lat], zoom, room) => over([across(lon), down(lat)], zoom, room);

/** @param {Camera} camera */
export function metresPerPixel({ latitude, zoom }) {
  return (EQUATOR_M * Math.cos((latitude * Math.PI) / 180)) / (WORLD * 2 ** zoom);
}

/**
 * West, south, east, north of what is free of a map of a size, degrees.
 * @param {Camera} camera @param {Size} size @param {Room} [room] what is covered @returns {Bounds}
 */
export function boundsSeen({ longitude, latitude, zoom }, { width, height }, { top, right, bottom, left } = OPEN) {
  const pixel = 1 / 2 ** zoom;
  const degrees = (360 / WORLD) * pixel;
  const y = down(latitude);
  return [
    longitude - (width / 2 - left) * degrees,
    latitudeAt(y + (height / 2 - bottom) * pixel),
    longitude + (width / 2 - right) * degrees,
    latitudeAt(y - (height / 2 - top) * pixel),
  ];
}

/** Bounds as they stand behind the # of an address: rounded to a pixel of a map at a zoom. @param {Bounds} bounds @param {number} zoom */
export function written(bounds, zoom) {
  const decimals = Math.max(0, Math.ceil(Math.log10((WORLD * 2 ** zoom) / 360)));
  return `#map=${bounds.map((edge) => edge.toFixed(decimals)).join(",")}`;
}

/** @param {LonLat} place */
const onEarth = ([lon, lat]) => Math.abs(lat) < 80 && Math.abs(lon) <= 180;

/**
 * The bounds that were `written`, or the camera of an older address (zoom/latitude/longitude); null
 * for anything else, and for what lies outside the limits.
 * @param {string} text @param {Limits} limits @returns {{ bounds: Bounds } | { camera: Camera } | null}
 */
export function read(text, { minZoom, maxZoom }) {
  const match = /^#map=(-?[\d.]+)(?:,(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)|\/(-?[\d.]+)\/(-?[\d.]+))$/.exec(text);
  if (!match) return null;
  const numbers = match.slice(1).filter((part) => part !== undefined).map(Number);
  if (numbers.length === 3) {
    const [zoom, latitude, longitude] = numbers;
    const possible = zoom >= minZoom && zoom <= maxZoom && onEarth([longitude, latitude]);
    return possible ? { camera: { longitude, latitude, zoom } } : null;
  }
  const [west, south, east, north] = numbers;
  const possible = west < east && south < north && onEarth([west, south]) && onEarth([east, north]);
  return possible ? { bounds: [west, south, east, north] } : null;
}

/**
 * The length of a scale bar, km, of a round number that is at least `least` pixels wide.
 * @param {number} metres a pixel @param {number} least
 */
export function scaleOf(metres, least = 50) {
  return [1, 2, 5, 10, 20, 50, 100, 200, 500].find((km) => (km * 1000) / metres > least) ?? 1000;
}

/** Whether `outer` bounds hold `inner` ones. @param {Bounds} outer @param {Bounds} inner */
export function holds([west, south, east, north], [w, s, e, n]) {
  return west <= w && south <= s && east >= e && north >= n;
}

/**
 * West, south, east, north of a GeoJSON polygon, degrees.
 * @param {{ coordinates: LonLat[][] | LonLat[][][] }} shape @returns {Bounds}
 */
export function boundsOf({ coordinates }) {
  const flat = /** @type {number[]} */ (coordinates.flat(Infinity));
  const [lon, lat] = [0, 1].map((which) => flat.filter((_, i) => i % 2 === which));
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}

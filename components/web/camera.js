// The mathematics of the camera: Web Mercator, a world 512 pixels wide at zoom 0. Nothing of a page.

/** @import { Bounds, Camera, Limits, LonLat, Size } from "./types" */

const WORLD = 512; // width of the world at zoom 0, pixels
const EQUATOR_M = 40075016.7;
const MARGIN_PX = 40; // left free around what is shown whole
const ZOOMS = [4, 13]; // the least and the most; a country that needs less has less

/** Pixels from the left edge of the world to a longitude, degrees, at zoom 0. @param {number} lon */
export const across = (lon) => ((lon + 180) / 360) * WORLD;

/** Pixels from the top of the world to a latitude, degrees, at zoom 0. @param {number} lat */
export const down = (lat) => (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * WORLD;

/** The latitude, degrees, so many pixels from the top: the inverse of `down`. @param {number} y */
export const latitudeAt = (y) => (Math.atan(Math.exp((0.5 - y / WORLD) * 2 * Math.PI)) * 360) / Math.PI - 90;

/**
 * The zoom at which `bounds` fill a map of a size.
 * @param {Bounds} bounds @param {Size} size
 */
export function zoomOf([west, south, east, north], { width, height }) {
  const wide = (width - MARGIN_PX) / (across(east) - across(west));
  const high = (height - MARGIN_PX) / (down(south) - down(north));
  return Math.log2(Math.min(wide, high));
}

/**
 * The camera that shows `bounds` on a map of a size; it may go as far out as `whole` needs.
 * @param {Bounds} bounds @param {Size} size @param {Bounds} whole @returns {Camera & Limits}
 */
export function cameraOn(bounds, size, whole) {
  const [west, south, east, north] = bounds;
  const minZoom = Math.min(ZOOMS[0], zoomOf(whole, size));
  return {
    longitude: (west + east) / 2,
    latitude: latitudeAt((down(south) + down(north)) / 2),
    zoom: Math.max(minZoom, zoomOf(bounds, size)),
    minZoom,
    maxZoom: ZOOMS[1],
  };
}

/** @param {Camera} camera */
export function metresPerPixel({ latitude, zoom }) {
  return (EQUATOR_M * Math.cos((latitude * Math.PI) / 180)) / (WORLD * 2 ** zoom);
}

/**
 * West, south, east, north of what a map of a size shows, degrees.
 * @param {Camera} camera @param {Size} size @returns {Bounds}
 */
export function boundsSeen({ longitude, latitude, zoom }, { width, height }) {
  // Degrees from the middle to an edge; a pixel is 360 / (512 · 2^zoom) degrees of longitude.
  const east = (180 * width) / (WORLD * 2 ** zoom);
  const north = ((180 * height) / (WORLD * 2 ** zoom)) * Math.cos((latitude * Math.PI) / 180);
  return [longitude - east, latitude - north, longitude + east, latitude + north];
}

/** A camera as it stands behind the # of an address. @param {Camera} camera */
export const written = ({ zoom, latitude, longitude }) => `#map=${zoom.toFixed(2)}/${latitude.toFixed(4)}/${longitude.toFixed(4)}`;

/**
 * The camera that was `written`; null for anything else, and for what lies outside the limits.
 * @param {string} text @param {Limits} limits @returns {Camera | null}
 */
export function read(text, { minZoom, maxZoom }) {
  const match = /^#map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(text);
  if (!match) return null;
  const [zoom, latitude, longitude] = match.slice(1).map(Number);
  const possible = zoom >= minZoom && zoom <= maxZoom && Math.abs(latitude) < 80 && Math.abs(longitude) <= 180;
  return possible ? { longitude, latitude, zoom } : null;
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

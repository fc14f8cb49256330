// Where the camera goes by itself: to what the reader chose, into the part of the map that neither
// the card nor the strip at its bottom covers. It stays there until the reader moves the map.
import { boundsOf, boundsSeen, cameraAt, cameraOn, holds, OPEN, read, written, zoomOf } from "./camera.js";

/** @import { Bounds, Camera, County, LonLat, Marks, MapData, Room, Size } from "./types" */

const NARROW = 0.7; // of the map's width: a wider card is a sheet at the bottom of the window
const MOST = 0.75; // of the map's height is taken for covered
const EDGE_PX = 24; // a place so near to an edge of what is free does not count as in view
const LEGEND_ZOOMS = 1.2; // so much zoom is given up to keep the legend free

/** @typedef {{ left: number, right: number, top: number, bottom: number, width: number, height: number }} Box */

/**
 * What a card and a strip cover of a map, pixels from its edges.
 * @param {Box} map @param {Box | undefined} card @param {number} strip height of what stands at the bottom
 * @returns {Room}
 */
export function roomOf(map, card, strip) {
  const room = { ...OPEN, bottom: strip };
  if (!card || card.right <= map.left || card.left >= map.right) return room;
  if (card.width < NARROW * map.width) return { ...room, right: map.right - card.left };
  // A map that is scrolled out of the window is looked at again where it began.
  const foot = map.bottom > 0 ? map.bottom : map.height;
  return { ...room, bottom: Math.min(Math.max(strip, foot - card.top), map.height * MOST) };
}

/** `room` with the legend kept free too, where `bounds` get little smaller for it. @param {Bounds} bounds @param {Size} size @param {Room} room @param {number} legend its right edge, pixels */
export function besideLegend(bounds, { width, height }, room, legend) {
  const zoom = (/** @type {number} */ left) => zoomOf(bounds, { width: width - left - room.right, height: height - room.top - room.bottom });
  return zoom(legend) >= zoom(room.left) - LEGEND_ZOOMS ? { ...room, left: legend } : room;
}

/** The smallest bounds that hold all of `every`. @param {Bounds[]} every @returns {Bounds} */
export function union(every) {
  const edge = (/** @type {number} */ n) => every.map((bounds) => bounds[n]);
  return [Math.min(...edge(0)), Math.min(...edge(1)), Math.max(...edge(2)), Math.max(...edge(3))];
}

/** @param {string} key */
const groupOf = (key) => key.slice(0, key.indexOf(":"));

/**
 * The ground to fly to: that of all that is chosen in the group of the first aim that was not
 * `known`; null where all were.
 * @param {NonNullable<MapData["aims"]>} aims @param {Set<string>} known @returns {Bounds | null}
 */
export function newGround(aims, known) {
  const fresh = aims.find(([key]) => !known.has(key));
  if (!fresh) return null;
  return union(aims.filter(([key]) => groupOf(key) === groupOf(fresh[0])).map(([, bounds]) => bounds));
}

/**
 * The ground of the marks in `rows` and of the counties in which something is counted; null without any.
 * @param {number[]} rows @param {Pick<Marks, "lon" | "lat">} marks
 * @param {Pick<County, "properties" | "geometry">[]} counties @param {string} classes of them @returns {Bounds | null}
 */
export function groundOf(rows, { lon, lat }, counties, classes) {
  const counted = counties.filter(({ properties: { number } }) => Number(classes[number]) > 0);
  const points = [...rows.map((row) => [lon[row], lat[row]]), ...counted.map(({ properties: { label } }) => label)];
  // Of a country not every shape is here.
  const shapes = counted.flatMap(({ geometry }) => (geometry ? [boundsOf(geometry)] : []));
  return points.length ? union([...points.map(([x, y]) => /** @type {Bounds} */ ([x, y, x, y])), ...shapes]) : null;
}

/** What a view is of: bounds with a margin, pixels, or a place that must not be covered. @typedef {{ bounds: Bounds, margin?: number } | { place: LonLat }} Goal */

/**
 * The camera for a goal; null where it is a place that is in view as it is.
 * @param {Goal} goal @param {Camera} camera @param {Size} size @param {Bounds} whole @param {Room} room
 * @param {number} legend @returns {Camera | null}
 */
export function cameraFor(goal, camera, size, whole, room, legend) {
  if ("place" in goal) {
    const [lon, lat] = goal.place;
    const edges = Object.fromEntries(Object.entries(room).map(([side, covered]) => [side, covered + EDGE_PX]));
    const [west, south, east, north] = boundsSeen(camera, size, /** @type {Room} */ (/** @type {unknown} */ (edges)));
    return lon > west && lon < east && lat > south && lat < north ? null : cameraAt(goal.place, camera.zoom, room);
  }
  const free = goal.margin === 0 ? room : besideLegend(goal.bounds, size, room, legend);
  return cameraOn(goal.bounds, size, whole, free, goal.margin);
}

/** Whether a view of a goal shows a place. @param {Goal | null} goal @param {LonLat} place */
export const shows = (goal, [lon, lat]) => goal !== null && "bounds" in goal && holds(goal.bounds, [lon, lat, lon, lat]);

/** Whether two cameras stand at the same place. @param {Camera} a @param {Camera} b */
export function same(a, b) {
  return [a.longitude - b.longitude, a.latitude - b.latitude, a.zoom - b.zoom].every((by) => Math.abs(by) < 1e-6);
}

/** The view in the link, or of this tab on another page. @param {string} key where the tab keeps it @param {Camera & import("./types").Limits} whole @returns {Goal | { camera: Camera } | null} */
export function ofLink(key, whole) {
  // Streamlit drops what stands behind the # when the page changes; the tab remembers it.
  const found = read(location.hash || sessionStorage.getItem(key) || "", whole);
  return found && "bounds" in found ? { bounds: found.bounds, margin: 0 } : found;
}

/** Put what a map shows behind the # of the address: a copied link shows the same ground. @param {string} key @param {Camera} camera @param {Size} size @param {Room} room */
export function remember(key, camera, size, room) {
  const hash = written(boundsSeen(camera, size, room), camera.zoom);
  sessionStorage.setItem(key, hash);
  if (location.hash !== hash) history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
}

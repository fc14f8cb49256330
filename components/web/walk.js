// The map by keyboard: arrows go from mark to mark, Enter opens one, with Shift they move the map.
import { el } from "./dom.js";

/** @import { AtlasMap } from "./map.js" */
/** @import { Met } from "./types" */

/** @typedef {{ x: number, y: number, met: Met }} Stop what can be reached, with its pixel */

/** @type {Record<string, [x: number, y: number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP_PX = 120; // by which the map moves where nothing is left to reach
const ASIDE = 2; // a pixel to the side counts as so many ahead

/**
 * The nearest of `stops` from a pixel in a direction, no further to the side than ahead; undefined
 * where there is none.
 * @template {{ x: number, y: number }} Place
 * @param {Place[]} stops @param {{ x: number, y: number }} from @param {[x: number, y: number]} way @returns {Place | undefined}
 */
export function nextStop(stops, from, [wayX, wayY]) {
  const far = (/** @type {Place} */ { x, y }) => {
    const ahead = (x - from.x) * wayX + (y - from.y) * wayY;
    const aside = Math.abs((x - from.x) * wayY) + Math.abs((y - from.y) * wayX);
    return ahead > 1 && aside <= ahead ? ahead + ASIDE * aside : Infinity;
  };
  const nearest = stops.map((stop) => ({ stop, by: far(stop) })).sort((a, b) => a.by - b.by)[0];
  return nearest && nearest.by < Infinity ? nearest.stop : undefined;
}

/** What can be reached of a map: marks and squares that are in view. @param {AtlasMap} map @returns {Stop[]} */
function stopsOf(map) {
  const { anchors: { squares }, drawnRows, drawnStep, record: { marks }, size } = map;
  const viewport = map.deck?.getViewports()[0];
  if (!viewport) return [];
  const { right, bottom } = map.room();
  const standing = drawnRows.map((row) => {
    const [x, y] = viewport.project([marks.lon[row], marks.lat[row]]);
    return { x: x + marks.stack[row] * drawnStep, y, met: /** @type {Met} */ ({ what: "mark", object: row }) };
  });
  const counted = squares.map(({ of, x, y }) => ({ x, y, met: /** @type {Met} */ ({ what: "anchor", object: of.anchor }) }));
  return [...standing, ...counted].filter(({ x, y }) => x > 0 && y > 0 && x < size.width - right && y < size.height - bottom);
}

export class Walk {
  /** @type {Stop | undefined} */ at;

  /** @param {AtlasMap} map */
  constructor(map) {
    this.map = map;
    this.ring = el("div", { class: "ft-reached", hidden: true });
    this.said = el("div", { class: "ft-unseen", role: "status" });
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { map } = this;
    const way = WAYS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (way) this.go(way, event.shiftKey);
    else if (event.key === "Enter" && this.at) map.picked({ x: this.at.x, y: this.at.y, index: -1, ...this.at.met });
    else if (event.key === "+" || event.key === "=") map.zoomBy(1);
    else if (event.key === "-") map.zoomBy(-1);
    else return;
    event.preventDefault();
  }

  /** To the next mark in a direction, or the map itself. @param {[x: number, y: number]} way @param {boolean} whole */
  go(way, whole) {
    const { width, height } = this.map.size;
    const next = whole ? undefined : nextStop(stopsOf(this.map), this.at ?? { x: width / 2, y: height / 2 }, way);
    if (next) this.reach(next);
    else this.map.moveBy(way[0] * STEP_PX, way[1] * STEP_PX);
  }

  /** @param {Stop} stop */
  async reach(stop) {
    this.at = stop;
    this.ring.hidden = false;
    this.ring.style.transform = `translate(${stop.x}px, ${stop.y}px)`;
    this.said.textContent = await this.map.tell({ x: stop.x, y: stop.y, index: -1, ...stop.met });
  }

  /** Forget what was reached: the map has moved, or the focus. */
  leave() {
    this.at = undefined;
    this.ring.hidden = true;
  }
}

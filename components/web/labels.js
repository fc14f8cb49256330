// Names on the map: on a canvas of their own above the marks, each with a halo, none over another.

/** @import { Viewport } from "./deck" */
/** @import { Place, Size } from "./types" */

const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", sans-serif';
const ANYWHERE = () => true;
const OUTSIDE = { x: 60, y: 20 }; // pixels beyond the map where a name may still reach into it

/** Whether a box around a pixel lies on the ground that a name is of. @typedef {(x: number, y: number, wide: number, high: number) => boolean} Ground */
/** A name with where it stands, a place or a pixel, its colour, its ground, whether it may stand anywhere on it, and its size and weight if not those of all. @typedef {{ text: string, colour: string, size?: number, weight?: number, ground?: Ground, roams?: boolean } & ({ place: Place, at?: undefined } | { at: [number, number], place?: undefined })} Label */
/** What names keep off: its middle, half its width and its height, pixels. @typedef {{ x: number, y: number, wide: number, high: number }} Box */
/** How names are set: their size and weight, and whether they keep more distance. @typedef {{ size: number, weight: number, crowded: boolean, halo: string }} Style */

/**
 * Where a name may stand, the nearest first: at its pixel, else below or above the box that it meets;
 * one that roams, also beside it and a few lines away.
 * @param {Label} label @param {number} x @param {number} y @param {Box | undefined} box @param {number} size @param {number} text half its width
 * @returns {[x: number, y: number][]}
 */
function spots(label, x, y, box, size, text) {
  if (label.at) return [[x, y]];
  /** @type {[number, number][]} */
  const found = box ? [1, -1].map((way) => [x, box.y + way * (box.high + size * 0.7)]) : [[x, y]];
  if (label.roams) {
    for (const across of [0, 0.5, -0.5, 1, -1]) for (const lines of [0, 1, -1, 2, -2, 3, -3]) found.push([x + across * text, y + lines * size]);
  }
  const far = (/** @type {[number, number]} */ [a, b]) => Math.hypot(a - x, b - y);
  return found.sort((a, b) => far(a) - far(b));
}

/**
 * Those of `labels` that have room, in their order, with the pixel of their middle. One that meets a
 * `blocked` box moves below or above it; none leaves its ground or stands below what is `covered`.
 * @param {Label[]} labels @param {Box[]} blocked @param {Box[]} covered @param {(place: Place) => [number, number]} project
 * @param {(text: string, size: number) => number} widthOf @param {Size} map @param {Style} style
 */
export function placed(labels, blocked, covered, project, widthOf, { width, height }, { size, crowded }) {
  const [beside, line] = crowded ? [12, size * 2] : [4, size * 1.3];
  /** @type {{ label: Label, x: number, y: number, half: number }[]} */
  const taken = [];
  const outside = (/** @type {number} */ x, /** @type {number} */ y) => x < -OUTSIDE.x || y < -OUTSIDE.y || x > width + OUTSIDE.x || y > height + OUTSIDE.y;
  for (const label of labels) {
    const [x, y] = label.at ?? project(label.place);
    if (outside(x, y) || taken.some((other) => label.place && other.label.place === label.place)) continue;
    const { ground = ANYWHERE, size: own = size } = label;
    const text = widthOf(label.text, own) / 2;
    const half = text + beside;
    const high = own * 0.6;
    /** @param {number} at @param {number} up @param {Box[]} boxes */
    const under = (at, up, boxes) => boxes.find((box) => Math.abs(box.x - at) < box.wide + half && Math.abs(box.y - up) < box.high + high);
    /** @param {number} at @param {number} up */
    const meets = (at, up) => taken.some((other) => Math.abs(other.x - at) < other.half + half && Math.abs(other.y - up) < line);
    const free = spots(label, x, y, under(x, y, blocked), size, text).find(([at, up]) =>
      !under(at, up, blocked) && !under(at, up, covered) && !meets(at, up) && ground(at, up, text, high));
    if (free) taken.push({ label, x: free[0], y: free[1], half });
  }
  return taken;
}

/**
 * Draw `labels` on `canvas` over a map of a size; how many found room.
 * @param {HTMLCanvasElement} canvas @param {Label[]} labels @param {Box[]} blocked @param {Box[]} covered
 * @param {Viewport} viewport
 * @param {Size} map @param {Style} style
 */
export function drawLabels(canvas, labels, blocked, covered, viewport, map, style) {
  const ratio = window.devicePixelRatio;
  const { size, weight, halo } = style;
  canvas.width = map.width * ratio;
  canvas.height = map.height * ratio;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.scale(ratio, ratio);
  Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size / 4 + 1 });
  pen.strokeStyle = halo;
  const set = (/** @type {number} */ pixels, strength = weight) => void (pen.font = `${strength} ${pixels}px ${FONT}`);
  const widthOf = (/** @type {string} */ text, /** @type {number} */ pixels) => {
    set(pixels);
    return pen.measureText(text).width;
  };
  const shown = placed(labels, blocked, covered, ({ label }) => viewport.project(label), widthOf, map, style);
  for (const { label, x, y } of shown) {
    set(label.size ?? size, label.weight);
    pen.strokeText(label.text, x, y);
    pen.fillStyle = label.colour;
    pen.fillText(label.text, x, y);
  }
  return shown.length;
}

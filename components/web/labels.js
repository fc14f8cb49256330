// Names on the map: on a canvas of their own above the marks, each with a halo, none over another.

/** @import { Viewport } from "./deck" */
/** @import { Place, Size } from "./types" */

const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", sans-serif';
const ANYWHERE = () => true;
const OUTSIDE = { x: 60, y: 20 }; // pixels beyond the map where a name may still reach into it

/** Whether a box around a pixel lies on the ground that a name is of. @typedef {(x: number, y: number, wide: number, high: number) => boolean} Ground */
/** A name with where it stands, a place or a pixel, its colour, its ground, and its size and weight if not those of all. @typedef {{ text: string, colour: string, size?: number, weight?: number, ground?: Ground } & ({ place: Place, at?: undefined } | { at: [number, number], place?: undefined })} Label */
/** What names keep off: its middle, half its width and its height, pixels. @typedef {{ x: number, y: number, wide: number, high: number }} Box */
/** How names are set: their size and weight, and whether they keep more distance. @typedef {{ size: number, weight: number, crowded: boolean, halo: string }} Style */

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
    const under = (/** @type {number} */ at, boxes = blocked) => boxes.find((box) => Math.abs(box.x - x) < box.wide + half && Math.abs(box.y - at) < box.high + high);
    const meets = (/** @type {number} */ at) => taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - at) < line);
    const box = under(y);
    const ways = box && !label.at ? [1, -1].map((way) => box.y + way * (box.high + size * 0.7)) : [y];
    const free = ways.sort((a, b) => Math.abs(a - y) - Math.abs(b - y)).find((way) => !under(way) && !under(way, covered) && !meets(way) && ground(x, way, text, high));
    if (free !== undefined) taken.push({ label, x, y: free, half });
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

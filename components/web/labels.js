// Names on the map: on a canvas of their own above the marks, each with a halo, none over another.

/** @import { Viewport } from "./deck" */
/** @import { Place, Size } from "./types" */

const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", sans-serif';
const OUTSIDE = { x: 60, y: 20 }; // pixels beyond the map where a name may still reach into it

/** A name with where it stands, a place or a pixel, its colour, and its size if not that of all. @typedef {{ text: string, colour: string, size?: number } & ({ place: Place, at?: undefined } | { at: [number, number] })} Label */
/** What names keep off: its middle, half its width and its height, pixels. @typedef {{ x: number, y: number, wide: number, high: number }} Box */
/** How names are set: their size and weight, and whether they keep more distance. @typedef {{ size: number, weight: number, crowded: boolean, halo: string }} Style */

/**
 * Those of `labels` that have room, in their order, with the pixel of their middle. One that meets a
 * `blocked` box moves below or above it.
 * @param {Label[]} labels @param {Box[]} blocked @param {(place: Place) => [number, number]} project
 * @param {(text: string, size: number) => number} widthOf @param {Size} map @param {Style} style
 */
export function placed(labels, blocked, project, widthOf, { width, height }, { size, crowded }) {
  const [beside, line] = crowded ? [12, size * 2] : [4, size * 1.3];
  /** @type {{ label: Label, x: number, y: number, half: number }[]} */
  const taken = [];
  for (const label of labels) {
    const [x, y] = label.at ?? project(label.place);
    if (x < -OUTSIDE.x || y < -OUTSIDE.y || x > width + OUTSIDE.x || y > height + OUTSIDE.y) continue;
    const half = widthOf(label.text, label.size ?? size) / 2 + beside;
    const under = (/** @type {number} */ at) => blocked.find((box) => Math.abs(box.x - x) < box.wide + half && Math.abs(box.y - at) < box.high + (label.size ?? size) * 0.6);
    const meets = (/** @type {number} */ at) => taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - at) < line);
    const box = under(y);
    const ways = box && !label.at ? [1, -1].map((way) => box.y + way * (box.high + size * 0.7)) : [y];
    const free = ways.sort((a, b) => Math.abs(a - y) - Math.abs(b - y)).find((way) => !under(way) && !meets(way));
    if (free !== undefined) taken.push({ label, x, y: free, half });
  }
  return taken;
}

/**
 * Draw `labels` on `canvas` over a map of a size; how many found room.
 * @param {HTMLCanvasElement} canvas @param {Label[]} labels @param {Box[]} blocked @param {Viewport} viewport
 * @param {Size} map @param {Style} style
 */
export function drawLabels(canvas, labels, blocked, viewport, map, style) {
  const ratio = window.devicePixelRatio;
  const { size, weight, halo } = style;
  canvas.width = map.width * ratio;
  canvas.height = map.height * ratio;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.scale(ratio, ratio);
  Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size / 4 + 1 });
  pen.strokeStyle = halo;
  const set = (/** @type {number} */ pixels) => void (pen.font = `${weight} ${pixels}px ${FONT}`);
  const widthOf = (/** @type {string} */ text, /** @type {number} */ pixels) => {
    set(pixels);
    return pen.measureText(text).width;
  };
  const shown = placed(labels, blocked, ({ label }) => viewport.project(label), widthOf, map, style);
  for (const { label, x, y } of shown) {
    set(label.size ?? size);
    pen.strokeText(label.text, x, y);
    pen.fillStyle = label.colour;
    pen.fillText(label.text, x, y);
  }
  return shown.length;
}

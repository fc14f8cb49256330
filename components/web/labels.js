// Names on the map: on a canvas of their own above the marks, each with a halo, none over another.

/** @import { Viewport } from "./deck" */
/** @import { Place, Size } from "./types" */

const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", sans-serif';
const OUTSIDE = { x: 60, y: 20 }; // pixels beyond the map where a name may still reach into it

/** A name with where it stands and its colour. @typedef {{ place: Place, text: string, colour: string }} Label */
/** How names are set: their size and weight, and whether they keep more distance. @typedef {{ size: number, weight: number, crowded: boolean, halo: string }} Style */

/**
 * Those of `labels` that have room, in their order, with the pixel of their middle.
 * @param {Label[]} labels @param {(place: Place) => [number, number]} project
 * @param {(text: string) => number} widthOf @param {Size} map @param {Style} style
 */
export function placed(labels, project, widthOf, { width, height }, { size, crowded }) {
  const [beside, line] = crowded ? [12, size * 2] : [4, size * 1.3];
  /** @type {{ label: Label, x: number, y: number, half: number }[]} */
  const taken = [];
  for (const label of labels) {
    const [x, y] = project(label.place);
    if (x < -OUTSIDE.x || y < -OUTSIDE.y || x > width + OUTSIDE.x || y > height + OUTSIDE.y) continue;
    const half = widthOf(label.text) / 2 + beside;
    const meets = taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < line);
    if (!meets) taken.push({ label, x, y, half });
  }
  return taken;
}

/**
 * Draw `labels` on `canvas` over a map of a size; how many found room.
 * @param {HTMLCanvasElement} canvas @param {Label[]} labels @param {Viewport} viewport
 * @param {Size} map @param {Style} style
 */
export function drawLabels(canvas, labels, viewport, map, style) {
  const ratio = window.devicePixelRatio;
  const { size, weight, halo } = style;
  canvas.width = map.width * ratio;
  canvas.height = map.height * ratio;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  pen.scale(ratio, ratio);
  Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size / 4 + 1 });
  pen.strokeStyle = halo;
  pen.font = `${weight} ${size}px ${FONT}`;
  const shown = placed(labels, ({ label }) => viewport.project(label), (text) => pen.measureText(text).width, map, style);
  for (const { label, x, y } of shown) {
    pen.strokeText(label.text, x, y);
    pen.fillStyle = label.colour;
    pen.fillText(label.text, x, y);
  }
  return shown.length;
}

// Marks as the drawing engine takes them fastest: plain arrays of numbers, made in one pass.

const FILL = 0.86; // diameter of a mark, in pitches of its block
const POINT_SIZE_M = 4700; // diameter of a mark at a known point, metres
const ROOMY = 2000; // so many marks have room for their smallest size; more of them shrink to dots
const DOT_PX = 3;

/** Diameter of the mark in `row`, metres. */
export function sizeOf(marks, row) {
  return marks.pitch[row] ? marks.pitch[row] * FILL : POINT_SIZE_M;
}

/** Pixels of the smallest mark of a record: where marks are many they rather shrink than hide each other. */
export function smallest(marks, wanted) {
  return Math.max(Math.min(wanted, DOT_PX), Math.min(wanted, wanted * Math.sqrt(ROOMY / marks.thing.length)));
}

/** Pixels between marks at one and the same point, in steps, so that few zooms change them. */
export function stackStep(metresPerPixel, least, largest) {
  return Math.round(Math.min(largest, Math.max(least, POINT_SIZE_M / metresPerPixel)) / 4) * 4;
}

/** Data of the icon layer for `rows`; `step` is that of `stackStep`. */
export function iconData(marks, rows, step, sharpness) {
  const length = rows.length;
  const positions = new Float32Array(length * 3);
  const sizes = new Float32Array(length);
  const offsets = new Float32Array(length * 2);
  // What the layer would look up for each icon: two offsets, its place and size in the picture, a mask.
  const icons = new Float32Array(length * 7);
  const cell = marks.cell * sharpness;
  for (let n = 0; n < length; n += 1) {
    const row = rows[n];
    const icon = marks.icons[marks.icon[row]];
    positions[n * 3] = marks.lon[row];
    positions[n * 3 + 1] = marks.lat[row];
    sizes[n] = sizeOf(marks, row);
    offsets[n * 2] = marks.stack[row] * step;
    icons[n * 7 + 2] = icon[1] * sharpness;
    icons[n * 7 + 3] = icon[2] * sharpness;
    icons[n * 7 + 4] = cell;
    icons[n * 7 + 5] = cell;
  }
  return {
    length,
    attributes: {
      getPosition: { value: positions, size: 3 },
      getSize: { value: sizes, size: 1 },
      getPixelOffset: { value: offsets, size: 2 },
      instanceIconDefs: { value: icons, size: 7 },
    },
  };
}

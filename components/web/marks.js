// Which marks are shown, and marks as the drawing engine takes them fastest: plain arrays of numbers,
// made in one pass, drawn as plain triangles.

const FILL = 0.86; // diameter of a mark, in pitches of its block
const POINT_SIZE_M = 4700; // diameter of a mark at a known point, metres
const ROOMY = 2000; // so many marks have room for their smallest size; more of them shrink to dots
const DOT_PX = 3;

/**
 * Row numbers of the marks whose bit is set; `bits` are bytes, the lowest bit first, about all marks
 * or, in their order, those `within` bounds.
 */
export function visibleMarks(bits, marks, within) {
  const set = [];
  bits.forEach((byte, n) => {
    for (let bit = 0; byte >> bit; bit += 1) if ((byte >> bit) & 1) set.push(n * 8 + bit);
  });
  if (!within) return set;
  const [west, south, east, north] = within;
  const about = [];
  marks.lon.forEach((lon, row) => {
    if (lon >= west && lon <= east && marks.lat[row] >= south && marks.lat[row] <= north) about.push(row);
  });
  return set.map((n) => about[n]);
}

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

const CORNERS = [[-1, -1], [1, -1], [-1, 1], [1, 1]];
const TRIANGLES = [0, 1, 2, 2, 1, 3]; // of the four corners
const INDEX = 0x10; // the engine's number for a buffer of indices

/** Data of the layer of marks for `rows`, four corners each; `step` is that of `stackStep`. */
export function cornerData(marks, rows, step, sharpness) {
  const length = rows.length * CORNERS.length;
  const attributes = {
    positions: { value: new Float32Array(length * 2), size: 2 },
    getPosition: { value: new Float32Array(length * 3), size: 3 },
    getSize: { value: new Float32Array(length), size: 1 },
    getPixelOffset: { value: new Float32Array(length * 2), size: 2 },
    // What the layer would look up for each icon: two offsets, its place and size in the picture, a mask.
    instanceIconDefs: { value: new Float32Array(length * 7), size: 7 },
    // The number of the mark, from 1, in three bytes: the same at all corners, for between them it is blended.
    instancePickingColors: { value: new Uint8Array(length * 4), size: 4 },
  };
  const [corners, positions, sizes, offsets, icons, picked] = Object.values(attributes).map(({ value }) => value);
  const cell = marks.cell * sharpness;
  let n = 0;
  rows.forEach((row, mark) => {
    const icon = marks.icons[marks.icon[row]];
    const size = sizeOf(marks, row);
    for (const [x, y] of CORNERS) {
      corners[n * 2] = x;
      corners[n * 2 + 1] = y;
      positions[n * 3] = marks.lon[row];
      positions[n * 3 + 1] = marks.lat[row];
      sizes[n] = size;
      offsets[n * 2] = marks.stack[row] * step;
      icons[n * 7 + 2] = icon[1] * sharpness;
      icons[n * 7 + 3] = icon[2] * sharpness;
      icons[n * 7 + 4] = cell;
      icons[n * 7 + 5] = cell;
      for (let byte = 0; byte < 3; byte += 1) picked[n * 4 + byte] = (mark + 1) >> (8 * byte);
      n += 1;
    }
  });
  return { length, attributes };
}

/**
 * The icon layer, its icons drawn as plain triangles. As instances each takes 10 microseconds
 * without a graphics card, whatever its size: a hundred thousand a second.
 */
export function triangleLayer(IconLayer) {
  return class TriangleLayer extends IconLayer {
    static layerName = "TriangleLayer";

    initializeState() {
      super.initializeState();
      this.getAttributeManager().add({ positions: { size: 2, noAlloc: true } });
      for (const attribute of Object.values(this.getAttributeManager().attributes)) {
        attribute.settings = { ...attribute.settings, stepMode: "vertex" };
      }
    }

    _getModel() {
      const instanced = super._getModel();
      const Model = instanced.constructor;
      instanced.destroy();
      return new Model(this.context.device, {
        ...this.getShaders(), id: this.props.id, bufferLayout: this.getAttributeManager().getBufferLayouts({ isInstanced: false }),
        topology: "triangle-list", isInstanced: false, vertexCount: 0,
      });
    }

    draw(options) {
      const marks = this.props.data.length / CORNERS.length;
      if (this.state.indexed !== marks) this.index(marks);
      if (marks) super.draw(options);
    }

    /** Tell the model which corners make the triangles of so many marks. */
    index(marks) {
      const data = new Uint32Array(marks * TRIANGLES.length);
      for (let n = 0; n < data.length; n += 1) {
        data[n] = Math.floor(n / TRIANGLES.length) * CORNERS.length + TRIANGLES[n % TRIANGLES.length];
      }
      this.state.triangles?.destroy();
      Object.assign(this.state, { indexed: marks, triangles: this.context.device.createBuffer({ usage: INDEX, data }) });
      this.state.model.setIndexBuffer(this.state.triangles);
      this.state.model.setVertexCount(data.length);
    }

    finalizeState(context) {
      super.finalizeState(context);
      this.state.triangles?.destroy();
    }
  };
}

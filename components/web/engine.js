// deck.gl, out of the bundle that the pydeck package carries, and what we do to its inside. No other
// file uses a name that deck.gl keeps to itself; tests/browser/test_private_names.py lists them: what
// an upgrade of pydeck runs first.
import { sizeOf } from "./marks.js";

/** @import { Attribute, CornerData, CreateDeck, Deck, Device, Layer, LayerKinds, Model } from "./deck" */
/** @import { Camera, Limits, Marks } from "./types" */

/** @type {Promise<CreateDeck> | undefined} */
let loading;
/**
 * What makes a deck.gl, from the bundle at `url`.
 * @param {string} url @returns {Promise<CreateDeck>}
 */
export async function loadEngine(url) {
  // A page that carries the engine itself has it already.
  if (globalThis.createDeck) return globalThis.createDeck;
  loading ??= import(new URL(url, location.origin).href).then(() => /** @type {CreateDeck} */ (globalThis.createDeck));
  return loading;
}

// The longest press that is a click. By itself the engine takes none over 250 ms, in which it must also
// have read what lies under the pointer: a busy machine, or a heavy finger, would lose clicks.
const PRESS_MS = 2000;

/** Throws where WebGL 2 is missing: deck.gl would only say so much later. */
function demandWebGL() {
  const probe = document.createElement("canvas").getContext("webgl2");
  if (!probe) throw new Error("no WebGL 2");
  probe.getExtension("WEBGL_lose_context")?.loseContext();
}

/**
 * A deck.gl in `container`, with the classes of its layers and its way to fly. The bundle gives out
 * neither, so both are taken from what it makes of a description.
 * @param {CreateDeck} createDeck @param {HTMLElement} container @param {Camera & Limits} camera
 */
export function startEngine(createDeck, container, camera) {
  demandWebGL();
  const deck = createDeck({
    container,
    jsonInput: {
      deviceProps: { webgl: { antialias: false } },
      eventRecognizerOptions: { click: { time: PRESS_MS } },
      useDevicePixels: window.devicePixelRatio, // said as a number: where a screen is emulated too
      initialViewState: { ...camera, transitionInterpolator: { "@@type": "FlyToInterpolator" } },
      views: { "@@type": "MapView", controller: { dragRotate: false, touchRotate: false, keyboard: false } },
      layers: ["IconLayer", "ScatterplotLayer"].map((name) => ({ "@@type": name, id: name, data: [] })),
    },
  });
  /** @type {LayerKinds} */
  const kinds = Object.fromEntries(deck.props.layers.map((layer) => {
    const kind = /** @type {typeof Layer} */ (layer.constructor);
    return [kind.layerName, kind];
  }));
  kinds.TriangleLayer = triangleLayer(kinds.IconLayer);
  return { deck, kinds, flight: deck.props.initialViewState.transitionInterpolator };
}

/**
 * Have a frame drawn again whose shaders were not linked in time: it lacks what they draw, and
 * deck.gl asks for no other. To be called after every frame.
 * @param {Deck} deck
 */
export function drawMissing(deck) {
  for (const layer of deck.props.layers) {
    const models = layer.getNumInstances() ? layer.getModels() : [];
    if (models.some((model) => model.pipeline.linkStatus === "pending")) layer.setNeedsRedraw();
  }
}

/**
 * End an engine with what it leaves behind: observers of its canvas keep it, and all it holds, alive.
 * @param {Deck | null | undefined} deck
 */
export function discard(deck) {
  const device = deck?.device;
  deck?.finalize();
  device?.canvasContext.destroy();
  device?.destroy();
}

const CORNERS = [[-1, -1], [1, -1], [-1, 1], [1, 1]];
const TRIANGLES = [0, 1, 2, 2, 1, 3]; // of the four corners
const INDEX = 0x10; // the engine's number for a buffer of indices

/**
 * Data of the layer of marks for `rows`, four corners each; `step` is that of `stackStep`.
 * @param {Marks} marks @param {number[]} rows @param {number} step @param {number} sharpness
 * @returns {CornerData}
 */
export function cornerData(marks, rows, step, sharpness) {
  const length = rows.length * CORNERS.length;
  /** @type {Record<string, Attribute>} */
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
 * @param {typeof Layer} IconLayer
 */
function triangleLayer(IconLayer) {
  return class TriangleLayer extends IconLayer {
    static layerName = "TriangleLayer";

    initializeState() {
      super.initializeState();
      const manager = this.getAttributeManager();
      manager.add({ positions: { size: 2, noAlloc: true } });
      for (const attribute of Object.values(manager.attributes)) {
        attribute.settings = { ...attribute.settings, stepMode: "vertex" };
      }
    }

    _getModel() {
      const instanced = super._getModel();
      const Model = /** @type {new (device: Device, props: object) => Model} */ (instanced.constructor);
      instanced.destroy();
      return new Model(this.context.device, {
        ...this.getShaders(), id: this.props.id, bufferLayout: this.getAttributeManager().getBufferLayouts({ isInstanced: false }),
        topology: "triangle-list", isInstanced: false, vertexCount: 0,
      });
    }

    /** @param {object} options */
    draw(options) {
      const marks = this.props.data.length / CORNERS.length;
      if (this.state.indexed !== marks) this.index(marks);
      if (marks) super.draw(options);
    }

    /** Tell the model which corners make the triangles of so many marks. @param {number} marks */
    index(marks) {
      const data = new Uint32Array(marks * TRIANGLES.length);
      for (let n = 0; n < data.length; n += 1) {
        data[n] = Math.floor(n / TRIANGLES.length) * CORNERS.length + TRIANGLES[n % TRIANGLES.length];
      }
      this.state.triangles?.destroy();
      const triangles = this.context.device.createBuffer({ usage: INDEX, data });
      Object.assign(this.state, { indexed: marks, triangles });
      this.state.model.setIndexBuffer(triangles);
      this.state.model.setVertexCount(data.length);
    }

    /** @param {object} context */
    finalizeState(context) {
      super.finalizeState(context);
      this.state.triangles?.destroy();
    }
  };
}

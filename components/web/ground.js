// What lies still below the marks: areas in the colour of their class, and boundaries. The processor
// draws it on a plain canvas: without a graphics card a tenth of the time that the drawing engine
// takes for as many lines, and with one still a hundred pictures a second.
import { el } from "./dom.js";

const WORLD = 512; // width of the world at zoom 0, pixels
const across = (lon) => ((lon + 180) / 360) * WORLD;
const down = (lat) => (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * WORLD;

/** Coordinates of a line or of the rings of a shape: GeoJSON geometry, feature, or a bare list. */
function paths(shape) {
  if (Array.isArray(shape)) return [shape];
  const { type, coordinates } = shape.geometry ?? shape;
  if (type === "LineString") return [coordinates];
  return type === "MultiPolygon" ? coordinates.flat() : coordinates;
}

/** A list of shapes, or one shape, as a path in pixels of the world at zoom 0; made once for each. */
const known = new WeakMap();
function traced(shapes) {
  if (!known.has(shapes)) {
    const path = new Path2D();
    for (const line of (Array.isArray(shapes) ? shapes : [shapes]).flatMap(paths)) {
      line.forEach(([lon, lat], n) => (n ? path.lineTo(across(lon), down(lat)) : path.moveTo(across(lon), down(lat))));
    }
    known.set(shapes, path);
  }
  return known.get(shapes);
}

/** A part of the ground: `shapes` as lines of one colour, `width` pixels wide. */
export function strokes(id, shapes, colour, width) {
  return { id, shapes, paint: (pen, pixel) => {
    pen.strokeStyle = colour;
    pen.lineWidth = width * pixel;
    pen.stroke(traced(shapes));
  } };
}

/** A part of the ground: `shapes`, each filled with its colour; `what` is what a pointer meets there. */
export function areas(id, shapes, colourOf, what) {
  return { id, shapes, what, paint: (pen) => {
    for (const shape of shapes) {
      pen.fillStyle = colourOf(shape);
      pen.fill(traced(shape), "evenodd");
    }
  } };
}

export class Ground {
  constructor() {
    this.canvas = el("canvas", { class: "ft-ground", "aria-hidden": "true", hidden: true }); // until it is drawn
    // Read often, so that it stays with the processor; opaque, so that nothing is blended below it.
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true, alpha: false });
    this.parts = []; // from the lowest to the highest
  }

  /** Draw all parts over `colour` on a canvas of the size of a deck.gl viewport; lines `thick` times their width. */
  draw({ longitude, latitude, zoom, width, height }, colour, thick) {
    const { canvas, pen } = this;
    const ratio = window.devicePixelRatio;
    canvas.hidden = false;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    pen.fillStyle = colour;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    const scale = 2 ** zoom;
    pen.miterLimit = 2; // no spikes where a boundary turns back
    pen.scale(ratio, ratio);
    pen.translate(width / 2, height / 2);
    pen.scale(scale, scale);
    pen.translate(-across(longitude), -down(latitude));
    for (const part of this.parts) part.paint(pen, thick / scale);
  }

  /** What lies at a longitude and latitude, with its shape in `object`; null where nothing answers. */
  at([lon, lat]) {
    this.probe ??= document.createElement("canvas").getContext("2d");
    for (const { what, shapes } of this.parts.toReversed()) {
      const object = what && shapes.find((shape) => this.probe.isPointInPath(traced(shape), across(lon), down(lat), "evenodd"));
      if (object) return { what, object };
    }
    return null;
  }
}

// What lies still below the marks: areas in the colour of their class, and boundaries. The CPU
// draws it on a plain canvas: without a graphics card a tenth of the time that the drawing engine
// takes for as many lines, and with one still a hundred pictures a second.
import { across, down, metresPerPixel } from "./camera.js";
import { el } from "./dom.js";

/** @import { Viewport } from "./deck" */
/** @import { Circle, City, County, GroundPart, LonLat, Shape } from "./types" */

const HATCH_PX = 8; // between two lines of a hatch
const DOTS_PX = 9; // between two dots of a row, and two rows
const RING_PX = 12; // a circle is drawn from so many pixels across

/** Lines of a shape: a bare list of points is one. @param {Shape} shape @returns {LonLat[][]} */
function paths(shape) {
  if (Array.isArray(shape)) return [shape];
  const geometry = "geometry" in shape ? shape.geometry : shape;
  if (geometry.type === "LineString") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : geometry.coordinates;
}

/** @type {WeakMap<Shape | Shape[], Path2D>} */
const known = new WeakMap();
/**
 * A path in pixels of the world at zoom 0, made once for each.
 * @param {Shape | Shape[]} key what it is kept under @param {Shape[]} shapes
 */
export function traced(key, shapes) {
  const made = known.get(key);
  if (made) return made;
  const path = new Path2D();
  for (const line of shapes.flatMap(paths)) {
    line.forEach(([lon, lat], n) => (n ? path.lineTo(across(lon), down(lat)) : path.moveTo(across(lon), down(lat))));
  }
  known.set(key, path);
  return path;
}

/** Answers what lies where. @type {CanvasRenderingContext2D | undefined} */
let probe;

/** @param {Shape} shape */
const outline = (shape) => traced(shape, [shape]);

/**
 * A part of the ground: `shapes` as lines of one colour, `width` pixels wide.
 * @param {string} id @param {Shape[]} shapes @param {string} colour @param {number} width @returns {GroundPart}
 */
export function strokes(id, shapes, colour, width) {
  return { id, shapes, paint: (pen, pixel) => {
    pen.strokeStyle = colour;
    pen.lineWidth = width * pixel;
    pen.stroke(traced(shapes, shapes));
  } };
}

/**
 * A part of the ground: `shapes`, each filled with its colour; `what` is what a pointer meets there.
 * @param {string} id @param {(County | City)[]} shapes @param {(shape: County | City) => string} colourOf
 * @param {"county" | "city"} what @returns {GroundPart}
 */
export function areas(id, shapes, colourOf, what) {
  return { id, shapes, what, paint: (pen) => {
    for (const shape of shapes) {
      pen.fillStyle = colourOf(shape);
      pen.fill(outline(shape), "evenodd");
    }
  } };
}

/**
 * Whether the middle and the edges of a box, pixels of the world at zoom 0, lie in a shape.
 * @param {Shape} shape @param {number} x @param {number} y @param {number} wide half its width @param {number} high half its height
 */
export function holdsBox(shape, x, y, wide, high) {
  probe ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  const path = outline(shape);
  return [-1, 1, 0].every((i) => [-1, 1].every((j) => /** @type {CanvasRenderingContext2D} */ (probe).isPointInPath(path, x + i * wide, y + j * high, "evenodd")));
}

/** West, north, east, south of a path, in pixels of the world at zoom 0. @param {Shape} shape */
function boxOf(shape) {
  const points = paths(shape).flat();
  const [x, y] = [points.map(([lon]) => across(lon)), points.map(([, lat]) => down(lat))];
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}

/**
 * A part of the ground: each of `shapes` under thin diagonals, as far apart on the screen at every zoom.
 * @param {string} id @param {County[]} shapes @param {string} colour
 * @param {string} [halo] around the lines, so that they show on every colour @returns {GroundPart}
 */
export function hatched(id, shapes, colour, halo) {
  return { id, shapes, paint: (pen, pixel) => {
    const step = HATCH_PX * Math.SQRT2 * pixel;
    for (const shape of shapes) {
      const [west, north, east, south] = boxOf(shape);
      const high = south - north;
      const lines = new Path2D();
      // Those of neighbours meet: they start at multiples of the step.
      for (let x = Math.floor((west - high - north) / step) * step + north; x < east; x += step) {
        lines.moveTo(x, north);
        lines.lineTo(x + high, south);
      }
      pen.save();
      pen.clip(outline(shape), "evenodd");
      pen.globalAlpha = 0.6;
      for (const [ink, width] of /** @type {[string, number][]} */ (halo ? [[halo, 2], [colour, 1]] : [[colour, 1]])) {
        pen.strokeStyle = ink;
        pen.lineWidth = width * pixel;
        pen.stroke(lines);
      }
      pen.restore();
    }
  } };
}

/** Dots to be repeated, in rows that stand between each other. @param {string} colour @param {number} ratio pixels of the screen to one of the map */
function dots(colour, ratio) {
  const side = Math.round(DOTS_PX * ratio);
  const tile = el("canvas", { width: 2 * side, height: 2 * side });
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.fillStyle = colour;
  for (const [x, y] of [[0.5, 0.5], [1.5, 1.5]]) {
    pen.beginPath();
    pen.arc(x * side, y * side, 1.1 * ratio, 0, 2 * Math.PI);
    pen.fill();
  }
  return tile;
}

/** @type {Map<string, HTMLCanvasElement>} */
const tiles = new Map();

/**
 * A part of the ground: `shapes` under sparse dots, as far apart on the screen at every zoom.
 * @param {string} id @param {(County | City)[]} shapes @param {string} colour @returns {GroundPart}
 */
export function dotted(id, shapes, colour) {
  return { id, shapes, paint: (pen, pixel) => {
    if (!shapes.length) return;
    const ratio = window.devicePixelRatio;
    const key = `${colour} ${ratio}`;
    const tile = tiles.get(key) ?? dots(colour, ratio);
    tiles.set(key, tile);
    const pattern = /** @type {CanvasPattern} */ (pen.createPattern(tile, "repeat"));
    pattern.setTransform({ a: pixel / ratio, d: pixel / ratio });
    pen.fillStyle = pattern;
    for (const shape of shapes) pen.fill(outline(shape), "evenodd");
  } };
}

/**
 * A part of the ground: circles around points with a radius in metres, once they are wide enough to be seen.
 * @param {string} id @param {Circle[]} circles @param {string} colour @returns {GroundPart}
 */
export function rings(id, circles, colour) {
  return { id, shapes: [], paint: (pen, pixel) => {
    pen.beginPath();
    for (const { lon, lat, metres } of circles) {
      const radius = metres / metresPerPixel({ longitude: lon, latitude: lat, zoom: 0 });
      if (2 * radius < RING_PX * pixel) continue;
      pen.moveTo(across(lon) + radius, down(lat));
      pen.arc(across(lon), down(lat), radius, 0, 2 * Math.PI);
    }
    pen.strokeStyle = colour;
    pen.lineWidth = pixel;
    pen.stroke();
  } };
}

export class Ground {
  constructor() {
    this.canvas = el("canvas", { class: "ft-ground", "aria-hidden": "true", hidden: true }); // until it is drawn
    // Read often, so that it stays with the CPU; opaque, so that nothing is blended below it.
    this.pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d", { willReadFrequently: true, alpha: false }));
    /** From the lowest to the highest. @type {GroundPart[]} */
    this.parts = [];
  }

  /**
   * Draw all parts over `colour` on a canvas of the size of a viewport; lines `thick` times their width.
   * @param {Viewport} viewport @param {string} colour @param {number} thick
   */
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

  /**
   * The county or city at a longitude and latitude; null where nothing answers.
   * @param {LonLat} place
   * @returns {{ what: "county", object: County } | { what: "city", object: City } | null}
   */
  at([lon, lat]) {
    for (const { what, shapes } of this.parts.toReversed()) {
      const object = what && shapes.find((shape) => holdsBox(shape, across(lon), down(lat), 0, 0));
      if (object) return /** @type {{ what: "county", object: County }} */ ({ what, object });
    }
    return null;
  }
}

// Lines as the drawing engine takes them fastest: bare segments, an edge that two shapes share once.
// Without a graphics card joins and caps, which a thin line does not need, cost most of a picture.

/** Coordinates of a line or of the rings of a shape: GeoJSON geometry, feature, or a bare list. */
function paths(shape) {
  if (Array.isArray(shape)) return [shape];
  const { type, coordinates } = shape.geometry ?? shape;
  if (type === "LineString") return [coordinates];
  return type === "MultiPolygon" ? coordinates.flat() : coordinates;
}

function once(make) {
  const made = new WeakMap();
  return (shapes) => {
    if (!made.has(shapes)) made.set(shapes, make(shapes));
    return made.get(shapes);
  };
}

/** Data of the line layer for a list of `shapes`; made once for each list. */
export const segments = once(cut);

function cut(shapes) {
  const known = new Set();
  const from = [];
  const to = [];
  for (const path of shapes.flatMap(paths)) {
    for (let n = 1; n < path.length; n += 1) {
      const ends = [path[n - 1], path[n]];
      const key = ends.map(String).sort().join(" ");
      if (known.has(key)) continue;
      known.add(key);
      from.push(ends[0][0], ends[0][1], 0);
      to.push(ends[1][0], ends[1][1], 0);
    }
  }
  return {
    length: known.size,
    attributes: {
      getSourcePosition: { value: new Float32Array(from), size: 3 },
      getTargetPosition: { value: new Float32Array(to), size: 3 },
    },
  };
}

const WORLD = 512; // width of the world at zoom 0, pixels
const across = (lon) => ((lon + 180) / 360) * WORLD;
const down = (lat) => (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * WORLD;

/** Lists of coordinates as one path in pixels of the world at zoom 0. */
const traced = once((shapes) => {
  const path = new Path2D();
  for (const line of shapes.flatMap(paths)) {
    line.forEach(([lon, lat], n) => (n ? path.lineTo(across(lon), down(lat)) : path.moveTo(across(lon), down(lat))));
  }
  return path;
});

/** Draw the quiet lines below everything, `thick` pixels, on a canvas of the size of a deck.gl viewport. */
export function drawGround(canvas, shapes, colour, thick, { longitude, latitude, zoom, width, height }) {
  const ratio = window.devicePixelRatio;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  // Drawn by the processor: thousands of thin lines are what a graphics card in software is slowest at.
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const scale = 2 ** zoom;
  pen.scale(ratio, ratio);
  pen.translate(width / 2, height / 2);
  pen.scale(scale, scale);
  pen.translate(-across(longitude), -down(latitude));
  pen.lineWidth = thick / scale;
  pen.strokeStyle = colour;
  pen.stroke(traced(shapes));
}

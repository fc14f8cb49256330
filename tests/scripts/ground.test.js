// The ground: paths are traced once, and what lies where is found from the top down.
import assert from "node:assert/strict";
import test from "node:test";

import "./page.js";

const { areas, dotted, Ground, hatched, holdsBox, rings, strokes, traced } = await import("../../components/web/ground.js");
const { across, down, metresPerPixel } = await import("../../components/web/camera.js");

const square = (west, south, east, north) => [[west, south], [east, south], [east, north], [west, north], [west, south]];
const county = (name, ring) => ({ properties: { name }, geometry: { type: "Polygon", coordinates: [ring] } });
const colour = () => "#fff";

test("a path is in pixels of the world, and made once for each", () => {
  const line = [[0, 0], [180, 0]];
  const path = traced(line, [line]);
  assert.deepEqual(path.points, [[256, 256], [512, down(0)]]);
  assert.equal(traced(line, [line]), path);
  assert.notEqual(traced([...line], [line]), path);
});

test("every kind of geometry is traced, holes and islands too", () => {
  const ring = square(0, 0, 1, 1);
  const points = (...shapes) => traced(shapes, shapes).points.length;
  assert.equal(points(ring), 5);
  assert.equal(points({ type: "LineString", coordinates: ring }), 5);
  assert.equal(points({ type: "MultiLineString", coordinates: [ring, ring] }), 10);
  assert.equal(points({ geometry: { type: "Polygon", coordinates: [ring, ring] } }), 10);
  assert.equal(points({ type: "MultiPolygon", coordinates: [[ring, ring], [ring]] }), 15);
  assert.deepEqual(traced([], []).points, []);
});

test("what is on top answers; lines and the open ground do not", () => {
  const ground = new Ground();
  const [low, high] = [county("low", square(0, 0, 10, 10)), county("high", square(5, 5, 20, 20))];
  ground.parts = [
    areas("prefectures", [low], colour, "city"),
    areas("counties", [high], colour, "county"),
    strokes("lines", [square(0, 0, 20, 20)], "#000", 1),
  ];
  assert.deepEqual(ground.at([1, 1]), { what: "city", object: low });
  assert.deepEqual(ground.at([7, 7]), { what: "county", object: high });
  assert.equal(ground.at([30, 30]), null);
});

test("areas are filled in the colour of each; lines keep their width at every zoom", () => {
  const drawn = [];
  const pen = { fill: () => drawn.push(pen.fillStyle), stroke: () => drawn.push([pen.strokeStyle, pen.lineWidth]) };
  areas("a", [county("x", square(0, 0, 1, 1)), county("y", square(1, 0, 2, 1))], ({ properties }) => properties.name, "county").paint(pen, 0.5);
  strokes("s", [square(0, 0, 1, 1)], "#123", 3).paint(pen, 0.5);
  assert.deepEqual(drawn, ["x", "y", ["#123", 1.5]]);
  assert.ok(across(1) > across(0));
});

test("a circle is drawn once it is 12 pixels wide, in its own metres", () => {
  const drawn = [];
  const pen = { beginPath() {}, moveTo() {}, stroke() {}, arc: (x, y, radius) => drawn.push([x, y, radius]) };
  const part = rings("r", [{ lon: 0, lat: 60, metres: 6000 }], "#123");
  const world = metresPerPixel({ longitude: 0, latitude: 60, zoom: 0 }); // metres of a pixel at zoom 0
  part.paint(pen, 1001 / world); // a pixel of 1001 m: not yet
  assert.deepEqual(drawn, []);
  part.paint(pen, 1000 / world);
  assert.deepEqual(drawn, [[across(0), down(60), 6000 / world]]);
});

test("diagonals cover a county, 8 pixels apart at every zoom, and stay inside it", () => {
  const { Path2D } = globalThis;
  const [lines, clips] = [[], []];
  const pen = { save() {}, restore() {}, clip: (path) => clips.push(path), stroke: (path) => lines.push(path.points) };
  assert.ok(Path2D);
  const shape = county("x", square(0, 0, 10, 10));
  for (const pixel of [0.5, 0.25]) hatched("h", [shape], "#123").paint(pen, pixel);
  const steps = lines.map((points) => points[2][0] - points[0][0]);
  assert.deepEqual(steps.map((step) => Number((step / Math.SQRT2).toFixed(6))), [4, 2]);
  assert.deepEqual(clips, [traced(shape, [shape]), traced(shape, [shape])]);
  const [xs, side] = [lines[1].map(([x]) => x), across(10) - across(0)];
  assert.ok(Math.min(...xs) <= across(0) - side + 4 && Math.max(...xs) >= across(10) - 4);
  // Those of a neighbour are the same lines.
  hatched("h", [shape, county("y", square(10, 3, 20, 13))], "#123").paint(pen, 0.25);
  const phase = (points) => (((points[0][0] - points[0][1]) / steps[1]) % 1).toFixed(6);
  assert.equal(Math.abs(phase(lines.at(-1)) - phase(lines.at(-2))) % 1, 0);
  assert.ok(lines.at(-1).length < lines.at(-2).length * 1.2); // none of the other county again
});

test("dots are as far apart at every zoom, and only where something is dotted", () => {
  const [scales, filled] = [[], []];
  const pen = { createPattern: () => ({ setTransform: ({ a }) => scales.push(a) }), fill: (path) => filled.push(path) };
  dotted("d", [], "#123").paint(pen, 1);
  assert.deepEqual(scales, []);
  const shape = county("x", square(0, 0, 10, 10));
  for (const pixel of [0.5, 0.25]) dotted("d", [shape], "#123").paint(pen, pixel);
  assert.deepEqual(scales.map((scale) => scale * window.devicePixelRatio), [0.5, 0.25]);
  assert.deepEqual(filled, [traced(shape, [shape]), traced(shape, [shape])]);
});

test("a box lies in a shape with all of its edges", () => {
  const shape = county("x", square(0, 0, 10, 10));
  const [x, y] = [across(5), down(5)];
  const side = across(10) - across(0);
  assert.ok(holdsBox(shape, x, y, side * 0.4, side * 0.1));
  assert.ok(!holdsBox(shape, x, y, side * 0.6, side * 0.1));
});

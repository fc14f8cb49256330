// Masks of marks and their sizes; the corners that the engine is given.
import assert from "node:assert/strict";
import test from "node:test";

import { cornerData } from "../../components/web/engine.js";
import { circlesOf, setBits, sizeOf, smallest, stackStep, visibleMarks } from "../../components/web/marks.js";

test("bits: eight marks a byte, the first in the lowest bit", () => {
  assert.deepEqual(setBits(new Uint8Array([])), []);
  assert.deepEqual(setBits(new Uint8Array([0b00000101, 0, 0b10000000])), [0, 2, 23]);
  assert.deepEqual(setBits(new Uint8Array([255])), [0, 1, 2, 3, 4, 5, 6, 7]);
});

test("every mask comes back as the rows it was made of", () => {
  for (let seed = 1; seed < 200; seed += 1) {
    const rows = Array.from({ length: 40 }, (_, n) => n).filter((n) => (seed * (n + 7) * 2654435761) % 5 < 2);
    const bytes = new Uint8Array(5);
    for (const row of rows) bytes[row >> 3] |= 1 << (row & 7);
    assert.deepEqual(setBits(bytes), rows);
  }
});

test("bits within bounds are about the marks there, edges included, in their order", () => {
  const marks = { lon: [0, 5, 1, 2, 9], lat: [0, 5, 1, 2, 9] };
  const within = [0, 0, 2, 2]; // rows 0, 2, 3
  assert.deepEqual(visibleMarks(new Uint8Array([0b101]), marks, within), [0, 3]);
  assert.deepEqual(visibleMarks(new Uint8Array([0b101]), marks), [0, 2]);
  assert.deepEqual(visibleMarks(new Uint8Array([0]), marks, within), []);
});

test("marks of one township have one circle; one at a site has none", () => {
  const marks = { lon: [1, 1, 2], lat: [3, 3, 4], radius: { 0: 5000, 1: 5000 } };
  assert.deepEqual(circlesOf(marks, [0, 1, 2]), [{ lon: 1, lat: 3, metres: 5000 }]);
  assert.deepEqual(circlesOf(marks, [2]), []);
});

test("a mark in a county is as large as its place; one at a point as all of them", () => {
  assert.equal(sizeOf({ pitch: [1000, 0] }, 0), 860);
  assert.equal(sizeOf({ pitch: [1000, 0] }, 1), 4700);
});

test("many marks shrink, but to dots at the least", () => {
  const of = (count) => smallest({ thing: Array(count) }, 10);
  assert.deepEqual([of(1), of(2000), of(8000), of(1_000_000)], [10, 10, 5, 3]);
  assert.equal(smallest({ thing: Array(1_000_000) }, 2), 2);
});

test("marks of a stack move in steps of four pixels, within the sizes of marks", () => {
  assert.deepEqual([stackStep(1e9, 10, 34), stackStep(1, 10, 34), stackStep(235, 10, 34)], [12, 36, 20]);
});

test("four corners a mark, all with its place, symbol and number", () => {
  const marks = { lon: [1, 2], lat: [3, 4], pitch: [0, 0], stack: [0, 1], icon: [0, 1], icons: [["a", 0, 0], ["b", 8, 16]], cell: 8 };
  const { length, attributes } = cornerData(marks, [1], 12, 2);
  const values = (name) => [...attributes[name].value];
  assert.equal(length, 4);
  assert.deepEqual(values("positions"), [-1, -1, 1, -1, -1, 1, 1, 1]);
  assert.deepEqual(values("getPosition"), [2, 4, 0, 2, 4, 0, 2, 4, 0, 2, 4, 0]);
  assert.deepEqual(values("getPixelOffset"), [12, 0, 12, 0, 12, 0, 12, 0]);
  assert.deepEqual(values("instanceIconDefs").slice(0, 7), [0, 0, 16, 32, 16, 16, 0]);
  assert.deepEqual(values("instancePickingColors").slice(0, 4), [1, 0, 0, 0]);
});

test("the number of a mark takes three bytes", () => {
  const length = 300;
  const marks = { lon: Array(length).fill(0), lat: Array(length).fill(0), pitch: [], stack: Array(length).fill(0), icon: Array(length).fill(0), icons: [["a", 0, 0]], cell: 8 };
  const { value } = cornerData(marks, [...Array(length).keys()], 4, 1).attributes.instancePickingColors;
  const last = [...value.slice(16 * 299, 16 * 299 + 3)];
  assert.equal(last[0] + 256 * last[1] + 65536 * last[2], 300);
});

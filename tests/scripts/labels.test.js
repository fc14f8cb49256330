// Names: none over another, none outside, the first one stays.
import assert from "node:assert/strict";
import test from "node:test";

import { placed } from "../../components/web/labels.js";

const label = (text, x, y) => ({ text, place: { label: [x, y] }, colour: "" });
const style = { size: 10, weight: 500, crowded: false, halo: "" };
const map = { width: 500, height: 300 };
const shown = (labels, crowded = false) => placed(labels, [], [], ({ label: at }) => at, () => 40, map, { ...style, crowded }).map((one) => one.label.text);

test("a name that would cover another gives way", () => {
  assert.deepEqual(shown([label("a", 100, 100), label("b", 140, 105), label("c", 100, 120)]), ["a", "c"]);
  assert.deepEqual(shown([label("b", 140, 105), label("a", 100, 100)]), ["b"]);
});

test("names beside each other stand, with more distance where it is crowded", () => {
  const row = [label("a", 100, 100), label("b", 150, 100)];
  assert.deepEqual(shown(row), ["a", "b"]);
  assert.deepEqual(shown(row, true), ["a"]);
});

test("a name outside is not drawn; one that reaches into the map is", () => {
  assert.deepEqual(shown([label("a", -50, 100), label("b", -70, 100), label("c", 100, 315), label("d", 100, 330)]), ["a", "c"]);
});

test("a name that meets a mark of a zone moves below or above it, whichever is nearer, or gives way", () => {
  const box = { x: 100, y: 100, wide: 18, high: 27 };
  const at = (labels) => placed(labels, [box], [], ({ label: pixel }) => pixel, () => 40, map, style).map(({ label: one, x, y }) => [one.text, x, y]);
  assert.deepEqual(at([label("a", 110, 110)]), [["a", 110, 134]]);
  assert.deepEqual(at([label("a", 110, 90)]), [["a", 110, 66]]);
  assert.deepEqual(at([label("a", 160, 110)]), [["a", 160, 110]]);
  assert.deepEqual(at([label("b", 110, 140), label("c", 110, 60), label("a", 110, 110)]).map(([text]) => text), ["b", "c"]);
  assert.deepEqual(at([{ text: "z", at: [100, 66], colour: "" }, { text: "y", at: [100, 90], colour: "" }]), [["z", 100, 66]]); // a name of a mark stays at it
});

test("a name of its own size takes that much room", () => {
  const sizes = [];
  placed([{ ...label("a", 100, 100), size: 7 }, label("b", 300, 100)], [], [], ({ label: at }) => at, (text, size) => sizes.push(size), map, style);
  assert.deepEqual(sizes, [7, 10]);
});

test("a name stands only on its own ground, and never below a control", () => {
  const asked = [];
  const on = (answer) => ({ ...label("a", 100, 100), ground: (...box) => asked.push(box) && answer });
  const found = (labels, covered = []) => placed(labels, [], covered, ({ label: at }) => at, () => 40, map, style).length;
  assert.deepEqual([found([on(true)]), found([on(false)])], [1, 0]);
  assert.deepEqual(asked[0], [100, 100, 20, 6]); // the text, without what it keeps free
  assert.equal(found([label("a", 100, 100)], [{ x: 130, y: 110, wide: 10, high: 10 }]), 0);
  assert.equal(found([label("a", 100, 100)], [{ x: 230, y: 110, wide: 10, high: 10 }]), 1);
});

test("a name that roams finds free ground near by", () => {
  const box = { x: 100, y: 100, wide: 60, high: 10 };
  const city = { ...label("a", 100, 100), roams: true, ground: (x, y) => y > 100 && x > 100 };
  const at = (one) => placed([one], [box], [], ({ label: pixel }) => pixel, () => 40, map, style).map(({ x, y }) => [x, y]);
  assert.deepEqual(at({ ...city, roams: false }), []);
  assert.deepEqual(at(city), [[110, 120]]);
});

// Names: none over another, none outside, the first one stays.
import assert from "node:assert/strict";
import test from "node:test";

import { placed } from "../../components/web/labels.js";

const label = (text, x, y) => ({ text, place: { label: [x, y] }, colour: "" });
const style = { size: 10, weight: 500, crowded: false, halo: "" };
const map = { width: 500, height: 300 };
const shown = (labels, crowded = false) => placed(labels, ({ label: at }) => at, () => 40, map, { ...style, crowded }).map((one) => one.label.text);

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

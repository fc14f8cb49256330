// Marks of zones and cities: what they count, where they stand, what they say and do.
import assert from "node:assert/strict";
import test from "node:test";

import "./page.js";

const { Anchors, boxOf, counted, labelOf, ring, squares } = await import("../../components/web/anchors.js");

const anchor = (id, at, kind = "zone") => ({ id, kind, zh: `${id}区`, en: id.toUpperCase(), at, holds: kind === "zone" ? ["1"] : [] });
const icons = [["wind_farm-county", 0, 0, "energy"], ["road-county", 0, 0, "transport"]];
const marks = { adcode: ["1", "q", "q", "q", "c"], icon: [0, 0, 1, 0, 1], icons, thing: ["a", "b", "c", "d", "e"] };
const [zone, city] = [anchor("q", [100, 100]), anchor("c", [200, 200], "city")];
const map = { width: 400, height: 300 };
const of = (id, at, things) => ({ anchor: anchor(id, at), things, sectors: {} });
const placed = (all, size = 36) => squares(all, (at) => at, size, map).map(({ of: { anchor: { id } }, x, y, side }) => [id, x, y, side]);

test("what passes at an anchor is counted by sector; with nothing there is no mark", () => {
  assert.deepEqual(counted([zone, city], marks, [0, 1, 2, 3]), [{ anchor: zone, things: 3, sectors: { energy: 2, transport: 1 } }]);
  assert.deepEqual(counted([zone, city], marks, [4]), [{ anchor: city, things: 1, sectors: { transport: 1 } }]);
  assert.deepEqual(counted([zone, city], marks, [0]), []);
});

test("the ring has the sectors in the order of their colours, each by its share", () => {
  const one = { anchor: zone, things: 4, sectors: { transport: 1, energy: 3 } };
  assert.equal(ring(one, { energy: "#a", sink: "#b", transport: "#c" }), "conic-gradient(#a 0.0deg 270.0deg, #c 270.0deg 360.0deg)");
});

test("a square stands above its point and leaves it free", () => {
  const [square] = squares([of("q", [100, 100], 1)], (at) => at, 36, map);
  assert.deepEqual([square.x, square.y, square.side], [100, 64, "above"]);
  assert.ok(100 - (square.y + 18) >= 17); // the radius of the largest mark
  assert.deepEqual(boxOf(square, 18), { x: 100, y: 73, wide: 18, high: 27 });
});

test("squares keep off each other and the edges; the fullest stands above", () => {
  assert.deepEqual(placed([of("a", [100, 100], 1), of("b", [110, 100], 5)]), [["b", 110, 64, "above"], ["a", 100, 136, "below"]]);
  assert.deepEqual(placed([of("a", [100, 10], 1)]), [["a", 100, 46, "below"]]);
  assert.deepEqual(placed([of("a", [10, 100], 1)]), [["a", 46, 100, "right"]]);
  assert.deepEqual(placed([of("a", [-1, 100], 1), of("b", [500, 100], 1)]), []); // out of view
});

test("a mark says its name, what it is and how much", () => {
  const words = { anchor_zone: "功能区", anchor_city: "全市", anchor_label: "未指明县" };
  assert.equal(labelOf({ anchor: zone, things: 3, sectors: {} }, "zh", words), "q区（功能区）：3 项，未指明县");
  assert.equal(labelOf({ anchor: city, things: 3, sectors: {} }, "en", words), "C (全市), 未指明县: 3");
});

/** A stage with what marks ask of it. */
function stage(changes = {}) {
  const told = { picked: [], hovered: [], drawn: 0 };
  const own = {
    look: { anchor: 36 }, levels: { near: () => true }, record: { marks }, rows: [1, 2, 4], size: map, view: () => ({}),
    data: { language: "zh", theme: "light", words: {}, colours: { energy: "#a" }, anchor: "", thing: "" },
    picked: (info) => told.picked.push(info), hovered: (info) => told.hovered.push(info), draw: () => (told.drawn += 1), ...changes,
  };
  const anchors = new Anchors(own);
  anchors.know([zone, city]);
  anchors.draw({ project: (at) => at });
  return { own, anchors, told, buttons: () => [...anchors.element.querySelectorAll("button:not([hidden])")] };
}

test("buttons come and go with what passes, and stay the same ones", () => {
  const { own, anchors, buttons } = stage();
  const [first] = buttons();
  assert.deepEqual(buttons().map(({ textContent }) => textContent), ["2", "1"]);
  own.rows = [4];
  anchors.draw({ project: (at) => at });
  assert.deepEqual(buttons().map(({ dataset }) => dataset.key), ["anchor-c"]);
  own.rows = [1];
  anchors.draw({ project: (at) => at });
  assert.deepEqual(buttons(), [first]);
});

test("who gives no size for them, or is too far from a country's marks, has none", () => {
  assert.deepEqual(stage({ look: {} }).buttons(), []);
  assert.deepEqual(stage({ levels: { near: () => false } }).buttons(), []);
});

test("the chosen one is said to be; so is that of a chosen thing", () => {
  const { own, anchors, buttons } = stage();
  const pressed = () => buttons().map((button) => button.getAttribute("aria-pressed"));
  assert.deepEqual(pressed(), ["false", "false"]);
  own.data = { ...own.data, anchor: "q" };
  anchors.draw({ project: (at) => at });
  assert.deepEqual(pressed(), ["true", "false"]);
  own.data = { ...own.data, anchor: "", thing: "e" };
  anchors.draw({ project: (at) => at });
  assert.deepEqual(pressed(), ["false", "true"]);
});

test("a press picks it; pointer and focus light the counties of a zone, and of a city none", () => {
  const { anchors, told, buttons } = stage();
  const [first, second] = buttons();
  first.click();
  assert.deepEqual(told.picked.map(({ what, object }) => [what, object.id]), [["anchor", "q"]]);
  first.dispatchEvent(new Event("pointerenter"));
  assert.deepEqual([...anchors.holding()], ["1"]);
  first.dispatchEvent(new Event("pointerleave"));
  second.dispatchEvent(new Event("focus"));
  assert.deepEqual([...anchors.holding()], []);
  assert.deepEqual(told.hovered.map(({ what }) => what), ["anchor", "", "anchor"]);
  assert.equal(told.drawn, 3);
});

// The sidebar: of the responsible units some are listed and all can be found; years say what is written.
import assert from "node:assert/strict";
import test from "node:test";

import { FILES, hosted, settled } from "./page.js";

const { default: filters } = await import("../../components/web/filters.js");

// Twelve units of plan a, one of plan b; unit n answers for n things.
const UNITS = Array.from({ length: 12 }, (_, n) => [`局${n}`, `局${n}`, `Bureau ${n}`, "a"]);
FILES["options.json"] = {
  ...FILES["options.json"],
  city: [["a", "甲市", "A", ""], ["b", "乙市", "B", ""]],
  unit: [...UNITS, ["委", "委", "Commission", "b"]],
  words: { zh: { unit_more: "more", unit_none: "none", year_written: "写明", year_horizon: "期末" }, en: {} },
};
const chosen = { sector: [], kind: [], city: [], county: [], basis: [], precision: [], role: [], unit: [] };
const counts = {
  sector: [1], kind: [1], city: [1, 1], county: [1], basis: [], precision: [], role: [], year: [7], horizon: [5], unit: [...UNITS.keys(), 1],
};

/** The sidebar drawn with these data, and what is asked of it. */
async function sidebar(data = {}) {
  const { host, draw, events } = hosted(filters);
  const again = async (more) => {
    draw({ chosen, counts, ...more });
    await settled();
  };
  await again(data);
  const find = host.querySelector('[data-key="unit-search"]');
  const listed = () => [...host.querySelectorAll(".ft-units [role=checkbox]")].map((box) => box.dataset.key.slice(5));
  const type = (text) => {
    find.value = text;
    find.dispatchEvent(new window.Event("input"));
  };
  return { host, again, events, listed, type, more: () => host.querySelector(".ft-more").textContent };
}

test("eight units that answer for most, and how many there are besides", async () => {
  const { listed, more } = await sidebar();
  assert.deepEqual(listed(), [11, 10, 9, 8, 7, 6, 5, 4].map((n) => `局${n}`));
  assert.equal(more(), "5 more");
});

test("a unit without anything is found by typing, in either language", async () => {
  const { listed, type, more } = await sidebar();
  for (const text of ["局0", "bureau 0"]) {
    type(text);
    assert.deepEqual(listed(), ["局0"]);
  }
  type("部");
  assert.deepEqual([listed(), more()], [[], "none"]);
});

test("a chosen unit is listed, and a tick moves none", async () => {
  const { listed, again, host, events } = await sidebar();
  const before = listed();
  host.querySelector('[data-key="unit-局7"]').click();
  assert.deepEqual(events, [{ type: "toggle", group: "unit", value: "局7", on: true }]);
  await again({ chosen: { ...chosen, unit: ["局7"] } });
  assert.deepEqual(listed(), before);
  await again({ chosen: { ...chosen, unit: ["局7", "局0"] } });
  assert.deepEqual(listed(), [...before, "局0"]);
});

test("the units of a chosen city come first", async () => {
  const { listed, again } = await sidebar();
  await again({ chosen: { ...chosen, city: ["b"] } });
  assert.deepEqual(listed().slice(0, 2), ["委", "局11"]);
});

test("a year tells what is written from the horizon; where all is written it gives one number", async () => {
  const { host, again } = await sidebar();
  const line = host.querySelector('option[value="2030"]');
  assert.equal(line.textContent, "2030（写明 2 · 期末 5）");
  await again({ counts: { ...counts, horizon: [0] } });
  assert.equal(line.textContent, "2030（写明 7）");
  await again({ counts: { ...counts, horizon: [] } });
  assert.equal(line.textContent, "2030（7）");
});

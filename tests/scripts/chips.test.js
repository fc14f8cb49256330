// Filters in force: each is taken back as the sidebar would, and the focus goes on.
import assert from "node:assert/strict";
import test from "node:test";

import { hosted } from "./page.js";

const { default: chips } = await import("../../components/web/chips.js");

const chip = (group, value, more = {}) => ({ group, value, label: value, effect: true, note: "", ...more });
const words = { remove: "去掉", clear: "清除筛选" };
const THREE = [chip("city", "dezhou"), chip("text", "风"), chip("year", "2030")];
const focused = () => document.activeElement.dataset.key;

test("nothing in force takes no place", () => {
  const { host, draw } = hosted(chips);
  draw({ chips: THREE, label: "筛选", words });
  draw({ chips: [], label: "筛选", words });
  assert.equal(host.childNodes.length, 0);
});

test("events are those of the sidebar", () => {
  const { host, draw, events } = hosted(chips);
  draw({ chips: THREE, label: "筛选", words });
  for (const button of host.querySelectorAll("button")) button.click();
  assert.deepEqual(events, [
    { type: "toggle", group: "city", value: "dezhou", on: false }, { type: "text", value: "" }, { type: "year", value: "" }, { type: "clear" },
  ]);
});

test("a button says what it takes back; a filter without effect says why", () => {
  const { host, draw } = hosted(chips);
  draw({ chips: [chip("kind", "风电场", { effect: false, note: "本页无效" })], label: "筛选", words });
  assert.equal(host.querySelector("button").getAttribute("aria-label"), "去掉 风电场");
  assert.equal(host.querySelector(".ft-void small").textContent, "本页无效");
  assert.equal(host.querySelectorAll("button").length, 1); // one chip needs no button for all
});

test("the focus goes to the next chip, at the end to the button for all or what is left", () => {
  const { host, draw } = hosted(chips);
  draw({ chips: THREE, label: "筛选", words });
  const press = (key) => host.querySelector(`[data-key="${key}"]`).click();
  press("chip-city-dezhou");
  assert.equal(focused(), "chip-text-风");
  draw({ chips: THREE.slice(1), label: "筛选", words });
  assert.equal(focused(), "chip-text-风");
  press("chip-year-2030");
  assert.equal(focused(), "chip-text-风"); // one chip alone has no button for all
  draw({ chips: THREE, label: "筛选", words });
  press("chip-year-2030");
  assert.equal(focused(), "chip-clear");
});

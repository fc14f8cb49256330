// Pictures: where values and labels stand, what is drawn of a bar, what pressing opens.
import assert from "node:assert/strict";
import test from "node:test";

import { hosted, running } from "./page.js";

const { across, room, spread } = await import("../../components/web/picture.js");
const { default: pageBody } = await import("../../components/web/page_body.js");

const axis = (...ticks) => ({ ticks: ticks.map((tick) => [tick, String(tick)]), unit: "万千瓦" });

test("a value stands on its axis", () => {
  assert.equal(across(axis(0, 200, 400), 0), 0);
  assert.equal(across(axis(0, 200, 400), 100), 25);
  assert.equal(across(axis(280, 285, 290), 290), 100);
  assert.equal(across(axis(0, 3), 1), 33.333);
});

test("labels with room stand at their places", () => {
  assert.deepEqual(spread([20, 80, 140], [30, 30, 30], 200), [20, 80, 140]);
  assert.deepEqual(spread([], [], 200), []);
});

test("labels that would cover each other stand side by side, off by the same on either side", () => {
  assert.deepEqual(spread([100, 110], [40, 40], 200), [85, 125]);
  assert.deepEqual(spread([100, 100, 100], [20, 40, 20], 200), [70, 100, 130]);
  // Two that touch may push a third.
  assert.deepEqual(spread([50, 60, 95], [40, 40, 40], 300), [28.333333333333336, 68.33333333333334, 108.33333333333334]);
});

test("labels stay inside", () => {
  assert.deepEqual(spread([0, 200], [40, 60], 200), [20, 170]);
  assert.deepEqual(spread([195, 200], [40, 40], 200), [140, 180]);
});

test("labels keep the order of their values, whatever the order that they come in", () => {
  const middles = spread([110, 100, 105], [30, 30, 30], 400);
  assert.ok(middles[1] < middles[2] && middles[2] < middles[0]);
  const random = (() => {
    let state = 7;
    return () => (state = (state * 16807) % 2147483647) / 2147483647;
  })();
  for (let round = 0; round < 300; round += 1) {
    const count = 1 + Math.floor(random() * 6);
    const wanted = Array.from({ length: count }, () => random() * 500);
    const widths = wanted.map(() => 10 + random() * 60);
    const found = spread(wanted, widths, 500);
    const edges = found.map((middle, n) => [middle - widths[n] / 2, middle + widths[n] / 2]).sort((a, b) => a[0] - b[0]);
    assert.ok(edges[0][0] > -1e-6 && edges.at(-1)[1] < 500 + 1e-6);
    for (let n = 1; n < count; n += 1) assert.ok(edges[n][0] > edges[n - 1][1] - 1e-6);
  }
});

test("what cannot be drawn is said where there is room", () => {
  assert.deepEqual(room(axis(0, 100), 10, 70), { from: 10, after: false });
  assert.deepEqual(room(axis(0, 100), 10, 40), { from: 40, after: true });
  assert.deepEqual(room(axis(0, 100), 60, 40), { from: 60, after: true });
});

const fold = (title) => ({ type: "fold", title, blocks: [{ type: "quote", text: "原文" }, { type: "text", text: "来源", tone: "" }, { type: "list", items: [{ text: "甲", item: "a-1" }] }] });
const bar = (bound, parts) => ({ key: "t1", title: "风电", due: "2030", sector: "energy", value: 40, bound, label: "目标 40万千瓦", parts, fold: fold("计算过程") });
const PARTS = [
  { form: "operating", label: "在运 10", opens: 1, span: [0, 10], source: "a" },
  { form: "named", label: "列名 10", opens: 2, span: [10, 20] },
  { form: "both", label: "可能已在运 10", opens: 1, span: [10, 20] },
  { form: "rest", label: "未列名 20–30", opens: 1, span: [20, 40] },
];
const bars = (one) => ({ type: "bars", axis: axis(0, 20, 40), groups: [["甲市", [one]]], sources: [["a", "某处"]] });
const dot = (value, bound, more = {}) => ({ value, bound, label: String(value), due: "2025", lit: true, joined: true, opens: 0, ...more });
const panels = (...dots) => ({ type: "panels", panels: [{ key: "t", title: "比重", sector: "sink", sentence: "一句。", axis: axis(0, 50), rows: [{ name: "甲市", note: "", dots }], fold: fold("原文 1 条") }] });

test("a bar has its stretches, a bracket, its target, and says all of it", () => {
  const { host, draw } = hosted(pageBody);
  draw({ blocks: [bars(bar("=", PARTS))] });
  const stretches = [...host.querySelectorAll(".ft-drawn > rect")].map((rect) => [rect.getAttribute("class"), rect.getAttribute("x"), rect.getAttribute("width")]);
  assert.deepEqual(stretches, [["ft-operating", "0%", "25%"], ["ft-named", "25%", "25%"], ["ft-rest", "50%", "50%"]]);
  assert.equal(host.querySelector(".ft-named").getAttribute("fill"), `url(#${host.querySelector("pattern").id})`);
  assert.equal(host.querySelectorAll("line.ft-both").length, 3);
  assert.equal(host.querySelector(".ft-target").getAttribute("d"), "M0 3V34");
  assert.deepEqual([...host.querySelectorAll(".ft-parts button")].map((b) => b.textContent), ["在运 10a", "列名 10", "可能已在运 10", "未列名 20–30"]);
  assert.equal(host.querySelector("svg").getAttribute("aria-hidden"), "true");
});

test("a bound has an arrow, about a band, and what cannot be computed is said in the bar", () => {
  const { host, draw } = hosted(pageBody);
  const unsaid = [{ form: "unsaid", label: "不能计算", opens: 1 }];
  draw({ blocks: [bars(bar(">=", unsaid)), bars(bar("~", unsaid))] });
  const [bound, about] = host.querySelectorAll(".ft-target");
  assert.match(bound.getAttribute("d"), /H12/);
  assert.equal(bound.previousElementSibling, null);
  assert.equal(about.previousElementSibling.getAttribute("class"), "ft-about");
  assert.equal(host.querySelectorAll(".ft-drawn > rect").length, 0);
  assert.equal(host.querySelector(".ft-unsaid").textContent, "不能计算");
});

test("pressing a part, or where it is drawn, opens its line of the fold and leads there", () => {
  const { host, draw } = hosted(pageBody);
  window.HTMLElement.prototype.scrollIntoView = () => {};
  draw({ blocks: [bars(bar("=", PARTS))] });
  const details = host.querySelector("details");
  assert.equal(details.open, false);
  host.querySelectorAll(".ft-parts button")[1].click();
  assert.equal(details.open, true);
  assert.equal(document.activeElement, details.querySelector("ul"));
  host.querySelector(".ft-operating").dispatchEvent(new MouseEvent("click", { bubbles: true }));
  assert.deepEqual([...details.querySelectorAll(".ft-shown")].map((node) => node.textContent), ["来源"]);
  host.querySelector(".ft-aim").click();
  assert.equal(document.activeElement.tagName, "BLOCKQUOTE");
});

test("a row joins its years and no phase; what does not pass is grey", () => {
  const { host, draw } = hosted(pageBody);
  draw({ blocks: [panels(dot(10, "~"), dot(20, ">="), dot(30, "=", { joined: false, lit: false, due: "近期" }))] });
  assert.equal(host.querySelectorAll(".ft-joint").length, 1);
  const marks = [...host.querySelectorAll(".ft-mark")].map((mark) => mark.getAttribute("class"));
  assert.deepEqual(marks, ["ft-mark ft-mark-about", "ft-mark ft-mark-open", "ft-mark ft-mark-exact ft-grey"]);
  assert.deepEqual([...host.querySelectorAll(".ft-track button")].map((b) => b.textContent), ["10 2025", "20 2025", "30 近期"]);
});

test("what follows the width ends with the page, and once only however often it is drawn", () => {
  const before = running();
  const { draw } = hosted(pageBody);
  draw({ blocks: [panels(dot(10, "="))] });
  draw({ blocks: [panels(dot(20, "="))] });
  const stop = draw({ blocks: [panels(dot(30, "="))] });
  assert.notDeepEqual(running(), before);
  stop();
  assert.deepEqual(running(), before);
});

test("a picture that goes takes its observer along", () => {
  const before = running();
  const { draw } = hosted(pageBody);
  draw({ blocks: [panels(dot(10, "="))] });
  const stop = draw({ blocks: [] });
  assert.deepEqual(running(), before);
  stop();
});

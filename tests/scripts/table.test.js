// Tables sort by what a cell is worth, never by what it looks like.
import assert from "node:assert/strict";
import test from "node:test";

import { hosted, settled } from "./page.js";

const { sorted, sortValue } = await import("../../components/web/table.js");
const { default: pageBody } = await import("../../components/web/page_body.js");
const { asText, default: items } = await import("../../components/web/items.js");

const cell = (text, value) => ({ text, value });
const texts = (cells, order, language = "zh") => {
  const rows = cells.map((one) => [one]);
  return sorted(rows, 0, order, language).map((n) => cells[n].text ?? cells[n]);
};

test("a cell is worth its value, else its text, else nothing", () => {
  assert.equal(sortValue("甲"), "甲");
  assert.equal(sortValue({ text: "≥ 80%", value: 80 }), 80);
  assert.equal(sortValue({ text: "甲", value: "yi" }), "yi");
  assert.equal(sortValue({ text: "0", value: 0 }), 0);
  for (const blank of ["", "—", { text: "" }, { text: "—" }, { text: "·", value: null }]) assert.equal(sortValue(blank), null);
});

test("bounds stand where their value does", () => {
  const bound = [cell("≥ 80%", 80), cell("9%", 9), cell("≈ 20%", 20), cell("—", null), cell("≤ 5%", 5)];
  assert.deepEqual(texts(bound, "ascending"), ["≤ 5%", "9%", "≈ 20%", "≥ 80%", "—"]);
  assert.deepEqual(texts(bound, "descending"), ["≥ 80%", "≈ 20%", "9%", "≤ 5%", "—"]);
});

test("blanks are last either way, in their own order", () => {
  const mixed = ["", "b", "—", "a"];
  assert.deepEqual(texts(mixed, "ascending", "en"), ["a", "b", "", "—"]);
  assert.deepEqual(texts(mixed, "descending", "en"), ["b", "a", "", "—"]);
});

test("numbers come before strings, and no text is read as a number", () => {
  assert.deepEqual(texts([cell("x"), cell("2", 2), cell("10"), cell("1", 1)], "ascending", "en"), ["1", "2", "10", "x"]);
  assert.deepEqual(texts(["1,000", "20", "3"], "ascending", "en"), ["1,000", "20", "3"]);
});

test("Chinese is sorted by its sound in a Chinese page", () => {
  assert.deepEqual(texts(["淄博市", "德州市", "济南市", "菏泽市"], "ascending"), ["德州市", "菏泽市", "济南市", "淄博市"]);
});

test("what is alike stays as it was, either way", () => {
  const alike = [cell("a", 1), cell("b", 1), cell("c", 0)];
  assert.deepEqual(texts(alike, "ascending"), ["c", "a", "b"]);
  assert.deepEqual(texts(alike, "descending"), ["a", "b", "c"]);
});

test("a header goes through its three orders, and another starts anew", () => {
  const { host, draw } = hosted(pageBody);
  const rows = [["b", cell("≥ 80", 80)], ["a", cell("9", 9)], ["c", "—"]];
  const columns = [{ text: "名称", unit: "", numeric: false }, { text: "目标", unit: "%", numeric: true }];
  draw({ blocks: [{ type: "table", caption: "目标", columns, rows, dense: false }] });
  const heads = [...host.querySelectorAll("thead th")];
  const state = () => [[...host.querySelectorAll("tbody th")].map((node) => node.textContent).join(""), ...heads.map((head) => head.getAttribute("aria-sort"))];
  const press = (n) => {
    heads[n].querySelector("button").click();
    return state();
  };
  assert.deepEqual(state(), ["bac", null, null]);
  assert.deepEqual(press(1), ["abc", null, "ascending"]);
  assert.equal(heads[1].textContent, "目标% ↑");
  assert.deepEqual(press(1), ["bac", null, "descending"]);
  assert.equal(heads[1].textContent, "目标% ↓");
  assert.deepEqual(press(1), ["bac", null, null]);
  assert.deepEqual(press(1), ["abc", null, "ascending"]);
  assert.deepEqual(press(0), ["abc", "ascending", null]);
  assert.deepEqual(press(0), ["cba", "descending", null]);
  assert.deepEqual([host.querySelector("caption").textContent, host.querySelectorAll("tbody th[scope=row]").length], ["目标", 3]);
});

test("a cell does what it says", () => {
  const { host, draw, events } = hosted(pageBody);
  const row = [{ text: "a", item: "a-1" }, { text: "b", county: "1" }, { text: "c", choice: ["about", "wind"] }, { text: "d", sets: { about: "wind", at: "1" } }, { text: "e", wide: true }];
  draw({ blocks: [{ type: "table", caption: "", columns: row.map(() => ({ text: "", unit: "", numeric: false })), rows: [row], dense: true }] });
  for (const button of host.querySelectorAll("tbody button")) button.click();
  assert.deepEqual(events, [
    { type: "item", id: "a-1" }, { type: "county", adcode: "1" }, { type: "choice", name: "about", value: "wind" }, { type: "sets", sets: { about: "wind", at: "1" } },
  ]);
  assert.equal(host.querySelector(".ft-wide").textContent, "e");
});

test("the items' table says the order that the server made", async () => {
  const { host, draw, events } = hosted(items);
  const table = { columns: [["name", "名称"], ["year", "年份"]], rows: [{ id: "a-1", icon: "wind_farm-site", cells: ["甲", "2030"] }], page: 1, pages: 3, page_label: "1 / 3" };
  const sorts = () => [...host.querySelectorAll("thead th")].map((head) => head.getAttribute("aria-sort"));
  const page = { size: 25, words: {} };
  draw({ ...page, table, count: "1", sort: "", descending: false, selected: "" });
  assert.deepEqual(sorts(), [null, null]);
  draw({ ...page, table, count: "1", sort: "year", descending: false, selected: "a-1" });
  assert.deepEqual([sorts(), host.querySelectorAll("th")[1].textContent], [[null, "ascending"], "年份 ↑"]);
  draw({ ...page, table, count: "1", sort: "year", descending: true, selected: "" });
  assert.deepEqual([sorts(), host.querySelectorAll("th")[1].textContent], [[null, "descending"], "年份 ↓"]);
  host.querySelector('[data-key="sort-year"]').click();
  host.querySelector('[data-key="a-1"]').click();
  host.querySelector('[data-key="next"]').click();
  assert.deepEqual(events, [{ type: "sort", column: "year" }, { type: "item", id: "a-1" }, { type: "page", value: 2 }]);
  await settled();
  assert.equal(host.querySelectorAll("svg.ft-symbol").length, 1);
});

test("a row unfolds to its clause without being opened, and is ticked to be copied", async () => {
  const { host, draw, events } = hosted(items);
  const rows = [{ id: "a-1", icon: "wind_farm-site", cells: ["甲", ["2030", "本段"]], clause: ["原句", "《方案》"] }, { id: "a-2", icon: "wind_farm-site", cells: ["=乙\n丙", "—"] }];
  const data = { table: { columns: [["name", "名称"], ["year", "年份"]], rows, page: 2, pages: 3 }, size: 25, words: { copy_rows: "复制" }, selected: "" };
  draw(data);
  const press = (key) => host.querySelector(`[data-key="${key}"]`).click();
  assert.equal(host.querySelector(".ft-under blockquote").textContent, "原句");
  press("clause-a-1");
  press("clause-a-2");
  assert.equal(host.querySelector('[data-key="copy-rows"]').hidden, true);
  press("pick-a-2");
  draw({ ...data, table: { ...data.table, rows: rows.slice(0, 1) } }); // another page
  assert.equal(host.querySelector('[data-key="copy-rows"]').textContent, "复制 1");
  const field = host.querySelector('[data-key="page-field"]');
  for (const value of ["3", "9"]) {
    field.value = value;
    field.dispatchEvent(new Event("change"));
  }
  const size = host.querySelector('[data-key="page-size"]');
  size.value = "50";
  size.dispatchEvent(new Event("change"));
  assert.deepEqual(events, [{ type: "unfold", id: "a-1", on: false }, { type: "unfold", id: "a-2", on: true }, { type: "page", value: 3 }, { type: "size", value: 50 }]);
  assert.equal(asText(rows, data, [0, 1]), "名称\t年份\n甲\t2030（本段）\n'=乙 丙\t—");
  assert.equal(asText(rows, data, [1]), "年份\n2030（本段）\n—");
  await settled();
});

test("what stands below a row has no header, keeps to its row, and is left out where it says nothing", () => {
  const { host, draw } = hosted(pageBody);
  const columns = [
    { text: "指标", unit: "", numeric: false },
    { text: "原文", unit: "", numeric: false, below: true },
    { text: "目标", unit: "%", numeric: true },
    { text: "责任单位", unit: "", numeric: false, below: true },
  ];
  const rows = [["b", "原句乙", cell("80", 80), "市甲局"], ["a", "原句甲", cell("9", 9), "—"], ["c", "", "", ""]];
  draw({ blocks: [{ type: "table", caption: "目标", columns, rows, dense: false }] });
  const lines = () => [...host.querySelectorAll("tbody tr")].map((line) => line.textContent);
  assert.deepEqual([...host.querySelectorAll("thead th")].map((head) => head.textContent), ["指标", "目标%"]);
  assert.deepEqual(lines(), ["b80", "原文原句乙责任单位市甲局", "a9", "原文原句甲", "c"]);
  assert.deepEqual([...host.querySelectorAll(".ft-under td")].map((node) => node.getAttribute("colspan")), ["2", "2"]);
  host.querySelectorAll("thead button")[1].click();
  assert.deepEqual(lines(), ["a9", "原文原句甲", "b80", "原文原句乙责任单位市甲局", "c"]);
});

test("what is folded stands open on paper, and is folded again after it", () => {
  const { host, draw } = hosted(pageBody);
  draw({ blocks: [{ type: "fold", title: "详情", blocks: [{ type: "text", text: "一句" }] }] });
  const folds = () => [...host.querySelectorAll("details")].map(({ open }) => open);
  assert.deepEqual(folds(), [false]);
  window.dispatchEvent(new Event("beforeprint"));
  assert.deepEqual(folds(), [true]);
  window.dispatchEvent(new Event("afterprint"));
  assert.deepEqual(folds(), [false]);
});

// Every component takes back what it started: listeners, observers, timers, engines.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

import { decks, FILES, hosted, running, settled, window } from "./page.js";

const WEB = new URL("../../components/web/", import.meta.url);
const both = (text) => ({ zh: text, en: text });
const bounds = [0, 0, 2, 2];
FILES["exhibit.json"] = {
  language: "zh", words: { zh: {}, en: {} }, attribution: both(""), bounds, cities: [], counties: {}, sectors: [], classes: {}, things: {}, codes: {},
  stops: [{ id: "opening", title: both("a"), text: both("a"), figure: both("1"), unit: both(""), citation: both(""), seconds: 9, bounds, rows: [0], classes: "1", lit: [] }],
};

const item = { id: "a-1", name: "甲", icon: "wind_farm-site", errata: [], facts: [], mentions: [], county: "1" };
const chosen = { sector: [], kind: [], city: [], county: [], basis: [], precision: [], role: [], unit: [] };
const counts = { sector: [1], kind: [1], city: [1], county: [1], year: [1], horizon: [], basis: [], precision: [], role: [], unit: [1] };
const legend = { counties: [["1", "1–2", 1]], sectors: [], marks: [["counties", "多县", 1], ["zone", "功能区", 1]], quiet: 1, bases: [["plan", "规划期末", 1]] };
const anchor = { id: "z", name: "起步区", form: "zone", kind: "功能区", count: "1 项", extent: "甲至乙", place: "", empty: "", chapters: [{ title: "一", sections: [{ title: "", items: [{ ...item, kind: "" }] }] }] };

/** Data to draw each component with, first and then. */
const DRAWN = {
  card: [{ item }, { county: { adcode: "1", name: "甲县", items: [] } }, { anchor }, { item }],
  exhibit: [{ contents: "/exhibit.json", engine: "", styles: "/exhibit.css", health: "", home: "/", path: "/exhibit" }],
  filters: [{ chosen, counts }, { chosen, counts, text: "风" }],
  frame: [{ notices: [], chips: [], title: "峰图", words: { title: "峰图" } }, { notices: ["旧"], chips: [], title: "Fengtu", words: { title: "Fengtu" } }],
  items: [{ table: { columns: [["name", "名称"]], rows: [{ id: "a-1", icon: "wind_farm-site", cells: ["甲"] }], page: 1, pages: 2 }, size: 25, words: {} }],
  map: [{ engine: "", bounds, classes: "1", thing: "", county: "", legend, colours: {} }, { engine: "", bounds, classes: "0", thing: "t", county: "1", anchor: "z", legend, colours: {} }],
  suggestions: [{ typed: "甲", groups: [], said: "", scope: "", none: "无" }],
  page_body: [{ blocks: [{ type: "table", caption: "", columns: [{ text: "甲", unit: "", numeric: false }], rows: [["乙"]], dense: false }] }],
};

test("every component of the folder is here", () => {
  const components = readdirSync(WEB).filter((name) => /@param \{Component</.test(readFileSync(new URL(name, WEB), "utf8")));
  assert.deepEqual(components.map((name) => name.replace(".js", "")).filter((name) => name !== "mount").sort(), Object.keys(DRAWN).sort());
});

// A style sheet never comes here.
new window.MutationObserver(() => document.querySelectorAll("link").forEach((link) => link.dispatchEvent(new Event("load"))))
  .observe(document.head, { childList: true });

for (const [name, drawn] of Object.entries(DRAWN)) {
  test(`${name} ends with what it started`, async () => {
    const { default: component } = await import(new URL(`${name}.js`, WEB));
    await settled();
    const before = running();
    const { host, draw } = hosted(component);
    let stop;
    for (const data of [...drawn, ...drawn]) {
      stop = draw(data);
      await settled();
    }
    for (const input of host.querySelectorAll("input[type=search]")) input.dispatchEvent(new Event("input"));
    for (const box of host.querySelectorAll("[role=checkbox]")) box.click();
    host.remove();
    stop();
    await new Promise((done) => setTimeout(done, 5));
    await settled();
    assert.deepEqual(running(), before);
    assert.deepEqual(decks.filter((deck) => deck.ended !== 1), []);
    stop(); // once more does no harm
  });
}

test("a card that is gone hears no Escape; one that stands hears it once", async () => {
  const { default: card } = await import(new URL("card.js", WEB));
  const { host, draw, events } = hosted(card);
  const escape = () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  draw({ item });
  const stop = draw({ item });
  escape();
  assert.deepEqual(events, [{ type: "close" }]);
  draw({ item: null, county: null });
  escape();
  draw({ item });
  host.remove();
  stop();
  escape();
  assert.equal(events.length, 1);
});

// The items that pass: a table that the server sorts and pages, each row a button to its card.
import { el, replace } from "./dom.js";
import { drawSymbols } from "./symbols.js";
import { row, table } from "./table.js";

/** @import { Component, ItemsData, ItemsEvent, Stop } from "./types" */

/** @param {Component<ItemsData, ItemsEvent>} component @returns {Stop} */
export default function items({ data, parentElement: host, setTriggerValue }) {
  const { words, table: page } = data;
  const send = (/** @type {ItemsEvent} */ change) => setTriggerValue("event", change);
  host.classList.add("ft-table");
  replace(
    host,
    el("p", { class: "ft-countline", role: "status", tabindex: "-1", "data-key": "count" }, data.count),
    page.rows.length ? el("div", { class: "ft-scroll" }, tableOf(data, send)) : nothing(data, send),
    page.pages > 1
      ? el("nav", { class: "ft-pages", "aria-label": words.table },
          step("previous", page.page - 1, data, send),
          el("span", {}, page.page_label),
          step("next", page.page + 1, data, send))
      : null,
  );
  drawSymbols(host, data, () => 20);
  return () => host.replaceChildren();
}

/** @typedef {(change: ItemsEvent) => void} Send */

/** @param {ItemsData} data @param {Send} send */
function tableOf({ table: { columns, rows }, words, selected, sort, descending }, send) {
  const heads = columns.map(([key, text]) =>
    ({ text, attributes: { class: `ft-col-${key}` }, button: { "data-key": `sort-${key}`, title: words.sort_by } }));
  const lines = rows.map(({ id, icon, again, cells: [name, ...rest] }) => {
    const named = el("button", { type: "button", "data-key": id },
      el("span", { "data-icon": icon }), el("span", {}, name), again ? el("small", {}, words.again) : null);
    const cells = [{ content: named }, ...rest.map((cell, n) => ({ content: signed(cell), class: `ft-col-${columns[n + 1][0]}` }))];
    return row(cells, { "aria-selected": String(id === selected), onclick: () => send({ type: "item", id }) });
  });
  const { node, mark } = table(words.table, heads, lines, (n) => send({ type: "sort", column: columns[n][0] }));
  mark(columns.findIndex(([key]) => key === sort), descending ? "descending" : "ascending");
  return node;
}

/** The text of a cell, the sign beside it in small. @param {string | [text: string, sign: string]} cell */
const signed = (cell) => (typeof cell === "string" ? cell : [cell[0], el("small", {}, cell[1])]);

/** @param {ItemsData} data @param {Send} send */
function nothing({ words }, send) {
  const clear = el("button", { type: "button", class: "ft-link", "data-key": "clear", onclick: () => send({ type: "clear" }) }, words.clear);
  return el("p", { class: "ft-empty" }, words.nothing, " ", clear);
}

/** @param {"previous" | "next"} key @param {number} to @param {ItemsData} data @param {Send} send */
function step(key, to, { table: { pages }, words }, send) {
  const none = to < 1 || to > pages;
  return el("button", { type: "button", "data-key": key, disabled: none, onclick: () => send({ type: "page", value: to }) }, words[key]);
}

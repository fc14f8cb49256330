// The items that pass: a table that the server sorts and pages, each row a button to its card. A row
// unfolds to its clause; rows that are ticked are copied for a spreadsheet.
import { columnChoice, shownColumns } from "./columns.js";
import { copied } from "./copy.js";
import { el, replace } from "./dom.js";
import { drawSymbols } from "./symbols.js";
import { row, table } from "./table.js";

/** @import { Component, Host, ItemsData, ItemsEvent, ItemsRow, Stop } from "./types" */

const SIZES = [25, 50, 100]; // rows a page; the server takes no others

/** Rows that are ticked, by id; they stay so on other pages. @type {WeakMap<Host, Map<string, ItemsRow>>} */
const ticked = new WeakMap();

/** @param {Component<ItemsData, ItemsEvent>} component @returns {Stop} */
export default function items({ data, parentElement: host, setTriggerValue }) {
  const send = (/** @type {ItemsEvent} */ change) => setTriggerValue("event", change);
  const picked = ticked.get(host) ?? new Map();
  ticked.set(host, picked);
  host.classList.add("ft-table");
  const count = el("p", { class: "ft-countline", role: "status", tabindex: "-1", "data-key": "count" }, data.count);
  if (data.table.rows.length) {
    const copy = el("button", { type: "button", "data-key": "copy-rows" });
    const { node, choice } = tableOf(data, picked, () => tell(copy, picked, data), send);
    const said = el("span", { role: "status" });
    copy.addEventListener("click", async () => {
      said.textContent = "";
      said.textContent = await copied(asText([...picked.values()], data, shownColumns(node))) ? data.words.copied : data.words.not_copied;
    });
    tell(copy, picked, data);
    replace(host, el("div", { class: "ft-tablehead" }, count, el("div", { class: "ft-tools" }, said, copy, choice)),
      el("div", { class: "ft-scroll" }, node), pages(data, send));
  } else {
    replace(host, count, nothing(data, send));
  }
  drawSymbols(host, data, () => 20);
  return () => host.replaceChildren();
}

/** @typedef {(change: ItemsEvent) => void} Send */

/** @param {HTMLButtonElement} copy @param {Map<string, ItemsRow>} picked @param {ItemsData} data */
function tell(copy, picked, { words }) {
  copy.textContent = `${words.copy_rows} ${picked.size}`;
  copy.hidden = !picked.size;
}

/** Whether a row was pressed to open it: not a button in it, nor to mark text. @param {MouseEvent} event */
function opens({ target }) {
  const own = target instanceof Element && target.closest(".ft-own");
  return !own && (getSelection()?.isCollapsed ?? true);
}

/** @param {ItemsData} data @param {Map<string, ItemsRow>} picked @param {() => void} told @param {Send} send */
function tableOf({ table: { columns, rows }, words, selected, sort, descending }, picked, told, send) {
  const heads = columns.map(([key, text]) =>
    ({ text, attributes: { class: `ft-col-${key}` }, button: { "data-key": `sort-${key}`, title: words.sort_by } }));
  const lines = rows.flatMap((it) => {
    const { id, icon, again, in_clause: hinted, cells: [name, ...rest], clause } = it;
    const tick = el("input", { type: "checkbox", class: "ft-own", "data-key": `pick-${id}`, checked: picked.has(id), "aria-label": `${words.row_pick} ${name}`, onchange: () => {
      if (tick.checked) picked.set(id, it);
      else picked.delete(id);
      told();
    } });
    const unfold = el("button", { type: "button", class: "ft-own ft-unfold", "data-key": `clause-${id}`, "aria-expanded": String(Boolean(clause)), "aria-label": `${words.row_clause} ${name}`, title: words.row_clause, onclick: () => send({ type: "unfold", id, on: !clause }) }, "▸");
    const named = el("button", { type: "button", "data-key": id },
      el("span", { "data-icon": icon }), el("span", {}, name), again ? el("small", {}, words.again) : null,
      hinted ? el("small", {}, words.in_clause) : null);
    const cells = [{ content: el("div", { class: "ft-named" }, tick, unfold, named) }, ...rest.map((cell, n) => ({ content: signed(cell), class: `ft-col-${columns[n + 1][0]}` }))];
    const line = row(cells, { "aria-selected": String(id === selected), onclick: (/** @type {MouseEvent} */ event) => opens(event) && send({ type: "item", id }) });
    return clause ? [line, under(clause, columns.length)] : [line];
  });
  const { node, mark } = table(words.table, heads, lines, (n) => send({ type: "sort", column: columns[n][0] }));
  mark(columns.findIndex(([key]) => key === sort), descending ? "descending" : "ascending");
  return { node, choice: columnChoice(node, columns, words) };
}

/** The clause below its row. @param {[quote: string, citation: string]} clause @param {number} width in columns */
const under = ([quote, citation], width) => el("tr", { class: "ft-under" }, el("td", { colspan: width },
  el("div", {}, el("blockquote", { lang: "zh-CN" }, quote), el("p", { class: "ft-cite" }, `—— ${citation}`))));

/** The text of a cell, the sign beside it in small. @param {string | [text: string, sign: string]} cell */
const signed = (cell) => (typeof cell === "string" ? cell : [cell[0], el("small", {}, cell[1])]);

/** A cell for a spreadsheet: one line, and no formula. @param {string | [text: string, sign: string]} cell */
function plain(cell) {
  const text = (typeof cell === "string" ? cell : `${cell[0]}（${cell[1]}）`).replace(/\s+/g, " ");
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

/** Rows with their headers, as a spreadsheet takes them from the clipboard. @param {ItemsRow[]} rows @param {ItemsData} data @param {number[]} shown columns */
export function asText(rows, { table: { columns } }, shown) {
  const lines = [columns.map(([, label]) => label), ...rows.map(({ cells }) => cells)];
  return lines.map((cells) => shown.map((n) => plain(cells[n])).join("\t")).join("\n");
}

/** @param {ItemsData} data @param {Send} send */
function nothing({ words }, send) {
  const clear = el("button", { type: "button", class: "ft-link", "data-key": "clear", onclick: () => send({ type: "clear" }) }, words.clear);
  return el("p", { class: "ft-empty" }, words.nothing, " ", clear);
}

/** Turning the pages, and how many rows they have. @param {ItemsData} data @param {Send} send */
function pages(data, send) {
  const { table: { page, page_label: label, pages: last }, size, words } = data;
  if (last < 2 && size === SIZES[0]) return null;
  const field = el("input", { type: "number", "data-key": "page-field", min: 1, max: last, value: page,
    onchange: () => field.validity.valid && field.value && send({ type: "page", value: Number(field.value) }) });
  const choice = el("select", { "data-key": "page-size", onchange: () => send({ type: "size", value: Number(choice.value) }) },
    SIZES.map((each) => el("option", { value: each, selected: each === size }, String(each))));
  return el("nav", { class: "ft-pages", "aria-label": words.table },
    step("previous", page - 1, data, send), el("span", {}, label), step("next", page + 1, data, send),
    el("label", {}, words.go_to_page, field),
    el("label", {}, words.page_rows, choice));
}

/** @param {"previous" | "next"} key @param {number} to @param {ItemsData} data @param {Send} send */
function step(key, to, { table: { pages: last }, words }, send) {
  const none = to < 1 || to > last;
  return el("button", { type: "button", "data-key": key, disabled: none, onclick: () => send({ type: "page", value: to }) }, words[key]);
}

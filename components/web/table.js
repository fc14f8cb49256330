// A table, the same for items and for pages of text: a real one, whose columns sort. The first press
// on a header is ascending, the second descending, the third brings the own order back.
import { el } from "./dom.js";

/** @import { Children } from "./dom.js" */
/** @import { Cell, Language, Order } from "./types" */

/** @typedef {{ text: string, unit?: string, attributes?: Record<string, unknown>, button?: Record<string, unknown> }} Head */

/** @type {Record<Order, Order>} */
const NEXT = { "": "ascending", ascending: "descending", descending: "" };
const ARROWS = { "": "", ascending: " ↑", descending: " ↓" };
const LOCALES = { zh: "zh-Hans-CN", en: "en" };
const EMPTY = ["", "—"];

/** What a cell is sorted by: its value, else its text; null for a blank one. @param {Cell} cell @returns {number | string | null} */
export function sortValue(cell) {
  if (typeof cell === "object" && cell.value !== undefined) return cell.value;
  const text = typeof cell === "object" ? cell.text : cell;
  return EMPTY.includes(text) ? null : text;
}

/**
 * The numbers of `rows` in the order of a column: numbers before strings, blanks last either way.
 * @param {Cell[][]} rows @param {number} column @param {Order} order @param {Language} language
 */
export function sorted(rows, column, order, language) {
  const numbers = rows.map((_, n) => n);
  if (!order) return numbers;
  const sign = order === "ascending" ? 1 : -1;
  const { compare } = new Intl.Collator(LOCALES[language]);
  const values = rows.map((row) => sortValue(row[column]));
  return numbers.sort((m, n) => {
    const [a, b] = [values[m], values[n]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number") return sign * (typeof b === "number" ? a - b : -1);
    return sign * (typeof b === "number" ? 1 : compare(a, b));
  });
}

/**
 * The table of `rows`, made by `cellsOf`; it shows the order of `column` until it is `mark`ed anew.
 * @param {string} caption for those who cannot see it @param {Head[]} heads
 * @param {HTMLTableRowElement[]} rows @param {(column: number) => void} press
 */
export function table(caption, heads, rows, press) {
  const arrows = heads.map(() => el("span", { "aria-hidden": "true" }));
  const headers = heads.map(({ text, unit, attributes, button }, n) =>
    el("th", { scope: "col", ...attributes },
      el("button", { type: "button", class: "ft-plain", onclick: () => press(n), ...button },
        text, unit ? el("span", { class: "ft-unit" }, unit) : "", arrows[n])));
  const body = el("tbody", {}, rows);
  const node = el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, headers)), body);
  return {
    node,
    body,
    /** Say which column is in which order. @param {number} column @param {Order} order */
    mark: (column, order) => headers.forEach((header, n) => {
      const own = n === column ? order : "";
      if (own) header.setAttribute("aria-sort", own);
      else header.removeAttribute("aria-sort");
      arrows[n].textContent = ARROWS[own];
    }),
  };
}

/** A row whose first cell names it. @param {{ content: Children, class?: string | null }[]} cells @param {Record<string, unknown>} [attributes] */
export function row(cells, attributes = {}) {
  return el("tr", attributes, cells.map(({ content, class: look = null }, n) =>
    (n ? el("td", { class: look }, content) : el("th", { scope: "row", class: look }, content))));
}

/**
 * A table that sorts itself by the values of its `cells`, of which `rows` are made: each is a row, or
 * several that stay together.
 * @param {string} caption @param {Head[]} heads @param {Cell[][]} cells
 * @param {HTMLTableRowElement[][]} rows @param {Language} language
 */
export function sortingTable(caption, heads, cells, rows, language) {
  const now = { column: -1, order: /** @type {Order} */ ("") };
  const { node, body, mark } = table(caption, heads, rows.flat(), (column) => {
    now.order = NEXT[column === now.column ? now.order : ""];
    now.column = column;
    mark(column, now.order);
    body.append(...sorted(cells, column, now.order, language).flatMap((n) => rows[n]));
  });
  return node;
}

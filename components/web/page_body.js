// A page of text and tables: headings, paragraphs, lists, tables, choices, folded parts.
import { markChosen } from "./chosen.js";
import { el, replace } from "./dom.js";
import { bars, follow, panels } from "./picture.js";
import { unfolding } from "./print.js";
import { row, sortValue, sortingTable } from "./table.js";

/** @import { Block, Cell, Choice, Component, Language, PageBodyData, PageBodyEvent, RichCell, Stop, TableBlock } from "./types" */

/** @typedef {(change: PageBodyEvent) => void} Send */

/** What pressing a cell does, with a name for it; null for a cell that is only read. @param {RichCell} cell @returns {[key: string, event: PageBodyEvent] | null} */
function deed({ text, item, county, plan, choice, sets }) {
  if (item) return [item, { type: "item", id: item }];
  if (county) return [county, { type: "county", adcode: county }];
  if (plan) return [`plan-${plan}`, { type: "plan", id: plan }];
  if (choice) return [`${choice.join("-")}-${text}`, { type: "choice", name: choice[0], value: choice[1] }];
  if (sets) return [`${Object.values(sets).join("-")}-${text}`, { type: "sets", sets }];
  return null;
}

/** @param {Cell} cell @param {Send} send */
function content(cell, send) {
  if (typeof cell === "string") return cell;
  if (cell.address) return el("a", { href: cell.address, target: "_blank", rel: "noopener noreferrer" }, cell.text);
  const found = deed(cell);
  if (!found) return cell.text;
  const [key, event] = found;
  const look = cell.item || cell.county || cell.plan ? "ft-link" : "ft-plain";
  return el("button", { type: "button", class: look, "data-key": key, onclick: () => send(event) }, cell.text);
}

const SHORT = 12; // characters that are never worth a second line

/** @param {Cell} cell @param {boolean} numeric */
function look(cell, numeric) {
  const { text, value, tone, wide } = typeof cell === "string" ? /** @type {RichCell} */ ({ text: cell }) : cell;
  // A number is never parted from its unit.
  const whole = (text.length <= SHORT || typeof value === "number") && !wide;
  const classes = [tone ? `ft-tone-${tone}` : whole && "ft-short", wide && "ft-wide", numeric && "ft-number"];
  return classes.filter(Boolean).join(" ") || null;
}

/** What stands under a row, across `width` columns; none where it says nothing. @param {[label: string, cell: Cell][]} parts @param {number} width @param {Send} send */
function under(parts, width, send) {
  const said = parts.filter(([, cell]) => sortValue(cell) !== null);
  if (!said.length) return [];
  const lines = said.map(([label, cell]) => el("p", {}, el("span", { class: "ft-unit" }, label), content(cell, send)));
  return [el("tr", { class: "ft-under" }, el("td", { colspan: width }, el("div", {}, lines)))];
}

/** @param {TableBlock} block @param {Language} language @param {Send} send */
function table({ caption, columns, rows, dense }, language, send) {
  const beside = columns.flatMap(({ below }, n) => (below ? [] : [n]));
  const below = columns.flatMap((column, n) => (column.below ? [n] : []));
  const heads = beside.map((n) => ({ text: columns[n].text, unit: columns[n].unit, attributes: { class: columns[n].numeric ? "ft-number" : null } }));
  const lines = rows.map((cells) => [
    row(beside.map((n) => ({ content: content(cells[n], send), class: look(cells[n], columns[n].numeric) }))),
    ...under(below.map((n) => [columns[n].text, cells[n]]), beside.length, send),
  ]);
  const sortable = rows.map((cells) => beside.map((n) => cells[n]));
  return el("div", { class: `ft-scroll${dense ? " ft-dense" : ""}` }, sortingTable(caption, heads, sortable, lines, language));
}

/** @param {Choice} part @param {Send} send */
function choice({ name, label, value: chosen, groups }, send) {
  /** @param {[value: string, label: string][]} list */
  const options = (list) => list.map(([value, text]) => el("option", { value, selected: value === chosen }, text));
  const select = el("select", { "data-key": `choice-${name}`, onchange: () => send({ type: "choice", name, value: select.value }) },
    groups.map(([group, list]) => (group ? el("optgroup", { label: group }, options(list)) : options(list))));
  return el("label", { class: "ft-choice" }, el("span", {}, label), select);
}

/** @param {Block} part @param {Language} language @param {Send} send @returns {HTMLElement} */
function block(part, language, send) {
  switch (part.type) {
    case "heading":
      return el(/** @type {"h2"} */ (`h${part.level}`), {}, part.text);
    case "text":
      return el("p", { class: part.tone ? `ft-tone-${part.tone}` : null }, part.text);
    case "quote":
      return el("blockquote", { lang: "zh-CN" }, part.text);
    case "list":
      return el("ul", {}, part.items.map((item) => el("li", {}, content(item, send))));
    case "fold":
      return el("details", { open: part.unfolded }, el("summary", {}, part.title), part.blocks.map((inner) => block(inner, language, send)));
    case "bars":
      return bars(part, (inner) => block(inner, language, send));
    case "panels":
      return panels(part, (inner) => block(inner, language, send));
    case "choices":
      return el("div", { class: "ft-choices" }, part.choices.map((inner) => choice(inner, send)));
    case "table":
      return table(part, language, send);
    default:
      throw new Error(`unknown block ${/** @type {{ type: string }} */ (part).type}`);
  }
}

/** @param {Component<PageBodyData, PageBodyEvent>} component @returns {Stop} */
export default function pageBody({ data, parentElement: host, setTriggerValue }) {
  const send = (/** @type {PageBodyEvent} */ change) => setTriggerValue("event", change);
  host.classList.add("ft-sheet");
  const open = new Set([...host.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  replace(host, data.blocks.map((part) => block(part, data.language, send)));
  for (const details of host.querySelectorAll("details")) {
    if (open.has(details.firstElementChild?.textContent ?? "")) details.open = true;
  }
  markChosen();
  const stops = [follow(host), unfolding(host)];
  return () => {
    for (const stop of stops) stop();
    host.replaceChildren();
  };
}

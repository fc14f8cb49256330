// A page of text and tables: headings, paragraphs, lists, tables, choices, folded parts.
// A cell is a text, or {text, item | county, tone}: a button to its card or county, a shade.
import { el, replace } from "./dom.js";

function content(cell, send) {
  if (typeof cell === "string") return cell;
  if (cell.item) {
    return el("button", { type: "button", class: "ft-link", "data-key": cell.item, onclick: () => send({ type: "item", id: cell.item }) }, cell.text);
  }
  if (cell.county) {
    return el("button", { type: "button", class: "ft-link", "data-key": cell.county, onclick: () => send({ type: "county", adcode: cell.county }) }, cell.text);
  }
  if (cell.choice) {
    const [name, value] = cell.choice;
    return el("button", { type: "button", class: "ft-plain", "data-key": `${name}-${value}-${cell.text}`, onclick: () => send({ type: "choice", name, value }) }, cell.text);
  }
  return cell.text;
}

// Signs of an empty cell stand behind every number.
const weight = (text) => (/^[-\d]/.test(text) ? parseFloat(text.replaceAll(",", "")) : NaN);

/** Sort the rows of the table by a column: numbers from the largest, texts in order. */
function sort(header, column) {
  const body = header.closest("table").tBodies[0];
  const upward = header.getAttribute("aria-sort") === "descending";
  const rows = [...body.rows].map((row) => [row, row.cells[column].textContent]);
  const numeric = rows.some(([, text]) => !Number.isNaN(weight(text)));
  rows.sort(([, a], [, b]) => {
    if (!numeric) return a.localeCompare(b, document.documentElement.lang);
    const [x, y] = [weight(a), weight(b)];
    return (Number.isNaN(x) ? 1 : 0) - (Number.isNaN(y) ? 1 : 0) || y - x || 0;
  });
  if (upward) rows.reverse();
  body.append(...rows.map(([row]) => row));
  for (const other of header.parentElement.children) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", upward ? "ascending" : "descending");
}

const SHORT = 12; // characters that are never worth a second line

function table(part, send) {
  const look = (cell) => (cell.tone ? `ft-tone-${cell.tone}` : (cell.text ?? cell).length <= SHORT ? "ft-short" : null);
  const cellOf = (tag, attributes) => (cell) => el(tag, { ...attributes, class: look(cell) }, content(cell, send));
  const header = (label, column) =>
    el(
      "th",
      { scope: "col" },
      el("button", { type: "button", class: "ft-plain", onclick: (event) => sort(event.currentTarget.parentElement, column) }, label),
    );
  return el(
    "div",
    { class: `ft-scroll${part.dense ? " ft-dense" : ""}` },
    el(
      "table",
      {},
      el("caption", {}, part.caption),
      el("thead", {}, el("tr", {}, part.head.map(header))),
      el(
        "tbody",
        {},
        part.rows.map((row) =>
          el("tr", {}, row.map((cell, n) => (n ? cellOf("td", {}) : cellOf("th", { scope: "row" }))(cell))),
        ),
      ),
    ),
  );
}

function choice(part, send) {
  const options = (list) => list.map(([value, label]) => el("option", { value, selected: value === part.value }, label));
  return el(
    "label",
    { class: "ft-choice" },
    el("span", {}, part.label),
    el(
      "select",
      { "data-key": `choice-${part.name}`, onchange: (event) => send({ type: "choice", name: part.name, value: event.target.value }) },
      part.groups.map(([label, list]) => (label ? el("optgroup", { label }, options(list)) : options(list))),
    ),
  );
}

function block(part, send) {
  switch (part.type) {
    case "heading":
      return el(`h${part.level}`, {}, part.text);
    case "text":
      return el("p", { class: part.tone ? `ft-tone-${part.tone}` : null }, part.text);
    case "quote":
      return el("blockquote", { lang: "zh-CN" }, part.text);
    case "list":
      return el("ul", {}, part.items.map((item) => el("li", {}, content(item, send))));
    case "fold":
      return el("details", {}, el("summary", {}, part.title), part.blocks.map((inner) => block(inner, send)));
    case "choices":
      return el("div", { class: "ft-choices" }, part.choices.map((inner) => choice(inner, send)));
    case "table":
      return table(part, send);
    default:
      throw new Error(`unknown block ${part.type}`);
  }
}

export default function sheet({ data, parentElement, setTriggerValue }) {
  const send = (change) => setTriggerValue("event", change);
  parentElement.classList.add("ft-sheet");
  const open = new Set([...parentElement.querySelectorAll("details[open] > summary")].map((s) => s.textContent));
  replace(parentElement, data.blocks.map((part) => block(part, send)));
  for (const summary of parentElement.querySelectorAll("details > summary")) {
    if (open.has(summary.textContent)) summary.parentElement.open = true;
  }
}

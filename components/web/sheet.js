// A page of text and tables: headings, paragraphs, lists, tables, folded parts.
import { el, replace } from "./dom.js";

function block(part) {
  switch (part.type) {
    case "heading":
      return el(`h${part.level}`, {}, part.text);
    case "text":
      return el("p", {}, part.text);
    case "list":
      return el("ul", {}, part.items.map((item) => el("li", {}, item)));
    case "fold":
      return el("details", {}, el("summary", {}, part.title), part.blocks.map(block));
    case "table":
      return el(
        "div",
        { class: "ft-scroll" },
        el(
          "table",
          {},
          el("caption", {}, part.caption),
          el("thead", {}, el("tr", {}, part.head.map((cell) => el("th", { scope: "col" }, cell)))),
          el(
            "tbody",
            {},
            part.rows.map((row) =>
              el("tr", {}, row.map((cell, n) => (n ? el("td", {}, cell) : el("th", { scope: "row" }, cell)))),
            ),
          ),
        ),
      );
    default:
      throw new Error(`unknown block ${part.type}`);
  }
}

export default function sheet({ data, parentElement }) {
  parentElement.classList.add("ft-sheet");
  const open = new Set([...parentElement.querySelectorAll("details[open] > summary")].map((s) => s.textContent));
  replace(parentElement, data.blocks.map(block));
  for (const summary of parentElement.querySelectorAll("details > summary")) {
    if (open.has(summary.textContent)) summary.parentElement.open = true;
  }
}

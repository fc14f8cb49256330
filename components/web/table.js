// The table of the rows that pass: a real table, sortable, paged, each row a button to its card.
import { el, replace, symbol, published } from "./dom.js";

export default function table({ data, parentElement, setTriggerValue }) {
  const send = (change) => setTriggerValue("event", change);
  parentElement.classList.add("ft-table");
  const head = data.table.columns.map(([key, label]) => {
    const active = data.sort === key;
    return el(
      "th",
      { scope: "col", class: `ft-col-${key}`, "aria-sort": active ? (data.descending ? "descending" : "ascending") : null },
      el(
        "button",
        { type: "button", "data-key": `sort-${key}`, title: data.words.sort_by, onclick: () => send({ type: "sort", column: key }) },
        label,
        el("span", { "aria-hidden": "true" }, active ? (data.descending ? " ↓" : " ↑") : ""),
      ),
    );
  });
  const rows = data.table.rows.map((row) =>
    el(
      "tr",
      { "aria-selected": String(row.id === data.selected), onclick: () => send({ type: "item", id: row.id }) },
      row.cells.map((cell, n) =>
        n === 0
          ? el(
              "th",
              { scope: "row" },
              el(
                "button",
                { type: "button", "data-key": row.id },
                el("span", { "data-icon": row.icon }),
                el("span", {}, cell),
                row.again ? el("small", {}, data.words.again) : null,
              ),
            )
          : el("td", { class: `ft-col-${data.table.columns[n][0]}` }, cell),
      ),
    ),
  );
  const step = (label, to, key) =>
    el(
      "button",
      { type: "button", "data-key": key, disabled: to < 1 || to > data.table.pages, onclick: () => send({ type: "page", value: to }) },
      label,
    );
  replace(
    parentElement,
    el("p", { class: "ft-countline", role: "status" }, data.count),
    data.table.rows.length
      ? el(
          "div",
          { class: "ft-scroll" },
          el("table", {}, el("caption", {}, data.words.table), el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)),
        )
      : el(
          "p",
          { class: "ft-empty" },
          data.words.nothing,
          " ",
          el("button", { type: "button", class: "ft-link", "data-key": "clear", onclick: () => send({ type: "clear" }) }, data.words.clear),
        ),
    data.table.pages > 1
      ? el(
          "nav",
          { class: "ft-pages", "aria-label": data.words.table },
          step(data.words.previous, data.table.page - 1, "previous"),
          el("span", {}, data.table.page_label),
          step(data.words.next, data.table.page + 1, "next"),
        )
      : null,
  );
  published(data.record).then((record) => {
    for (const slot of parentElement.querySelectorAll("[data-icon]")) {
      slot.replaceWith(symbol({ ...data, cells: record.cells, cell: record.marks.cell }, slot.dataset.icon, 20));
    }
  });
}

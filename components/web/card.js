// The evidence card: one item with its clause, or one county with its items.
import { el, replace, symbol, published } from "./dom.js";

export default function card({ data, parentElement, setTriggerValue }) {
  parentElement.classList.add("ft-card-host");
  if (!data.item && !data.county) {
    replace(parentElement);
    return;
  }
  const send = (change) => setTriggerValue("event", change);
  const icon = (name) => el("span", { "data-icon": name });
  const close = el(
    "button",
    { type: "button", class: "ft-close", "data-key": "close", "aria-label": data.words.close, onclick: () => send({ type: "close" }) },
    "×",
  );
  const body = data.item ? item(data, send, icon) : county(data, send, icon);
  const panel = el("section", { class: "ft-card", "aria-label": data.words.card, tabindex: "-1" }, close, ...body);
  document.removeEventListener("keydown", parentElement.ftEscape);
  parentElement.ftEscape = (event) => {
    if (event.key === "Escape" && parentElement.contains(panel)) send({ type: "close" });
  };
  document.addEventListener("keydown", parentElement.ftEscape);
  replace(parentElement, panel);
  published(data.record).then((record) => {
    for (const slot of parentElement.querySelectorAll("[data-icon]")) {
      const size = slot.closest("header") ? 34 : 20;
      slot.replaceWith(symbol({ ...data, cells: record.cells, cell: record.marks.cell }, slot.dataset.icon, size));
    }
  });
}

function item(data, send, icon) {
  const it = data.item;
  return [
    el(
      "header",
      {},
      icon(it.icon),
      el("div", {}, el("h2", {}, it.name), el("p", { class: "ft-sub" }, it.name_other)),
    ),
    el("p", { class: "ft-chips" }, el("span", {}, it.label), el("span", {}, it.city), el("span", {}, it.tier)),
    el("blockquote", { lang: "zh-CN" }, it.quote),
    el("p", { class: "ft-cite" }, `—— ${it.citation}`),
    it.errata.length ? el("ul", { class: "ft-errata" }, it.errata.map((text) => el("li", {}, text))) : null,
    el("dl", {}, it.facts.map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, value)))),
    it.mentions.length
      ? el(
          "div",
          { class: "ft-mentions" },
          el("h3", {}, data.words.mentions),
          it.mentions.map((m) =>
            el(
              "button",
              { type: "button", "data-key": m.id, onclick: () => send({ type: "item", id: m.id }) },
              el("span", { lang: "zh-CN" }, m.quote),
              el("small", {}, m.section),
            ),
          ),
        )
      : null,
    it.county
      ? el(
          "p",
          {},
          el(
            "button",
            { type: "button", class: "ft-link", "data-key": "whole", onclick: () => send({ type: "county", adcode: it.county }) },
            data.words.show_whole,
          ),
        )
      : null,
    el("p", { class: "ft-id" }, it.id),
  ];
}

function county(data, send, icon) {
  const c = data.county;
  return [
    el("header", {}, el("div", {}, el("h2", {}, c.name), el("p", { class: "ft-sub" }, [c.city, c.count].filter(Boolean).join(" · ")))),
    c.warning ? el("p", { class: "ft-warning" }, c.warning) : null,
    c.empty ? el("p", { class: "ft-empty" }, c.empty) : null,
    c.covered
      ? el(
          "p",
          {},
          el(
            "button",
            { type: "button", class: "ft-link", "data-key": "only", onclick: () => send({ type: "only", adcode: c.adcode }) },
            data.words.pick_county,
          ),
        )
      : null,
    el(
      "ul",
      { class: "ft-list" },
      c.items.map((it) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", "data-key": it.id, onclick: () => send({ type: "item", id: it.id }) },
            icon(it.icon),
            el("span", {}, it.name, el("small", {}, it.kind)),
          ),
        ),
      ),
    ),
  ];
}

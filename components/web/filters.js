// The sidebar: every option with its count; groups fold open to their members.
import { el, options, replace, symbol, published } from "./dom.js";

const TYPING_PAUSE_MS = 350;

export default function filters(component) {
  const { data, parentElement } = component;
  parentElement.ftData = data;
  options(data.record).then((listed) => {
    if (parentElement.ftData === data) draw(component, listed);
  });
}

function draw({ data, parentElement, setTriggerValue }, listed) {
  const send = (change) => setTriggerValue("event", change);
  const open = (parentElement.ftOpen ??= new Set());
  parentElement.classList.add("ft-filters");

  const optionsOf = (group, parent = "") =>
    listed[group]
      .map(([value, zh, en, of], n) => ({ value, of, label: data.language === "zh" ? zh : en, count: data.counts[group][n] }))
      .filter((o) => o.of === parent);

  const option = (group, { value, label, count }, marker = null) => {
    const checked = data.chosen[group].includes(value);
    return el(
      "label",
      { class: `ft-option${count || checked ? "" : " ft-zero"}` },
      el("input", {
        type: "checkbox",
        checked,
        "data-key": `${group}-${value}`,
        onchange: (event) => send({ type: "toggle", group, value, on: event.target.checked }),
      }),
      marker,
      el("span", { class: "ft-label" }, label),
      el("span", { class: "ft-count" }, String(count)),
    );
  };

  const chosenParents = Object.fromEntries(
    ["kind", "county"].map((group) => [
      group,
      new Set(listed[group].filter(([value]) => data.chosen[group].includes(value)).map(([, , , of]) => of)),
    ]),
  );

  // Members are drawn when their group unfolds: a country has thousands of counties.
  const folding = (group, parent, inner, marker) => {
    const key = `${group}-${parent.value}`;
    const unfolded = open.has(key) || chosenParents[inner].has(parent.value);
    const members = () =>
      optionsOf(inner, parent.value).map((child) =>
        option(inner, child, inner === "kind" ? el("span", { "data-icon": `${child.value}-site` }) : null),
      );
    return el(
      "div",
      { class: "ft-fold" },
      el(
        "div",
        { class: "ft-row" },
        option(group, parent, marker),
        el(
          "button",
          {
            type: "button",
            class: "ft-unfold",
            "data-key": `unfold-${key}`,
            "aria-expanded": String(unfolded),
            "aria-label": `${data.words.expand} ${parent.label}`,
            onclick: (event) => {
              const list = event.currentTarget.parentElement.nextElementSibling;
              if (!list.hasChildNodes()) list.append(...members());
              drawIcons();
              list.hidden = !list.hidden;
              event.currentTarget.setAttribute("aria-expanded", String(!list.hidden));
              if (list.hidden) open.delete(key);
              else open.add(key);
            },
          },
          "▸",
        ),
      ),
      el("div", { class: "ft-children", hidden: !unfolded }, unfolded ? members() : null),
    );
  };

  const group = (title, ...children) => el("fieldset", {}, el("legend", {}, title), ...children);

  const search = el("input", {
    type: "search",
    value: data.text,
    maxlength: data.text_limit,
    placeholder: data.words.search_hint,
    "aria-label": data.words.search,
    "data-key": "search",
    oninput: (event) => {
      clearTimeout(parentElement.ftTyping);
      const value = event.target.value;
      parentElement.ftTyping = setTimeout(() => send({ type: "text", value }), TYPING_PAUSE_MS);
    },
  });
  const typed = parentElement.querySelector("input[type=search]");
  if (typed && document.activeElement === typed) search.value = typed.value;

  const year = el(
    "select",
    { "aria-label": data.words.year, "data-key": "year", onchange: (event) => send({ type: "year", value: event.target.value }) },
    el("option", { value: "" }, data.words.any_year),
    optionsOf("year").map(({ value, count }) =>
      el("option", { value, selected: value === data.year }, data.language === "zh" ? `${value}（${count}）` : `${value} (${count})`),
    ),
  );
  const due = ["by", "in"].map((value) =>
    el(
      "label",
      { class: "ft-radio" },
      el("input", {
        type: "radio",
        name: "ft-due",
        value,
        checked: data.due === value,
        disabled: !data.year,
        "data-key": `due-${value}`,
        onchange: () => send({ type: "due", value }),
      }),
      data.words[`due_${value}`],
    ),
  );

  const caret = search.selectionStart;
  replace(
    parentElement,
    el("div", { class: "ft-search" }, search),
    el(
      "div",
      { class: "ft-actions" },
      el("button", { type: "button", disabled: !data.active, "data-key": "clear", onclick: () => send({ type: "clear" }) }, data.words.clear),
      el("button", { type: "button", disabled: !data.undo, "data-key": "undo", onclick: () => send({ type: "undo" }) }, data.words.undo),
    ),
    group(
      data.words.sector,
      optionsOf("sector").map((sector) =>
        folding("sector", sector, "kind", el("i", { class: "ft-dot", style: { "--c": data.colours[sector.value] } })),
      ),
    ),
    group(data.words.city, optionsOf("city").map((city) => folding("city", city, "county", null))),
    group(data.words.year, el("div", { class: "ft-year" }, year, ...due)),
    group(data.words.basis, optionsOf("basis").map((o) => option("basis", o))),
    group(data.words.precision, optionsOf("precision").map((o) => option("precision", o))),
  );
  const field = parentElement.querySelector("input[type=search]");
  if (document.activeElement === field) field.setSelectionRange(caret, caret);

  function drawIcons() {
    published(data.record).then((record) => {
      for (const slot of parentElement.querySelectorAll("[data-icon]")) {
        slot.replaceWith(symbol({ ...data, cells: record.cells, cell: record.marks.cell }, slot.dataset.icon, 18));
      }
    });
  }
  drawIcons();
}

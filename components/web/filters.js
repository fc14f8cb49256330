// The sidebar: every option with its count; groups fold open to their members. It is built once; an
// answer changes what differs, because every part that is made anew has to be laid out and painted.
import { el, options, replace, symbol, published } from "./dom.js";

const TYPING_PAUSE_MS = 350;
// So long a tick waits for the map that it changes, to be painted with it: a picture of the page
// for the tick alone would hold up the one that counts.
const ANSWER_MS = 150;

export default function filters({ data, parentElement, setTriggerValue }) {
  const host = parentElement;
  host.ftData = data;
  host.ftSend = (change) => setTriggerValue("event", change);
  options(data.record).then((listed) => {
    if (host.ftData !== data) return;
    const made = [data.record, data.language, data.theme].join();
    if (host.ftMade !== made) Object.assign(host, { ftMade: made, ftFollow: build(host, listed) });
    clearTimeout(host.ftTick);
    host.ftFollow(data);
  });
}

/** Set a property of a node unless it is so already. */
function set(node, property, value) {
  if (node[property] !== value) node[property] = value;
}

/** Build the panel in `host`; returns what makes it follow new data. */
function build(host, listed) {
  const { words, language, theme, colours, text_limit: longest } = host.ftData;
  const open = (host.ftOpen ??= new Set());
  const parts = []; // what each part does with new data
  const follow = (part) => {
    part(host.ftData);
    parts.push(part);
  };
  const send = (change) => host.ftSend(change);

  const optionsOf = (group, parent = "") =>
    listed[group]
      .map(([value, zh, en, of], n) => ({ n, value, of, label: language === "zh" ? zh : en }))
      .filter((o) => o.of === parent);

  const option = (group, { n, value, label }, marker = null) => {
    const tick = (on) => row.classList.toggle("ft-on", on);
    // A native box would be painted at once.
    const box = el("button", {
      type: "button",
      role: "checkbox",
      "data-key": `${group}-${value}`,
      onclick: () => {
        const on = box.ariaChecked !== "true";
        const { ftPacked: before } = host;
        box.ariaChecked = String(on);
        host.ftTick = setTimeout(() => host.ftPacked === before && tick(on), ANSWER_MS);
        send({ type: "toggle", group, value, on });
      },
    });
    const count = el("span", { class: "ft-count" });
    const row = el("label", { class: "ft-option" }, box, marker, el("span", { class: "ft-label" }, label), count);
    follow(({ chosen, counts }) => {
      const on = chosen[group].includes(value);
      set(box, "ariaChecked", String(on));
      tick(on);
      row.classList.toggle("ft-zero", !on && !counts[group][n]);
      set(count, "textContent", String(counts[group][n]));
    });
    return row;
  };

  const icon = (kind) => el("span", { "data-icon": `${kind}-site` });
  // Members are made when their group unfolds: a country has thousands of counties.
  const folding = (group, parent, inner, marker) => {
    const key = `${group}-${parent.value}`;
    const members = optionsOf(inner, parent.value);
    const list = el("div", { class: "ft-children", hidden: true });
    const button = el(
      "button",
      {
        type: "button",
        class: "ft-unfold",
        "data-key": `unfold-${key}`,
        "aria-expanded": "false",
        "aria-label": `${words.expand} ${parent.label}`,
        onclick: () => {
          if (list.hidden) open.add(key);
          else open.delete(key);
          unfold(list.hidden);
        },
      },
      "▸",
    );
    const unfold = (on) => {
      if (on && !list.hasChildNodes()) {
        list.append(...members.map((member) => option(inner, member, inner === "kind" ? icon(member.value) : null)));
        drawIcons(list);
      }
      list.hidden = !on;
      button.setAttribute("aria-expanded", String(on));
    };
    follow(({ chosen }) => {
      const on = open.has(key) || members.some(({ value }) => chosen[inner].includes(value));
      if (on === list.hidden) unfold(on);
    });
    return el("div", { class: "ft-fold" }, el("div", { class: "ft-row" }, option(group, parent, marker), button), list);
  };

  const group = (title, ...children) => el("fieldset", {}, el("legend", {}, title), ...children);

  const search = el("input", {
    type: "search",
    maxlength: longest,
    placeholder: words.search_hint,
    "aria-label": words.search,
    "data-key": "search",
    oninput: () => {
      clearTimeout(host.ftTyping);
      host.ftTyping = setTimeout(() => send({ type: "text", value: search.value }), TYPING_PAUSE_MS);
    },
  });
  follow(({ text }) => document.activeElement === search || set(search, "value", text)); // nobody's typing is undone

  const year = el(
    "select",
    { "aria-label": words.year, "data-key": "year", onchange: () => send({ type: "year", value: year.value }) },
    el("option", { value: "" }, words.any_year),
    optionsOf("year").map(({ n, value }) => {
      const line = el("option", { value });
      follow(({ counts }) => set(line, "textContent", language === "zh" ? `${value}（${counts.year[n]}）` : `${value} (${counts.year[n]})`));
      return line;
    }),
  );
  follow(({ year: chosen }) => set(year, "value", chosen));
  const due = ["by", "in"].map((value) => {
    const radio = el("input", { type: "radio", name: "ft-due", value, "data-key": `due-${value}`, onchange: () => send({ type: "due", value }) });
    follow((data) => {
      set(radio, "checked", data.due === value);
      set(radio, "disabled", !data.year);
    });
    return el("label", { class: "ft-radio" }, radio, words[`due_${value}`]);
  });

  const act = (type, possible) => {
    const button = el("button", { type: "button", "data-key": type, onclick: () => send({ type }) }, words[type]);
    follow((data) => set(button, "disabled", !possible(data)));
    return button;
  };

  const drawIcons = (within) =>
    published(host.ftData.record).then(({ cells, marks: { cell } }) => {
      for (const slot of within.querySelectorAll("[data-icon]")) {
        slot.replaceWith(symbol({ record: host.ftData.record, theme, cells, cell }, slot.dataset.icon, 18));
      }
    });

  host.classList.add("ft-filters");
  replace(
    host,
    el("div", { class: "ft-search" }, search),
    el("div", { class: "ft-actions" }, act("clear", (data) => data.active), act("undo", (data) => data.undo)),
    group(
      words.sector,
      optionsOf("sector").map((sector) =>
        folding("sector", sector, "kind", el("i", { class: "ft-dot", style: { "--c": colours[sector.value] } })),
      ),
    ),
    group(words.city, optionsOf("city").map((city) => folding("city", city, "county", null))),
    group(words.year, el("div", { class: "ft-year" }, year, ...due)),
    group(words.basis, optionsOf("basis").map((o) => option("basis", o))),
    group(words.precision, optionsOf("precision").map((o) => option("precision", o))),
  );
  return (data) => parts.forEach((part) => part(data));
}

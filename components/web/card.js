// The evidence card: one item with its clause, one county with its items, or a zone or city with
// what has no county there.
import { choose, COVERED, goBack, originOf } from "./chosen.js";
import { copied } from "./copy.js";
import { el, replace } from "./dom.js";
import { drawSymbols } from "./symbols.js";

/** @import { Origin } from "./chosen.js" */
/** @import { AnchorCard, CardData, CardEvent, Component, CountyCard, Host, ItemCard, Listed, Stop } from "./types" */

/** @typedef {(change: CardEvent) => void} Send */

/** What closes the card of a host by Escape. @type {WeakMap<Host, (event: KeyboardEvent) => void>} */
const escapes = new WeakMap();
/** What each host shows, '' for nothing, and from where it was opened. @type {WeakMap<Host, { shown: string, from: Origin | null }>} */
const open = new WeakMap();

/** @param {Host} host */
function unheard(host) {
  const escape = escapes.get(host);
  if (escape) document.removeEventListener("keydown", escape);
  escapes.delete(host);
}

/** Tell the page whether a card covers part of it: styles and the map keep its ground free. */
function cover() {
  document.documentElement.toggleAttribute("data-fengtu-card", document.querySelector(".ft-card") !== null);
  document.dispatchEvent(new Event(COVERED));
}

/** Whether nothing of the page has the focus. */
const unfocused = () => !document.activeElement || document.activeElement === document.body;

/**
 * Move the focus into a card that was opened, and back when it is closed. A page that is opened with
 * a card keeps its focus.
 * @param {Host} host @param {string} shown
 */
function follow(host, shown) {
  const before = open.get(host);
  if (before?.shown === shown) return;
  open.set(host, { shown, from: null });
  if (!before) return;
  if (!shown) {
    if (before.from && unfocused()) goBack(before.from);
    return;
  }
  open.set(host, { shown, from: originOf(host, shown) ?? before.from });
  if (host.firstElementChild instanceof HTMLElement) host.firstElementChild.focus({ preventScroll: true });
}

/** @param {string} name */
const icon = (name) => el("span", { "data-icon": name });

/** @param {CardData} data @param {Send} send */
function bodyOf(data, send) {
  if (data.item) return item(data, data.item, send);
  if (data.county) return county(data, data.county, send);
  return data.anchor ? anchor(data, data.anchor, send) : null;
}

/** @param {Component<CardData, CardEvent>} component @returns {Stop} */
export default function card({ data, parentElement: host, setTriggerValue }) {
  host.classList.add("ft-card-host");
  unheard(host);
  const send = (/** @type {CardEvent} */ change) => setTriggerValue("event", change);
  const close = () => send({ type: "close" });
  const body = bodyOf(data, send);
  if (body) {
    const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && !event.defaultPrevented && close();
    escapes.set(host, escape);
    document.addEventListener("keydown", escape);
  }
  replace(host, body && el("section", { class: "ft-card", "aria-label": data.words.card, tabindex: "-1" },
    el("button", { type: "button", class: "ft-close", "data-key": "close", "aria-label": data.words.close, onclick: close }, "×"),
    body));
  if (body) drawSymbols(host, data, (place) => (place.closest("header") ? 34 : 20));
  choose(data.item?.id ?? "");
  follow(host, data.item?.id ?? data.county?.adcode ?? data.anchor?.id ?? "");
  cover();
  return () => {
    unheard(host);
    cover();
  };
}

/** Buttons that put what a card is about into the clipboard, and say so. @param {CardData} data */
function copies({ item: it, words, language }) {
  const said = el("span", { role: "status" });
  const button = (/** @type {"copy_link" | "copy_citation"} */ key, /** @type {() => string} */ text) =>
    el("button", { type: "button", class: "ft-link", "data-key": key, onclick: async () => {
      said.textContent = ""; // so that it is heard a second time too
      said.textContent = await copied(text()) ? words.copied : words.not_copied;
    } }, words[key]);
  const dash = language === "zh" ? "——" : " — ";
  return el("p", { class: "ft-copies" },
    it ? button("copy_citation", () => `“${it.quote}”${dash}${it.citation}`) : null,
    button("copy_link", () => location.href), said);
}

/** @param {string} key @param {string} text @param {() => void} act */
const link = (key, text, act) => el("p", {}, el("button", { type: "button", class: "ft-link", "data-key": key, onclick: act }, text));

/** @param {CardData} data @param {ItemCard} it @param {Send} send */
function item(data, it, send) {
  const { words } = data;
  return [
    el("header", {}, icon(it.icon), el("div", {}, el("h2", {}, it.name), el("p", { class: "ft-sub" }, it.name_other))),
    el("p", { class: "ft-chips" }, el("span", { class: "ft-role" }, it.role), el("span", {}, it.label), el("span", {}, it.city), el("span", {}, it.tier)),
    el("blockquote", { lang: "zh-CN" }, it.quote),
    el("p", { class: "ft-cite" }, `—— ${it.citation}`),
    copies(data),
    link("plan", words.plan_open, () => send({ type: "plan", id: it.plan })),
    it.errata.length ? el("ul", { class: "ft-errata" }, it.errata.map((text) => el("li", {}, text))) : null,
    el("dl", {}, it.facts.map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, value)))),
    it.mentions.length ? el("div", { class: "ft-mentions" }, el("h3", {}, words.mentions), it.mentions.map((m) =>
      el("button", { type: "button", "data-key": m.id, onclick: () => send({ type: "item", id: m.id }) },
        el("span", { lang: "zh-CN" }, m.quote), el("small", {}, m.section)))) : null,
    it.anchor ? link("whole", it.anchor.text, () => it.anchor && send({ type: "anchor", id: it.anchor.id })) : null,
    it.county ? link("whole", words.show_whole, () => send({ type: "county", adcode: it.county })) : null,
    el("p", { class: "ft-id" }, it.id),
  ];
}

/** @param {CardData} data @param {CountyCard} c @param {Send} send */
function county(data, c, send) {
  const { words } = data;
  return [
    el("header", {}, el("div", {}, el("h2", {}, c.name), el("p", { class: "ft-sub" }, [c.city, c.count].filter(Boolean).join(" · ")))),
    c.warning ? el("p", { class: "ft-warning" }, c.warning) : null,
    c.empty ? el("p", { class: "ft-empty" }, c.empty) : null,
    c.covered ? link("only", words.pick_county, () => send({ type: "only", adcode: c.adcode })) : null,
    list(c.items, send),
    copies(data),
  ];
}

/** @param {Listed[]} items @param {Send} send */
const list = (items, send) => el("ul", { class: "ft-list" }, items.map((it) =>
  el("li", {}, el("button", { type: "button", "data-key": it.id, onclick: () => send({ type: "item", id: it.id }) },
    icon(it.icon), el("span", {}, it.name, el("small", {}, it.kind))))));

/** @param {CardData} data @param {AnchorCard} a @param {Send} send */
function anchor(data, a, send) {
  return [
    el("header", {}, el("i", { class: "ft-anchor-form", "data-kind": a.form }), el("div", {}, el("h2", {}, a.name), el("p", { class: "ft-sub" }, [a.kind, a.count].filter(Boolean).join(" · ")))),
    a.extent ? el("p", { class: "ft-extent", lang: "zh-CN" }, a.extent) : null,
    el("p", { class: "ft-cite" }, a.place),
    a.empty ? el("p", { class: "ft-empty" }, a.empty) : null,
    a.chapters.map(({ title, sections }) => [
      el("h3", {}, title),
      sections.map((section) => [section.title ? el("h4", {}, section.title) : null, list(section.items, send)]),
    ]),
    copies(data),
  ];
}

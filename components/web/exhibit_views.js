// What stands around the map of the exhibition: panel, bar, countdown. Built anew at every change.
import { el } from "./dom.js";
import { fill, rolling, unparted } from "./exhibit_text.js";
import { symbol } from "./symbols.js";

/** @import { Children } from "./dom.js" */
/** @import { Exhibition } from "./exhibition.js" */
/** @import { Contents } from "./types" */
/** @typedef {ReturnType<typeof surroundings>} Parts */

export function surroundings() {
  return {
    map: el("div", { class: "fx-map" }),
    foot: el("div", { class: "fx-foot" }),
    panel: el("section", { class: "fx-panel", "aria-live": "polite" }),
    bar: el("nav", { class: "fx-bar" }),
    ask: el("dialog", { class: "fx-ask", role: "alertdialog" }),
  };
}

/** @param {Children} text @param {() => void} act @param {Record<string, string>} extra */
const button = (text, act, extra = {}) => el("button", { type: "button", onclick: act, ...extra }, text);

/** @param {Exhibition} show @param {string} name @param {string} size */
function icon(show, name, size) {
  const { record } = show.map;
  if (!record) return "";
  return symbol({ record: show.files.record, theme: "dark", cells: record.cells, cell: record.marks.cell }, name, size);
}

/** @param {Exhibition} show */
export function panel(show) {
  const { mode, chosen, parts } = show;
  const content = mode === "tour" ? stop(show)
    : chosen.thing ? item(show)
    : chosen.county ? county(show)
    : chosen.anchor ? anchor(show)
    : chosen.city ? city(show)
    : cities(show);
  const place = mode === "tour" ? "tour" : Object.values(chosen).join(" ");
  const roll = rolling(show);
  if (roll) show.scrolled.set(parts.panel.dataset.place ?? "", roll.scrollTop);
  parts.panel.dataset.place = place;
  parts.panel.replaceChildren(brand(show), el("div", { class: "fx-scroll", tabindex: "0" }, content));
  foot(show);
  if (mode === "tour") fill(show);
  const now = rolling(show);
  if (now) now.scrollTop = show.scrolled.get(place) ?? 0; // a list that one comes back to is where it was left
}

/** @param {Exhibition} show */
function brand({ words }) {
  return el("header", { class: "fx-brand" }, el("b", {}, words.title), el("span", {}, words.subtitle));
}

/** @param {Exhibition} show */
function stop({ contents, at, language, words }) {
  const said = contents.stops[at];
  const of = (/** @type {"title" | "figure" | "unit" | "text" | "citation"} */ field) => said[field][language];
  return [
    el("h1", {}, of("title")),
    el("p", { class: "fx-figure" }, el("b", {}, of("figure")), el("span", {}, of("unit"))),
    el("p", { class: "fx-sentence" }, unparted(of("text"))),
    of("citation") ? el("p", { class: "fx-cite" }, unparted(of("citation"))) : null,
    el("p", { class: "fx-touch" }, words.exhibit_touch),
  ];
}

/** @param {Exhibition} show */
function up(show) {
  return button(`‹ ${show.words.exhibit_up}`, () => show.up(), { class: "fx-up" });
}

/** One button a sector, with what it would show; pressed again it lets all pass. @param {Exhibition} show @param {string[]} ids of things */
function sectors(show, ids) {
  const { contents, chosen, language, words } = show;
  const counts = new Map();
  for (const id of ids) counts.set(contents.things[id].sector, (counts.get(contents.things[id].sector) ?? 0) + 1);
  /** @param {string} id @param {string} label @param {number} count @param {string} colour */
  const chip = (id, label, count, colour) =>
    button([el("i", { style: { "--c": colour } }), label, el("b", {}, String(count))],
      () => show.choose({ sector: chosen.sector === id ? "" : id, thing: "" }), { "aria-pressed": String(chosen.sector === id) });
  return el("div", { class: "fx-sectors" },
    chip("", words.exhibit_all_sectors, ids.length, "transparent"),
    contents.sectors.filter((s) => counts.has(s.id)).map((s) => chip(s.id, s.name[language], counts.get(s.id), s.colour)));
}

/** Those of `ids` whose sector passes. @param {Exhibition} show @param {string[]} ids */
function passing({ contents, chosen }, ids) {
  return ids.filter((id) => !chosen.sector || contents.things[id].sector === chosen.sector);
}

/** @param {Exhibition} show @param {string} id '' for all */
const thingsOfCity = ({ contents }, id) => Object.keys(contents.things).filter((t) => !id || contents.things[t].city === id);

/** @param {Exhibition} show */
function cities(show) {
  const { contents, language, words } = show;
  return [
    el("h1", {}, words.exhibit_choose),
    el("div", { class: "fx-list" }, contents.cities.map((c) =>
      button([c.name[language], el("b", {}, String(passing(show, thingsOfCity(show, c.id)).length))],
        () => show.choose({ city: c.id, county: "", anchor: "", thing: "" })))),
    sectors(show, thingsOfCity(show, "")),
  ];
}

/** @param {Exhibition} show */
function city(show) {
  const { contents, chosen, language, words } = show;
  const own = contents.cities.find((c) => c.id === chosen.city);
  if (!own) throw new Error(`no city ${chosen.city}`);
  return [
    up(show),
    el("h1", {}, own.name[language]),
    el("p", { class: "fx-note" }, own.note[language]),
    sectors(show, thingsOfCity(show, own.id)),
    el("h2", {}, words.exhibit_choose_county),
    el("div", { class: "fx-list" },
      own.counties.map((code) =>
        button([contents.counties[code].name[language], el("b", {}, String(passing(show, contents.counties[code].things).length))],
          () => show.choose({ county: code })))),
    anchors(show, words.exhibit_wide, own.anchors),
  ];
}

/** Buttons of zones and cities, with how many things stand at each. @param {Exhibition} show @param {string} title @param {string[]} ids */
function anchors(show, title, ids) {
  if (!ids.length) return null;
  return [
    el("h2", {}, title),
    el("div", { class: "fx-list" }, ids.map((id) => {
      const own = show.contents.anchors[id];
      return button([el("i", { class: "fx-square" }), own.name[show.language], el("b", {}, String(passing(show, own.things).length))],
        () => show.choose({ anchor: id, county: "", thing: "" }));
    })),
  ];
}

/** What is named for a zone or a city only, what is leant on or mentioned last. @param {Exhibition} show */
function anchor(show) {
  const { contents, chosen, language, words } = show;
  const own = contents.anchors[chosen.anchor];
  const things = passing(show, own.things);
  const quiet = things.filter((id) => contents.things[id].quiet);
  const list = (/** @type {string[]} */ ids) => el("div", { class: "fx-list" }, ids.map((id) => entry(show, id)));
  return [
    up(show),
    el("h1", {}, own.name[language]),
    el("p", { class: "fx-note" }, words.exhibit_wide_note),
    sectors(show, own.things),
    el("h2", {}, words.exhibit_choose_item),
    list(things.filter((id) => !contents.things[id].quiet)),
    quiet.length ? [el("h2", {}, words.exhibit_quiet), list(quiet)] : null,
  ];
}

/** @param {Exhibition} show @param {string} id of a thing */
function entry(show, id) {
  const thing = show.contents.things[id];
  return button([form(show, thing, "2em"), el("span", {}, thing[show.language].name)], () => show.choose({ thing: id }), { class: thing.quiet ? "fx-entry fx-quiet" : "fx-entry" });
}

/** What a thing has on the map: its symbol, or the form of the place where those stand that name no county. @param {Exhibition} show @param {Contents["things"][string]} thing @param {string} size */
function form(show, thing, size) {
  const colour = show.contents.sectors.find(({ id }) => id === thing.sector)?.colour;
  return thing.anchor ? el("i", { class: "fx-square", style: { "--c": colour, "--size": size } }) : icon(show, thing.icon, size);
}

/** @param {Exhibition} show */
function county(show) {
  const { contents, chosen, language, words } = show;
  const own = contents.counties[chosen.county];
  const things = passing(show, own.things);
  const wide = Object.keys(contents.anchors).filter((id) => contents.anchors[id].counties.includes(chosen.county));
  const warning = { partial: words.county_partial, none: words.county_no_plan }[own.coverage];
  return [
    up(show),
    el("h1", {}, own.name[language]),
    el("p", { class: "fx-note" }, own.of[language]),
    warning ? el("p", { class: "fx-warning" }, warning) : null,
    own.coverage === "full" && !things.length ? el("p", { class: "fx-sentence" }, words.exhibit_nothing) : null,
    own.things.length ? sectors(show, own.things) : null,
    things.length ? [el("h2", {}, words.exhibit_choose_item), el("div", { class: "fx-list" }, things.map((id) => entry(show, id)))] : null,
    anchors(show, words.exhibit_may_apply, wide),
  ];
}

/** @param {Exhibition} show */
function item(show) {
  const { contents, chosen, language, words } = show;
  const thing = contents.things[chosen.thing];
  const said = thing[language];
  return [
    up(show),
    el("b", { class: thing.quiet ? "fx-role fx-quiet" : "fx-role" }, said.role),
    el("h1", { class: "fx-item" }, form(show, thing, "2.4em"), said.name),
    el("p", { class: "fx-note" }, said.label),
    el("h2", {}, words.exhibit_clause),
    el("blockquote", { lang: "zh-CN" }, thing.quote),
    el("p", { class: "fx-cite" }, said.citation),
    said.errata.map((text) => el("p", { class: "fx-warning" }, text)),
    el("dl", {}, said.facts.map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, value)))),
  ];
}

/** The code that carries the view to a phone; nothing where there is no public address. @param {Exhibition} show */
function code({ contents, mode, at, chosen, words }) {
  const key = mode === "tour" ? `stop|${contents.stops[at].id}`
    : chosen.thing ? `thing|${chosen.thing}`
    : chosen.county ? `county|${chosen.county}`
    : chosen.anchor ? `anchor|${chosen.anchor}`
    : `${chosen.city}|${chosen.sector}`;
  const packed = contents.codes[key];
  if (!packed) return "";
  const [size, text] = packed.split(":");
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const width = Number(size);
  const quiet = 4; // modules of margin that the standard asks for
  const path = [];
  for (let n = 0; n < width * width; n += 1) {
    if ((bytes[n >> 3] >> (7 - (n & 7))) & 1) path.push(`M${quiet + (n % width)} ${quiet + Math.floor(n / width)}h1v1h-1z`);
  }
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${width + 2 * quiet} ${width + 2 * quiet}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  const modules = document.createElementNS("http://www.w3.org/2000/svg", "path");
  modules.setAttribute("d", path.join(""));
  svg.append(modules);
  return el("figure", { class: "fx-code" }, svg, el("figcaption", {}, words.exhibit_scan));
}

/** What the colours and marks mean, what a name means, whose boundaries these are; the code. @param {Exhibition} show */
function foot(show) {
  const { contents, language, parts, words } = show;
  const said = el("div", {},
    el("p", {}, [
      words.exhibit_shades, words.exhibit_dark, words.exhibit_hatched, words.exhibit_open_marks, words.exhibit_anchors, words.exhibit_point_marks, words.exhibit_named_only,
    ].map((text) => el("span", {}, text))),
    el("p", { class: "fx-source" }, contents.attribution[language]));
  parts.foot.replaceChildren(...[said, code(show)].filter(Boolean));
}

/** @param {Exhibition} show */
export function bar(show) {
  const { contents, at, mode, paused, words, language, parts } = show;
  const dots = el("div", { class: "fx-dots", "aria-hidden": "true" },
    contents.stops.map((_, n) => el("i", { class: n === at ? "fx-here" : null })));
  const tour = mode === "tour";
  parts.bar.replaceChildren(
    ...(tour
      ? [
          button(words.exhibit_previous, () => show.visit(at - 1)),
          button(paused ? words.exhibit_play : words.exhibit_pause, () => show.pause(), { "aria-pressed": String(paused) }),
          button(words.exhibit_next, () => show.visit(at + 1)),
          dots,
        ]
      : [button(words.exhibit_play, () => show.tour()), el("div", { class: "fx-dots" })]),
    show.home ? el("a", { class: "fx-home", href: show.home }, words.exhibit_home) : "",
    button(words.language_other, () => show.speak(language === "zh" ? "en" : "zh"), { lang: language === "zh" ? "en" : "zh-CN", class: "fx-language" }),
    button(words.exhibit_restart, () => show.restart(), { class: "fx-restart" }),
  );
}

/** The question of an idle moment. Only its number changes, so that a slow finger still hits. @param {Exhibition} show @param {number} left seconds */
export function countdown(show, left) {
  const { words, parts } = show;
  if (!parts.ask.open) {
    parts.ask.setAttribute("aria-label", words.exhibit_still_there);
    parts.ask.replaceChildren(
      el("h1", {}, words.exhibit_still_there),
      el("p", { class: "fx-figure" }, el("b", {}), el("span", {}, words.exhibit_seconds)),
      button(words.exhibit_continue, () => show.keepLooking(), { class: "fx-continue" }),
      button(words.exhibit_restart, () => show.restart()),
    );
    parts.ask.showModal();
  }
  parts.ask.querySelector(".fx-figure b")?.replaceChildren(String(left));
}

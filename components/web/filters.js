// The sidebar: every option with its count; groups fold open to their members. It is built once; an
// answer changes what differs, because every part that is made anew has to be laid out and painted.
import { el, replace } from "./dom.js";
import { options } from "./record.js";
import { SearchBox } from "./search.js";
import { drawSymbols } from "./symbols.js";

/** @import { Child } from "./dom.js" */
/** @import { Component, FilterEvent, FiltersData, Host, Options, Stop, Ticked, Words } from "./types" */

/** @typedef {{ n: number, value: string, of: string, label: string }} Listed an option with its place among all of its group */

// So long a tick waits for the map that it changes, to be painted with it: a picture of the page
// for the tick alone would hold up the one that counts.
const ANSWER_MS = 150;
const UNITS = 8; // so many responsible units are listed at a time

/** Set a property of a node unless it is so already. @template {object} T @template {keyof T} K @param {T} node @param {K} property @param {T[K]} value */
function set(node, property, value) {
  if (node[property] !== value) node[property] = value;
}

/** @param {string} kind */
const icon = (kind) => el("span", { "data-icon": `${kind}-site` });

/** @param {string} group @param {string} title @param {import("./dom.js").Children[]} children */
const fieldset = (group, title, ...children) => el("fieldset", { "data-group": group }, el("legend", {}, title), ...children);

class Panel {
  /** @type {FiltersData} */ data;
  /** @type {Options} */ listed;
  /** @type {Words} */ words;
  /** @type {(change: FilterEvent) => void} */ send;
  made = ""; // for which record, language and theme
  /** What each part does with new data. @type {((data: FiltersData) => void)[]} */ parts = [];
  /** Groups that the reader unfolded. @type {Set<string>} */ open = new Set();
  /** Ticks that wait for the map. @type {(() => void)[]} */ unanswered = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ ticking;
  /** @type {SearchBox | undefined} */ box;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    host.classList.add("ft-filters");
  }

  /** @param {Component<FiltersData, FilterEvent>} component */
  async update({ data, setTriggerValue }) {
    this.data = data;
    this.host.dataset.idle = (data.idle ?? []).join(" ");
    this.send = (change) => setTriggerValue("event", change);
    const listed = await options(data.record);
    if (this.data !== data) return;
    clearTimeout(this.ticking);
    this.unanswered = [];
    const made = [data.record, data.language, data.theme].join();
    if (this.made !== made) {
      Object.assign(this, { made, listed, words: listed.words[data.language], parts: [] });
      this.build();
    } else {
      this.parts.forEach((part) => part(data));
    }
  }

  stop() {
    clearTimeout(this.ticking);
    this.box?.stop();
  }

  /** Let a part follow the data, from now on. @param {(data: FiltersData) => void} part */
  follow(part) {
    part(this.data);
    this.parts.push(part);
  }

  /** Options of a group, perhaps those of one `parent`. @param {Ticked | "year"} group @returns {Listed[]} */
  optionsOf(group, parent = "") {
    return this.all(group).filter((option) => option.of === parent);
  }

  /** Every option of a group. @param {Ticked | "year"} group @returns {Listed[]} */
  all(group) {
    const { language } = this.data;
    return this.listed[group].map(([value, zh, en, of], n) => ({ n, value, of, label: language === "zh" ? zh : en }));
  }

  build() {
    const { words } = this, colours = this.listed.colours[this.data.theme];
    const dot = (/** @type {string} */ sector) => el("i", { class: "ft-dot", style: { "--c": colours[sector] } });
    replace(
      this.host,
      this.search(),
      el("div", { class: "ft-actions" }, this.act("clear", (data) => data.active), this.act("undo", (data) => data.undo)),
      fieldset("sector", words.sector, this.optionsOf("sector").map((sector) => this.folding("sector", sector, "kind", dot(sector.value)))),
      fieldset("city", words.city, this.optionsOf("city").map((city) => this.folding("city", city, "county", null))),
      fieldset("year", words.year, el("div", { class: "ft-year" }, this.year(), ["by", "in"].map((due) => this.due(due)))),
      fieldset("basis", words.basis, this.optionsOf("basis").map((o) => this.option("basis", o))),
      fieldset("precision", words.precision, this.optionsOf("precision").map((o) => this.option("precision", o))),
      fieldset("role", words.role, this.optionsOf("role").map((o) => this.option("role", o))),
      fieldset("unit", words.unit, this.units()),
    );
  }

  /** @param {Ticked} group @param {Listed} listed @param {Child} marker */
  option(group, { n, value, label }, marker = null) {
    const { host } = this;
    const tick = (/** @type {boolean} */ on) => row.classList.toggle("ft-on", on);
    // A native box would be painted at once.
    const box = el("button", {
      type: "button",
      role: "checkbox",
      "data-key": `${group}-${value}`,
      onclick: () => {
        const on = box.ariaChecked !== "true";
        const { ftPacked: before } = host;
        box.ariaChecked = String(on);
        this.unanswered.push(() => tick(on));
        clearTimeout(this.ticking);
        this.ticking = setTimeout(() => host.ftPacked === before && this.unanswered.forEach((act) => act()), ANSWER_MS);
        this.send({ type: "toggle", group, value, on });
      },
    });
    const count = el("span", { class: "ft-count" });
    const row = el("label", { class: "ft-option" }, box, marker, el("span", { class: "ft-label" }, label), count);
    this.follow(({ chosen, counts }) => {
      const on = chosen[group]?.includes(value) ?? false;
      set(box, "ariaChecked", String(on));
      tick(on);
      row.classList.toggle("ft-zero", !on && !counts[group][n]);
      set(count, "textContent", String(counts[group][n]));
    });
    return row;
  }

  /**
   * An option of `group` whose members, options of `inner`, fold open.
   * @param {Ticked} group @param {Listed} parent @param {Ticked} inner @param {Child} marker
   */
  folding(group, parent, inner, marker) {
    const key = `${group}-${parent.value}`;
    const members = this.optionsOf(inner, parent.value);
    const list = el("div", { class: "ft-children", hidden: true });
    const button = el("button", {
      type: "button",
      class: "ft-unfold",
      "data-key": `unfold-${key}`,
      "aria-expanded": "false",
      "aria-label": `${this.words.expand} ${parent.label}`,
      onclick: () => {
        if (list.hidden) this.open.add(key);
        else this.open.delete(key);
        unfold(Boolean(list.hidden));
      },
    }, "▸");
    // Members are made when their group unfolds: a country has thousands of counties.
    const unfold = (/** @type {boolean} */ on) => {
      if (on && !list.hasChildNodes()) {
        list.append(...members.map((member) => this.option(inner, member, inner === "kind" ? icon(member.value) : null)));
        drawSymbols(list, this.data, () => 18);
      }
      list.hidden = !on;
      button.setAttribute("aria-expanded", String(on));
    };
    this.follow(({ chosen }) => {
      const on = this.open.has(key) || members.some(({ value }) => chosen[inner]?.includes(value));
      if (on === list.hidden) unfold(on);
    });
    return el("div", { class: "ft-fold", "data-inner": inner }, el("div", { class: "ft-row" }, this.option(group, parent, marker), button), list);
  }

  /**
   * The responsible units: some that answer for most, those chosen, and a search for the others.
   * Their order follows cities and counts, not the ticks, so that nothing moves under the pointer.
   */
  units() {
    const { words } = this;
    const every = this.all("unit");
    const sought = new Map(this.listed.unit.map(([value, zh, en]) => [value, `${zh}\n${en}`.toLowerCase()]));
    const counties = new Map(this.all("county").map(({ value, of }) => [value, of]));
    /** @type {Map<string, HTMLElement>} */
    const rows = new Map();
    const list = el("div", { class: "ft-units" });
    const more = el("p", { class: "ft-more", role: "status" });
    const input = el("input", {
      type: "search",
      placeholder: words.unit_search,
      "aria-label": words.unit_search,
      "data-key": "unit-search",
      oninput: () => show(this.data),
    });
    /** @param {Listed} unit */
    const rowOf = (unit) => {
      const row = rows.get(unit.value) ?? this.option("unit", unit);
      rows.set(unit.value, row);
      return row;
    };
    const show = (/** @type {FiltersData} */ { chosen, counts }) => {
      const wanted = input.value.trim().toLowerCase();
      const cities = new Set([...(chosen.city ?? []), ...(chosen.county ?? []).map((county) => counties.get(county))]);
      const near = (/** @type {Listed} */ { of }) => Number(of.split(";").some((city) => cities.has(city)));
      const ordered = every
        .filter(({ value }) => sought.get(value)?.includes(wanted))
        .sort((a, b) => near(b) - near(a) || counts.unit[b.n] - counts.unit[a.n] || a.n - b.n);
      const found = wanted ? ordered : ordered.filter(({ n }) => counts.unit[n]);
      const first = new Set(found.slice(0, UNITS));
      const shown = ordered.filter((unit) => first.has(unit) || (!wanted && chosen.unit?.includes(unit.value))).map(rowOf);
      if (shown.length !== list.children.length || shown.some((row, n) => row !== list.children[n])) replace(list, shown);
      const left = ordered.length - shown.length;
      set(more, "textContent", !ordered.length ? words.unit_none : left ? `${left} ${words.unit_more}` : "");
    };
    this.follow(show);
    return [input, list, more];
  }

  search() {
    this.box?.stop();
    const box = new SearchBox(this.words, this.listed.longest, this.data, (change) => this.send(change));
    this.box = box;
    this.follow((data) => box.follow(data));
    return box.element;
  }

  /** How many are due in a year: those that it is written for, and those of the plan's horizon. @param {number} n @param {FiltersData["counts"]} counts */
  dueIn(n, { year, horizon }) {
    const { words } = this;
    if (!horizon.length) return year[n];
    const said = [[words.year_written, year[n] - horizon[n]], [words.year_horizon, horizon[n]]];
    return said.filter(([, count]) => count).map((part) => part.join(" ")).join(" · ") || 0;
  }

  year() {
    const { words } = this, { language } = this.data;
    const [open, close] = language === "zh" ? ["（", "）"] : [" (", ")"];
    const select = el("select", { "aria-label": words.year, "data-key": "year", onchange: () => this.send({ type: "year", value: select.value }) },
      el("option", { value: "" }, words.any_year),
      this.optionsOf("year").map(({ n, value }) => {
        const line = el("option", { value });
        this.follow(({ counts }) => set(line, "textContent", `${value}${open}${this.dueIn(n, counts)}${close}`));
        return line;
      }));
    this.follow((data) => set(select, "value", data.year));
    return select;
  }

  /** @param {string} value by or in */
  due(value) {
    const radio = el("input", { type: "radio", name: "ft-due", value, "data-key": `due-${value}`, onchange: () => this.send({ type: "due", value }) });
    this.follow((data) => {
      set(radio, "checked", data.due === value);
      set(radio, "disabled", !data.year);
    });
    return el("label", { class: "ft-radio" }, radio, this.words[`due_${value}`]);
  }

  /** @param {"clear" | "undo"} type @param {(data: FiltersData) => boolean} possible */
  act(type, possible) {
    const button = el("button", { type: "button", "data-key": type, onclick: () => this.send({ type }) }, this.words[type]);
    this.follow((data) => set(button, "disabled", !possible(data)));
    return button;
  }
}

/** @type {WeakMap<Host, Panel>} */
const panels = new WeakMap();

/** @param {Component<FiltersData, FilterEvent>} component @returns {Stop} */
export default function filters(component) {
  const host = component.parentElement;
  const panel = panels.get(host) ?? new Panel(host);
  panels.set(host, panel);
  panel.update(component);
  return () => {
    panel.stop();
    panels.delete(host);
  };
}

// The search box and the list below it. What is typed goes to the server, which suggests in groups
// (suggestions.js hands its answer on); the arrow keys move through all groups as through one list.
// The focus never leaves the box: a combobox as the ARIA practices describe it.
import { computing, drawer, showDrawer } from "./chrome.js";
import { el, replace } from "./dom.js";
import { drawSymbols } from "./symbols.js";

/** @import { FilterEvent, FiltersData, Suggested, SuggestionsData, Words } from "./types" */

const PAUSE_MS = 90; // between two letters of somebody who types
const BUSY_MS = 20;
const KEPT = 60; // answers that are shown again at once, as after a letter is taken back
const COMPOSING = 229; // the key code of whatever is typed into an input method
const GAP = 4; // pixels between the box and its list, and to the edge of the window
const WIDTH = 460;

/** Where an arrow key leads to in a list; -1 is the box itself. @param {string} key @param {number} at @param {number} length */
export function moved(key, at, length) {
  if (key === "ArrowDown") return at + 1 < length ? at + 1 : -1;
  return at < 0 ? length - 1 : at - 1;
}

/** Whether a key press writes into a part of the page. @param {EventTarget | null} target */
const writes = (target) => target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** The box of the page that is shown. @type {SearchBox | undefined} */
let shown;

/** Hand the box what the server suggests. @param {SuggestionsData} data */
export const suggest = (data) => shown?.answered(data);

export class SearchBox {
  /** @type {FiltersData} */ data;
  /** @type {(change: FilterEvent) => void} */ send;
  /** @type {Map<string, SuggestionsData>} */ answers = new Map();
  /** What is listed, group after group. @type {{ group: string, value: string, node: HTMLElement }[]} */ listed = [];
  at = -1; // the place in `listed`
  composing = false;
  wanted = false; // whether the first suggestion is taken as soon as it is there
  /** @type {ReturnType<typeof setTimeout> | undefined} */ pausing;

  /** @param {Words} words @param {number} longest of a text @param {FiltersData} data @param {(change: FilterEvent) => void} send */
  constructor(words, longest, data, send) {
    Object.assign(this, { words, data, send });
    this.list = el("div", { class: "ft-found-list", role: "listbox", id: "ft-found", "aria-label": words.search_list });
    this.foot = el("p", { class: "ft-found-foot" });
    this.found = el("div", { class: "ft-found", popover: "manual", hidden: true, onpointerdown: (/** @type {Event} */ press) => press.preventDefault() }, this.list, this.foot);
    this.said = el("span", { class: "ft-said", role: "status" });
    this.input = el("input", {
      type: "search",
      role: "combobox",
      maxlength: longest,
      placeholder: words.search_hint,
      autocomplete: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      "aria-label": words.search,
      "aria-keyshortcuts": "/",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "ft-found",
      "data-key": "search",
      oninput: () => this.typed(),
      onkeydown: (/** @type {KeyboardEvent} */ press) => this.pressed(press),
      oncompositionstart: () => (this.composing = true),
      oncompositionend: () => {
        this.composing = false;
        this.typed();
      },
      // Above the keyboard of a phone there is room for little more than the list.
      onfocus: () => drawer() && this.element.scrollIntoView({ block: "start" }),
      onblur: () => this.close(),
    });
    this.element = el("div", { class: "ft-search" }, this.input, el("kbd", { "aria-hidden": "true" }, "/"), this.found, this.said);
    document.addEventListener("keydown", this.shortcut);
    for (const change of ["scroll", "resize"]) window.addEventListener(change, this.place, true);
    shown = this;
  }

  stop() {
    clearTimeout(this.pausing);
    document.removeEventListener("keydown", this.shortcut);
    for (const change of ["scroll", "resize"]) window.removeEventListener(change, this.place, true);
    if (shown === this) shown = undefined;
  }

  /** The text that is filtered for stands in the box, but nobody's typing is undone. @param {FiltersData} data */
  follow(data) {
    this.data = data;
    if (document.activeElement !== this.input && this.input.value !== data.text) this.input.value = data.text;
  }

  get text() {
    return this.input.value.trim();
  }

  typed() {
    clearTimeout(this.pausing);
    this.wanted = false;
    if (this.composing) return;
    if (!this.text) {
      this.close();
      if (this.data.text) this.send({ type: "text", value: "" });
      return;
    }
    if (this.answers.has(this.text)) this.open();
    else this.pausing = setTimeout(() => this.ask(), PAUSE_MS);
  }

  /** Ask for suggestions, after what the page is about to answer: it would begin once more. */
  ask() {
    clearTimeout(this.pausing);
    if (computing()) this.pausing = setTimeout(() => this.ask(), BUSY_MS);
    else this.send({ type: "suggest", text: this.text });
  }

  /** @param {SuggestionsData} answer */
  answered(answer) {
    this.answers.set(answer.typed, answer);
    if (this.answers.size > KEPT) this.answers.delete([...this.answers.keys()][0]);
    if (answer.typed !== this.text || this.composing || document.activeElement !== this.input) return;
    this.open();
    if (this.wanted) this.choose(0);
  }

  /** Show what is known of the text in the box. */
  open() {
    const answer = this.answers.get(this.text);
    if (!answer) return;
    const { groups, said, scope, none } = answer;
    this.listed = [];
    this.at = -1;
    replace(this.list, groups.map(({ group, label, options, more }, n) =>
      el("div", { role: "group", class: "ft-found-group", "aria-labelledby": `ft-found-${n}` },
        el("div", { class: "ft-found-head", id: `ft-found-${n}`, role: "presentation" }, label, more && el("span", {}, more)),
        options.map((option) => this.option(group, option)))));
    drawSymbols(this.list, this.data, () => 18);
    this.list.hidden = !groups.length;
    this.foot.textContent = none || scope;
    this.said.textContent = none || said;
    this.found.hidden = false;
    this.found.showPopover?.();
    this.input.setAttribute("aria-expanded", String(groups.length > 0));
    this.point(-1);
    this.place();
  }

  /** @param {string} group @param {Suggested} option */
  option(group, { value, text, of, note, icon }) {
    const place = this.listed.length;
    const node = el("div", { role: "option", id: `ft-found-option-${place}`, class: "ft-found-option", "aria-selected": "false", "data-key": `found-${group}-${value}`, onclick: () => this.choose(place) },
      icon && el("span", { "data-icon": `${icon}-site` }),
      el("span", { class: "ft-found-text" }, text),
      of && el("span", { class: "ft-found-of" }, of),
      el("span", { class: "ft-found-note" }, note));
    this.listed.push({ group, value, node });
    return node;
  }

  close() {
    this.wanted = false;
    if (this.found.hidden) return;
    this.found.hidePopover?.();
    this.found.hidden = true;
    this.said.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Below the box, as wide as the window allows: the browser's own layer is cut off nowhere. */
  place = () => {
    if (this.found.hidden) return;
    const { left, bottom, width } = this.input.getBoundingClientRect();
    const seen = window.visualViewport?.height ?? window.innerHeight;
    const { style } = this.found;
    style.left = `${left}px`;
    style.top = `${bottom + GAP}px`;
    style.width = `${Math.max(width, Math.min(WIDTH, window.innerWidth - left - 2 * GAP))}px`;
    style.maxHeight = `${Math.max(160, seen - bottom - 3 * GAP)}px`;
  };

  /** @param {number} at */
  point(at) {
    this.at = at;
    this.listed.forEach(({ node }, n) => node.setAttribute("aria-selected", String(n === at)));
    const node = this.listed[at]?.node;
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
    else this.input.removeAttribute("aria-activedescendant");
    node?.scrollIntoView?.({ block: "nearest" });
  }

  /** @param {KeyboardEvent} press */
  pressed(press) {
    if (this.composing || press.isComposing || press.keyCode === COMPOSING) return;
    const act = { ArrowDown: this.arrow, ArrowUp: this.arrow, Enter: this.enter, Escape: this.leave }[press.key];
    if (!act || !this.input.value) return;
    act.call(this, press.key);
    press.preventDefault();
    press.stopPropagation(); // a card stays open
  }

  /** @param {string} key */
  arrow(key) {
    if (!this.found.hidden) this.point(moved(key, this.at, this.listed.length));
    else if (this.answers.has(this.text)) this.open();
    else this.ask();
  }

  /** Close the list, then empty the box. */
  leave() {
    if (!this.found.hidden) return this.close();
    this.input.value = "";
    this.typed();
  }

  /** Take what is pointed at, else the first; what is not here yet is taken when it comes. */
  enter() {
    if (!this.text) return;
    if (this.answers.has(this.text)) {
      if (this.found.hidden) this.open();
      this.choose(Math.max(this.at, 0));
    } else {
      this.ask();
      this.wanted = true;
    }
  }

  /** @param {number} place */
  choose(place) {
    const chosen = this.listed[place];
    if (!chosen) return; // nothing was found: the list says so
    const { group, value } = chosen;
    this.input.value = group === "text" ? value : "";
    this.close();
    this.send({ type: "choose", group, value });
    if (drawer()) {
      this.input.blur(); // the keyboard of a phone goes too
      showDrawer(false);
    }
  }

  /** The key `/` leads into the box from everywhere but where it is written. @param {KeyboardEvent} press */
  shortcut = (press) => {
    if (press.key !== "/" || press.ctrlKey || press.metaKey || press.altKey || press.isComposing || writes(press.target)) return;
    press.preventDefault();
    showDrawer(true);
    this.input.focus();
    this.input.select();
  };
}

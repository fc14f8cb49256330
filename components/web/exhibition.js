// The exhibition: a tour that runs by itself, a map for fingers, and a way back from every fault.
// The same script serves the page and the single file; `start` is all that either calls.
import { ExhibitMap, boundsOf, look, rowsOf } from "./exhibit_map.js";
import { bar, countdown, panel, surroundings } from "./exhibit_views.js";

/** @import { Bounds, Chosen, Contents, ExhibitionOptions, Language, Picked } from "./types" */
/** @import { Parts } from "./exhibit_views.js" */

const SECOND = 1000;
const FLIGHT_MS = 2600;
const IDLE_S = 60; // without a touch, before the visitor is asked
const COUNTDOWN_S = 30;
export const RECOVER_S = 2; // from a fault to a new start
const STUCK = 2.5; // a stop that lasts so many times its time has hung
const RELOAD_H = 4; // a page that runs all day starts afresh now and then, between two tours
/** @type {Chosen} */
const NOTHING = { city: "", county: "", anchor: "", thing: "", sector: "" };

/** Whether the screen is a phone's: what does not fit is scrolled. */
const inHand = () => matchMedia("(max-width: 700px)").matches;
const TOUCHES = ["pointerdown", "wheel", "keydown"];

export class Exhibition {
  /** @type {Parts} */ parts;
  /** @type {ExhibitMap} */ map;
  /** @type {"tour" | "look" | "ask"} */ mode = "tour";
  /** What the question of an idle moment interrupts. @type {"tour" | "look" | "ask"} */ asked = "look";
  /** What is shown on the map. @type {{ rows: number[], classes: string, lit?: string[] }} */ scene;
  chosen = NOTHING;
  /** How far the lists of places were scrolled. @type {Map<string, number>} */ scrolled = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ recovering;
  paused = false;
  swallow = false; // the click that follows a touch
  due = Infinity; // when the next stop is late
  faults = 0;
  at = 0;

  /** @param {HTMLElement} host @param {Contents} contents @param {ExhibitionOptions} options */
  constructor(host, contents, { files, home = "", pace = 1, reload, language = contents.language }) {
    this.host = host;
    this.contents = contents;
    this.files = files;
    this.home = home;
    this.pace = pace;
    this.reload = reload;
    /** @type {Language} */
    this.language = language === "en" ? "en" : "zh";
    this.started = performance.now();
    this.onTouch = (/** @type {Event} */ event) => this.guard(() => this.touched(event));
    this.onClick = (/** @type {Event} */ event) => this.swallow && event.stopPropagation();
    this.onFault = (/** @type {any} */ event) => this.recover(event.error ?? event.reason ?? event);
    this.onSize = () => this.guard(() => this.resized());
    for (const name of TOUCHES) host.addEventListener(name, this.onTouch, { capture: true, passive: true });
    host.addEventListener("click", this.onClick, { capture: true });
    addEventListener("error", this.onFault);
    addEventListener("unhandledrejection", this.onFault);
    addEventListener("resize", this.onSize);
    this.heart = setInterval(() => this.checkPulse(), 5 * SECOND * pace);
    this.begin();
  }

  /** Build the page anew and start the tour where it was. */
  begin() {
    this.map?.stop();
    const parts = (this.parts = surroundings());
    // By Escape. The event comes late: the question may have been put again since.
    parts.ask.addEventListener("close", () => this.mode === "ask" && !parts.ask.open && this.keepLooking());
    this.host.replaceChildren(...Object.values(parts));
    this.map = new ExhibitMap(parts.map, this);
    parts.map.append(this.map.ground.canvas, this.map.stage, this.map.names, this.map.anchors.element);
    this.tour();
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.recovering);
    clearInterval(this.heart);
    for (const name of TOUCHES) this.host.removeEventListener(name, this.onTouch, { capture: true });
    this.host.removeEventListener("click", this.onClick, { capture: true });
    removeEventListener("error", this.onFault);
    removeEventListener("unhandledrejection", this.onFault);
    removeEventListener("resize", this.onSize);
    this.map.stop();
  }

  get words() {
    return this.contents.words[this.language];
  }

  // Time: one timer runs at a time, for the next stop or for an idle visitor.
  /** @param {number} seconds @param {() => void} act */
  after(seconds, act) {
    clearTimeout(this.timer);
    this.due = performance.now() + seconds * STUCK * SECOND * this.pace + 5 * SECOND;
    this.timer = setTimeout(() => this.guard(act), seconds * SECOND * this.pace);
  }

  // The tour
  tour() {
    Object.assign(this, { mode: "tour", chosen: NOTHING, paused: false, scrolled: new Map() });
    this.visit(this.at);
  }

  /** @param {number} at */
  visit(at) {
    const { stops } = this.contents;
    this.at = (at + stops.length) % stops.length;
    const stop = stops[this.at];
    Object.assign(this, { mode: "tour", chosen: NOTHING, scene: { rows: stop.rows, classes: stop.classes, lit: stop.lit } });
    this.draw(stop.bounds, true);
    if (this.paused) this.after(IDLE_S, () => this.ask());
    else this.after(stop.seconds, () => this.onward());
  }

  onward() {
    if (this.at + 1 < this.contents.stops.length) return this.visit(this.at + 1);
    if (performance.now() - this.started > RELOAD_H * 3600 * SECOND * this.pace) this.reload();
    if (this.contents.language === "both") this.language = this.language === "zh" ? "en" : "zh";
    return this.visit(0);
  }

  pause() {
    this.paused = !this.paused;
    this.visit(this.at);
  }

  // A visitor
  /** @param {Event} event */
  touched(event) {
    const target = /** @type {Element} */ (event.target);
    this.swallow = false;
    if (this.mode === "ask") {
      event.stopPropagation(); // Escape answers the question; it does not leave the exhibition
      this.swallow = !target.closest?.("button");
      if (this.swallow) this.keepLooking();
    } else if (this.mode === "tour" && inHand() && target.closest?.(".fx-panel, .fx-foot")) {
      this.readOn();
    } else if (this.mode === "tour" && !target.closest?.(".fx-bar")) {
      this.swallow = true; // the first touch takes over; it chooses nothing of what now lies below
      this.takeOver();
    }
    if (this.mode === "look") this.after(IDLE_S, () => this.ask());
  }

  /** The tour stops. A city, or all of them, stays as it is; any other stop gives way to all of them. */
  takeOver() {
    const { bounds, cities, stops: [opening, ...others] } = this.contents;
    const { id } = this.contents.stops[this.at];
    const city = cities.find((c) => `city-${c.id}` === id)?.id ?? "";
    const part = !city && others.some((stop) => stop.id === id);
    Object.assign(this, { mode: "look", chosen: { ...NOTHING, city } });
    if (part) this.scene = { rows: opening.rows, classes: opening.classes };
    if (this.map.deck) this.map.go({}, 0);
    this.draw(part ? bounds : null);
  }

  /** The stop stays for who scrolls down in it; its text is not made anew under the finger. */
  readOn() {
    this.paused = true;
    bar(this);
    this.after(IDLE_S, () => this.ask());
  }

  /** @param {Picked} info */
  tapped(info) {
    if (this.swallow) return;
    if (info.what === "mark") this.choose({ thing: this.map.record.marks.thing[info.object] });
    else if (info.what === "county") this.tappedCounty(info.object.properties.adcode);
    else if (info.what === "anchor") this.choose({ anchor: info.object.id, county: "", thing: "" });
  }

  /** @param {string} adcode */
  tappedCounty(adcode) {
    const { city } = this.contents.counties[adcode];
    if (city && city !== this.chosen.city) this.choose({ city, county: "", anchor: "", thing: "" });
    else this.choose({ county: adcode, anchor: "", thing: "" });
  }

  /** Show what is chosen; the camera goes to the smallest place among it. @param {Partial<Chosen>} change */
  choose(change) {
    const before = this.chosen;
    this.mode = "look";
    this.chosen = { ...before, ...change };
    const classes = this.contents.classes[`${this.chosen.city}|${this.chosen.sector}`];
    this.scene = { rows: rowsOf(this.contents, this.map.record.marks, this.chosen), classes };
    const moves = ["city", "county", "anchor"].some((key) => key in change);
    this.draw(moves ? boundsOf(this.contents, this.chosen) : null);
    this.after(IDLE_S, () => this.ask());
  }

  /** One step up: item, county, city, all. */
  up() {
    const { thing, county, anchor } = this.chosen;
    if (thing) this.choose({ thing: "" });
    else if (county) this.choose({ county: "" });
    else if (anchor) this.choose({ anchor: "" });
    else this.choose({ city: "" });
  }

  // Nobody there?
  ask() {
    Object.assign(this, { mode: "ask", asked: this.mode }); // a visitor, or a paused stop
    const tick = (/** @type {number} */ left) => {
      if (!left) return this.restart();
      countdown(this, left);
      return this.after(1, () => tick(left - 1));
    };
    tick(COUNTDOWN_S);
  }

  keepLooking() {
    this.mode = this.asked;
    this.parts.ask.close();
    this.after(IDLE_S, () => this.ask());
  }

  restart() {
    this.at = 0;
    this.tour();
    this.parts.ask.close();
  }

  /** @param {Language} language */
  speak(language) {
    this.language = language;
    if (this.mode === "tour") this.visit(this.at);
    else this.draw();
  }

  // Drawing
  /** @param {Bounds | null} bounds where the camera is to go */
  draw(bounds = null, flying = false) {
    const { contents, language, map, scene, chosen, words } = this;
    this.host.lang = language === "zh" ? "zh-CN" : "en";
    bar(this); // it takes its height before the panel's text fills the rest
    panel(this);
    const colours = Object.fromEntries(contents.sectors.map(({ id, colour }) => [id, colour]));
    const theme = /** @type {const} */ ("dark");
    map.show({ ...this.files, ...scene, words, language, colours, theme, thing: chosen.thing, county: chosen.county, anchor: chosen.anchor, bounds: contents.bounds }).then((newest) => {
      if (newest && bounds) map.go(map.viewOf(bounds), FLIGHT_MS * Math.min(1, this.pace * 4), flying);
      if (newest) this.host.dataset.shown = this.mode === "tour" ? contents.stops[this.at].id : this.mode;
    }).catch((error) => this.recover(error));
  }

  resized() {
    this.map.look = look(this.parts.map);
    if (this.mode === "tour") this.visit(this.at);
  }

  // Faults
  /** @param {() => void} act */
  guard(act) {
    try {
      act();
    } catch (error) {
      this.recover(/** @type {Error} */ (error));
    }
  }

  /** A stop that hangs, whatever the cause, is a fault as well. */
  checkPulse() {
    if (performance.now() > this.due) this.recover(new Error("no pulse"));
  }

  /** Start anew in two seconds; when that does not help, load the page again. @param {Error} error */
  recover(error) {
    console.warn("exhibition:", error?.message ?? error);
    this.faults += 1;
    clearTimeout(this.timer);
    clearTimeout(this.recovering);
    this.due = Infinity;
    this.recovering = setTimeout(() => {
      if (this.faults % 3 === 0) this.reload();
      try {
        this.begin();
      } catch (again) {
        this.recover(/** @type {Error} */ (again));
      }
    }, RECOVER_S * SECOND);
  }
}

/** @type {WeakMap<HTMLElement, Exhibition>} */
const running = new WeakMap();

/** Run the exhibition in `host`. @param {HTMLElement} host @param {Contents} contents @param {ExhibitionOptions} options */
export function start(host, contents, options) {
  host.classList.add("fx");
  running.get(host)?.stop();
  const show = new Exhibition(host, contents, options);
  running.set(host, show);
  globalThis.fengtuExhibition = show; // for tests: which stop, which view
  return show;
}

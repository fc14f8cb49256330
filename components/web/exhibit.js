// The exhibition: a tour that runs by itself, a map for fingers, and a way back from every fault.
// The same script serves the page and the single file; `start` is all that either calls.
import { el, styled } from "./dom.js";
import { bar, countdown, panel, surroundings } from "./exhibit_views.js";
import { Stage } from "./stage.js";

const SECOND = 1000;
const FLIGHT_MS = 2600;
const IDLE_S = 60; // without a touch, before the visitor is asked
const COUNTDOWN_S = 30;
const RECOVER_S = 2; // from a fault to a new start
const STUCK = 2.5; // a stop that lasts so many times its time has hung
const RELOAD_H = 4; // a page that runs all day starts afresh now and then, between two tours
const NOTHING = { city: "", county: "", thing: "", sector: "" };

/** Sizes in pixels grow with the screen: a wall of 4K shows the same picture, twice as fine. */
function look(host) {
  const unit = parseFloat(getComputedStyle(host).fontSize);
  return {
    mark: [unit * 1.1, unit * 2.5], county: unit, city: unit * 1.3, reach: Math.round(unit),
    countyNamesFrom: 8.1 + Math.log2(unit / 24), sharpness: Math.max(1, unit / 24),
  };
}

class ExhibitMap extends Stage {
  constructor(host, owner) {
    super(host, look(host));
    this.owner = owner;
  }

  picked(info) {
    this.owner.guard(() => this.owner.tapped(info));
  }

  failed(error) {
    console.warn("exhibition:", error.message);
  }
}

export class Exhibition {
  constructor(host, contents, { files, pace = 1, reload }) {
    Object.assign(this, { host, contents, files, pace, reload });
    this.language = contents.language === "en" ? "en" : "zh";
    this.started = performance.now();
    this.faults = 0;
    this.at = 0;
    this.onTouch = (event) => this.guard(() => this.touched(event));
    this.onClick = (event) => this.swallow && event.stopPropagation();
    this.onFault = (event) => this.recover(event.error ?? event.reason ?? event);
    this.onSize = () => this.guard(() => this.resized());
    for (const name of ["pointerdown", "wheel", "keydown"]) host.addEventListener(name, this.onTouch, { capture: true, passive: true });
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
    const parts = surroundings();
    Object.assign(this, { parts });
    this.host.replaceChildren(...Object.values(parts));
    this.map = new ExhibitMap(parts.map, this);
    parts.map.append(this.map.ground.canvas, this.map.stage, this.map.names);
    this.tour();
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.recovering);
    clearInterval(this.heart);
    for (const name of ["pointerdown", "wheel", "keydown"]) this.host.removeEventListener(name, this.onTouch, { capture: true });
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
  touched(event) {
    this.swallow = false;
    if (this.mode === "ask") {
      this.swallow = !event.target.closest?.("button");
      if (this.swallow) this.keepLooking();
    } else if (this.mode === "tour" && !event.target.closest?.(".fx-bar")) {
      this.swallow = true; // the first touch takes over; it chooses nothing of what now lies below
      this.takeOver();
    }
    if (this.mode === "look") this.after(IDLE_S, () => this.ask());
  }

  /** The tour stops; what is on the map stays as it is. */
  takeOver() {
    const { id } = this.contents.stops[this.at];
    const city = this.contents.cities.find((c) => `city-${c.id}` === id)?.id ?? "";
    Object.assign(this, { mode: "look", chosen: { ...NOTHING, city } });
    if (this.map.deck) this.map.go({}, 0);
    this.draw();
  }

  tapped({ what, object }) {
    if (this.swallow) return;
    if (what === "mark") this.choose({ thing: this.map.record.marks.thing[object] });
    else if (what === "county") this.tappedCounty(object.properties.adcode);
  }

  tappedCounty(adcode) {
    const { city } = this.contents.counties[adcode];
    if (city && city !== this.chosen.city) this.choose({ city, county: "", thing: "" });
    else this.choose({ county: adcode, thing: "" });
  }

  /** Show what is chosen; the camera goes to the smallest place among it. */
  choose(change) {
    const before = this.chosen;
    this.mode = "look";
    this.chosen = { ...before, ...change };
    const { city, county, sector } = this.chosen;
    const classes = this.contents.classes[`${city}|${sector}`];
    this.scene = { rows: this.rowsOf(city, sector), classes };
    const moves = ["city", "county"].some((key) => key in change);
    this.draw(moves ? this.boundsOf(city, county) : null);
    this.after(IDLE_S, () => this.ask());
  }

  boundsOf(city, county) {
    if (county) return this.contents.counties[county].bounds;
    return (this.contents.cities.find((c) => c.id === city) ?? this.contents).bounds;
  }

  rowsOf(city, sector) {
    const { things } = this.contents;
    const rows = [];
    this.map.record.marks.thing.forEach((id, row) => {
      const thing = things[id];
      if ((!city || thing.city === city) && (!sector || thing.sector === sector)) rows.push(row);
    });
    return rows;
  }

  /** One step up: item, county, city, all. */
  up() {
    const { thing, county } = this.chosen;
    if (thing) this.choose({ thing: "" });
    else if (county) this.choose({ county: "" });
    else this.choose({ city: "" });
  }

  // Nobody there?
  ask() {
    Object.assign(this, { mode: "ask", asked: this.mode }); // a visitor, or a paused stop
    const tick = (left) => {
      if (!left) return this.restart();
      countdown(this, left);
      return this.after(1, () => tick(left - 1));
    };
    tick(COUNTDOWN_S);
  }

  keepLooking() {
    this.parts.ask.hidden = true;
    this.mode = this.asked;
    this.after(IDLE_S, () => this.ask());
  }

  restart() {
    this.at = 0;
    this.parts.ask.hidden = true;
    this.tour();
  }

  speak(language) {
    this.language = language;
    if (this.mode === "tour") this.visit(this.at);
    else this.draw();
  }

  // Drawing
  draw(bounds = null, flying = false) {
    const { contents, language, map, scene, chosen, words } = this;
    this.host.lang = language === "zh" ? "zh-CN" : "en";
    panel(this);
    bar(this);
    const { thing, county } = chosen;
    const stage = { ...this.files, ...scene, words, language, thing, county, theme: "dark", bounds: contents.bounds };
    map.show(stage).then((newest) => {
      if (newest && bounds) map.go(map.viewOf(bounds), FLIGHT_MS * Math.min(1, this.pace * 4), flying);
      if (newest) this.host.dataset.shown = this.mode === "tour" ? contents.stops[this.at].id : this.mode;
    }).catch((error) => this.recover(error));
  }

  resized() {
    this.map.look = look(this.parts.map);
    if (this.mode === "tour") this.visit(this.at);
  }

  // Faults
  guard(act) {
    try {
      act();
    } catch (error) {
      this.recover(error);
    }
  }

  /** A stop that hangs, whatever the cause, is a fault as well. */
  checkPulse() {
    if (performance.now() > this.due) this.recover(new Error("no pulse"));
  }

  /** Start anew in two seconds; when that does not help, load the page again. */
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
        this.recover(again);
      }
    }, RECOVER_S * SECOND);
  }
}

/** Run the exhibition in `host`. `options`: files of the record and the engine, pace of the clock, reload. */
export function start(host, contents, options) {
  host.classList.add("fx");
  host.ftExhibition?.stop();
  host.ftExhibition = new Exhibition(host, contents, options);
  globalThis.fengtuExhibition = host.ftExhibition; // for tests: which stop, which view
  return host.ftExhibition;
}

/** Only a server that answers is worth a new start: without it the page that runs is all there is. */
async function reloadFrom(health) {
  const answer = await fetch(health).catch(() => null);
  if (answer?.ok) location.reload();
}

/** Run `act` with what the exhibition says: asked for until it comes, for nobody stands by to ask again. */
async function whenLoaded(host, { contents, styles, health }, act) {
  for (let faults = 1; host.isConnected; faults += 1) {
    try {
      const [answer] = await Promise.all([fetch(contents), styled(styles, "exhibit")]);
      if (!answer.ok) throw new Error(`${contents}: ${answer.status}`);
      const said = await answer.json();
      if (host.isConnected) act(said);
      return;
    } catch (error) {
      console.warn("exhibition:", error.message);
    }
    if (faults % 3 === 0) await reloadFrom(health);
    await new Promise((done) => setTimeout(done, RECOVER_S * SECOND));
  }
}

/**
 * The exhibition as a page: it stands on the body, over and apart from the frame of the app, and
 * runs on when the server goes away.
 */
export default function exhibit({ data }) {
  const root = document.documentElement;
  if (!document.body.querySelector(":scope > .fx")) {
    const host = el("main", { tabindex: "-1" });
    document.body.append(host);
    root.dataset.fengtuExhibit = "";
    const leave = (event) => event.key === "Escape" && location.assign(data.home);
    addEventListener("keydown", leave);
    whenLoaded(host, data, (contents) => start(host, contents, {
      files: { engine: data.engine, record: data.record },
      pace: globalThis.fengtuPace,
      reload: () => reloadFrom(data.health),
    }));
    host.ftLeave = () => {
      removeEventListener("keydown", leave);
      host.ftExhibition?.stop();
      host.remove();
      delete root.dataset.fengtuExhibit;
    };
  }
  return () => setTimeout(() => {
    if (location.pathname !== data.path) document.body.querySelector(":scope > .fx")?.ftLeave();
  });
}

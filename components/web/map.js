// The map of the desk: the stage with legend, controls, scale, and its camera in the address.
import { cameraFor, groundOf, newGround, ofLink, remember, roomOf, same, shows } from "./aim.js";
import { boundsOf, cameraOn, holds } from "./camera.js";
import { COVERED } from "./card.js";
import { drawScale, zoomButtons } from "./controls.js";
import { el, replace } from "./dom.js";
import { legendOf } from "./legend.js";
import { countiesFrom, seen } from "./levels.js";
import { Stage } from "./stage.js";
import { showTip, tipOf } from "./tip.js";

/** @import { Goal } from "./aim.js" */
/** @import { Bounds, Camera, City, Component, Host, Limits, LonLat, Look, MapData, MapEvent, Picked, Stop } from "./types" */

const CAMERA_KEY = "fengtu-camera";
const MOVE_MS = 350;
const FLY_MS = 900;
const [TIP_DROP, ANCHOR_DROP] = [14, 24]; // pixels of a tooltip below what it is about
const REST_MS = 400; // without a change, after which the camera goes into the address
const ROOM = 0.06; // told around what the map shows, as a share of it: little moves ask for nothing
/** Pixels; above this zoom there is room for names of counties. @type {Look} */
const LOOK = { mark: [10, 34], anchor: 36, county: 13, city: 17, reach: 3, countyNamesFrom: 7.4, sharpness: 1 };

/** @extends {Stage<MapData>} */
export class AtlasMap extends Stage {
  /** @type {(change: MapEvent) => void} */ send;
  /** @type {ResizeObserver | undefined} */ resizer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ settling;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ fitting;
  touched = false; // whether the view is no longer the first
  /** The view that marks were last asked for. @type {string | false | null} */ asked = null;
  /** What the camera last followed. @type {string | undefined} */ focus;
  /** What was chosen at the last update. @type {Set<string> | undefined} */ aimed;
  /** What the view is of, until the reader moves it. @type {Goal | null} */ goal = null;
  /** What a tooltip is about. @type {{ x: number, y: number } | undefined} */ hovering;
  /** The mark that the reader pressed last, until the answer is here. @type {number | undefined} */ pressed;

  /** @param {Host} host */
  constructor(host) {
    super(host, LOOK);
    this.tip = el("div", { class: "ft-tip", hidden: true });
    this.controls = el("div", { class: "ft-controls" });
    this.results = el("button", { type: "button", class: "ft-results", hidden: true, onclick: () => this.showResults() });
    this.legend = el("details", { class: "ft-legend" });
    this.foot = el("div", { class: "ft-foot" });
    this.bar = el("span", { class: "ft-scale" });
    this.note = el("div", { class: "ft-note", role: "status" });
    host.classList.add("ft-map");
    host.replaceChildren(this.ground.canvas, this.stage, this.names, this.anchors.element, this.controls, this.results, this.legend, this.foot, this.note, this.tip);
    this.legend.open = host.clientWidth > 700 && host.clientHeight > 520; // else it would hide the map
    this.refit = () => {
      clearTimeout(this.fitting);
      this.fitting = setTimeout(() => this.fitBesideCard()); // after the map has heard of it
    };
    document.addEventListener(COVERED, this.refit);
  }

  /** Take new data from the page; the view stays where it is. @param {Component<MapData, MapEvent>} component */
  async update({ data, setTriggerValue }) {
    this.send = (change) => setTriggerValue("event", change);
    this.host.setAttribute("role", "region");
    this.host.setAttribute("aria-label", data.words.map);
    this.canvas?.setAttribute("aria-label", data.words.map);
    if (!this.deck) this.say(data.words.loading);
    if (this.stale("overlays", data.language, data.attribution)) this.drawOverlays(data);
    try {
      if (!(await this.show(data))) return;
      this.resizer ??= new ResizeObserver(() => {
        this.scaleBar();
        this.fit(0);
      });
      this.resizer.observe(this.host);
      this.followFocus();
      this.scaleBar();
      this.aim();
      this.rememberSoon();
      this.say(data.empty);
      this.host.dataset.drawn = String(data.stamp);
    } catch (error) {
      this.failed(/** @type {Error} */ (error));
    }
  }

  /** @param {Error} error */
  failed({ message }) {
    this.say(this.data.words.no_webgl);
    console.warn("map:", message);
  }

  stop() {
    document.removeEventListener(COVERED, this.refit);
    this.resizer?.disconnect();
    clearTimeout(this.fitting);
    clearTimeout(this.settling);
    super.stop();
  }

  start() {
    this.drawLegend(); // it takes part of the room
    super.start();
  }

  firstView() {
    const { aims, bounds, follow } = this.data;
    const linked = follow ? null : ofLink(CAMERA_KEY, cameraOn(bounds, this.size, bounds));
    if (linked && "camera" in linked) return { ...this.viewOf(bounds), ...linked.camera };
    this.goal = linked ?? { bounds: newGround(aims, new Set()) ?? bounds };
    return { ...this.viewOf(bounds), ...this.cameraOf(this.goal) };
  }

  /** The camera that shows `bounds` in the part of the map that is free. @param {Bounds} bounds */
  viewOf(bounds) {
    return /** @type {Camera & Limits} */ (this.cameraOf({ bounds }));
  }

  /** What the card and the strip at the bottom cover. */
  room() {
    return roomOf(this.host.getBoundingClientRect(), document.querySelector(".ft-card")?.getBoundingClientRect(), this.foot.offsetHeight);
  }

  /** The camera for a goal; null where nothing is to move. @param {Goal} goal */
  cameraOf(goal) {
    const left = this.legend.open ? this.legend : this.controls;
    const camera = this.camera ?? { longitude: 0, latitude: 0, zoom: 0 };
    return cameraFor(goal, camera, this.size, this.data.bounds, this.room(), left.offsetLeft + left.offsetWidth);
  }

  /** Go to a goal, and stay there when what is free of the map changes. @param {Goal | null} goal */
  goTo(goal) {
    this.goal = goal;
    this.fit();
  }

  /** Keep what the view is of in the part of the map that is free. */
  fit(ms = FLY_MS) {
    const camera = this.goal && this.deck && this.host.clientWidth ? this.cameraOf(this.goal) : null;
    if (!camera || same(camera, this.camera)) return;
    this.go(camera, ms, ms > 0);
    this.scaleBar();
    this.touched ||= ms > 0;
    this.rememberSoon();
  }

  /** What a card that opens would cover moves beside it; nothing moves when one closes. */
  fitBesideCard() {
    if (document.querySelector(".ft-card")) this.fit(this.touched ? FLY_MS : 0);
  }

  /** Fly to what was chosen since the last update. A mark that was pressed is only kept in view. */
  aim() {
    const { aims, thing } = this.data;
    const { aimed, pressed, record: { marks } } = this;
    const ground = newGround(aims, aimed ?? new Set());
    this.aimed = new Set(aims.map(([key]) => key));
    this.pressed = undefined;
    if (!ground) return;
    const here = thing !== "" && pressed !== undefined && marks.thing[pressed] === thing;
    if (aimed && !here) return this.goTo({ bounds: ground });
    const row = here ? pressed : marks.thing.indexOf(thing);
    const place = /** @type {LonLat} */ ([marks.lon[row], marks.lat[row]]);
    if (row >= 0 && (here || !shows(this.goal, place))) this.goTo({ place });
  }

  /** @param {boolean} byReader */
  moved(byReader) {
    if (byReader) {
      this.touched = true;
      this.goal = null;
    }
    this.tip.hidden = true; // what lies under it is another place now
    this.scaleBar();
    this.rememberSoon();
  }

  /** Every new address is also a picture of the browser's own frame: it waits until the map's is there. */
  rememberSoon() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.rememberCamera();
      this.notice();
    }, REST_MS);
  }

  /** Note what the reader sees of a country's marks, and ask for marks of it that were not told. */
  notice() {
    const { levels, data } = this;
    const view = this.view();
    seen.bounds = null;
    if (!levels.apart || !levels.near(view)) return;
    const [west, south, east, north] = view.bounds;
    const [across, up] = [(east - west) * ROOM, (north - south) * ROOM];
    const wide = [west - across, south - up, east + across, north + up].map((edge) => Number(edge.toFixed(4)));
    seen.bounds = /** @type {Bounds} */ (wide);
    const missing = data.within && !holds(data.within, view.bounds) && String(seen.bounds);
    if (missing && missing !== this.asked) this.send({ type: "look" });
    this.asked = missing || null; // once: an answer that does not help is not asked for again
  }

  /** @param {Partial<Camera>} target */
  move(target) {
    this.go(target, MOVE_MS);
    this.touched = true;
    this.goal = null;
    this.scaleBar();
    this.rememberCamera();
    this.rememberSoon();
  }

  /** @param {string} text */
  say(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  /** The camera lives behind the # of the address: a copied link shows the same ground. */
  rememberCamera() {
    if (this.touched && !this.data.follow) remember(CAMERA_KEY, this.camera, this.size, this.room());
  }

  /** On pages about certain counties the view follows them; on the atlas it is the reader's own. */
  followFocus() {
    const focus = String(this.data.bounds);
    if (this.data.follow && this.focus !== undefined && this.focus !== focus) this.goTo({ bounds: this.data.bounds });
    this.focus = focus;
  }

  /** @param {Picked} info */
  picked(info) {
    this.tip.hidden = true;
    this.pressed = info.what === "mark" ? info.object : undefined;
    if (info.what === "mark") this.send({ type: "thing", thing: this.record.marks.thing[info.object] });
    else if (info.what === "county") this.send({ type: "county", adcode: info.object.properties.adcode });
    else if (info.what === "anchor") this.send({ type: "anchor", id: info.object.id });
    else if (info.what === "city") this.approach(info.object);
    else this.send({ type: "close" });
  }

  draw() {
    super.draw();
    this.drawLegend();
    this.results.hidden = this.rows.length === this.record.marks.thing.length;
  }

  drawLegend() {
    const doing = (/** @type {boolean} */ on) => this.send({ type: "doing", on });
    if (this.stale("legend", this.data, this.record, this.far())) replace(this.legend, legendOf(this.data, this.record, this.far(), doing));
  }

  /** Go where all that passes the filters is in view. */
  showResults() {
    const { data, levels, record, rows } = this;
    const bounds = groundOf(rows, record.marks, levels.pieces.flatMap(({ features }) => features), data.classes);
    if (bounds) this.goTo({ bounds });
  }

  /** Go where the counties of a prefecture show. @param {City} city */
  approach(city) {
    const view = this.viewOf(boundsOf(city.geometry));
    this.move({ ...view, zoom: Math.max(view.zoom, countiesFrom(this.host.clientWidth)) });
  }

  /** @param {Picked} info */
  async hovered(info) {
    const over = this.anchors.squares.find(({ of }) => of.anchor.id === this.anchors.over);
    const hovering = (this.hovering = over ?? info);
    const lines = await tipOf(this, over ? { ...info, what: "anchor", object: over.of.anchor } : info);
    if (hovering === this.hovering) showTip(this.tip, lines, hovering, over ? ANCHOR_DROP : TIP_DROP, this.host.clientWidth);
  }

  /** @param {MapData} data */
  drawOverlays({ words, attribution }) {
    this.controls.replaceChildren(...zoomButtons(this, words));
    this.results.replaceChildren(words.to_results);
    this.foot.replaceChildren(this.bar, el("span", {}, attribution), el("span", {}, words.schematic));
  }

  showWhole() {
    this.goTo({ bounds: this.data.bounds });
  }

  scaleBar() {
    if (this.camera) drawScale(this.bar, this.metresPerPixel(), this.data.language);
  }
}

/** @type {WeakMap<Host, AtlasMap>} */
const maps = new WeakMap();

/** @param {Component<MapData, MapEvent>} component @returns {Stop} */
export default function map(component) {
  const host = component.parentElement;
  const own = maps.get(host) ?? new AtlasMap(host);
  maps.set(host, own);
  globalThis.fengtuMap = own; // for tests: where is a thing on the screen
  own.update(component);
  return () => {
    own.stop();
    maps.delete(host);
  };
}

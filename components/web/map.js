// The map of the desk: the stage with legend, controls, scale, and its camera in the address.
import { remember } from "./aim.js";
import { AimedMap, CAMERA_KEY } from "./aimed_map.js";
import { holds } from "./camera.js";
import { boxesOf, drawScale, leaveWheel, zoomButtons } from "./controls.js";
import { el, replace } from "./dom.js";
import { legendOf } from "./legend.js";
import { seen } from "./levels.js";
import { printable } from "./print.js";
import { showTip, tipOf } from "./tip.js";
import { Walk } from "./walk.js";

/** @import { Bounds, Camera, Component, Host, Look, MapData, MapEvent, Picked, Stop } from "./types" */

const MOVE_MS = 350;
const [TIP_DROP, ANCHOR_DROP] = [14, 24]; // pixels of a tooltip below what it is about
const REST_MS = 400; // without a change, after which the camera goes into the address
const ROOM = 0.06; // told around what the map shows, as a share of it: little moves ask for nothing
/** Pixels; above this zoom there is room for names of counties. @type {Look} */
const LOOK = { mark: [10, 34], anchor: 36, county: 13, city: 17, reach: 3, countyNamesFrom: 7.4, sharpness: 1 };

export class AtlasMap extends AimedMap {
  /** @type {(change: MapEvent) => void} */ send;
  /** @type {ResizeObserver | undefined} */ resizer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ settling;
  /** The view that marks were last asked for. @type {string | false | null} */ asked = null;
  /** What a tooltip is about. @type {Picked | undefined} */ telling;

  /** @param {Host} host */
  constructor(host) {
    super(host, LOOK);
    this.tip = el("div", { class: "ft-tip", hidden: true });
    this.results = el("button", { type: "button", class: "ft-results", hidden: true, onclick: () => this.showResults() });
    this.bar = el("span", { class: "ft-scale" });
    this.note = el("div", { class: "ft-note", role: "status" });
    this.walk = new Walk(this);
    this.stage.addEventListener("keydown", (event) => this.walk.pressed(event));
    this.stage.addEventListener("focusout", () => this.walk.leave());
    this.legend.addEventListener("toggle", () => this.drawAround());
    this.unheard = leaveWheel(host, () => this.data.follow);
    host.classList.add("ft-map");
    host.replaceChildren(this.ground.canvas, this.stage, this.names, this.anchors.element, this.controls, this.results, this.legend, this.foot, this.note, this.walk.ring, this.walk.said, this.tip);
    this.legend.open = host.clientWidth > 700 && host.clientHeight > 520; // else it would hide the map
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
        printable(this.host);
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
    this.unheard();
    this.resizer?.disconnect();
    clearTimeout(this.settling);
    super.stop();
  }

  start() {
    this.drawLegend(); // it takes part of the room
    super.start();
  }

  changed() {
    this.tip.hidden = true; // what lies under it is another place now
    this.walk.leave();
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
    this.leave();
    this.go(target, MOVE_MS);
    this.scaleBar();
    this.rememberCamera();
    this.rememberSoon();
  }

  /** @param {number} steps */
  zoomBy(steps) {
    const { maxZoom, minZoom, zoom } = this.camera;
    this.move({ zoom: Math.max(minZoom, Math.min(maxZoom, zoom + steps)) });
  }

  /** @param {number} x pixels @param {number} y */
  moveBy(x, y) {
    const viewport = this.deck?.getViewports()[0];
    if (!viewport) return;
    const [longitude, latitude] = viewport.unproject([viewport.width / 2 + x, viewport.height / 2 + y]);
    this.move({ longitude, latitude });
  }

  covered() {
    return boxesOf([this.controls, this.results, this.legend, this.foot]);
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
    const send = (/** @type {MapEvent} */ event) => this.send(event);
    if (this.stale("legend", this.data, this.record, this.far())) replace(this.legend, legendOf(this.data, this.record, this.far(), send));
  }

  /** @param {Picked} info */
  async hovered(info) {
    const over = this.anchors.squares.find(({ of }) => of.anchor.id === this.anchors.over);
    await this.tell(over ? { x: over.x, y: over.y, index: -1, what: "anchor", object: over.of.anchor } : info);
  }

  /** Show the tooltip of what was met; what it says. @param {Picked} met */
  async tell(met) {
    this.telling = met;
    const lines = await tipOf(this, met);
    if (met === this.telling) showTip(this.tip, lines, met, met.what === "anchor" ? ANCHOR_DROP : TIP_DROP, this.host.clientWidth);
    return lines.filter(Boolean).join("，");
  }

  /** @param {MapData} data */
  drawOverlays({ words, attribution }) {
    this.controls.replaceChildren(...zoomButtons(this, words));
    this.results.replaceChildren(words.to_results);
    this.foot.replaceChildren(this.bar, el("span", {}, attribution), el("span", {}, words.schematic));
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

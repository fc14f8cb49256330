// The map of the desk: the stage with legend, controls, scale, and its camera in the address.
import { boundsOf, holds, read, scaleOf, written } from "./camera.js";
import { el, replace } from "./dom.js";
import { legendOf } from "./legend.js";
import { countiesFrom, seen } from "./levels.js";
import { printable } from "./print.js";
import { nameOf } from "./record.js";
import { Stage } from "./stage.js";

/** @import { Bounds, Camera, City, Component, Host, Limits, Look, LonLat, MapData, MapEvent, Picked, Stop } from "./types" */

const CAMERA_KEY = "fengtu-camera";
const MOVE_MS = 350;
const REST_MS = 400; // without a change, after which the camera goes into the address
const ROOM = 0.06; // told around what the map shows, as a share of it: little moves ask for nothing
/** Pixels; above this zoom there is room for names of counties. @type {Look} */
const LOOK = { mark: [10, 34], anchor: 36, county: 13, city: 17, reach: 3, countyNamesFrom: 7.4, sharpness: 1 };

/** @extends {Stage<MapData>} */
class AtlasMap extends Stage {
  /** @type {(change: MapEvent) => void} */ send;
  /** @type {ResizeObserver | undefined} */ resizer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ settling;
  /** @type {HTMLElement | undefined} */ bar; // the scale
  touched = false; // whether the reader has moved the camera
  /** The view that marks were last asked for. @type {string | false | null} */ asked = null;
  /** What the camera last followed. @type {string | undefined} */ focus;
  /** The thing or anchor that was last brought into view. @type {string | undefined} */ shown;

  /** @param {Host} host */
  constructor(host) {
    super(host, LOOK);
    this.tip = el("div", { class: "ft-tip", hidden: true });
    this.controls = el("div", { class: "ft-controls" });
    this.legend = el("details", { class: "ft-legend" });
    this.foot = el("div", { class: "ft-foot" });
    this.note = el("div", { class: "ft-note", role: "status" });
    host.classList.add("ft-map");
    host.replaceChildren(this.ground.canvas, this.stage, this.names, this.anchors.element, this.controls, this.legend, this.foot, this.note, this.tip);
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
      });
      this.resizer.observe(this.host);
      this.followFocus();
      this.scaleBar();
      this.bringIntoView();
      this.rememberSoon();
      this.say(data.empty);
      this.host.dataset.drawn = String(data.stamp);
    } catch (error) {
      this.failed(/** @type {Error} */ (error));
    }
  }

  /** @param {Error} error */
  failed(error) {
    this.say(this.data.words.no_webgl);
    console.warn("map:", error.message);
  }

  stop() {
    this.resizer?.disconnect();
    clearTimeout(this.settling);
    super.stop();
  }

  firstView() {
    return this.cameraOfLink() ?? super.firstView();
  }

  wholeView() {
    return this.viewOf(this.data.bounds);
  }

  moved() {
    this.touched = true;
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
    this.scaleBar();
    this.rememberCamera();
    this.rememberSoon();
  }

  /** @param {string} text */
  say(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  /** @returns {(Camera & Limits) | null} */
  cameraOfLink() {
    if (this.data.follow) return null;
    const whole = this.wholeView();
    // Streamlit drops what stands behind the # when the page changes; the tab remembers it.
    const camera = read(location.hash || sessionStorage.getItem(CAMERA_KEY) || "", whole);
    return camera && { ...whole, ...camera };
  }

  /** The camera lives behind the # of the address: a copied link opens the same view. */
  rememberCamera() {
    if (this.data.follow || (!this.touched && !location.hash)) return;
    const hash = written(this.camera);
    sessionStorage.setItem(CAMERA_KEY, hash);
    if (location.hash !== hash) history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }

  /** On pages about certain counties the view follows them; on the atlas it is the reader's own. */
  followFocus() {
    const focus = String(this.data.bounds);
    if (this.data.follow && this.focus !== undefined && this.focus !== focus) this.move(this.wholeView());
    this.focus = focus;
  }

  /** A thing or an anchor chosen elsewhere is brought into view; one that is in view stays where it is. */
  bringIntoView() {
    const { thing, anchor } = this.data;
    const chosen = thing || anchor;
    if (chosen === this.shown) return;
    const first = this.shown === undefined;
    this.shown = chosen;
    const { marks } = this.record;
    const row = marks.thing.indexOf(thing);
    const at = row < 0 ? this.anchors.all.find(({ id }) => id === anchor)?.at : [marks.lon[row], marks.lat[row]];
    if (!at || (first && this.cameraOfLink())) return;
    const [longitude, latitude] = at;
    if (this.deck?.isInitialized && !this.inView([longitude, latitude])) this.move({ longitude, latitude });
  }

  /** Whether a place is on the map and not below the card. @param {LonLat} place */
  inView(place) {
    const [x, y] = this.deck?.getViewports()[0].project(place) ?? [0, 0];
    const own = this.host.getBoundingClientRect();
    const card = document.querySelector(".ft-card")?.getBoundingClientRect();
    const covered = card && x + own.left > card.left - 20 && y + own.top > card.top - 20 && y + own.top < card.bottom;
    return !covered && x > 20 && y > 20 && x < own.width - 20 && y < own.height - 40;
  }

  /** @param {Picked} info */
  picked(info) {
    this.tip.hidden = true;
    if (info.what === "mark") this.send({ type: "thing", thing: this.record.marks.thing[info.object] });
    else if (info.what === "county") this.send({ type: "county", adcode: info.object.properties.adcode });
    else if (info.what === "anchor") this.send({ type: "anchor", id: info.object.id });
    else if (info.what === "city") this.approach(info.object);
    else this.send({ type: "close" });
  }

  draw() {
    super.draw();
    const doing = (/** @type {boolean} */ on) => this.send({ type: "doing", on });
    if (this.stale("legend", this.data, this.record, this.far())) replace(this.legend, legendOf(this.data, this.record, this.far(), doing));
  }

  /** Go where the counties of a prefecture show. @param {City} city */
  approach(city) {
    const view = this.viewOf(boundsOf(city.geometry));
    this.move({ ...view, zoom: Math.max(view.zoom, countiesFrom(this.host.clientWidth)) });
  }

  /** @param {Picked} info */
  hovered(info) {
    const { language, record } = this.data;
    let text = "";
    const over = this.anchors.squares.find(({ of }) => of.anchor.id === this.anchors.over);
    if (over) text = over.of.anchor[language];
    else if (info.what === "mark") text = nameOf(record, this.record.marks, language, info.object);
    else if (info.what === "city" || (info.what === "county" && !this.near())) text = info.object.properties[language];
    this.tip.textContent = text;
    this.tip.hidden = !text;
    if (!text) return;
    const { x, y } = over ?? info;
    const left = Math.min(x + 14, this.host.clientWidth - this.tip.offsetWidth - 8);
    this.tip.style.transform = `translate(${left}px, ${y + (over ? 24 : 14)}px)`;
  }

  /** @param {MapData} data */
  drawOverlays({ words, attribution }) {
    /** @param {string} label @param {string} text @param {() => void} act */
    const button = (label, text, act) =>
      el("button", { type: "button", title: text, "aria-label": text, onclick: act }, label);
    this.controls.replaceChildren(
      button("＋", words.zoom_in, () => this.move({ zoom: Math.min(this.camera.maxZoom, this.camera.zoom + 1) })),
      button("－", words.zoom_out, () => this.move({ zoom: Math.max(this.camera.minZoom, this.camera.zoom - 1) })),
      button("⌂", words.home, () => this.move(this.wholeView())),
    );
    this.bar = el("span", { class: "ft-scale" });
    this.foot.replaceChildren(this.bar, el("span", {}, attribution), el("span", {}, words.schematic));
  }

  scaleBar() {
    if (!this.camera || !this.bar) return;
    const metres = this.metresPerPixel();
    const km = scaleOf(metres);
    this.bar.textContent = this.data.language === "zh" ? `${km} 公里` : `${km} km`;
    this.bar.style.width = `${(km * 1000) / metres}px`;
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

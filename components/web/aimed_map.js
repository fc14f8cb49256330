// A map whose camera goes by itself to what the reader chose, and keeps it beside the card and above
// the strip at the bottom until the reader moves the map.
import { cameraFor, groundOf, newGround, ofLink, roomOf, same, shows } from "./aim.js";
import { boundsOf, cameraOn } from "./camera.js";
import { COVERED } from "./chosen.js";
import { el } from "./dom.js";
import { countiesFrom } from "./levels.js";
import { Stage } from "./stage.js";

/** @import { Goal } from "./aim.js" */
/** @import { Bounds, Camera, City, Host, Limits, LonLat, Look, MapData } from "./types" */

/** Where the tab keeps the address of the view. */
export const CAMERA_KEY = "fengtu-camera";
const FLY_MS = 900;

/** @extends {Stage<MapData>} */
export class AimedMap extends Stage {
  touched = false; // whether the view is no longer the first
  /** What the view is of, until the reader moves it. @type {Goal | null} */ goal = null;
  /** What was chosen at the last update. @type {Set<string> | undefined} */ aimed;
  /** The mark that the reader pressed last, until the answer is here. @type {number | undefined} */ pressed;
  /** What the camera last followed. @type {string | undefined} */ focus;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ fitting;

  /** @param {Host} host @param {Look} look */
  constructor(host, look) {
    super(host, look);
    this.controls = el("div", { class: "ft-controls" });
    this.legend = el("details", { class: "ft-legend" });
    this.foot = el("div", { class: "ft-foot" });
    this.refit = () => {
      clearTimeout(this.fitting);
      this.fitting = setTimeout(() => this.fitBesideCard()); // after the map has heard of it
    };
    document.addEventListener(COVERED, this.refit);
  }

  /** What an owner may want to know: the view is another one. */
  changed() {}

  stop() {
    document.removeEventListener(COVERED, this.refit);
    clearTimeout(this.fitting);
    super.stop();
  }

  firstView() {
    const { aims = [], bounds, follow } = this.data;
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
    const camera = this.camera ?? { longitude: 0, latitude: 0, zoom: 0 };
    return cameraFor(goal, camera, this.size, this.data.bounds, this.room(), this.legend.open ? this.legend.offsetLeft + this.legend.offsetWidth : 0);
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
    this.touched ||= ms > 0;
    this.changed();
  }

  /** What a card that opens would cover moves beside it; nothing moves when one closes. */
  fitBesideCard() {
    if (document.querySelector(".ft-card")) this.fit(this.touched ? FLY_MS : 0);
  }

  /** Fly to what was chosen since the last update. A mark that was pressed is only kept in view. */
  aim() {
    const { aims = [], thing } = this.data;
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
    if (byReader) this.leave();
    this.changed();
  }

  /** The view is the reader's own from now on. */
  leave() {
    this.touched = true;
    this.goal = null;
  }

  /** On pages about certain counties the view follows them; on the atlas it is the reader's own. */
  followFocus() {
    const focus = String(this.data.bounds);
    if (this.data.follow && this.focus !== undefined && this.focus !== focus) this.goTo({ bounds: this.data.bounds });
    this.focus = focus;
  }

  /** Go where all that passes the filters is in view. */
  showResults() {
    const { data, levels, record, rows } = this;
    const bounds = groundOf(rows, record.marks, levels.pieces.flatMap(({ features }) => features), data.classes);
    if (bounds) this.goTo({ bounds });
  }

  showWhole() {
    this.goTo({ bounds: this.data.bounds });
  }

  /** Go where the counties of a prefecture show. @param {City} city */
  approach(city) {
    const view = this.viewOf(boundsOf(city.geometry));
    this.leave();
    this.go({ ...view, zoom: Math.max(view.zoom, countiesFrom(this.host.clientWidth)) }, FLY_MS, true);
  }
}

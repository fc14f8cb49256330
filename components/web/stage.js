// The drawn map: ground, marks and names one above the other, and the camera over them. It knows
// what is shown and where the camera is; what surrounds it and what a click means is its owner's.
import { Anchors } from "./anchors.js";
import { boundsSeen, cameraOn, metresPerPixel } from "./camera.js";
import { el } from "./dom.js";
import { cornerData, discard, drawMissing, loadEngine, startEngine } from "./engine.js";
import { Ground } from "./ground.js";
import { drawLabels } from "./labels.js";
import { engineLayers, groundParts, names } from "./layers.js";
import { Levels } from "./levels.js";
import { smallest, stackStep, visibleMarks } from "./marks.js";
import { PALETTE } from "./palette.js";
import { picture, published } from "./record.js";
import { symbolSheet } from "./symbols.js";

/** @import { Box } from "./labels.js" */
/** @import { CornerData, CreateDeck, Deck, LayerKinds, PickingInfo } from "./deck" */
/** @import { Bounds, Camera, City, Host, Limits, Look, Picked, Piece, Published, Seen, Size, StageData } from "./types" */

const RESTART_MS = [200, 3000]; // first and longest wait before a lost graphics context is replaced

/** @template {StageData} [Data=StageData] what is to be shown */
export class Stage {
  // What is shown; there from the first `show` on.
  /** @type {Data} */ data;
  /** @type {Published} */ record;
  /** @type {Levels} */ levels;
  /** @type {number[]} */ rows; // of the marks that pass
  /** @type {HTMLCanvasElement} */ sheet;
  /** @type {Camera & Limits} */ camera;
  // The engine: none before the first `show`, and none while a lost context is replaced.
  /** @type {CreateDeck} */ createDeck;
  /** @type {Deck | null} */ deck = null;
  /** @type {LayerKinds} */ kinds;
  /** @type {object | undefined} */ flight;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ restarting;
  // What is drawn.
  /** @type {Piece[]} */ drawn = [];
  /** @type {City[]} */ farDrawn = [];
  /** @type {number[]} */ drawnRows = [];
  /** @type {CornerData} */ iconData;
  drawnScene = "";
  drawnStep = 0;
  sequence = 0;
  /** From what each part was made. @type {Record<string, unknown[]>} */ made = {};
  /** What the pointer is over. @type {Picked | undefined} */ under;

  /** @param {Host} host @param {Look} look */
  constructor(host, look) {
    this.host = host;
    this.look = look;
    this.stage = el("div", { class: "ft-stage" });
    this.ground = new Ground(); // below the stage
    this.names = el("canvas", { class: "ft-names", "aria-hidden": "true" }); // above it
    this.anchors = new Anchors(this); // above the names, where the owner wants them
  }

  // What an owner may want to know.
  /** @param {Picked} info */ picked(info) {}
  /** @param {Picked} info */ hovered(info) {}
  /** @param {Error} error */ failed(error) {}
  /** @param {boolean} byReader */ moved(byReader) {}
  /** What stands over the map: no name below it. @returns {Box[]} */ covered() {
    return [];
  }

  /**
   * Take what is to be shown. False when newer data came meanwhile; throws when nothing can be drawn.
   * @param {Data} data
   */
  async show(data) {
    const sequence = (this.sequence += 1);
    this.data = data;
    const [createDeck, record, sheet] = await Promise.all([
      loadEngine(data.engine),
      published(data.record),
      symbolSheet(picture(data.record, data.theme), this.fineness),
    ]);
    if (sequence !== this.sequence) return false;
    const rows = data.rows ?? visibleMarks(data.bits ?? new Uint8Array(), record.marks, data.within);
    if (record !== this.record) this.anchors.know(record.counties.anchors);
    if (record !== this.record) this.levels = new Levels(data.record, record, () => this.deck && this.draw());
    Object.assign(this, { createDeck, record, sheet, rows });
    if (!this.deck) this.start();
    this.draw();
    return true;
  }

  /** Where the camera stands at first. */
  firstView() {
    return this.viewOf(this.data.bounds);
  }

  start() {
    this.camera ??= this.firstView();
    const { deck, kinds, flight } = startEngine(this.createDeck, this.stage, this.camera);
    Object.assign(this, { deck, kinds, flight });
    deck.setProps({
      onClick: (info) => this.picked(this.known(info)),
      onHover: (info) => this.hovered((this.under = this.known(info))),
      getCursor: ({ isDragging }) => (isDragging ? "grabbing" : this.under?.what ? "pointer" : "grab"),
      pickingRadius: this.look.reach,
      onViewStateChange: ({ viewState, interactionState: { isDragging, isPanning, isZooming } }) =>
        this.follow(viewState, Boolean(isDragging || isPanning || isZooming)),
      onAfterRender: () => {
        drawMissing(deck);
        this.drawAround();
      },
      onError: (error) => console.warn("map:", error.message),
    });
    const { canvas } = this;
    if (!canvas) return;
    canvas.tabIndex = 0;
    canvas.addEventListener("webglcontextlost", () => this.restart());
  }

  /** The engine's own. */
  get canvas() {
    return this.stage.querySelector("canvas");
  }

  /** A lost graphics context is not mended but replaced, and asked for again until there is one. */
  restart(wait = RESTART_MS[0]) {
    const { deck } = this;
    this.deck = null;
    clearTimeout(this.restarting);
    this.restarting = setTimeout(() => {
      try {
        discard(deck);
        discard(this.deck); // one that new data started in the meantime
        this.stage.replaceChildren();
        this.start();
        this.draw();
      } catch (error) {
        this.failed(/** @type {Error} */ (error));
        this.restart(Math.min(wait * 2, RESTART_MS[1]));
      }
    }, wait);
  }

  stop() {
    this.sequence += 1; // what is still on its way comes too late
    clearTimeout(this.restarting);
    discard(this.deck);
    this.deck = null;
  }

  /** @param {Camera} camera as it moved @param {boolean} byReader */
  follow({ longitude, latitude, zoom }, byReader) {
    this.camera = { ...this.camera, longitude, latitude, zoom };
    if (this.scene() !== this.drawnScene) this.draw();
    this.moved(byReader);
  }

  /**
   * Move the camera in `ms`: straight, or `flying` in an arc. At once for who asks for no motion.
   * @param {Partial<Camera>} target @param {number} ms
   */
  go(target, ms, flying = false) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.camera = { ...this.camera, ...target };
    if (!this.deck) return; // a new one starts from this camera
    const flight = flying ? { transitionInterpolator: this.flight } : {};
    this.deck.setProps({ initialViewState: { ...this.camera, ...flight, transitionDuration: still ? 0 : ms } });
    this.draw();
  }

  /** How many times finer than drawn at first the symbols are. */
  get fineness() {
    return Math.ceil(this.look.sharpness * window.devicePixelRatio);
  }

  /** @returns {Size} */
  get size() {
    return { width: this.host.clientWidth, height: this.host.clientHeight };
  }

  /** The camera that shows `bounds`. @param {Bounds} bounds */
  viewOf(bounds) {
    return cameraOn(bounds, this.size, this.data.bounds);
  }

  metresPerPixel() {
    return metresPerPixel(this.camera);
  }

  smallestMark() {
    return smallest(this.record.marks, this.look.mark[0]);
  }

  stackStep() {
    return stackStep(this.metresPerPixel(), this.smallestMark(), this.look.mark[1]);
  }

  /** @returns {Seen} */
  view() {
    return { zoom: this.camera.zoom, width: this.size.width, bounds: boundsSeen(this.camera, this.size) };
  }

  /** What the camera decides of the picture, as text: another one needs a new drawing. */
  scene() {
    return [this.stackStep(), this.levels.near(this.view()), ...this.wanted().map((piece) => piece.name)].join();
  }

  wanted() {
    return this.levels.wanted(this.view(), this.data.classes);
  }

  /** Whether prefectures stand for all counties. */
  far() {
    return this.levels.apart && !this.drawn.length;
  }

  /** What a click or a pointer meets: a mark with its row, a county or city with its feature. @param {PickingInfo} info @returns {Picked} */
  known(info) {
    if (info.index >= 0 && info.layer?.id === "marks") return { ...info, what: "mark", object: this.drawnRows[info.index] };
    const area = info.coordinate && this.ground.at(info.coordinate);
    return { ...info, ...(area ?? { what: "" }) };
  }

  /** Whether there is room for names of counties. */
  near() {
    return this.camera.zoom >= this.look.countyNamesFrom;
  }

  /** Rows of the marks to draw: those of `pieces`, and far out of a country none, where they would hide it. @param {Piece[]} pieces */
  rowsOf(pieces) {
    const { adcode } = this.record.marks;
    const standing = this.rows.filter((row) => !this.anchors.ids.has(adcode[row]));
    if (!this.levels.apart) return standing;
    if (!this.levels.near(this.view())) return [];
    return pieces.flatMap(({ marks: [first, end] = [0, 0] }) => standing.filter((row) => row >= first && row < end));
  }

  /**
   * Whether what `part` was made from is no longer `values`: making it anew is what takes time.
   * @param {string} part @param {unknown[]} values
   */
  stale(part, ...values) {
    const same = this.made[part]?.every((value, i) => value === values[i]);
    this.made[part] = values;
    return !same;
  }

  draw() {
    this.canvas?.setAttribute("aria-label", this.data.words.map);
    this.drawnStep = this.stackStep();
    this.drawnScene = this.scene();
    this.drawn = this.levels.present(this.wanted());
    if (this.stale("icons", this.rows, this.drawnScene, this.drawn.length, this.record)) {
      this.drawnRows = this.rowsOf(this.drawn);
      this.iconData = cornerData(this.record.marks, this.drawnRows, this.drawnStep, this.fineness);
    }
    this.ground.parts = groundParts(this, this.prefectures(this.drawn));
    this.deck?.setProps({ layers: engineLayers(this, this.smallestMark()) });
    this.drawAround();
  }

  /** The prefectures to draw; the same list as long as it is the same, so that it is not cut up anew. @param {Piece[]} pieces */
  prefectures(pieces) {
    const far = this.levels.far(pieces);
    const same = this.farDrawn.length === far.length && far.every((city, i) => city === this.farDrawn[i]);
    return (this.farDrawn = same ? this.farDrawn : far);
  }

  /** What stands on the canvases below and above the stage; asked for after every frame of it. */
  drawAround() {
    const viewport = this.deck?.isInitialized && this.deck.getViewports()[0];
    if (!viewport || !this.record) return;
    const { longitude, latitude, zoom, width, height } = viewport;
    const { theme, language, classes } = this.data;
    const view = [longitude, latitude, zoom, width, height, window.devicePixelRatio];
    if (this.stale("ground", ...view, this.ground.parts)) this.ground.draw(viewport, PALETTE[theme].outside, this.look.sharpness);
    if (this.stale("anchors", ...view, this.data, this.rows, this.drawnScene)) this.anchors.draw(viewport);
    const covered = this.covered();
    if (this.stale("names", ...view, this.rows, this.data.anchor, theme, this.record, language, classes, this.drawnScene, this.drawn.length, String(covered.map(Object.values)))) {
      const { labels, blocked, style } = names(this, viewport, this.near(), this.far());
      this.host.dataset.names = String(drawLabels(this.names, labels, blocked, covered, viewport, this.size, style));
    }
  }
}

// The drawn map: deck.gl on published geometry and marks, names on a canvas above it. It knows what
// is shown and where the camera is; what surrounds it and what a click means is its owner's.
import { el, picture, published } from "./dom.js";
import { areas, Ground, strokes } from "./ground.js";
import { Levels } from "./levels.js";
import { cornerData, sizeOf, smallest, stackStep, triangleLayer, visibleMarks } from "./marks.js";

const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", sans-serif';
const ZOOMS = [4, 13]; // the least and the most; a country that needs less has less
const RESTART_MS = [200, 3000]; // first and longest wait before a lost graphics context is replaced

export const PALETTE = {
  light: {
    classes: ["#FFFFFF", "#DCEBE3", "#B3D3C2", "#83B59C", "#4F9074", "#1F6B4F"],
    noPlan: "#E3E7E6", outside: "#F4F6F5", line: "#B8C4C0", city: "#5B6F68", context: "#DCE2E0",
    province: "#B9C3C0", hatch: "#8CA39B", label: "#33423D", dim: "#93A09B", halo: "#FFFFFF",
    select: "#C2185B", hover: "#1C2A27",
  },
  dark: {
    classes: ["#132333", "#1B3A3A", "#275752", "#3A7F70", "#54A98C", "#6FD3A8"],
    noPlan: "#0F1B28", outside: "#0B1622", line: "#2C4358", city: "#7C95A8", context: "#1A2B3A",
    province: "#31475A", hatch: "#4A6478", label: "#E4ECF2", dim: "#5F7486", halo: "#0B1622",
    select: "#FF6FA5", hover: "#FFFFFF",
  },
};

const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
const rgb = (hex, alpha = 255) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).concat(alpha);

let engineLoading;
/** deck.gl's classes, out of the bundle that the pydeck package carries. */
function loadEngine(url) {
  // A page that carries the engine itself has it already.
  if (globalThis.createDeck) return globalThis.createDeck;
  engineLoading ??= import(new URL(url, location.origin).href).then(() => globalThis.createDeck);
  return engineLoading;
}

/** End an engine with what it leaves behind: observers of its canvas keep it, and all it holds, alive. */
function discard(deck) {
  const device = deck?.device;
  deck?.finalize();
  device?.canvasContext.destroy();
  device?.destroy();
}

async function symbolSheet(url, sharpness) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const sheet = document.createElement("canvas");
  sheet.width = image.naturalWidth * sharpness;
  sheet.height = image.naturalHeight * sharpness;
  sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
  return sheet;
}

const sheets = new Map();
function sheetOf(url, sharpness) {
  const key = `${url} ${sharpness}`;
  if (!sheets.has(key)) sheets.set(key, symbolSheet(url, sharpness));
  return sheets.get(key);
}


export class Stage {
  /**
   * `look`: pixels of the smallest and largest mark, of names of counties and cities, of the
   * finger's or pointer's reach; `countyNamesFrom`: the zoom below which names would cover each other;
   * `sharpness`: how many times finer than drawn the symbols are.
   */
  constructor(host, look) {
    this.host = host;
    this.look = look;
    this.stage = el("div", { class: "ft-stage" });
    this.ground = new Ground(); // below the stage
    this.names = el("canvas", { class: "ft-names", "aria-hidden": "true" }); // above it
    this.sequence = 0;
    this.drawn = []; // pieces of the record
    this.made = {}; // from what each part was made
  }

  // What an owner may want to know.
  picked() {}
  hovered() {}
  moved() {}
  failed() {}

  /**
   * Take what is to be shown: `data` with engine, record, theme, language, bounds, classes (and those
   * of prefectures, cityClasses, where counties come in pieces), thing, county, perhaps `lit` (more
   * counties to outline), and `bits` (a mask of marks, perhaps `within` bounds) or `rows` (their
   * numbers). False when newer data came meanwhile; throws when nothing can be drawn.
   */
  async show(data) {
    const sequence = (this.sequence += 1);
    this.data = data;
    const [createDeck, record, sheet] = await Promise.all([
      loadEngine(data.engine),
      published(data.record),
      sheetOf(picture(data.record, data.theme), this.look.sharpness),
    ]);
    if (sequence !== this.sequence) return false;
    const rows = data.rows ?? visibleMarks(data.bits, record.marks, data.within);
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
    const probe = document.createElement("canvas").getContext("webgl2");
    if (!probe) throw new Error("no WebGL 2");
    probe.getExtension("WEBGL_lose_context")?.loseContext();
    const names = ["IconLayer", "ScatterplotLayer"];
    this.camera ??= this.firstView();
    this.deck = this.createDeck({
      container: this.stage,
      jsonInput: {
        deviceProps: { webgl: { antialias: false } },
        initialViewState: { ...this.camera, transitionInterpolator: { "@@type": "FlyToInterpolator" } },
        views: { "@@type": "MapView", controller: { dragRotate: false, touchRotate: false, keyboard: true } },
        layers: names.map((name) => ({ "@@type": name, id: name, data: [] })),
      },
    });
    this.kinds = Object.fromEntries(this.deck.props.layers.map((layer) => [layer.constructor.layerName, layer.constructor]));
    this.kinds.TriangleLayer = triangleLayer(this.kinds.IconLayer);
    this.flight = this.deck.props.initialViewState.transitionInterpolator;
    this.deck.setProps({
      onClick: (info) => this.picked(this.known(info)),
      onHover: (info) => this.hovered((this.under = this.known(info))),
      getCursor: ({ isDragging }) => (isDragging ? "grabbing" : this.under?.what ? "pointer" : "grab"),
      pickingRadius: this.look.reach,
      onViewStateChange: ({ viewState, interactionState }) => this.follow(viewState, interactionState),
      onAfterRender: () => this.drawAround(),
      onError: (error) => console.warn("map:", error.message),
    });
    const canvas = this.stage.querySelector("canvas");
    canvas.tabIndex = 0;
    canvas.addEventListener("webglcontextlost", () => this.restart());
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
        this.failed(error);
        this.restart(Math.min(wait * 2, RESTART_MS[1]));
      }
    }, wait);
  }

  stop() {
    clearTimeout(this.restarting);
    discard(this.deck);
    this.deck = null;
  }

  follow(viewState, interactionState) {
    this.camera = { ...this.camera, longitude: viewState.longitude, latitude: viewState.latitude, zoom: viewState.zoom };
    if (this.scene() !== this.drawnScene) this.draw();
    this.moved(interactionState);
  }

  /** Move the camera in `ms`: straight, or `flying` in an arc. At once for who asks for no motion. */
  go(target, ms, flying = false) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.camera = { ...this.camera, ...target };
    if (!this.deck) return; // a new one starts from this camera
    const flight = flying ? { transitionInterpolator: this.flight } : {};
    this.deck.setProps({ initialViewState: { ...this.camera, ...flight, transitionDuration: still ? 0 : ms } });
    this.draw();
  }

  /** The zoom at which `bounds` (west, south, east, north in degrees) fill the map. */
  zoomOf([west, south, east, north]) {
    const { clientWidth: width, clientHeight: height } = this.host;
    const across = (east - west) / 360;
    const down = (mercator(north) - mercator(south)) / (2 * Math.PI);
    return Math.log2(Math.min((width - 40) / across, (height - 40) / down) / 512);
  }

  /** The camera that shows `bounds`. */
  viewOf(bounds) {
    const [west, south, east, north] = bounds;
    const middle = (mercator(north) + mercator(south)) / 2;
    const minZoom = Math.min(ZOOMS[0], this.zoomOf(this.data.bounds));
    return {
      longitude: (west + east) / 2,
      latitude: (Math.atan(Math.exp(middle)) * 360) / Math.PI - 90,
      zoom: Math.max(minZoom, this.zoomOf(bounds)),
      minZoom,
      maxZoom: ZOOMS[1],
    };
  }

  metresPerPixel() {
    return (40075016.7 * Math.cos((this.camera.latitude * Math.PI) / 180)) / (512 * 2 ** this.camera.zoom);
  }

  smallestMark() {
    return smallest(this.record.marks, this.look.mark[0]);
  }

  stackStep() {
    return stackStep(this.metresPerPixel(), this.smallestMark(), this.look.mark[1]);
  }

  /** What the map shows: its zoom, its width in pixels, west, south, east, north in degrees. */
  view() {
    const { clientWidth: width, clientHeight: height } = this.host;
    const { longitude, latitude, zoom } = this.camera;
    // Degrees from the middle to an edge; a pixel is 360 / (512 · 2^zoom) degrees of longitude.
    const east = (180 * width) / (512 * 2 ** zoom);
    const north = ((180 * height) / (512 * 2 ** zoom)) * Math.cos((latitude * Math.PI) / 180);
    return { zoom, width, bounds: [longitude - east, latitude - north, longitude + east, latitude + north] };
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

  /** What `info` of a click or a pointer is about: `what` (mark, county, city) with its row or feature in `object`. */
  known(info) {
    if (info.index >= 0 && info.layer?.id === "marks") return { ...info, what: "mark", object: this.drawnRows[info.index] };
    return { ...info, what: "", ...(info.coordinate && this.ground.at(info.coordinate)) };
  }

  near() {
    return this.camera.zoom >= this.look.countyNamesFrom;
  }

  colourOf(mark) {
    const palette = PALETTE[this.data.theme];
    if (mark === "n") return palette.noPlan;
    if (mark === "x") return palette.outside;
    return palette.classes[Number(mark)];
  }

  /** Rows of the marks to draw: those of `pieces`, and far out of a country none, where they would hide it. */
  rowsOf(pieces) {
    if (!this.levels.apart) return this.rows;
    if (!this.levels.near(this.view())) return [];
    return pieces.flatMap(({ marks: [first, end] }) => this.rows.filter((row) => row >= first && row < end));
  }

  /** Whether what `part` was made from is no longer `values`: making it anew is what takes time. */
  stale(part, ...values) {
    const same = this.made[part]?.every((value, i) => value === values[i]);
    this.made[part] = values;
    return !same;
  }

  /** The icon layer's data. */
  icons(pieces) {
    if (this.stale("icons", this.rows, this.drawnScene, pieces.length, this.record)) {
      this.drawnRows = this.rowsOf(pieces);
      this.iconData = cornerData(this.record.marks, this.drawnRows, this.drawnStep, this.look.sharpness);
    }
    return this.iconData;
  }

  draw() {
    this.stage.querySelector("canvas").setAttribute("aria-label", this.data.words.map);
    const { data, record, kinds, levels } = this;
    const palette = PALETTE[data.theme];
    const [least, largest] = [this.smallestMark(), this.look.mark[1]];
    const { marks, lines } = record;
    const { sharpness } = this.look;
    const filled = (id, what, features, classes) =>
      areas(id, features, ({ properties }) => this.colourOf(classes[properties.number]), what);
    this.drawnStep = this.stackStep();
    this.drawnScene = this.scene();
    const pieces = (this.drawn = levels.present(this.wanted()));
    const each = (layer) => pieces.map((piece) => layer(piece));
    const icons = this.icons(pieces);
    const chosenRows = data.thing ? this.drawnRows.filter((row) => marks.thing[row] === data.thing) : [];
    const chosen = new Set([data.county, ...(data.lit ?? [])]);
    const chosenCounties = levels.present(levels.holding(chosen)).flatMap(({ features }) => features.filter((f) => chosen.has(f.properties.adcode)));
    const prefectures = this.prefectures(pieces);
    this.ground.parts = [
      strokes("context", lines.county, palette.context, 1),
      filled("prefectures", "city", prefectures, data.cityClasses),
      strokes("prefecture-lines", prefectures, palette.line, 1),
      each(({ name, features }) => filled(`counties${name}`, "county", features, data.classes)),
      each(({ name, features }) => strokes(`county-lines${name}`, features, palette.line, 1)),
      each(({ name, hatch }) => strokes(`hatch${name}`, hatch, palette.hatch, 1)),
      strokes("provinces", lines.province, palette.province, 1.5),
      each(({ name, outlines }) => strokes(`cities${name}`, outlines, palette.city, 1.6)),
      strokes("chosen-county", chosenCounties, palette.select, 3),
    ].flat();
    this.deck.setProps({
      layers: [
        new kinds.TriangleLayer({
          id: "marks", data: icons, pickable: true, iconAtlas: this.sheet,
          iconMapping: Object.fromEntries(marks.icons.map(([name]) => [name, { x: 0, y: 0, width: 1, height: 1 }])),
          sizeUnits: "meters", sizeMinPixels: least, sizeMaxPixels: largest,
        }),
        new kinds.ScatterplotLayer({
          id: "chosen-marks", data: chosenRows, getPosition: (row) => [marks.lon[row], marks.lat[row]],
          getRadius: (row) => sizeOf(marks, row) * 0.5, radiusMinPixels: least / 2 + 6, radiusMaxPixels: largest / 2 + 4,
          filled: false, stroked: true, getLineColor: rgb(palette.select), getLineWidth: 3 * sharpness, lineWidthUnits: "pixels",
          updateTriggers: { getLineColor: data.theme },
        }),
      ],
    });
    this.drawAround();
  }

  /** The prefectures to draw; the same list as long as it is the same, so that it is not cut up anew. */
  prefectures(pieces) {
    const far = this.levels.far(pieces);
    const same = this.farDrawn?.length === far.length && far.every((city, i) => city === this.farDrawn[i]);
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
    if (this.stale("names", ...view, theme, this.record, language, this.near() && classes, this.drawnScene, this.drawn.length)) this.drawNames(viewport);
  }

  /** Names of counties or cities, each with a halo, none over another. */
  drawNames(viewport) {
    const palette = PALETTE[this.data.theme];
    const ratio = window.devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = this.host;
    this.names.width = width * ratio;
    this.names.height = height * ratio;
    const near = this.near();
    const size = near || this.levels.apart ? this.look.county : this.look.city;
    const pen = this.names.getContext("2d", { willReadFrequently: true });
    pen.scale(ratio, ratio);
    Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size / 4 + 1 });
    pen.strokeStyle = palette.halo;
    const { cities } = this.record.counties;
    const crowded = this.far();
    pen.font = `${near || crowded ? 500 : 700} ${size}px ${FONT}`;
    const said = near
      ? this.drawn.flatMap(({ features }) => features.map(({ properties }) =>
        [properties, "nx".includes(this.data.classes[properties.number]) ? palette.dim : palette.label]))
      : cities.map((c) => [c, palette.label]);
    const taken = [];
    for (const [place, colour] of said) {
      const [x, y] = viewport.project(place.label);
      if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
      const text = place[this.data.language];
      const half = pen.measureText(text).width / 2 + (crowded ? 12 : 4);
      if (taken.some(([a, b, h]) => Math.abs(a - x) < h + half && Math.abs(b - y) < size * (crowded ? 2 : 1.3))) continue;
      taken.push([x, y, half]);
      pen.strokeText(text, x, y);
      pen.fillStyle = colour;
      pen.fillText(text, x, y);
    }
    this.host.dataset.names = String(taken.length);
  }
}

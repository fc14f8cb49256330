// The drawn map: deck.gl on published geometry and marks, names on a canvas above it. It knows what
// is shown and where the camera is; what surrounds it and what a click means is its owner's.
import { el, picture, published } from "./dom.js";

const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", sans-serif';
const MARK_FILL = 0.86; // diameter of a mark, in pitches of its block
const POINT_SIZE_M = 4700; // diameter of a mark at a known point, metres
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

const rgb = (hex, alpha = 255) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).concat(alpha);

let engineLoading;
/** deck.gl's classes, out of the bundle that the pydeck package carries. */
function loadEngine(url) {
  // A page that carries the engine itself has it already.
  if (globalThis.createDeck) return globalThis.createDeck;
  engineLoading ??= import(new URL(url, location.origin).href).then(() => globalThis.createDeck);
  return engineLoading;
}

async function inflate(text) {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Row numbers of the marks whose bit is set. */
export async function visibleMarks(bits) {
  const bytes = await inflate(bits);
  const rows = [];
  bytes.forEach((byte, n) => {
    for (let bit = 0; byte >> bit; bit += 1) if ((byte >> bit) & 1) rows.push(n * 8 + bit);
  });
  return rows;
}

async function symbolSheet(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const sheet = document.createElement("canvas");
  sheet.width = image.naturalWidth;
  sheet.height = image.naturalHeight;
  sheet.getContext("2d").drawImage(image, 0, 0);
  return sheet;
}

const sheets = new Map();
function sheetOf(url) {
  if (!sheets.has(url)) sheets.set(url, symbolSheet(url));
  return sheets.get(url);
}


export class Stage {
  /**
   * `look`: pixels of the smallest and largest mark, of names of counties and cities, of the
   * finger's or pointer's reach; `countyNamesFrom`: the zoom below which names would cover each other.
   */
  constructor(host, look) {
    this.host = host;
    this.look = look;
    this.stage = el("div", { class: "ft-stage" });
    this.names = el("canvas", { class: "ft-names", "aria-hidden": "true" });
    this.sequence = 0;
  }

  // What an owner may want to know.
  picked() {}
  hovered() {}
  moved() {}
  failed() {}

  /**
   * Take what is to be shown: `data` with engine, record, theme, language, bounds, classes, thing,
   * county and `bits` (a deflated mask of marks) or `rows` (their numbers). False when newer data
   * came meanwhile; throws when nothing can be drawn.
   */
  async show(data) {
    const sequence = (this.sequence += 1);
    this.data = data;
    const [createDeck, record, sheet, rows] = await Promise.all([
      loadEngine(data.engine),
      published(data.record),
      sheetOf(picture(data.record, data.theme)),
      data.rows ?? visibleMarks(data.bits),
    ]);
    if (sequence !== this.sequence) return false;
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
    const names = ["GeoJsonLayer", "IconLayer", "PathLayer", "ScatterplotLayer"];
    this.camera ??= this.firstView();
    this.deck = this.createDeck({
      container: this.stage,
      jsonInput: {
        initialViewState: { ...this.camera, transitionInterpolator: { "@@type": "FlyToInterpolator" } },
        views: { "@@type": "MapView", controller: { dragRotate: false, touchRotate: false, keyboard: true } },
        layers: names.map((name) => ({ "@@type": name, id: name, data: [] })),
      },
    });
    this.kinds = Object.fromEntries(this.deck.props.layers.map((layer) => [layer.constructor.layerName, layer.constructor]));
    this.flight = this.deck.props.initialViewState.transitionInterpolator;
    this.deck.setProps({
      onClick: (info) => this.picked(info),
      onHover: (info) => this.hovered(info),
      getCursor: ({ isDragging, isHovering }) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
      pickingRadius: this.look.reach,
      onViewStateChange: ({ viewState, interactionState }) => this.follow(viewState, interactionState),
      onAfterRender: () => this.drawNames(),
      onError: (error) => console.warn("map:", error.message),
    });
    const canvas = this.stage.querySelector("canvas");
    canvas.setAttribute("aria-label", this.data.words.map);
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
        deck?.finalize();
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
    this.deck?.finalize();
    this.deck = null;
  }

  follow(viewState, interactionState) {
    this.camera = { ...this.camera, longitude: viewState.longitude, latitude: viewState.latitude, zoom: viewState.zoom };
    if (this.stackStep() !== this.drawnStep) this.draw();
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

  /** The camera that shows `bounds`: west, south, east, north in degrees. */
  viewOf(bounds) {
    const { clientWidth: width, clientHeight: height } = this.host;
    const [west, south, east, north] = bounds;
    const y = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
    const across = (east - west) / 360;
    const down = (y(north) - y(south)) / (2 * Math.PI);
    const zoom = Math.log2(Math.min((width - 40) / across, (height - 40) / down) / 512);
    const middle = (y(north) + y(south)) / 2;
    return {
      longitude: (west + east) / 2,
      latitude: (Math.atan(Math.exp(middle)) * 360) / Math.PI - 90,
      zoom: Math.max(4, zoom),
      minZoom: 4,
      maxZoom: 13,
    };
  }

  metresPerPixel() {
    return (40075016.7 * Math.cos((this.camera.latitude * Math.PI) / 180)) / (512 * 2 ** this.camera.zoom);
  }

  /** Pixels between marks at one and the same point, in steps, so that few zooms change them. */
  stackStep() {
    const size = POINT_SIZE_M / this.metresPerPixel();
    return Math.round(Math.min(this.look.mark[1], Math.max(this.look.mark[0], size)) / 4) * 4;
  }

  near() {
    return this.camera.zoom >= this.look.countyNamesFrom;
  }

  colourOf(index) {
    const palette = PALETTE[this.data.theme];
    const mark = this.data.classes[index];
    if (mark === "n") return rgb(palette.noPlan);
    if (mark === "x") return rgb(palette.outside);
    return rgb(palette.classes[Number(mark)]);
  }

  draw() {
    const { data, record, kinds, rows } = this;
    const palette = PALETTE[data.theme];
    const [smallest, largest] = this.look.mark;
    const { marks, counties, lines } = record;
    const path = (id, paths, colour, width, extra = {}) =>
      new kinds.PathLayer({
        id, data: paths, getPath: (d) => d, getColor: rgb(colour), getWidth: width, widthUnits: "pixels",
        updateTriggers: { getColor: colour }, ...extra,
      });
    const features = counties.features;
    const selectedRows = data.thing ? rows.filter((i) => marks.thing[i] === data.thing) : [];
    const selectedCounty = features.filter((f) => f.properties.adcode === data.county);
    const radius = (i) => (marks.pitch[i] ? marks.pitch[i] * MARK_FILL : POINT_SIZE_M);
    const step = (this.drawnStep = this.stackStep());
    const offset = (i) => [marks.stack[i] * step, 0];
    const cell = marks.cell;
    const layers = [
      path("context", lines.county, palette.context, 1),
      new kinds.GeoJsonLayer({
        // Only fills answer to a click: outlines would make each pick ten times dearer.
        id: "counties", data: features, pickable: true, filled: true, stroked: false,
        getFillColor: (f, { index }) => this.colourOf(index),
        updateTriggers: { getFillColor: [data.classes, data.theme] },
      }),
      new kinds.GeoJsonLayer({
        id: "county-lines", data: features, filled: false, stroked: true,
        getLineColor: rgb(palette.line), getLineWidth: 1, lineWidthUnits: "pixels",
        updateTriggers: { getLineColor: data.theme },
      }),
      path("hatch", lines.hatch, palette.hatch, 1),
      path("provinces", lines.province, palette.province, 1.5),
      new kinds.GeoJsonLayer({
        id: "cities", data: counties.cities.map((c) => c.outline), filled: false, stroked: true,
        getLineColor: rgb(palette.city), getLineWidth: 1.6, lineWidthUnits: "pixels",
        updateTriggers: { getLineColor: data.theme },
      }),
      new kinds.GeoJsonLayer({
        id: "chosen-county", data: selectedCounty, filled: false, stroked: true,
        getLineColor: rgb(palette.select), getLineWidth: 3, lineWidthUnits: "pixels",
        updateTriggers: { getLineColor: data.theme },
      }),
      new kinds.IconLayer({
        id: "marks", data: rows, pickable: true, iconAtlas: this.sheet,
        iconMapping: Object.fromEntries(marks.icons.map(([name, x, y]) => [name, { x, y, width: cell, height: cell }])),
        getIcon: (i) => marks.icons[marks.icon[i]][0],
        getPosition: (i) => [marks.lon[i], marks.lat[i]],
        getSize: radius, sizeUnits: "meters", sizeMinPixels: smallest, sizeMaxPixels: largest,
        getPixelOffset: offset, updateTriggers: { getPixelOffset: step },
      }),
      new kinds.ScatterplotLayer({
        id: "chosen-marks", data: selectedRows, getPosition: (i) => [marks.lon[i], marks.lat[i]],
        getRadius: (i) => radius(i) * 0.5, radiusMinPixels: smallest / 2 + 6, radiusMaxPixels: largest / 2 + 4, filled: false, stroked: true,
        getLineColor: rgb(palette.select), getLineWidth: 3, lineWidthUnits: "pixels",
        updateTriggers: { getLineColor: data.theme },
      }),
    ];
    this.deck.setProps({ layers });
    this.drawNames();
  }

  /** Names of counties or cities, each with a halo, none over another; drawn after every frame. */
  drawNames() {
    const viewport = this.deck?.isInitialized && this.deck.getViewports()[0];
    if (!viewport || !this.record) return;
    const palette = PALETTE[this.data.theme];
    const ratio = window.devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = this.host;
    this.names.width = width * ratio;
    this.names.height = height * ratio;
    const near = this.near();
    const size = near ? this.look.county : this.look.city;
    const pen = this.names.getContext("2d");
    pen.scale(ratio, ratio);
    Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: size / 4 + 1 });
    pen.strokeStyle = palette.halo;
    const { features, cities } = this.record.counties;
    pen.font = `${near ? 500 : 700} ${size}px ${FONT}`;
    const said = near
      ? features.map((f, i) => [f.properties, "nx".includes(this.data.classes[i]) ? palette.dim : palette.label])
      : cities.map((c) => [c, palette.label]);
    const taken = [];
    for (const [place, colour] of said) {
      const [x, y] = viewport.project(place.label);
      if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
      const text = place[this.data.language];
      const half = pen.measureText(text).width / 2 + 4;
      if (taken.some(([a, b, h]) => Math.abs(a - x) < h + half && Math.abs(b - y) < size * 1.3)) continue;
      taken.push([x, y, half]);
      pen.strokeText(text, x, y);
      pen.fillStyle = colour;
      pen.fillText(text, x, y);
    }
    this.host.dataset.names = String(taken.length);
  }
}

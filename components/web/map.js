// The map. Geometry and marks come once by URL; a filter sends a few bytes of mask and classes.
import { el, published, symbol } from "./dom.js";

const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", sans-serif';
const COUNTY_LABEL_ZOOM = 7.4; // below it names of counties would cover each other
const MARK_FILL = 0.86; // diameter of a mark, in pitches of its block
const POINT_SIZE_M = 4700; // diameter of a mark at a known point, metres
const MARK_PX = [10, 34]; // smallest and largest diameter of a mark

const CAMERA_KEY = "fengtu-camera";

const PALETTE = {
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
  engineLoading ??= import(new URL(url, location.origin).href).then(() => globalThis.createDeck);
  return engineLoading;
}

async function inflate(text) {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Row numbers of the marks whose bit is set. */
async function visibleMarks(bits) {
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

class AtlasMap {
  constructor(host) {
    this.host = host;
    this.stage = el("div", { class: "ft-stage" });
    this.tip = el("div", { class: "ft-tip", hidden: true });
    this.names = el("canvas", { class: "ft-names", "aria-hidden": "true" });
    this.controls = el("div", { class: "ft-controls" });
    this.legend = el("details", { class: "ft-legend" });
    this.legend.open = window.innerWidth > 700;
    this.foot = el("div", { class: "ft-foot" });
    this.note = el("div", { class: "ft-note", role: "status" });
    host.classList.add("ft-map");
    host.replaceChildren(this.stage, this.names, this.controls, this.legend, this.foot, this.note, this.tip);
    this.sequence = 0;
  }

  /** Take new data from the page; the view stays where it is. */
  async update(component) {
    const sequence = (this.sequence += 1);
    this.data = component.data;
    this.send = (change) => component.setTriggerValue("event", change);
    this.host.setAttribute("role", "region");
    this.host.setAttribute("aria-label", this.data.words.map);
    this.stage.querySelector("canvas")?.setAttribute("aria-label", this.data.words.map);
    if (!this.deck) this.say(this.data.words.loading);
    this.drawOverlays();
    try {
      const [createDeck, record, sheet, rows] = await Promise.all([
        loadEngine(this.data.engine),
        published(this.data.record),
        sheetOf(`${this.data.record}/marks-${this.data.theme}.svg`),
        visibleMarks(this.data.bits),
      ]);
      if (sequence !== this.sequence) return;
      Object.assign(this, { createDeck, record, sheet, rows });
      if (!this.deck) this.start();
      this.followFocus();
      this.draw();
      this.drawLegend();
      this.bringIntoView();
      this.rememberCamera();
      this.say(rows.length || this.data.empty === "" ? "" : this.data.empty);
      this.host.dataset.drawn = String(this.data.stamp);
    } catch (error) {
      this.say(this.data.words.no_webgl);
      console.warn("map:", error.message);
    }
  }

  say(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  start() {
    const probe = document.createElement("canvas").getContext("webgl2");
    if (!probe) throw new Error("no WebGL 2");
    probe.getExtension("WEBGL_lose_context")?.loseContext();
    const names = ["GeoJsonLayer", "IconLayer", "PathLayer", "ScatterplotLayer"];
    this.camera ??= this.cameraOfLink() ?? this.wholeView();
    this.deck = this.createDeck({
      container: this.stage,
      jsonInput: {
        initialViewState: this.camera,
        views: { "@@type": "MapView", controller: { dragRotate: false, touchRotate: false, keyboard: true } },
        layers: names.map((name) => ({ "@@type": name, id: name, data: [] })),
      },
    });
    this.kinds = Object.fromEntries(this.deck.props.layers.map((layer) => [layer.constructor.layerName, layer.constructor]));
    this.deck.setProps({
      onClick: (info) => this.pick(info),
      onHover: (info) => this.hover(info),
      getCursor: ({ isDragging, isHovering }) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
      pickingRadius: 3,
      onViewStateChange: ({ viewState }) => this.moved(viewState),
      onAfterRender: () => this.drawNames(),
      onError: (error) => console.warn("map:", error.message),
    });
    const canvas = this.stage.querySelector("canvas");
    canvas.setAttribute("aria-label", this.data.words.map);
    canvas.tabIndex = 0;
    canvas.addEventListener("webglcontextlost", () => this.restart());
    this.resizer ??= new ResizeObserver(() => this.scaleBar());
    this.resizer.observe(this.host);
  }

  /** A lost graphics context is not mended but replaced. */
  restart() {
    const { deck } = this;
    this.deck = null;
    setTimeout(() => {
      deck.finalize();
      this.stage.replaceChildren();
      this.start();
      this.draw();
    }, 200);
  }

  stop() {
    this.resizer?.disconnect();
    this.deck?.finalize();
    this.deck = null;
  }

  wholeView() {
    const { clientWidth: width, clientHeight: height } = this.host;
    const [west, south, east, north] = this.data.bounds;
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

  cameraOfLink() {
    if (this.data.follow) return null;
    // Streamlit drops what stands behind the # when the page changes; the tab remembers it.
    const said = location.hash || sessionStorage.getItem(CAMERA_KEY) || "";
    const match = /^#map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(said);
    if (!match) return null;
    const [zoom, latitude, longitude] = match.slice(1).map(Number);
    if (!(zoom >= 4 && zoom <= 13 && Math.abs(latitude) < 80 && Math.abs(longitude) <= 180)) return null;
    return { longitude, latitude, zoom, minZoom: 4, maxZoom: 13 };
  }

  moved(viewState) {
    this.camera = { ...this.camera, longitude: viewState.longitude, latitude: viewState.latitude, zoom: viewState.zoom };
    this.touched = true;
    if (this.stackStep() !== this.drawnStep) this.draw();
    this.scaleBar();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.rememberCamera(), 400);
  }

  metresPerPixel() {
    return (40075016.7 * Math.cos((this.camera.latitude * Math.PI) / 180)) / (512 * 2 ** this.camera.zoom);
  }

  /** Pixels between marks at one and the same point, in steps, so that few zooms change them. */
  stackStep() {
    const size = POINT_SIZE_M / this.metresPerPixel();
    return Math.round(Math.min(MARK_PX[1], Math.max(MARK_PX[0], size)) / 4) * 4;
  }

  near() {
    return this.camera.zoom >= COUNTY_LABEL_ZOOM;
  }

  /** The camera lives behind the # of the address: a copied link opens the same view. */
  rememberCamera() {
    if (this.data.follow || (!this.touched && !location.hash)) return;
    const { zoom, latitude, longitude } = this.camera;
    const hash = `#map=${zoom.toFixed(2)}/${latitude.toFixed(4)}/${longitude.toFixed(4)}`;
    sessionStorage.setItem(CAMERA_KEY, hash);
    if (location.hash !== hash) history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }

  /** On pages about certain counties the view follows them; on the atlas it is the reader's own. */
  followFocus() {
    const focus = String(this.data.bounds);
    if (this.data.follow && this.focus !== undefined && this.focus !== focus) this.go(this.wholeView());
    this.focus = focus;
  }

  /** A thing chosen elsewhere is brought into view; one that is in view stays where it is. */
  bringIntoView() {
    const { thing } = this.data;
    if (thing === this.shown) return;
    const first = this.shown === undefined;
    this.shown = thing;
    const row = this.rows.find((i) => this.record.marks.thing[i] === thing);
    if (row === undefined || !this.deck.isInitialized || (first && this.cameraOfLink())) return;
    const [x, y] = this.deck.getViewports()[0].project([this.record.marks.lon[row], this.record.marks.lat[row]]);
    const card = document.querySelector(".ft-card")?.getBoundingClientRect();
    const own = this.host.getBoundingClientRect();
    const covered = card && x + own.left > card.left - 20 && y + own.top > card.top - 20 && y + own.top < card.bottom;
    const inside = x > 20 && y > 20 && x < own.width - 20 && y < own.height - 40;
    if (inside && !covered) return;
    this.go({ longitude: this.record.marks.lon[row], latitude: this.record.marks.lat[row] });
  }

  go(target) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.camera = { ...this.camera, ...target };
    this.deck.setProps({ initialViewState: { ...this.camera, transitionDuration: still ? 0 : 350 } });
    this.touched = true;
    this.draw();
    this.scaleBar();
    this.rememberCamera();
  }

  pick(info) {
    this.tip.hidden = true;
    if (!info.layer || info.index < 0) this.send({ type: "close" });
    else if (info.layer.id === "marks") this.send({ type: "thing", thing: this.record.marks.thing[info.object] });
    else if (info.layer.id === "counties") this.send({ type: "county", adcode: info.object.properties.adcode });
  }

  hover(info) {
    let text = "";
    if (info.layer?.id === "marks" && info.index >= 0) text = this.record.marks[this.data.language][info.object];
    else if (info.layer?.id === "counties" && info.object && !this.near()) text = info.object.properties[this.data.language];
    this.tip.textContent = text;
    this.tip.hidden = !text;
    if (!text) return;
    const left = Math.min(info.x + 14, this.host.clientWidth - this.tip.offsetWidth - 8);
    this.tip.style.transform = `translate(${left}px, ${info.y + 14}px)`;
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
        getSize: radius, sizeUnits: "meters", sizeMinPixels: MARK_PX[0], sizeMaxPixels: MARK_PX[1],
        getPixelOffset: offset, updateTriggers: { getPixelOffset: step },
      }),
      new kinds.ScatterplotLayer({
        id: "chosen-marks", data: selectedRows, getPosition: (i) => [marks.lon[i], marks.lat[i]],
        getRadius: (i) => radius(i) * 0.5, radiusMinPixels: 11, radiusMaxPixels: 21, filled: false, stroked: true,
        getLineColor: rgb(palette.select), getLineWidth: 3, lineWidthUnits: "pixels",
        updateTriggers: { getLineColor: data.theme },
      }),
    ];
    this.deck.setProps({ layers });
    this.scaleBar();
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
    const pen = this.names.getContext("2d");
    pen.scale(ratio, ratio);
    Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 4 });
    pen.strokeStyle = palette.halo;
    const { features, cities } = this.record.counties;
    const near = this.near();
    pen.font = near ? `500 13px ${FONT}` : `700 17px ${FONT}`;
    const said = near
      ? features.map((f, i) => [f.properties, "nx".includes(this.data.classes[i]) ? palette.dim : palette.label])
      : cities.map((c) => [c, palette.label]);
    const taken = [];
    for (const [place, colour] of said) {
      const [x, y] = viewport.project(place.label);
      if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
      const text = place[this.data.language];
      const half = pen.measureText(text).width / 2 + 4;
      if (taken.some(([a, b, h]) => Math.abs(a - x) < h + half && Math.abs(b - y) < 18)) continue;
      taken.push([x, y, half]);
      pen.strokeText(text, x, y);
      pen.fillStyle = colour;
      pen.fillText(text, x, y);
    }
    this.host.dataset.names = String(taken.length);
  }

  drawOverlays() {
    const { words } = this.data;
    const button = (label, text, act) =>
      el("button", { type: "button", title: text, "aria-label": text, onclick: act }, label);
    this.controls.replaceChildren(
      button("＋", words.zoom_in, () => this.go({ zoom: Math.min(13, this.camera.zoom + 1) })),
      button("－", words.zoom_out, () => this.go({ zoom: Math.max(4, this.camera.zoom - 1) })),
      button("⌂", words.home, () => this.go(this.wholeView())),
    );
    this.bar = el("span", { class: "ft-scale" });
    this.foot.replaceChildren(this.bar, el("span", {}, this.data.attribution), el("span", {}, words.schematic));
  }

  scaleBar() {
    if (!this.camera || !this.bar) return;
    const metresPerPixel = this.metresPerPixel();
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
    const km = steps.find((k) => (k * 1000) / metresPerPixel > 50) ?? 1000;
    this.bar.textContent = this.data.language === "zh" ? `${km} 公里` : `${km} km`;
    this.bar.style.width = `${(km * 1000) / metresPerPixel}px`;
  }

  drawLegend() {
    const { legend, words, theme, record: url } = this.data;
    const palette = PALETTE[theme];
    const look = { record: url, theme, cells: this.record.cells, cell: this.record.marks.cell };
    const swatch = (mark) => {
      const colour = { n: palette.noPlan, x: palette.outside, p: palette.classes[0] }[mark] ?? palette.classes[Number(mark)];
      return el("i", { class: `ft-swatch${mark === "p" ? " ft-hatched" : ""}`, style: { "--c": colour, "--h": palette.hatch } });
    };
    const line = (marker, label, count) =>
      el("li", {}, marker, el("span", {}, label), el("b", {}, String(count)));
    this.legend.replaceChildren(
      el("summary", {}, words.legend),
      el("h4", {}, words.legend_counties),
      el("ul", {}, legend.counties.map(([mark, label, count]) => line(swatch(mark), label, count))),
      legend.sectors.length ? el("h4", {}, words.legend_sectors) : "",
      el("ul", {}, legend.sectors.map(([id, label, count]) =>
        line(el("i", { class: "ft-dot", style: { "--c": this.data.colours[id] } }), label, count))),
      legend.marks.length ? el("h4", {}, words.legend_marks) : "",
      el("ul", {}, legend.marks.map(([id, label, count]) => line(symbol(look, `wind_farm-${id}`, 18), label, count))),
      legend.off_map ? el("p", {}, `${words.not_on_map} `, el("b", {}, String(legend.off_map))) : "",
    );
  }
}

export default function map(component) {
  const host = component.parentElement;
  host.ftMap ??= new AtlasMap(host);
  globalThis.fengtuMap = host.ftMap; // for tests: where is a thing on the screen
  host.ftMap.update(component);
  return () => {
    if (!host.isConnected) {
      host.ftMap?.stop();
      delete host.ftMap;
    }
  };
}

// The map of the desk: the stage with legend, controls, scale, and its camera in the address.
import { el, nameOf, symbol } from "./dom.js";
import { boundsOf, countiesFrom, holds, seen } from "./levels.js";
import { PALETTE, Stage } from "./stage.js";

const CAMERA_KEY = "fengtu-camera";
const MOVE_MS = 350;
const REST_MS = 400; // without a change, after which the camera goes into the address
const ROOM = 0.06; // told around what the map shows, as a share of it: little moves ask for nothing
// Pixels; above this zoom there is room for names of counties.
const LOOK = { mark: [10, 34], county: 13, city: 17, reach: 3, countyNamesFrom: 7.4, sharpness: 1 };

class AtlasMap extends Stage {
  constructor(host) {
    super(host, LOOK);
    this.tip = el("div", { class: "ft-tip", hidden: true });
    this.controls = el("div", { class: "ft-controls" });
    this.legend = el("details", { class: "ft-legend" });
    this.foot = el("div", { class: "ft-foot" });
    this.note = el("div", { class: "ft-note", role: "status" });
    host.classList.add("ft-map");
    host.replaceChildren(this.ground.canvas, this.stage, this.names, this.controls, this.legend, this.foot, this.note, this.tip);
    this.legend.open = host.clientWidth > 700 && host.clientHeight > 520; // else it would hide the map
  }

  /** Take new data from the page; the view stays where it is. */
  async update({ data, setTriggerValue }) {
    this.send = (change) => setTriggerValue("event", change);
    this.host.setAttribute("role", "region");
    this.host.setAttribute("aria-label", data.words.map);
    this.stage.querySelector("canvas")?.setAttribute("aria-label", data.words.map);
    if (!this.deck) this.say(data.words.loading);
    if (this.stale("overlays", data.language, data.attribution)) this.drawOverlays(data);
    try {
      if (!(await this.show(data))) return;
      this.resizer ??= new ResizeObserver(() => this.scaleBar());
      this.resizer.observe(this.host);
      this.followFocus();
      this.scaleBar();
      this.bringIntoView();
      this.rememberSoon();
      this.say(data.empty);
      this.host.dataset.drawn = String(data.stamp);
    } catch (error) {
      this.failed(error);
    }
  }

  failed(error) {
    this.say(this.data.words.no_webgl);
    console.warn("map:", error.message);
  }

  stop() {
    this.resizer?.disconnect();
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
    seen.bounds = [west - across, south - up, east + across, north + up].map((edge) => Number(edge.toFixed(4)));
    const missing = data.within && !holds(data.within, view.bounds) && String(seen.bounds);
    if (missing && missing !== this.asked) this.send({ type: "look" });
    this.asked = missing; // once: an answer that does not help is not asked for again
  }

  move(target) {
    this.go(target, MOVE_MS);
    this.touched = true;
    this.scaleBar();
    this.rememberCamera();
    this.rememberSoon();
  }

  say(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  cameraOfLink() {
    if (this.data.follow) return null;
    // Streamlit drops what stands behind the # when the page changes; the tab remembers it.
    const said = location.hash || sessionStorage.getItem(CAMERA_KEY) || "";
    const match = /^#map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(said);
    if (!match) return null;
    const [zoom, latitude, longitude] = match.slice(1).map(Number);
    const whole = this.wholeView();
    const { minZoom, maxZoom } = whole;
    if (!(zoom >= minZoom && zoom <= maxZoom && Math.abs(latitude) < 80 && Math.abs(longitude) <= 180)) return null;
    return { ...whole, longitude, latitude, zoom };
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
    if (this.data.follow && this.focus !== undefined && this.focus !== focus) this.move(this.wholeView());
    this.focus = focus;
  }

  /** A thing chosen elsewhere is brought into view; one that is in view stays where it is. */
  bringIntoView() {
    const { thing } = this.data;
    if (thing === this.shown) return;
    const first = this.shown === undefined;
    this.shown = thing;
    const row = this.record.marks.thing.indexOf(thing);
    if (row < 0 || !this.deck.isInitialized || (first && this.cameraOfLink())) return;
    const [x, y] = this.deck.getViewports()[0].project([this.record.marks.lon[row], this.record.marks.lat[row]]);
    const card = document.querySelector(".ft-card")?.getBoundingClientRect();
    const own = this.host.getBoundingClientRect();
    const covered = card && x + own.left > card.left - 20 && y + own.top > card.top - 20 && y + own.top < card.bottom;
    const inside = x > 20 && y > 20 && x < own.width - 20 && y < own.height - 40;
    if (inside && !covered) return;
    this.move({ longitude: this.record.marks.lon[row], latitude: this.record.marks.lat[row] });
  }

  picked(info) {
    this.tip.hidden = true;
    if (info.what === "mark") this.send({ type: "thing", thing: this.record.marks.thing[info.object] });
    else if (info.what === "county") this.send({ type: "county", adcode: info.object.properties.adcode });
    else if (info.what === "city") this.approach(info.object);
    else this.send({ type: "close" });
  }

  draw() {
    super.draw();
    this.drawLegend();
  }

  /** Go where the counties of a prefecture show. */
  approach(city) {
    const view = this.viewOf(boundsOf(city.geometry));
    this.move({ ...view, zoom: Math.max(view.zoom, countiesFrom(this.host.clientWidth)) });
  }

  hovered(info) {
    const { language, record } = this.data;
    let text = "";
    if (info.what === "mark") text = nameOf(record, this.record.marks, language, info.object);
    else if (info.what === "city" || (info.what === "county" && !this.near())) text = info.object.properties[language];
    this.tip.textContent = text;
    this.tip.hidden = !text;
    if (!text) return;
    const left = Math.min(info.x + 14, this.host.clientWidth - this.tip.offsetWidth - 8);
    this.tip.style.transform = `translate(${left}px, ${info.y + 14}px)`;
  }

  drawOverlays({ words, attribution }) {
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
      el("h4", {}, this.far() ? words.legend_cities : words.legend_counties),
      el("ul", {}, (this.far() ? legend.cities : legend.counties).map(([mark, label, count]) => line(swatch(mark), label, count))),
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

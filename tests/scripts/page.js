// A page for components: jsdom as globals, with what it lacks and the scripts ask for. It counts what
// stays behind: listeners of window and document, observers that observe, timers that run.
import { JSDOM } from "jsdom";

const { window } = new JSDOM('<!doctype html><body><div class="stApp"></div></body>', { url: "http://127.0.0.1/", pretendToBeVisual: true });
for (const name of ["document", "location", "history", "sessionStorage", "Node", "Element", "HTMLElement", "Event", "KeyboardEvent", "MouseEvent", "CSS", "getComputedStyle"]) {
  globalThis[name] = window[name];
}
globalThis.getSelection = () => window.getSelection();
globalThis.window = window;
globalThis.CSS ??= { escape: (text) => text.replaceAll(/["\\]/g, "\\$&") };
globalThis.matchMedia = () => ({ matches: true });
for (const method of ["addEventListener", "removeEventListener", "dispatchEvent"]) globalThis[method] = window[method].bind(window);

const left = { listeners: 0, observers: 0, timers: 0 };
/** How much of each a component has left running. */
export const running = () => ({ ...left });

const JSDOMS_OWN = ["mouseover", "mouseout"]; // for :hover
for (const target of [window, window.document]) {
  const { addEventListener, removeEventListener } = target;
  const heard = new Set();
  const named = (type, listener) => [...heard].find(([a, b]) => a === type && b === listener);
  target.addEventListener = (type, listener, options) => {
    if (!named(type, listener) && !JSDOMS_OWN.includes(type)) {
      heard.add([type, listener]);
      left.listeners += 1;
    }
    addEventListener.call(target, type, listener, options);
  };
  target.removeEventListener = (type, listener, options) => {
    if (heard.delete(named(type, listener))) left.listeners -= 1;
    removeEventListener.call(target, type, listener, options);
  };
}
globalThis.addEventListener = window.addEventListener;
globalThis.removeEventListener = window.removeEventListener;

/** An observer of that class, counted from its first `observe` to its `disconnect`. */
const counted = (Observer) => class extends Observer {
  observe(...args) {
    if (!this.counted) left.observers += 1;
    this.counted = true;
    super.observe(...args);
  }

  disconnect() {
    if (this.counted) left.observers -= 1;
    this.counted = false;
    super.disconnect();
  }
};
globalThis.MutationObserver = counted(window.MutationObserver);
globalThis.ResizeObserver = counted(class {
  observe() {}

  disconnect() {}
});

const started = new Set();
for (const [start, stop, over] of [[setTimeout, clearTimeout, true], [setInterval, clearInterval, false]]) {
  globalThis[start.name] = (act, ms, ...args) => {
    const timer = start(() => {
      if (over && started.delete(timer)) left.timers -= 1;
      act(...args);
    }, ms);
    started.add(timer);
    left.timers += 1;
    return timer;
  };
  globalThis[stop.name] = (timer) => {
    if (started.delete(timer)) left.timers -= 1;
    stop(timer);
  };
}

// Canvases draw nothing here; a path is the list of its points, and holds what its box holds.
globalThis.Path2D = class {
  points = [];

  moveTo(x, y) {
    this.points.push([x, y]);
  }

  lineTo(x, y) {
    this.points.push([x, y]);
  }
};
const pen = {
  isPointInPath({ points }, x, y) {
    const [xs, ys] = [0, 1].map((n) => points.map((point) => point[n]));
    return x >= Math.min(...xs) && x <= Math.max(...xs) && y >= Math.min(...ys) && y <= Math.max(...ys);
  },
  measureText: (text) => ({ width: 10 * text.length }),
};
const anything = new Proxy(pen, { get: (own, name) => own[name] ?? (() => anything), set: () => true });
window.HTMLCanvasElement.prototype.getContext = () => anything;
globalThis.Image = class {
  naturalWidth = 8;

  naturalHeight = 8;

  decode = async () => {};
};
window.HTMLDialogElement.prototype.showModal ??= function showModal() {
  this.open = true;
};
window.HTMLDialogElement.prototype.close ??= function close() {
  this.open = false;
};

// A record of one square county, as static/ would have it.
const square = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]];
const option = [["wind_farm", "风电场", "Wind farm", "energy"]];
const none = { kind: option, city: [["a", "甲市", "A", ""]], county: [["1", "甲县", "A", "a"]], year: [["2030", "2030", "2030", ""]], basis: [], precision: [], role: [], unit: [["发改委", "发改委", "Commission", "a"]] };
export const FILES = {
  "counties.json": {
    features: [{ type: "Feature", properties: { adcode: "1", zh: "甲县", en: "A", label: [1, 1] }, geometry: { type: "Polygon", coordinates: square } }],
    cities: [{ zh: "甲市", en: "A", label: [1, 1], outline: { type: "LineString", coordinates: square[0] } }],
    anchors: [{ id: "z", kind: "zone", zh: "起步区", en: "Z", at: [1, 1], holds: ["1"] }],
  },
  "lines.json": { county: [], province: [] },
  "marks.json": {
    thing: ["t"], adcode: ["1"], zh: ["甲"], en: ["A"], icon: [0], lon: [1], lat: [1], pitch: [0], stack: [0], cell: 8, radius: { 0: 2000 },
    icons: ["site", "county", "township", "site-quiet"].map((form) => [`wind_farm-${form}`, 0, 0, "energy"]),
  },
  "options.json": { sector: [["energy", "能源", "Energy", ""]], ...none, words: { zh: {}, en: {} }, colours: { light: {}, dark: {} }, longest: 60 },
};
export const asked = [];
globalThis.fetch = async (url) => {
  const name = url.split("/").at(-1);
  asked.push(name);
  return { ok: name in FILES, status: name in FILES ? 200 : 404, json: async () => FILES[name] };
};

// An engine that draws nothing.
class Layer {
  constructor(props) {
    this.props = props;
  }
}
export const decks = [];
globalThis.createDeck = ({ container, jsonInput }) => {
  const kind = (name) => class extends Layer {
    static layerName = name;
  };
  container.append(document.createElement("canvas"));
  const layers = jsonInput.layers.map(({ "@@type": name, ...props }) => new (kind(name))(props));
  const deck = {
    props: { layers, initialViewState: jsonInput.initialViewState },
    isInitialized: false,
    ended: 0,
    setProps: (props) => Object.assign(deck.props, props),
    finalize: () => (deck.ended += 1),
  };
  decks.push(deck);
  return deck;
};

export { window };
/** What is asked for at once has come, and what waits for it is done. */
export const settled = () => new Promise((done) => setImmediate(() => setImmediate(done)));

/** A host in the page, and what calls a component on it: `draw(data)` returns its stop; `events` is what it sent. */
export function hosted(component) {
  const host = document.createElement("div");
  document.body.append(host);
  const events = [];
  const draw = (data) => component({
    parentElement: host,
    data: { record: "/record", theme: "light", language: "zh", bits: new Uint8Array([1]), words: {}, ...data },
    setTriggerValue: (name, event) => events.push(event),
  });
  return { host, events, draw };
}

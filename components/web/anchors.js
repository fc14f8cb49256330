// Counted marks of functional zones and cities, where things without a county stand: buttons over
// the map, each a rounded square with the count in a ring of sectors. An owner turns them on with
// `look.anchor` and puts `element` above the names; a click or a pointer there is told as what: "anchor".
import { el } from "./dom.js";
import { PALETTE } from "./palette.js";

/** @import { Viewport } from "./deck" */
/** @import { Stage } from "./stage.js" */
/** @import { Anchor, Counted, Marks, Size, Words } from "./types" */

const STEM = 18; // pixels between a mark's point and its square: a mark at the point stays free
/** Where a square stands from its point, the best first. @type {[side: string, x: number, y: number][]} */
const SIDES = [["above", 0, -1], ["below", 0, 1], ["right", 1, 0], ["left", -1, 0]];

/** A square on the screen: the pixel of its middle, and on which side of its point it stands. @typedef {{ of: Counted, x: number, y: number, side: string }} Square */

/**
 * What stands at each of `anchors` among the marks in `rows`; those with nothing are left out.
 * @param {Anchor[]} anchors @param {Pick<Marks, "adcode" | "icon" | "icons">} marks @param {number[]} rows
 * @returns {Counted[]}
 */
export function counted(anchors, marks, rows) {
  const found = new Map(anchors.map((anchor) => [anchor.id, { anchor, things: 0, sectors: /** @type {Record<string, number>} */ ({}) }]));
  for (const row of rows) {
    const own = found.get(marks.adcode[row]);
    if (!own) continue;
    const sector = marks.icons[marks.icon[row]][3];
    own.things += 1;
    own.sectors[sector] = (own.sectors[sector] ?? 0) + 1;
  }
  return [...found.values()].filter(({ things }) => things);
}

/** The ring of a mark: sectors in the order of `colours`, each as long as its share. @param {Counted} of @param {Record<string, string>} colours */
export function ring({ sectors, things }, colours) {
  let end = 0;
  const arcs = Object.entries(colours).filter(([sector]) => sectors[sector]).map(([sector, colour]) => {
    const start = end;
    end += (360 * sectors[sector]) / things;
    return `${colour} ${start.toFixed(1)}deg ${end.toFixed(1)}deg`;
  });
  return `conic-gradient(${arcs.join(", ")})`;
}

/**
 * Squares of `size` pixels for those in view, the fullest first: none over another or beyond the map
 * where another side of its point is free.
 * @param {Counted[]} all @param {(at: [number, number]) => [number, number]} project @param {number} size @param {Size} map
 */
export function squares(all, project, size, { width, height }) {
  /** @type {Square[]} */
  const taken = [];
  for (const of of all.toSorted((a, b) => b.things - a.things)) {
    const [x, y] = project(of.anchor.at);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const ways = SIDES.map(([side, across, down]) => ({ of, side, x: x + across * (STEM + size / 2), y: y + down * (STEM + size / 2) }));
    const free = ways.find((way) =>
      way.x >= size / 2 && way.y >= size / 2 && way.x <= width - size / 2 && way.y <= height - size / 2 &&
      !taken.some((other) => Math.abs(other.x - way.x) < size && Math.abs(other.y - way.y) < size));
    taken.push(free ?? ways[0]);
  }
  return taken;
}

/** A square, `half` of it so many pixels, with its stem: what names keep off. @param {Square} square @param {number} half */
export function boxOf({ x, y, side }, half) {
  const [, across, down] = SIDES.find(([name]) => name === side) ?? SIDES[0];
  const [wide, high] = [Math.abs(across), Math.abs(down)].map((along) => half + (along * STEM) / 2);
  return { x: x - (across * STEM) / 2, y: y - (down * STEM) / 2, wide, high };
}

/** What a mark says to who cannot see it. @param {Counted} of @param {"zh" | "en"} language @param {Words} words */
export function labelOf({ anchor, things }, language, words) {
  const kind = anchor.kind === "zone" ? words.anchor_zone : words.anchor_city;
  return language === "zh" ? `${anchor.zh}（${kind}）：${things} 项，${words.anchor_label}` : `${anchor.en} (${kind}), ${words.anchor_label}: ${things}`;
}

export class Anchors {
  /** @type {Square[]} */ squares = [];
  /** The one under the pointer or the focus: its id. */ over = "";
  /** @type {Map<string, HTMLButtonElement>} */ buttons = new Map();
  /** @type {Anchor[]} */ all = [];
  ids = new Set();

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.element = el("div", { class: "ft-anchors" });
  }

  /** Those of a record. @param {Anchor[]} all */
  know(all) {
    this.all = all;
    this.ids = new Set(all.map(({ id }) => id));
    this.buttons.forEach((button) => button.remove());
    this.buttons.clear();
  }

  /** The anchor at which the chosen thing stands; "" for one in a county. */
  get ofThing() {
    const { data, record: { marks } } = this.stage;
    const adcode = data.thing ? marks.adcode[marks.thing.indexOf(data.thing)] : "";
    return this.ids.has(adcode) ? adcode : "";
  }

  /** Counties that hold part of a zone that is chosen, of whose things one is, or that is pointed at. @returns {Set<string>} */
  holding() {
    if (!this.stage.look.anchor) return new Set();
    const lit = new Set([this.stage.data.anchor, this.ofThing, this.over]);
    return new Set(this.all.filter(({ id }) => lit.has(id)).flatMap(({ holds }) => holds));
  }

  /** Put the marks where their points are: of a country only where its other marks are drawn too. @param {Viewport} viewport */
  draw(viewport) {
    const { stage } = this;
    const { look: { anchor: size }, levels, record: { marks }, rows } = stage;
    if (!size) return;
    const shown = levels.near(stage.view()) ? counted(this.all, marks, rows) : [];
    this.squares = squares(shown, (at) => viewport.project(at), size, stage.size);
    const drawn = new Set(this.squares.map((square) => this.place(square, size)));
    this.buttons.forEach((button) => (button.hidden = !drawn.has(button)));
  }

  /** @param {Square} square @param {number} size */
  place({ of, x, y, side }, size) {
    const { data, data: { colours = {}, language, theme, words } } = this.stage;
    const { anchor } = of;
    const button = this.buttons.get(anchor.id) ?? this.button(anchor);
    const chosen = anchor.id === data.anchor || anchor.id === this.ofThing;
    button.textContent = String(of.things);
    button.style.setProperty("--ring", ring(of, colours));
    button.style.setProperty("--size", `${size}px`);
    button.style.setProperty("--select", PALETTE[theme].select);
    button.style.transform = `translate(${x - size / 2}px, ${y - size / 2}px)`;
    button.dataset.side = side;
    button.setAttribute("aria-label", labelOf(of, language, words));
    button.toggleAttribute("data-chosen", chosen);
    button.setAttribute("aria-pressed", String(chosen));
    return button;
  }

  /** @param {Anchor} anchor */
  button(anchor) {
    const { stage } = this;
    const point = (/** @type {string} */ id) => () => this.point(id);
    const button = el("button", {
      type: "button", class: "ft-anchor", "data-kind": anchor.kind, "data-key": `anchor-${anchor.id}`,
      onclick: () => stage.picked({ x: 0, y: 0, index: -1, what: "anchor", object: anchor }),
      onpointerenter: point(anchor.id), onpointerleave: point(""), onfocus: point(anchor.id), onblur: point(""),
      // The wheel zooms here as it does beside the mark.
      onwheel: (/** @type {WheelEvent} */ event) => {
        event.preventDefault();
        stage.canvas?.dispatchEvent(new WheelEvent(event.type, event));
      },
    });
    this.buttons.set(anchor.id, button);
    this.element.append(button);
    return button;
  }

  /** What the pointer or the focus is on now. @param {string} id */
  point(id) {
    if (this.over === id) return;
    this.over = id;
    const { stage } = this;
    const square = this.squares.find(({ of }) => of.anchor.id === id);
    stage.hovered(square ? { x: square.x, y: square.y, index: -1, what: "anchor", object: square.of.anchor } : { x: 0, y: 0, index: -1, what: "" });
    stage.draw();
  }
}

// Pictures of numbers: bars on one scale, and rows of dots. Shapes are SVG in percent of the width;
// what they say stands beside them as buttons, which open a line of the fold below.
import { el } from "./dom.js";

/** @import { Axis, Bar, BarsBlock, Bound, Dot, FoldBlock, Panel, PanelsBlock, Part, Row, Stop } from "./types" */

/** Draws a fold. @typedef {(fold: FoldBlock) => HTMLElement} Fold */

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element. @param {string} tag @param {Record<string, string | number>} attributes @param {(SVGElement | false)[]} children */
function shape(tag, attributes, ...children) {
  const node = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children.filter((child) => child !== false));
  return node;
}

/** Where a value stands on an axis, percent of its width. @param {Axis} axis @param {number} value */
export function across({ ticks }, value) {
  const [low, high] = [ticks[0][0], ticks[ticks.length - 1][0]];
  return Math.round((1e5 * (value - low)) / (high - low)) / 1e3;
}

/**
 * The middles of labels, as near to the `wanted` ones as they can be side by side within `room`:
 * those that would cover each other stand close, and are off by as little as possible together.
 * @param {number[]} wanted @param {number[]} widths @param {number} room
 */
export function spread(wanted, widths, room) {
  /** @type {{ labels: number[], width: number, sum: number, start: number }[]} */
  const groups = [];
  const order = wanted.map((_, n) => n).sort((a, b) => wanted[a] - wanted[b] || a - b);
  /** @param {number[]} labels @param {number} width @param {number} sum of the starts that they want their group to have */
  const placed = (labels, width, sum) => ({ labels, width, sum, start: Math.max(0, Math.min(sum / labels.length, room - width)) });
  for (const n of order) {
    let group = placed([n], widths[n], wanted[n] - widths[n] / 2);
    for (let last = groups.at(-1); last && last.start + last.width > group.start; last = groups.at(-1)) {
      groups.pop();
      const sum = last.sum + group.sum - last.width * group.labels.length;
      group = placed([...last.labels, ...group.labels], last.width + group.width, sum);
    }
    groups.push(group);
  }
  const middles = wanted.map(() => 0);
  for (const { labels, start } of groups) {
    let end = start;
    for (const n of labels) {
      middles[n] = end + widths[n] / 2;
      end += widths[n];
    }
  }
  return middles;
}

/** Opens a line of a fold and leads there. @param {HTMLElement} fold @param {number} number */
function opens(fold, number) {
  return () => {
    const details = /** @type {HTMLDetailsElement} */ (fold);
    details.open = true;
    for (const shown of fold.querySelectorAll(".ft-shown")) shown.classList.remove("ft-shown");
    const line = /** @type {HTMLElement} */ (fold.children[number + 1]); // after the summary
    line.classList.add("ft-shown");
    line.tabIndex = -1;
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  };
}

/** The labels of an axis. @param {Axis} axis */
function scale(axis) {
  const labels = axis.ticks.map(([value, text]) => el("span", { style: { "--at": across(axis, value) } }, text));
  return el("div", { class: "ft-axis", "aria-hidden": "true" }, el("div", {}, labels), el("b", {}, axis.unit));
}

/** Thin lines at the ticks. @param {Axis} axis */
const grid = (axis) => axis.ticks.map(([value]) => {
  const x = `${across(axis, value)}%`;
  return shape("line", { class: "ft-grid", x1: x, x2: x, y1: 0, y2: "100%" });
});

/** A mark drawn around a value. @param {Axis} axis @param {number} value @param {number} y @param {(SVGElement | false)[]} shapes */
const at = (axis, value, y, ...shapes) => shape("svg", { x: `${across(axis, value)}%`, y, overflow: "visible" }, ...shapes);

// Bars

const [TOP, HIGH, HEIGHT] = [10, 18, 34]; // of a bar, and of its picture, pixels

/** A stretch of a bar. @param {Axis} axis @param {Part} part @param {string} hatch @returns {SVGElement[]} */
function stretch(axis, { form, span }, hatch) {
  if (!span) return [];
  const [from, to] = span.map((value) => across(axis, value));
  const box = { x: `${from}%`, width: `${to - from}%`, y: TOP, height: HIGH };
  if (form !== "both") return [shape("rect", { class: `ft-${form}`, ...box, ...(form === "named" ? { fill: `url(#${hatch})` } : {}) })];
  const lines = [[from, to, 4, 4], [from, from, 4, 9], [to, to, 4, 9]];
  return lines.map(([x1, x2, y1, y2]) => shape("line", { class: "ft-both", x1: `${x1}%`, x2: `${x2}%`, y1, y2 }));
}

/** The mark of a target: a tick, with an arrow where it is a bound, on a band where it is "about". @type {Record<Bound, string>} */
const ARROWS = { "=": "", ">=": "M0 19H12M7 14L12 19L7 24", "<=": "M0 19H-12M-7 14L-12 19L-7 24", "~": "" };

/** @param {Axis} axis @param {Bar} bar */
function target(axis, { value, bound }) {
  return at(axis, value, 0,
    bound === "~" && shape("rect", { class: "ft-about", x: -7, y: 4, width: 14, height: HEIGHT - 4 }),
    shape("path", { class: "ft-target", d: `M0 3V${HEIGHT}${ARROWS[bound]}` }));
}

/**
 * Where a bar has room for a line of text, percent of its width: between its drawn end and the target
 * if that is half of it, else `after` the farther of the two.
 * @param {Axis} axis @param {number} end @param {number} value of the target
 */
export function room(axis, end, value) {
  const [from, to] = [across(axis, end), across(axis, value)];
  return to - from >= 50 ? { from, after: false } : { from: Math.max(from, to), after: true };
}

/** @param {string} key */
const hatching = (key) => shape("pattern", { id: key, patternUnits: "userSpaceOnUse", width: 6, height: 6, patternTransform: "rotate(45)" },
  shape("rect", { class: "ft-pale", width: 6, height: 6 }), shape("rect", { class: "ft-hatch", width: 2, height: 6 }));

/** @param {Axis} axis @param {Bar} one @param {Fold} folded */
function bar(axis, one, folded) {
  const fold = folded(one.fold);
  const hatch = `ft-hatch-${one.key}`;
  const drawn = one.parts.map((part) => {
    const shapes = stretch(axis, part, hatch);
    for (const each of shapes) each.addEventListener("click", opens(fold, part.opens));
    return shapes;
  });
  const picture = shape("svg", { class: "ft-drawn", height: HEIGHT, width: "100%", "aria-hidden": "true" },
    hatching(hatch), ...grid(axis), ...drawn.flat(), target(axis, one));
  const end = Math.max(axis.ticks[0][0], ...one.parts.flatMap(({ span = [] }) => span));
  const { from, after } = room(axis, end, one.value);
  const unsaid = one.parts.filter(({ form }) => form === "unsaid").map(({ label, opens: line }) =>
    el("button", { type: "button", class: "ft-unsaid", "data-after": after, style: { "--from": from }, onclick: opens(fold, line) }, label));
  const parts = one.parts.filter(({ form }) => form !== "unsaid").map(({ form, label, opens: line, source = "" }) => el("li", {},
    el("button", { type: "button", onclick: opens(fold, line) },
      el("i", { class: `ft-key ft-key-${form}` }), label, source && el("sup", {}, source))));
  return el("li", { class: "ft-bar", style: { "--c": `var(--ft-sector-${one.sector})` } },
    el("p", { class: "ft-bar-name" }, one.title, " ", el("span", {}, one.due)),
    el("div", { class: "ft-bar-drawn" },
      el("div", { class: "ft-bar-picture" },
        el("button", { type: "button", class: "ft-aim", style: { "--at": across(axis, one.value) }, onclick: opens(fold, 0) }, one.label),
        picture, unsaid),
      el("div", { class: "ft-bar-foot" }, el("ul", { class: "ft-parts" }, parts), fold)));
}

/** Bars on one axis, by group. @param {BarsBlock} block @param {Fold} folded */
export function bars({ axis, groups, sources }, folded) {
  return el("div", { class: "ft-bars" },
    el("div", { class: "ft-groups" }, groups.map(([title, list]) => el("section", {},
      el("h4", {}, title), scale(axis), el("ul", {}, list.map((one) => bar(axis, one, folded)))))),
    sources.length > 0 && el("ul", { class: "ft-sources" }, sources.map(([letter, source]) => el("li", {}, el("sup", {}, letter), " ", source))));
}

// Rows of dots

const MIDDLE = 11; // of a row, pixels
/** @type {Record<Bound, string>} */
const DOTS = { "=": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z", ">=": "M-5 -6L7 0L-5 6Z", "<=": "M5 -6L-7 0L5 6Z", "~": "M-9 -4H9V4H-9Z" };
/** @type {Record<Bound, string>} */
const LOOKS = { "=": "exact", ">=": "open", "<=": "open", "~": "about" };

/** @param {Axis} axis @param {Row} row @param {HTMLElement} fold */
function line(axis, { name, note, dots }, fold) {
  const joined = dots.filter((dot) => dot.joined);
  const steps = joined.slice(1).map((dot, n) => shape("line", {
    class: "ft-joint", y1: MIDDLE, y2: MIDDLE, x1: `${across(axis, joined[n].value)}%`, x2: `${across(axis, dot.value)}%`,
  }));
  /** @param {Dot} dot */
  const mark = ({ value, bound, lit, opens: number }) => {
    const drawn = at(axis, value, MIDDLE, shape("path", { class: `ft-mark ft-mark-${LOOKS[bound]}${lit ? "" : " ft-grey"}`, d: DOTS[bound] }));
    drawn.addEventListener("click", opens(fold, number));
    return drawn;
  };
  const labels = dots.map(({ value, label, due, lit, opens: number }) => el("button",
    { type: "button", class: lit ? null : "ft-grey", "data-at": across(axis, value), onclick: opens(fold, number) },
    el("b", {}, label), " ", el("span", {}, due)));
  return el("li", { class: dots.some((dot) => dot.lit) ? null : "ft-grey" },
    el("span", { class: "ft-row-name" }, name, note && el("small", {}, note)),
    el("div", { class: "ft-track" },
      shape("svg", { class: "ft-drawn", height: 2 * MIDDLE, width: "100%", "aria-hidden": "true" },
        ...grid(axis), ...steps, ...dots.map(mark)),
      el("div", {}, labels)));
}

/** @param {Panel} one @param {Fold} folded */
function panel({ title, sector, sentence, axis, rows, fold: said }, folded) {
  const fold = folded(said);
  return el("section", { class: "ft-panel", style: { "--c": `var(--ft-sector-${sector})` } },
    el("h4", {}, title), el("p", {}, sentence),
    el("ul", {}, rows.map((row) => line(axis, row, fold))), scale(axis), fold);
}

/** Small pictures side by side. @param {PanelsBlock} block @param {Fold} folded */
export const panels = (block, folded) => el("div", { class: "ft-panels" }, block.panels.map((one) => panel(one, folded)));

const OUT = 14; // pixels by which labels may stand out of their track

/** Set the labels of dots beside each other, in a track of `width` pixels or of its own. @param {HTMLElement} track @param {number} [width] */
function arrange(track, width = track.clientWidth) {
  const labels = /** @type {HTMLElement[]} */ ([...track.querySelectorAll("button")]);
  const wanted = labels.map((label) => OUT + (Number(label.dataset.at) / 100) * width);
  const middles = spread(wanted, labels.map((label) => label.offsetWidth), width + 2 * OUT);
  labels.forEach((label, n) => label.style.setProperty("left", `${width ? (100 * (middles[n] - OUT)) / width : label.dataset.at}%`));
}

const PRINTED = 170; // pixels of a track on paper

/** What ends the following of a host. @type {WeakMap<HTMLElement, Stop>} */
const followed = new WeakMap();

/** Keep the labels in `host` in their places whatever its width, on paper too. @param {HTMLElement} host @returns {Stop} */
export function follow(host) {
  followed.get(host)?.();
  const tracks = /** @type {HTMLElement[]} */ ([...host.querySelectorAll(".ft-track")]);
  if (!tracks.length) return () => {};
  const all = (/** @type {number} */ width) => tracks.forEach((track) => arrange(track, width));
  const [before, after] = [() => all(PRINTED), () => tracks.forEach((track) => arrange(track))];
  const observer = new ResizeObserver((changed) => changed.forEach(({ target: track }) => arrange(/** @type {HTMLElement} */ (track))));
  for (const track of tracks) observer.observe(track);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  const stop = () => {
    observer.disconnect();
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
    followed.delete(host);
  };
  followed.set(host, stop);
  return stop;
}

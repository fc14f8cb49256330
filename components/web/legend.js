// The legend of the map: what the colours and marks mean, with counts; it follows what is drawn.
import { el } from "./dom.js";
import { colourOf } from "./layers.js";
import { PALETTE } from "./palette.js";
import { symbol } from "./symbols.js";

/** @import { MapData, MapEvent, Mark, Published, Sheet, Theme } from "./types" */

/** Patterns, so that the kinds of empty are told apart without colour. @type {Record<Mark, string>} */
const PATTERNS = { p: " ft-hatched", n: " ft-dotted" };

/** A patch of the map's colour; p is partly covered. @param {Theme} theme @param {Mark} mark */
function swatch(theme, mark) {
  const style = { "--c": colourOf(theme, mark === "p" ? "0" : mark), "--h": PALETTE[theme].hatch };
  return el("i", { class: `ft-swatch${PATTERNS[mark] ?? ""}`, style });
}

/** The form of a mark by the rung of the ladder: where a thing is known to several counties it has one in each. @param {Sheet} sheet @param {string} rung */
function form(sheet, rung) {
  if (rung === "zone" || rung === "city") return el("i", { class: "ft-anchor-form", "data-kind": rung });
  if (rung !== "counties") return symbol(sheet, `wind_farm-${rung}`, 18);
  return el("i", { class: "ft-twice" }, symbol(sheet, "wind_farm-county", 14), symbol(sheet, "wind_farm-county", 14));
}

/** @param {Node | string} marker @param {string} label @param {number} count */
const line = (marker, label, count) => el("li", {}, marker, el("span", {}, label), el("b", {}, String(count)));

/** A heading with its lines; nothing without lines. @param {string} heading @param {Node[]} lines */
const group = (heading, lines) => (lines.length ? [el("h4", {}, heading), el("ul", {}, lines)] : []);

/**
 * Lines of the legend; `far` is where prefectures stand for counties, `send` takes the tick and the plan that is opened.
 * @param {MapData} data @param {Published} record @param {boolean} far @param {(event: MapEvent) => void} send
 */
export function legendOf({ legend, words, theme, colours, doing: ticked, record: url }, record, far, send) {
  const sheet = { record: url, theme, cells: record.cells, cell: record.marks.cell };
  const areas = far ? legend.cities : legend.counties;
  const dot = (/** @type {string} */ id) => el("i", { class: "ft-dot", style: { "--c": colours[id] } });
  const box = el("input", { type: "checkbox", "data-key": "doing", checked: ticked });
  box.addEventListener("change", () => send({ type: "doing", on: box.checked }));
  return [
    el("summary", {}, words.legend),
    legend.quiet || ticked ? el("label", { class: "ft-tick" }, box, words.only_doing) : null,
    group(far ? words.legend_cities : words.legend_counties, areas.map(([mark, label, count]) => line(swatch(theme, mark), label, count))),
    group(words.legend_sectors, legend.sectors.map(([id, label, count]) => line(dot(id), label, count))),
    group(words.legend_marks, [
      ...legend.marks.map(([id, label, count]) => line(form(sheet, id), label, count)),
      ...(legend.quiet ? [line(symbol(sheet, "wind_farm-site-quiet", 18), words.legend_quiet, legend.quiet)] : []),
    ]),
    group(words.legend_bases, legend.bases.map(([, label, count]) => line("", label, count))),
    legend.plans.length ? [el("h4", {}, words.plan_page), el("p", { class: "ft-plans" }, legend.plans.map(([id, name]) =>
      el("button", { type: "button", "data-key": `plan-${id}`, onclick: () => send({ type: "plan", id }) }, name)))] : null,
  ];
}

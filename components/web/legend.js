// The legend of the map: what the colours and marks mean, with counts; it follows what is drawn.
import { el } from "./dom.js";
import { colourOf } from "./layers.js";
import { PALETTE } from "./palette.js";
import { symbol } from "./symbols.js";

/** @import { MapData, Mark, Published, Theme } from "./types" */

/** A patch of the map's colour; p is partly covered. @param {Theme} theme @param {Mark} mark */
function swatch(theme, mark) {
  const partly = mark === "p";
  const style = { "--c": colourOf(theme, partly ? "0" : mark), "--h": PALETTE[theme].hatch };
  return el("i", { class: `ft-swatch${partly ? " ft-hatched" : ""}`, style });
}

/** @param {Node} marker @param {string} label @param {number} count */
const line = (marker, label, count) => el("li", {}, marker, el("span", {}, label), el("b", {}, String(count)));

/**
 * Lines of the legend; `far` is where prefectures stand for counties.
 * @param {MapData} data @param {Published} record @param {boolean} far
 */
export function legendOf({ legend, words, theme, colours, record: url }, record, far) {
  const sheet = { record: url, theme, cells: record.cells, cell: record.marks.cell };
  const areas = far ? legend.cities : legend.counties;
  return [
    el("summary", {}, words.legend),
    el("h4", {}, far ? words.legend_cities : words.legend_counties),
    el("ul", {}, areas.map(([mark, label, count]) => line(swatch(theme, mark), label, count))),
    legend.sectors.length ? el("h4", {}, words.legend_sectors) : "",
    el("ul", {}, legend.sectors.map(([id, label, count]) => line(el("i", { class: "ft-dot", style: { "--c": colours[id] } }), label, count))),
    legend.marks.length ? el("h4", {}, words.legend_marks) : "",
    el("ul", {}, legend.marks.map(([id, label, count]) => line(symbol(sheet, `wind_farm-${["site", "township"].includes(id) ? id : "county"}`, 18), label, count))),
  ];
}

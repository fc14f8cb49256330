// The tooltip of the map: what lies under the pointer, or what the keyboard has reached.
import { el } from "./dom.js";
import { named, options } from "./record.js";

/** @import { AtlasMap } from "./map.js" */
/** @import { Met } from "./types" */

/** @param {{ zh: string, en: string } | undefined} place @param {"zh" | "en"} language */
const nameIn = (place, language) => place?.[language] ?? "";

/** A mark: its name; its kind, its county, zone or city, its year. @param {AtlasMap} map @param {number} row */
async function mark({ data: { language, record: url }, anchors, levels }, row) {
  const [marks, { kind }] = await Promise.all([named(url), options(url)]);
  const [icon] = marks.icons[marks.icon[row]];
  const own = kind.find(([id]) => id === icon.split("-")[0]);
  const place = levels.county(marks.adcode[row]) ?? anchors.all.find(({ id }) => id === marks.adcode[row]);
  const year = marks.years[marks.year?.[row] ?? -1];
  const which = language === "zh" ? 0 : 1;
  return [marks[language]?.[row] ?? "", [own?.[1 + which], nameIn(place, language), year?.[which]].filter(Boolean).join(" · ")];
}

/**
 * The lines of the tooltip for what was met; none for the open ground.
 * @param {AtlasMap} map @param {Met} met @returns {Promise<string[]>}
 */
export async function tipOf(map, met) {
  const { classes, cityClasses = "", language, legend, words } = map.data;
  /** @param {[string, string, number][]} lines @param {string} mark */
  const labelled = (lines, mark) => lines.find(([id]) => id === mark)?.[1] ?? "";
  switch (met.what) {
    case "mark":
      return mark(map, met.object).catch(() => []); // asked for again at the next move
    case "county":
      return [nameIn(met.object.properties, language), counted(words.legend_counties, labelled(legend.counties, classes[met.object.properties.number]))];
    case "city":
      return [nameIn(met.object.properties, language), counted(words.legend_cities, labelled(legend.cities, cityClasses[met.object.properties.number]))];
    case "anchor":
      return [nameIn(met.object, language)];
    default:
      return [];
  }
}

/** A class as a sentence: a number says of what. @param {string} what @param {string} label */
const counted = (what, label) => (/^\d/.test(label) ? `${what} ${label}` : label);

/**
 * Show `lines` below a pixel of the map, the first as its name; without lines nothing shows.
 * @param {HTMLElement} tip @param {string[]} lines @param {{ x: number, y: number }} at @param {number} drop pixels below
 * @param {number} width of the map
 */
export function showTip(tip, lines, { x, y }, drop, width) {
  const [name, ...rest] = lines.filter(Boolean);
  tip.hidden = !name;
  if (!name) return;
  tip.replaceChildren(el("b", {}, name), ...rest.map((line) => el("span", {}, line)));
  const left = Math.min(x + 14, width - tip.offsetWidth - 8);
  tip.style.transform = `translate(${left}px, ${y + drop}px)`;
}

// The symbols of marks, cut out of the picture that holds them all, or that picture itself.
import { picture, published } from "./record.js";

/** @import { Sheet, Theme } from "./types" */

const SVG = "http://www.w3.org/2000/svg";

/** A symbol so many pixels or, as text, of any length. @param {Sheet} sheet @param {string} icon @param {number | string} [size] */
export function symbol(sheet, icon, size = 20) {
  const [x, y] = sheet.cells[icon];
  const box = document.createElementNS(SVG, "svg");
  box.setAttribute("viewBox", `${x} ${y} ${sheet.cell} ${sheet.cell}`);
  box.setAttribute("width", String(size));
  box.setAttribute("height", String(size));
  box.setAttribute("aria-hidden", "true");
  box.classList.add("ft-symbol");
  const image = document.createElementNS(SVG, "image");
  image.setAttribute("href", picture(sheet.record, sheet.theme));
  box.append(image);
  return box;
}

/**
 * Put symbols into the places that `within` keeps for them: elements with data-icon.
 * @param {HTMLElement} within @param {{ record: string, theme: Theme }} shared
 * @param {(place: HTMLElement) => number} sizeOf
 */
export async function drawSymbols(within, { record, theme }, sizeOf) {
  const { cells, marks } = await published(record);
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-icon]"))) {
    place.replaceWith(symbol({ record, theme, cells, cell: marks.cell }, place.dataset.icon ?? "", sizeOf(place)));
  }
}

/** @param {string} url @param {number} sharpness */
async function drawnSheet(url, sharpness) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const sheet = document.createElement("canvas");
  sheet.width = image.naturalWidth * sharpness;
  sheet.height = image.naturalHeight * sharpness;
  sheet.getContext("2d")?.drawImage(image, 0, 0, sheet.width, sheet.height);
  return sheet;
}

/** @type {Map<string, Promise<HTMLCanvasElement>>} */
const sheets = new Map();
/**
 * The picture at `url` as a canvas, so many times finer; made once.
 * @param {string} url @param {number} sharpness @returns {Promise<HTMLCanvasElement>}
 */
export function symbolSheet(url, sharpness) {
  const key = `${url} ${sharpness}`;
  const sheet = sheets.get(key) ?? drawnSheet(url, sharpness);
  sheets.set(key, sheet);
  return sheet;
}

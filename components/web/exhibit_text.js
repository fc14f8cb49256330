// How the text of the exhibition is set: what no end of a line parts, as large as there is room, and
// what scrolls where it does not fit.
import { el } from "./dom.js";

/** @import { Children } from "./dom.js" */
/** @import { Exhibition } from "./exhibition.js" */

// A number with its unit and what bounds it, and the end of a sentence with what it follows.
const WHOLE = /[≥≤≈]?\d[\d,.]*(?:至\d+)?(?: ?%| MW|万千瓦|年|份|项|个)?(?:左右|以上|以下)?[。，；、：.,;]?|\S+ \(\d+(?: each)?\)[.;]?|[^》\n]{1,4}》[^》\n]*$/gm;

/** `text` with what no end of a line may part. @param {string} text @returns {Children} */
export function unparted(text) {
  const parts = [];
  let done = 0;
  for (const { 0: whole, index } of text.matchAll(WHOLE)) {
    parts.push(text.slice(done, index), el("span", { class: "fx-whole" }, whole));
    done = index + whole.length;
  }
  return [...parts, text.slice(done)];
}

/** What scrolls: the panel, on a phone all of it. @param {Exhibition} show */
export function rolling({ host, parts }) {
  const scroll = parts.panel.querySelector(".fx-scroll");
  return scroll && getComputedStyle(scroll).overflowY === "visible" ? host : scroll;
}

const SIZES = [1.5, 1.4, 1.3, 1.25, 1.2, 1.15, 1.1, 1.05, 1, 0.95, 0.9]; // of a stop's text, in em

/** A stop's text as large as the panel has room for. @param {Exhibition} show */
export function fill({ parts }) {
  const scroll = /** @type {HTMLElement} */ (parts.panel.querySelector(".fx-scroll"));
  for (const size of SIZES) {
    scroll.style.setProperty("--text", `${size}em`);
    if (scroll.scrollHeight <= scroll.clientHeight) return;
  }
}

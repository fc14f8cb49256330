// What stands on the map of the desk besides its legend: buttons that move the camera, the scale.
import { scaleOf } from "./camera.js";
import { el } from "./dom.js";

/** @import { Camera, Language, Limits, Words } from "./types" */
/** What the buttons do. @typedef {{ camera: Camera & Limits, move(target: Partial<Camera>): void, showWhole(): void }} Moved */

/** Buttons that zoom in and out, and show the whole map. @param {Moved} map @param {Words} words */
export function zoomButtons(map, words) {
  /** @param {string} label @param {string} text @param {() => void} act */
  const button = (label, text, act) =>
    el("button", { type: "button", title: text, "aria-label": text, onclick: act }, label);
  return [
    button("＋", words.zoom_in, () => map.move({ zoom: Math.min(map.camera.maxZoom, map.camera.zoom + 1) })),
    button("－", words.zoom_out, () => map.move({ zoom: Math.max(map.camera.minZoom, map.camera.zoom - 1) })),
    button("⌂", words.home, () => map.showWhole()),
  ];
}

/** Give a scale bar its round length. @param {HTMLElement} bar @param {number} metres a pixel @param {Language} language */
export function drawScale(bar, metres, language) {
  const km = scaleOf(metres);
  bar.textContent = language === "zh" ? `${km} 公里` : `${km} km`;
  bar.style.width = `${(km * 1000) / metres}px`;
}

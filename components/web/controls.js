// What stands on the map of the desk besides its legend: buttons that move the camera, the scale.
import { scaleOf } from "./camera.js";
import { el } from "./dom.js";

/** @import { Box } from "./labels.js" */
/** @import { Language, Words } from "./types" */
/** What the buttons do. @typedef {{ zoomBy(steps: number): void, showWhole(): void }} Moved */

/** Buttons that zoom in and out, and show the whole map. @param {Moved} map @param {Words} words */
export function zoomButtons(map, words) {
  /** @param {string} label @param {string} text @param {() => void} act */
  const button = (label, text, act) =>
    el("button", { type: "button", title: text, "aria-label": text, onclick: act }, label);
  return [
    button("＋", words.zoom_in, () => map.zoomBy(1)),
    button("－", words.zoom_out, () => map.zoomBy(-1)),
    button("⌂", words.home, () => map.showWhole()),
  ];
}

/** Give a scale bar its round length. @param {HTMLElement} bar @param {number} metres a pixel @param {Language} language */
export function drawScale(bar, metres, language) {
  const km = scaleOf(metres);
  bar.textContent = language === "zh" ? `${km} 公里` : `${km} km`;
  bar.style.width = `${(km * 1000) / metres}px`;
}

/** The boxes of those of `parts` that show, in pixels of the map that they stand on. @param {HTMLElement[]} parts @returns {Box[]} */
export function boxesOf(parts) {
  return parts.filter((part) => part.offsetWidth).map(({ offsetLeft, offsetTop, offsetWidth, offsetHeight }) =>
    ({ x: offsetLeft + offsetWidth / 2, y: offsetTop + offsetHeight / 2, wide: offsetWidth / 2, high: offsetHeight / 2 }));
}

const SCROLLED_MS = 300; // so long the wheel goes on scrolling the page that it has begun to scroll

/**
 * Keep a map from trapping the wheel: it zooms what has the focus or fills a page that stands at its
 * top, and else scrolls the page. Pinching, which comes as a wheel with Ctrl, always zooms.
 * @param {HTMLElement} host @param {() => boolean} inPage whether the map is only a part of its page
 * @returns {import("./types").Stop}
 */
export function leaveWheel(host, inPage) {
  let scrolled = -Infinity;
  const scroll = () => (scrolled = performance.now());
  const wheel = (/** @type {WheelEvent} */ event) => {
    const held = host.contains(document.activeElement);
    const scrolling = performance.now() - scrolled < SCROLLED_MS || host.getBoundingClientRect().top < 0;
    if (!event.ctrlKey && !held && (inPage() || scrolling)) event.stopPropagation();
  };
  host.addEventListener("wheel", wheel, { capture: true });
  document.addEventListener("scroll", scroll, { capture: true, passive: true });
  return () => {
    host.removeEventListener("wheel", wheel, { capture: true });
    document.removeEventListener("scroll", scroll, { capture: true });
  };
}

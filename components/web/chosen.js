// Which item is open in the card: the rows that stand for it in the page are marked, and the focus
// finds its way back to them.
import { keyed } from "./dom.js";

/** The event of the document after which a card covers another part of the page. */
export const COVERED = "fengtu-card";

let chosen = "";

/** @param {Element} button */
const rowOf = (button) => button.closest("tr, li") ?? button;

/** Elements of the page that stand for an item, those of the card aside. @param {string} id @returns {HTMLElement[]} */
function standing(id) {
  /** @type {NodeListOf<HTMLElement>} */
  const all = document.querySelectorAll(`[data-key="${CSS.escape(id)}"]`);
  return [...all].filter((node) => !node.closest(".ft-card"));
}

/** Mark the rows of the item that is open; to be called when rows were drawn anew. */
export function markChosen() {
  document.querySelectorAll(".ft-chosen").forEach((row) => row.classList.remove("ft-chosen"));
  if (chosen) standing(chosen).forEach((button) => rowOf(button).classList.add("ft-chosen"));
}

/** @param {string} id of the item that is open; '' for none */
export function choose(id) {
  chosen = id;
  markChosen();
}

/** From where a card was opened. @typedef {{ node: Element | null, key: string }} Origin */

/** Where the focus is, if not in `host`: what opened `id`. @param {HTMLElement} host @param {string} id @returns {Origin | null} */
export function originOf(host, id) {
  const node = document.activeElement;
  if (node && host.contains(node)) return null;
  const key = node instanceof HTMLElement ? node.dataset.key : undefined;
  return { node: node === document.body ? null : node, key: key ?? id };
}

/** Bring the focus back, also where the page was drawn anew meanwhile. @param {Origin} origin */
export function goBack({ node, key }) {
  const back = node?.isConnected ? node : standing(key)[0] ?? keyed(document.body, key);
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
}

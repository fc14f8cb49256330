// Which columns of a table show, and how wide they are: the reader's own choice, which the browser keeps.
import { el } from "./dom.js";

/** @import { ItemsData } from "./types" */
/** What is kept: columns that show, if chosen, and widths in pixels. @typedef {{ shown?: string[], widths: Record<string, number> }} Kept */

const KEY = "fengtu-columns";
const NARROWEST = 48; // pixels
const STEP = 24; // pixels that an arrow key widens by

/** @returns {Kept} */
function kept() {
  try {
    return { widths: {}, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return { widths: {} }; // a browser that keeps nothing, or something else under this name
  }
}

/** @param {Kept} columns */
function keep(columns) {
  try {
    localStorage.setItem(KEY, JSON.stringify(columns));
  } catch {
    // then it holds until the table is drawn anew
  }
}

/** Cells of a column, its header first. @param {HTMLTableElement} table @param {number} n */
const cellsOf = (table, n) => [...table.rows].flatMap((row) => (row.classList.contains("ft-under") ? [] : [row.cells[n]]));

/** @param {HTMLTableElement} table @param {ItemsData["table"]["columns"]} columns @param {Kept} own */
function apply(table, columns, { shown, widths }) {
  table.toggleAttribute("data-own-columns", Boolean(shown));
  columns.forEach(([key], n) => {
    const [head, ...cells] = cellsOf(table, n);
    for (const cell of [head, ...cells]) cell.hidden = Boolean(shown) && !shown?.includes(key);
    head.style.minWidth = widths[key] ? `${widths[key]}px` : "";
  });
}

/** The columns that show, by number. @param {HTMLTableElement} table */
export function shownColumns(table) {
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  return heads.flatMap((head, n) => (getComputedStyle(head).display === "none" ? [] : [n]));
}

/**
 * Let the reader choose and widen the columns of `table`: what opens the choice; the edges of the
 * headers are put into them.
 * @param {HTMLTableElement} table @param {ItemsData["table"]["columns"]} columns the first always shows
 * @param {Record<string, string>} words
 */
export function columnChoice(table, columns, words) {
  const own = kept();
  apply(table, columns, own);
  /** @param {string} key @param {number} width */
  const widen = (key, width) => {
    own.widths[key] = Math.max(NARROWEST, Math.round(width));
    apply(table, columns, own);
    keep(own);
  };
  columns.forEach(([key], n) => {
    const [head] = cellsOf(table, n);
    head.append(el("span", { class: "ft-edge", title: words.columns_widen, onpointerdown: (/** @type {PointerEvent} */ event) => dragged(event, head, (width) => widen(key, width)) }));
    head.addEventListener("keydown", (event) => {
      const by = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
      if (!by || !event.shiftKey) return;
      event.preventDefault();
      widen(key, head.offsetWidth + by);
    });
  });
  const list = el("div", {});
  const choice = el("details", { class: "ft-columns", ontoggle: () => list.replaceChildren(...boxes()) }, el("summary", { "data-key": "columns" }, words.columns), list);
  const boxes = () => {
    const now = shownColumns(table).map((n) => columns[n][0]);
    return columns.slice(1).map(([key, label]) => {
      const box = el("input", { type: "checkbox", checked: now.includes(key), onchange: () => {
        own.shown = columns.map(([each]) => each).filter((each) => (each === key ? box.checked : now.includes(each)));
        now.splice(0, now.length, ...own.shown);
        apply(table, columns, own);
        keep(own);
      } });
      return el("label", {}, box, label);
    });
  };
  return choice;
}

/** Follow a pointer that drags an edge of `head`. @param {PointerEvent} event @param {HTMLElement} head @param {(width: number) => void} widen */
function dragged(event, head, widen) {
  const edge = /** @type {HTMLElement} */ (event.currentTarget);
  const start = head.offsetWidth - event.clientX;
  const move = (/** @type {PointerEvent} */ { clientX }) => widen(start + clientX);
  edge.setPointerCapture(event.pointerId);
  edge.addEventListener("pointermove", move);
  edge.addEventListener("lostpointercapture", () => edge.removeEventListener("pointermove", move), { once: true });
  event.preventDefault();
}

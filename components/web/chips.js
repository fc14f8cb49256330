// The filters in force, each with a button that takes it back. Where there is none it takes no height.
import { focusPage } from "./chrome.js";
import { el, keyed, replace } from "./dom.js";

/** @import { Chip, ChipsData, ChipsEvent, Component, Stop } from "./types" */
/** What the frame draws as a part of itself. @typedef {Pick<Component<ChipsData, ChipsEvent>, "data" | "parentElement" | "setTriggerValue">} Drawn */

/** What takes a chip back: the same as the sidebar would send. @param {Chip} chip @returns {ChipsEvent} */
export function removal({ group, value }) {
  if (group === "text" || group === "year") return { type: group, value: "" };
  return { type: "toggle", group, value, on: false };
}

const CLEAR = "chip-clear";
/** @param {Chip} chip */
const keyOf = ({ group, value }) => `chip-${group}-${value}`;

/** @param {Drawn} component @returns {Stop} */
export default function chips({ data: { chips: shown, label, words }, parentElement: host, setTriggerValue }) {
  const send = (/** @type {ChipsEvent} */ event) => setTriggerValue("event", event);
  /** @param {Chip} chip @param {number} n */
  const remove = (chip, n) => {
    // The focus goes on before the chip does, else it would fall to the page.
    const next = shown[n + 1] ?? (shown.length > 2 ? null : shown[n - 1]);
    if (shown.length > 1) keyed(host, next ? keyOf(next) : CLEAR)?.focus();
    else focusPage();
    send(removal(chip));
  };
  const clearAll = () => {
    focusPage();
    send({ type: "clear" });
  };
  const lines = shown.map((chip, n) =>
    el("li", { class: chip.effect ? "ft-chip" : "ft-chip ft-void" },
      el("span", {}, chip.label),
      chip.note ? el("small", {}, chip.note) : null,
      el("button", { type: "button", "data-key": keyOf(chip), "aria-label": `${words.remove} ${chip.label}`, onclick: () => remove(chip, n) }, "×")));
  const clear = el("button", { type: "button", class: "ft-link", "data-key": CLEAR, onclick: clearAll }, words.clear);
  host.classList.add("ft-filter-chips");
  replace(host, shown.length
    ? el("div", { role: "group", "aria-label": label }, el("b", { "aria-hidden": "true" }, label), el("ul", {}, lines), shown.length > 1 ? clear : null)
    : null);
  return () => host.replaceChildren();
}

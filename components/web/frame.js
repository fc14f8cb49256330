// The frame: language, theme and title of the page, the brand, the two toggles, notices, and the
// filters in force.
import chips from "./chips.js";
import { busy, connection, titled, translated, turning } from "./chrome.js";
import { el, replace } from "./dom.js";
import { options } from "./record.js";

/** @import { Component, FrameData, FrameEvent, Host, Stop } from "./types" */

/** What each host has told Streamlit's parts; told anew where the words are others. @type {WeakMap<Host, { said: string, stop: Stop }>} */
const told = new WeakMap();
/** Where each host has its chips; kept, so that the focus stays in them. @type {WeakMap<Host, Host>} */
const inForce = new WeakMap();

/** Where each host says that the connection is lost; kept, so that it is spoken. @type {WeakMap<Host, HTMLElement>} */
const lines = new WeakMap();

/** @param {Component<FrameData, FrameEvent>} component @returns {Stop} */
export default function frame({ data, parentElement, setTriggerValue }) {
  const { words, theme, language, notices, record, title } = data;
  const root = document.documentElement;
  root.lang = language === "zh" ? "zh-CN" : "en";
  root.dataset.fengtuTheme = theme;
  const line = lines.get(parentElement) ?? el("p", { class: "ft-lost", role: "status" });
  lines.set(parentElement, line);
  const said = JSON.stringify([words, title, record]);
  if (told.get(parentElement)?.said !== said) {
    told.get(parentElement)?.stop();
    const listed = options(record); // asked for while there is a server
    const lost = (/** @type {boolean} */ is) =>
      listed.then((known) => (line.textContent = is ? known.words[language].connection_lost : "")).catch(() => {});
    const parts = [busy(), translated(words), titled(title), turning(), connection(lost)];
    told.set(parentElement, { said, stop: () => parts.forEach((stop) => stop()) });
  }
  parentElement.classList.add("ft-frame");
  const slot = inForce.get(parentElement) ?? el("div", {});
  inForce.set(parentElement, slot);
  /** @param {"theme" | "lang"} type @param {string} value @param {string} text @param {string | null} lang */
  const toggle = (type, value, text, lang = null) =>
    el("button", { type: "button", "data-key": type === "lang" ? "language" : type, lang, onclick: () => setTriggerValue("event", { type, value }) }, text);
  replace(
    parentElement,
    el("div", { class: "ft-brand" }, el("b", {}, words.title), el("span", {}, words.subtitle)),
    el("div", { class: "ft-toggles" },
      theme === "dark" ? toggle("theme", "", words.theme_light) : toggle("theme", "dark", words.theme_dark),
      language === "zh" ? toggle("lang", "en", words.language_other, "en") : toggle("lang", "", words.language_other, "zh-CN")),
    notices.map((text) => el("p", { class: "ft-notice", role: "status" }, text)),
    line,
    slot,
  );
  chips({ data: { chips: data.chips, label: words.filters, words }, parentElement: slot, setTriggerValue });
  return () => {
    told.get(parentElement)?.stop();
    told.delete(parentElement);
  };
}

// The frame: language and theme of the page, the brand, the two toggles, notices.
import { el, replace } from "./dom.js";

export default function frame({ data, parentElement, setTriggerValue }) {
  const root = document.documentElement;
  root.lang = data.language === "zh" ? "zh-CN" : "en";
  root.dataset.fengtuTheme = data.theme;
  parentElement.classList.add("ft-frame");
  replace(
    parentElement,
    el("div", { class: "ft-brand" }, el("b", {}, data.words.title), el("span", {}, data.words.subtitle)),
    el(
      "div",
      { class: "ft-toggles" },
      el(
        "button",
        {
          type: "button",
          "data-key": "theme",
          onclick: () => setTriggerValue("event", { type: "theme", value: data.theme === "dark" ? "" : "dark" }),
        },
        data.theme === "dark" ? data.words.theme_light : data.words.theme_dark,
      ),
      el(
        "button",
        {
          type: "button",
          "data-key": "language",
          lang: data.language === "zh" ? "en" : "zh-CN",
          onclick: () => setTriggerValue("event", { type: "lang", value: data.language === "zh" ? "en" : "" }),
        },
        data.words.language_other,
      ),
    ),
    data.notices.map((text) => el("p", { class: "ft-notice", role: "status" }, text)),
  );
}

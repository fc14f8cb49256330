// The frame: language and theme of the page, the brand, the two toggles, notices.
import { el, replace } from "./dom.js";

/** Set an attribute unless it is so already: what observes changes must not be woken by them. */
function name(node, attribute, value) {
  if (node && node.getAttribute(attribute) !== value) node.setAttribute(attribute, value);
}

/** Streamlit names its own parts in English for screen readers; here they speak the page's language. */
function nameChrome(words) {
  for (const [testid, key] of [["stSidebar", "filters"], ["stTopNav", "pages"]]) {
    name(document.querySelector(`[data-testid="${testid}"]`), "aria-label", words[key]);
  }
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip && skip.textContent !== words.skip) skip.textContent = words.skip;
  for (const [holder, key] of [["stSidebarCollapseButton", "collapse"], ["stHeader", "expand_filters"]]) {
    const button = document.querySelector(`[data-testid="${holder}"] button`);
    name(button, "aria-label", words[key]);
    name(button, "title", words[key]);
  }
  // A chart describes itself in English; the table below it says the same in the page's language.
  for (const chart of document.querySelectorAll('[data-testid="stVegaLiteChart"]')) {
    name(chart, "aria-hidden", "true");
    for (const attribute of ["aria-label", "aria-roledescription"]) {
      for (const part of [chart, ...chart.querySelectorAll(`[${attribute}]`)]) part.removeAttribute(attribute);
    }
  }
}

/** A page that takes long to compute says so with a bar at the top; a quick one costs no picture for it. */
const BUSY_MS = 1000;
function watch(app) {
  if (!app || app.ftBusy) return;
  app.ftBusy = new MutationObserver(() => {
    clearTimeout(app.ftLong);
    const { dataset } = document.documentElement;
    if (app.dataset.testScriptState === "running") app.ftLong = setTimeout(() => (dataset.fengtuBusy = ""), BUSY_MS);
    else delete dataset.fengtuBusy;
  });
  app.ftBusy.observe(app, { attributeFilter: ["data-test-script-state"] });
}

const OBSERVED = { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "aria-roledescription"] };

export default function frame({ data, parentElement, setTriggerValue }) {
  const root = document.documentElement;
  watch(document.querySelector(".stApp"));
  root.lang = data.language === "zh" ? "zh-CN" : "en";
  root.dataset.fengtuTheme = data.theme;
  parentElement.ftChrome?.disconnect();
  parentElement.ftChrome = new MutationObserver(() => nameChrome(data.words));
  parentElement.ftChrome.observe(document.querySelector(".stApp") ?? document.body, OBSERVED);
  nameChrome(data.words);
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

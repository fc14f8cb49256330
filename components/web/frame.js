// The frame: language and theme of the page, the brand, the two toggles, notices.
import { el, replace } from "./dom.js";

/** Streamlit names its own buttons in English for screen readers; ours speak the page's language. */
function nameChrome(words) {
  for (const [testid, key] of [["stSidebar", "filters"], ["stTopNav", "pages"]]) {
    document.querySelector(`[data-testid="${testid}"]`)?.setAttribute("aria-label", words[key]);
  }
  // A chart describes itself in English; the table below it says the same in the page's language.
  for (const chart of document.querySelectorAll('[data-testid="stVegaLiteChart"]')) {
    chart.setAttribute("aria-hidden", "true");
    for (const part of chart.querySelectorAll("[aria-label], [aria-roledescription]")) {
      part.removeAttribute("aria-label");
      part.removeAttribute("aria-roledescription");
    }
  }
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip && skip.textContent !== words.skip) skip.textContent = words.skip;
  for (const [holder, key] of [["stSidebarCollapseButton", "collapse"], ["stHeader", "expand_filters"]]) {
    const button = document.querySelector(`[data-testid="${holder}"] button`);
    button?.setAttribute("aria-label", words[key]);
    button?.setAttribute("title", words[key]);
  }
}

/** Our styles come by URL, once, and not with every rerun. */
function loadStyles(url) {
  const href = new URL(url, location.origin).href;
  const old = document.querySelector("link[data-fengtu]");
  if (old?.href === href) return;
  old?.remove();
  document.head.append(el("link", { rel: "stylesheet", href, "data-fengtu": "" }));
}

export default function frame({ data, parentElement, setTriggerValue }) {
  const root = document.documentElement;
  root.lang = data.language === "zh" ? "zh-CN" : "en";
  root.dataset.fengtuTheme = data.theme;
  loadStyles(data.styles);
  parentElement.ftChrome?.disconnect();
  parentElement.ftChrome = new MutationObserver(() => nameChrome(data.words));
  parentElement.ftChrome.observe(document.querySelector(".stApp") ?? document.body, { childList: true, subtree: true });
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

// Streamlit's own page: its script's state, and its parts, which it names in English. No other
// script uses Streamlit's names for them; tests/browser/test_private_names.py lists them: what an
// upgrade of Streamlit runs first. (app.css has those that only look different.)

/** @import { Stop, Words } from "./types" */

const APP = ".stApp";
const STATE = "data-test-script-state";
const OURS = { stSidebar: "filters", stTopNav: "pages", stSidebarNav: "pages" }; // part of the page: our word for it
const BUTTONS = { stSidebarCollapseButton: "collapse", stHeader: "expand_filters" };

/** Whether the script of the page is running. */
export function running() {
  return document.querySelector(APP)?.getAttribute(STATE) === "running";
}

/** Whether the page is being computed, or soon will be. */
export function computing() {
  const state = document.querySelector(APP)?.getAttribute(STATE) ?? "";
  return ["running", "rerunRequested"].includes(state);
}

/** @param {string} id */
const part = (id) => document.querySelector(`[data-testid="${id}"]`);

/**
 * Set an attribute unless it is so already: what observes changes must not be woken by them.
 * @param {Element | null | undefined} node @param {string} attribute @param {string} value
 */
function set(node, attribute, value) {
  if (node && node.getAttribute(attribute) !== value) node.setAttribute(attribute, value);
}

const NARROW = "(max-width: 768px)"; // there the sidebar lies over the page

/** Whether the sidebar is in the window. */
const unfolded = () => (part("stSidebar")?.getBoundingClientRect().right ?? 0) > 0;

/** Whether the sidebar lies over the page. */
export const drawer = () => matchMedia(NARROW).matches && unfolded();

/** Open or close the sidebar, unless it is so. @param {boolean} open */
export function showDrawer(open) {
  if (unfolded() !== open) part(open ? "stHeader" : "stSidebarCollapseButton")?.querySelector("button")?.click();
}

/** A page that is chosen in the drawer is not left below it. @returns {Stop} */
export function turning() {
  const turned = (/** @type {Event} */ event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (link && part("stSidebarNav")?.contains(link) && drawer()) showDrawer(false);
  };
  document.addEventListener("click", turned);
  return () => document.removeEventListener("click", turned);
}

/** Put the focus on the page itself, when what had it goes. */
export function focusPage() {
  const page = document.querySelector(".ft-countline") ?? part("stMain");
  if (page instanceof HTMLElement) page.focus({ preventScroll: true });
}

const CONNECTION = "data-test-connection-state";
const HEALTH = new URL("../../../_stcore/health", import.meta.url).href;

/**
 * Tell whether the server is out of reach: when Streamlit says so, and when the browser says that
 * there is no network, which says nothing of a server on the same machine: that is asked.
 * @param {(lost: boolean) => void} tell @returns {Stop}
 */
export function connection(tell) {
  const app = document.querySelector(APP);
  const ask = () => fetch(HEALTH, { cache: "no-store" }).then(({ ok }) => tell(!ok), () => tell(true));
  const observer = new MutationObserver(() => tell(app?.getAttribute(CONNECTION) !== "CONNECTED"));
  if (app) observer.observe(app, { attributeFilter: [CONNECTION] });
  addEventListener("offline", ask);
  addEventListener("online", ask);
  return () => {
    observer.disconnect();
    removeEventListener("offline", ask);
    removeEventListener("online", ask);
  };
}

/** @param {Words} words */
function rename(words) {
  for (const [id, key] of Object.entries(OURS)) set(part(id), "aria-label", words[key]);
  const skip = part("stSkipToContent");
  if (skip && skip.textContent !== words.skip) skip.textContent = words.skip;
  for (const [id, key] of Object.entries(BUTTONS)) {
    const button = part(id)?.querySelector("button");
    set(button, "aria-label", words[key]);
    set(button, "title", words[key]);
  }
}

/** Let Streamlit's parts speak the language of `words`, also those to come. @param {Words} words @returns {Stop} */
export function translated(words) {
  const observer = new MutationObserver(() => rename(words));
  const seen = { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] };
  observer.observe(document.querySelector(APP) ?? document.body, seen);
  rename(words);
  return () => observer.disconnect();
}

/** Call the window `title`, also after Streamlit calls it by the name of the app. @param {string} title @returns {Stop} */
export function titled(title) {
  const name = () => document.title === title || (document.title = title);
  const observer = new MutationObserver(name);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  name();
  return () => observer.disconnect();
}

const BUSY_MS = 1000;
/** Tell the styles when a page takes long to compute; a quick one costs no picture for it. @returns {Stop} */
export function busy() {
  const app = document.querySelector(APP);
  const { dataset } = document.documentElement;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let long;
  const observer = new MutationObserver(() => {
    clearTimeout(long);
    if (running()) long = setTimeout(() => (dataset.fengtuBusy = ""), BUSY_MS);
    else delete dataset.fengtuBusy;
  });
  if (app) observer.observe(app, { attributeFilter: [STATE] });
  return () => {
    observer.disconnect();
    clearTimeout(long);
    delete dataset.fengtuBusy;
  };
}

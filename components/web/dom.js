// Small tools that every component here shares. Text reaches the page as text nodes only.

/** @typedef {string | Node | null | undefined | false} Child */
/** @typedef {Child | Children[]} Children */

/**
 * An element with attributes, listeners (on…) and children; strings become text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, any>} attributes @param {Children[]} children
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...present(children));
  return node;
}

/** @param {Children[]} children @returns {(string | Node)[]} */
function present(children) {
  const flat = /** @type {Child[]} */ (/** @type {unknown[]} */ (children).flat(Infinity));
  return flat.flatMap((child) => child || []);
}

/**
 * Replace the content of `host`, keeping the keyboard focus on the element with the same data-key.
 * @param {HTMLElement} host @param {Children[]} children
 */
export function replace(host, ...children) {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && host.contains(focused) ? focused.dataset.key : undefined;
  host.replaceChildren(...present(children));
  if (key) keyed(host, key)?.focus({ preventScroll: true });
}

/** The element of `host` with a data-key. @param {HTMLElement} host @param {string} key @returns {HTMLElement | null} */
export function keyed(host, key) {
  return host.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

/** @type {Map<string, Promise<void>>} */
const sheets = new Map();
/**
 * The style sheet at `href`, in place once: a newer one of the same `use` takes the place of the old.
 * @param {string} href @param {string} use
 */
export function styled(href, use) {
  const known = sheets.get(href);
  if (known) return known;
  const older = document.querySelectorAll(`link[data-fengtu="${use}"]`);
  const added = new Promise((resolve, reject) => {
    const link = el("link", {
      rel: "stylesheet",
      href,
      "data-fengtu": use,
      onload: resolve,
      onerror: () => {
        link.remove();
        reject(new Error(`${href}: not loaded`));
      },
    });
    document.head.append(link);
  }).then(() => older.forEach((link) => link.remove()));
  sheets.set(href, added);
  added.catch(() => sheets.delete(href));
  return added;
}

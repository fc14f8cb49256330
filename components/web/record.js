// The files of the record: asked for once each, by name, from a folder of static/ whose name is
// their hash. A page that carries its data itself has them in place already.

/** @import { Counties, Lines, Marks, Options, Published, Theme } from "./types" */

const carried = globalThis.fengtuCarried;

/** Where the picture of all symbols is. @param {string} url @param {Theme} theme @returns {string} */
export function picture(url, theme) {
  const name = `marks-${theme}.svg`;
  return carried ? /** @type {string} */ (carried[name]) : `${url}/${name}`;
}

/** A published file of the record. @param {string} url @param {string} name @returns {Promise<any>} */
export async function fetched(url, name) {
  if (carried) return carried[name];
  const answer = await fetch(`${url}/${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/**
 * `make` of a URL, once; again only after it failed.
 * @template T @param {(url: string) => Promise<T>} make @returns {(url: string) => Promise<T>}
 */
function once(make) {
  /** @type {Map<string, Promise<T>>} */
  const made = new Map();
  return (url) => {
    const known = made.get(url);
    if (known) return known;
    const coming = make(url);
    made.set(url, coming);
    coming.catch(() => made.delete(url));
    return coming;
  };
}

/** The published options of the filters, by group. */
export const options = once((url) => /** @type {Promise<Options>} */ (fetched(url, "options.json")));

/** The published geometry and marks, and the cells of the symbol picture by name. */
export const published = once(async (url) => {
  /** @type {[Counties, Lines, Marks]} */
  const [counties, lines, marks] = await Promise.all([fetched(url, "counties.json"), fetched(url, "lines.json"), fetched(url, "marks.json")]);
  /** @type {Published} */
  const record = { counties, lines, marks, cells: Object.fromEntries(marks.icons.map(([name, x, y]) => [name, [x, y]])) };
  return record;
});

/** The marks with their names and years: with them, or in a file of their own. */
export const named = once(async (url) => {
  const { marks } = await published(url);
  return /** @type {Marks} */ (Object.assign(marks, marks.zh ? {} : await fetched(url, "names.json")));
});

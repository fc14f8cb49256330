// The files of the record: asked for once each, by name, from a folder of static/ whose name is
// their hash. A page that carries its data itself has them in place already.

/** @import { Counties, Language, Lines, Marks, Options, Published, Theme } from "./types" */

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

/** Names of the marks by language: with them, or in a file of their own. */
const named = once(async (url) => {
  const { marks } = await published(url);
  return Object.assign(marks, marks.zh ? {} : await fetched(url, "names.json"));
});

/** Name of the mark in `row`; '' while the names of a large record are on their way. @param {string} url @param {Marks} marks @param {Language} language @param {number} row */
export function nameOf(url, marks, language, row) {
  const names = marks[language];
  if (!names) named(url).catch(() => {}); // asked for again at the next name
  return names ? names[row] : "";
}

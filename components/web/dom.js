// Small tools that every component here shares. Text reaches the page as text nodes only.

/** An element with attributes, listeners (on…) and children; strings become text. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** The symbol of a mark, cut out of the picture that holds them all. */
export function symbol(data, icon, size = 20) {
  const [x, y] = data.cells[icon];
  const box = document.createElementNS(SVG, "svg");
  box.setAttribute("viewBox", `${x} ${y} ${data.cell} ${data.cell}`);
  box.setAttribute("width", size);
  box.setAttribute("height", size);
  box.setAttribute("aria-hidden", "true");
  box.classList.add("ft-symbol");
  const image = document.createElementNS(SVG, "image");
  image.setAttribute("href", picture(data.record, data.theme));
  box.append(image);
  return box;
}

/** Replace the content of `host`, keeping the keyboard focus on the element with the same data-key. */
export function replace(host, ...children) {
  const key = host.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  host.replaceChildren(...children.flat().filter(Boolean));
  if (key) host.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** The style sheet at `href`, in place once: a newer one of the same `use` takes the place of the old. */
const sheets = new Map();
export function styled(href, use) {
  if (!sheets.has(href)) {
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
  }
  return sheets.get(href);
}

// A page that carries its data itself lays the files of the record here, by name.
const carried = globalThis.fengtuCarried;

/** Where the picture of all symbols is. */
export function picture(url, theme) {
  const name = `marks-${theme}.svg`;
  return carried ? carried[name] : `${url}/${name}`;
}

/** A published file of the record. */
export async function fetched(url, name) {
  if (carried) return carried[name];
  const answer = await fetch(`${url}/${name}`);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** The published options of the filters, by group. */
const lists = new Map();
export function options(url) {
  if (!lists.has(url)) {
    lists.set(url, fetched(url, "options.json"));
    lists.get(url).catch(() => lists.delete(url));
  }
  return lists.get(url);
}

/** Name of the mark in `row`; '' while the names of a large record are on their way. */
export function nameOf(url, marks, language, row) {
  if (marks[language]) return marks[language][row];
  marks.naming ??= fetched(url, "names.json").then((names) => Object.assign(marks, names));
  marks.naming.catch(() => delete marks.naming);
  return "";
}

/** The published geometry and marks, and the cells of the symbol picture by name. */
const records = new Map();
export function published(url) {
  if (!records.has(url)) {
    records.set(
      url,
      Promise.all([fetched(url, "counties.json"), fetched(url, "lines.json"), fetched(url, "marks.json")]).then(([counties, lines, marks]) => ({
        counties,
        lines,
        marks,
        cells: Object.fromEntries(marks.icons.map(([name, x, y]) => [name, [x, y]])),
      })),
    );
    records.get(url).catch(() => records.delete(url));
  }
  return records.get(url);
}

// A map on paper: it keeps the size that it was drawn in and is scaled as a whole. In the narrower page of
// the printer it would be squashed, for nothing draws it again there.

const PAPER_PX = 680; // width between the margins of an upright A4 page

/** What ends the unfolding of a host. @type {WeakMap<HTMLElement, () => void>} */
const ends = new WeakMap();

/** What is folded in `host` is unfolded while it is printed: on paper nobody can open it. @param {HTMLElement} host @returns {() => void} */
export function unfolding(host) {
  ends.get(host)?.();
  if (!host.querySelector("details")) return () => {};
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  const open = () => {
    opened = [...host.querySelectorAll("details")].filter((fold) => !fold.open);
    for (const fold of opened) fold.open = true;
  };
  const close = () => {
    for (const fold of opened.splice(0)) fold.open = false;
  };
  addEventListener("beforeprint", open);
  addEventListener("afterprint", close);
  const end = () => {
    removeEventListener("beforeprint", open);
    removeEventListener("afterprint", close);
    ends.delete(host);
  };
  ends.set(host, end);
  return end;
}

/** Note the size of a map for the rules of print in app.css. @param {HTMLElement} host */
export function printable(host) {
  const { clientWidth: width, clientHeight: height } = host;
  if (!width || matchMedia("print").matches) return;
  host.style.setProperty("--print-width", `${width}px`);
  host.style.setProperty("--print-height", `${height}px`);
  host.style.setProperty("--print-zoom", String(Math.min(1, PAPER_PX / width)));
}

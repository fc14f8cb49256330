// A map on paper: it keeps the size that it was drawn in and is scaled as a whole. In the narrower page of
// the printer it would be squashed, for nothing draws it again there.

const PAPER_PX = 680; // width between the margins of an upright A4 page

/** Note the size of a map for the rules of print in app.css. @param {HTMLElement} host */
export function printable(host) {
  const { clientWidth: width, clientHeight: height } = host;
  if (!width || matchMedia("print").matches) return;
  host.style.setProperty("--print-width", `${width}px`);
  host.style.setProperty("--print-height", `${height}px`);
  host.style.setProperty("--print-zoom", String(Math.min(1, PAPER_PX / width)));
}

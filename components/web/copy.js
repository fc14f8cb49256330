// Text for the clipboard.
import { el } from "./dom.js";

/** Without https a browser has no clipboard: an old way, by a selected field. @param {string} text */
function byField(text) {
  const focused = document.activeElement;
  const field = el("textarea", { readonly: true, style: { position: "fixed", opacity: "0" } });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}

/** Whether `text` is in the clipboard now. @param {string} text @returns {Promise<boolean>} */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byField(text);
  }
}

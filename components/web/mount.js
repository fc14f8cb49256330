// Draws a component in our styles: unpacks what the server sent, and leaves alone what did not change.
import { running } from "./chrome.js";
import { styled } from "./dom.js";
import { seen } from "./levels.js";

/** @import { Component, Packed, Stop } from "./types" */

const STYLES = new URL("./app.css", import.meta.url).href;

// What one run of the script sends is drawn together: every picture of the page takes its time.
const REST_MS = 200; // the longest wait for the rest
let unpacking = 0;
/** @type {Promise<void> | undefined} */
let together;

async function rest() {
  const end = performance.now() + REST_MS;
  while ((unpacking || running()) && performance.now() < end) await new Promise((look) => setTimeout(look, 4));
}

/** Wait for what else the running script sends. */
export function withTheRest() {
  together ??= rest().finally(() => (together = undefined));
  return together;
}

/** The data: a line of JSON, and what follows it as `bits`. @param {Uint8Array} packed */
export async function unpacked(packed) {
  const stream = new Blob([/** @type {BlobPart} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const end = bytes.indexOf(10);
  return { ...JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), bits: bytes.subarray(end + 1) };
}

/** @param {Uint8Array | undefined} a @param {Uint8Array} b */
const same = (a, b) => a?.length === b.length && a.every((byte, n) => byte === b[n]);

/** A component's own script. @param {string} name @returns {Promise<{ default: (component: Component<any, any>) => Stop }>} */
const scriptOf = (name) => import(`./${name.replace("fengtu_", "")}.js`);

/**
 * Draw `component` with the script of its own name from its packed data, which follow a line.
 * @param {Packed} component
 */
export async function mount(component, script = scriptOf) {
  const host = component.parentElement;
  const packed = component.data.subarray(component.data.indexOf(10) + 1);
  if (same(host.ftPacked, packed)) return;
  host.ftPacked = packed;
  host.dataset.coming = ""; // for tests: what was sent is not drawn yet
  host.classList.add("ft");
  try {
    const coming = script(component.name);
    // Without its styles a page is still better than none.
    const styles = styled(STYLES, "app").catch((error) => console.warn(error.message));
    unpacking += 1;
    const [module, data] = await Promise.all([coming, unpacked(packed), styles]).finally(() => (unpacking -= 1));
    await withTheRest();
    if (host.ftPacked !== packed || !host.isConnected) return; // other data came, or the page went
    /** @param {"event"} name @param {object} change */
    const setTriggerValue = (name, change) => component.setTriggerValue(name, { ...change, seen: seen.bounds });
    const stop = module.default({ ...component, data, setTriggerValue });
    // Streamlit calls this at every run of the script; only what has left the page is to end.
    host.ftStop = () => {
      if (host.isConnected) return;
      host.ftStop = host.ftPacked = undefined;
      stop();
    };
  } catch (error) {
    host.ftPacked = undefined; // the next run tries again
    throw error;
  } finally {
    if (host.ftPacked === packed || !host.ftPacked) delete host.dataset.coming;
  }
}

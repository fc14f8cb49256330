// Draws a component in our styles: unpacks what the server sent, and leaves alone what did not change.
import { styled } from "./dom.js";
import { seen } from "./levels.js";

const STYLES = new URL("./app.css", import.meta.url).href;

// What one run of the script sends is drawn together: every picture of the page takes its time.
const REST_MS = 200; // the longest wait for the rest
let unpacking = 0;
let together;

function withTheRest() {
  together ??= new Promise((draw) => {
    const end = performance.now() + REST_MS;
    const look = () => {
      const coming = unpacking || document.querySelector('.stApp[data-test-script-state="running"]');
      if (coming && performance.now() < end) {
        setTimeout(look, 4);
      } else {
        together = undefined;
        draw();
      }
    };
    look();
  });
  return together;
}

/** The data: a line of JSON, and what follows it as `bits`. */
async function unpacked(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const end = bytes.indexOf(10);
  return { ...JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), bits: bytes.subarray(end + 1) };
}

const same = (a, b) => a?.length === b.length && a.every((byte, n) => byte === b[n]);

/** Draw `component` with the script of its own name from its packed data, which follows a line. */
export async function mount(component) {
  const host = component.parentElement;
  const packed = component.data.subarray(component.data.indexOf(10) + 1);
  if (same(host.ftPacked, packed)) return;
  host.ftPacked = packed;
  host.classList.add("ft");
  try {
    const script = import(`./${component.name.replace("fengtu_", "")}.js`);
    // Without its styles a page is still better than none.
    const styles = styled(STYLES, "app").catch((error) => console.warn(error.message));
    unpacking += 1;
    const [module, data] = await Promise.all([script, unpacked(packed), styles]).finally(() => (unpacking -= 1));
    await withTheRest();
    const setTriggerValue = (name, change) => component.setTriggerValue(name, { ...change, seen: seen.bounds });
    if (host.ftPacked === packed) host.ftStop = module.default({ ...component, data, setTriggerValue });
  } catch (error) {
    host.ftPacked = undefined; // the next run tries again
    throw error;
  }
}

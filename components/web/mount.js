// Draws a component in our styles: unpacks what the server sent, and leaves alone what did not change.
import { styled } from "./dom.js";

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

async function unpacked(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

const same = (a, b) => a?.length === b.length && a.every((byte, n) => byte === b[n]);

/** Draw `component` with the script of its own name from its packed data. */
export async function mount(component, packed) {
  const host = component.parentElement;
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
    if (host.ftPacked === packed) host.ftStop = module.default({ ...component, data });
  } catch (error) {
    host.ftPacked = undefined; // the next run tries again
    throw error;
  }
}

// Draws a component: unpacks what the server sent, and leaves alone what did not change.

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
  try {
    const script = import(`./${component.name.replace("fengtu_", "")}.js`);
    const [module, data] = await Promise.all([script, unpacked(packed)]);
    if (host.ftPacked === packed) host.ftStop = module.default({ ...component, data });
  } catch (error) {
    host.ftPacked = undefined; // the next run tries again
    throw error;
  }
}

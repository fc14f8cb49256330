// The loader: bytes in, data out; unchanged bytes draw nothing; what one run sends is drawn at once.
import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";

import { settled } from "./page.js";

const { mount, unpacked, withTheRest } = await import("../../components/web/mount.js");

const URL_LINE = "/app/static/web-0/mount.js\n";
const packed = (data, bits = []) => {
  const body = deflateSync(Buffer.concat([Buffer.from(`${JSON.stringify(data)}\n`), Buffer.from(bits)]));
  return new Uint8Array(Buffer.concat([Buffer.from(URL_LINE), body]));
};
const app = document.querySelector(".stApp");
const rest = () => new Promise((done) => setTimeout(done, 20));

new window.MutationObserver(() => document.querySelectorAll("link").forEach((link) => link.dispatchEvent(new Event("load"))))
  .observe(document.head, { childList: true });

/** A host with a component that writes down what it is drawn with. */
function watched() {
  const parentElement = document.createElement("div");
  document.body.append(parentElement);
  const seen = { drawn: [], stopped: 0, events: [] };
  const script = async () => ({
    default: ({ data, setTriggerValue }) => {
      seen.drawn.push(data);
      seen.send = setTriggerValue;
      return () => (seen.stopped += 1);
    },
  });
  const show = (data, bits) =>
    mount({ name: "fengtu_x", data: packed(data, bits), parentElement, setTriggerValue: (name, event) => seen.events.push(event) }, script);
  return { parentElement, seen, show };
}

test("bytes in, data out; what follows the line are bits, a line break among them", async () => {
  const { bits, ...data } = await unpacked(packed({ name: "济南", list: [1] }, [0, 10, 255]).slice(URL_LINE.length));
  assert.deepEqual(data, { name: "济南", list: [1] });
  assert.deepEqual([...bits], [0, 10, 255]);
});

test("no bits are no bytes", async () => {
  assert.equal((await unpacked(packed({}).slice(URL_LINE.length))).bits.length, 0);
});

test("what did not change is left alone", async () => {
  const { show, seen } = watched();
  await show({ n: 1 });
  await show({ n: 1 });
  await show({ n: 1 }, [1]);
  await show({ n: 2 });
  assert.deepEqual(seen.drawn.map(({ n, bits }) => [n, bits.length]), [[1, 0], [1, 1], [2, 0]]);
});

test("only the newest of two is drawn", async () => {
  const { show, seen } = watched();
  await Promise.all([show({ n: 1 }), show({ n: 2 })]);
  assert.deepEqual(seen.drawn.map(({ n }) => n), [2]);
});

test("a component is stopped when it has left the page, and only then, once", async () => {
  const { show, seen, parentElement } = watched();
  await show({ n: 1 });
  parentElement.ftStop();
  assert.equal(seen.stopped, 0);
  parentElement.remove();
  parentElement.ftStop();
  parentElement.ftStop?.();
  assert.equal(seen.stopped, 1);
});

test("what has left the page meanwhile is not drawn", async () => {
  const { show, seen, parentElement } = watched();
  const drawing = show({ n: 1 });
  parentElement.remove();
  await drawing;
  assert.deepEqual(seen.drawn, []);
});

test("an event tells what the reader sees", async () => {
  const { show, seen } = watched();
  await show({ n: 1 });
  seen.send("event", { type: "close" });
  assert.deepEqual(seen.events, [{ type: "close", seen: null }]);
});

test("a script that fails is tried again by the next run", async () => {
  const parentElement = document.createElement("div");
  document.body.append(parentElement);
  const component = { name: "fengtu_x", data: packed({ n: 1 }), parentElement };
  let drawn = 0;
  await assert.rejects(mount(component, () => Promise.reject(new Error("gone"))), /gone/);
  await mount(component, async () => ({ default: () => (drawn += 1) }));
  assert.equal(drawn, 1);
});

test("while the script runs, drawing waits for the rest, but not for long", async () => {
  app.setAttribute("data-test-script-state", "running");
  const { show, seen } = watched();
  const other = watched();
  const both = Promise.all([show({ n: 1 }), other.show({ n: 1 })]);
  await rest();
  assert.deepEqual([seen.drawn.length, other.seen.drawn.length], [0, 0]);
  app.setAttribute("data-test-script-state", "notRunning");
  await both;
  assert.deepEqual([seen.drawn.length, other.seen.drawn.length], [1, 1]);
  app.setAttribute("data-test-script-state", "running");
  const start = performance.now();
  await withTheRest();
  const waited = performance.now() - start;
  app.removeAttribute("data-test-script-state");
  assert.ok(waited >= 195 && waited < 2000, String(waited));
  await settled();
});

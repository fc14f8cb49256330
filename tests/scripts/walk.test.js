// The map by keyboard: the next mark in a direction; and the wheel, which a map must not trap.
import assert from "node:assert/strict";
import test from "node:test";

import { running } from "./page.js";

const { nextStop } = await import("../../components/web/walk.js");
const { leaveWheel } = await import("../../components/web/controls.js");

const [LEFT, RIGHT, DOWN] = [[-1, 0], [1, 0], [0, 1]];
const at = (x, y) => ({ x, y });

test("an arrow reaches the nearest mark ahead, not one far to the side", () => {
  const [near, far, aside] = [at(140, 105), at(200, 100), at(110, 180)];
  const from = at(100, 100);
  assert.equal(nextStop([far, near, aside], from, RIGHT), near);
  assert.equal(nextStop([near, far, aside], from, DOWN), aside);
  assert.equal(nextStop([near, far, aside], from, LEFT), undefined);
  assert.equal(nextStop([], from, RIGHT), undefined);
});

test("straight ahead goes before nearer but aside", () => {
  const [ahead, aside] = [at(160, 100), at(135, 130)];
  assert.equal(nextStop([aside, ahead], at(100, 100), RIGHT), ahead);
});

test("from mark to mark and back is the same way", () => {
  const row = [at(100, 100), at(150, 100), at(210, 100)];
  assert.equal(nextStop(row, row[0], RIGHT), row[1]);
  assert.equal(nextStop(row, row[1], RIGHT), row[2]);
  assert.equal(nextStop(row, row[2], LEFT), row[1]);
});

test("the wheel zooms a map at the top of its page, and goes on scrolling a page that scrolls", async () => {
  const host = document.createElement("div");
  const inner = host.appendChild(document.createElement("button"));
  document.body.append(host);
  let [heard, part, top] = [0, false, 0];
  host.getBoundingClientRect = () => ({ top });
  inner.addEventListener("wheel", () => (heard += 1));
  const before = running();
  const stop = leaveWheel(host, () => part);
  const zooms = (ctrlKey = false) => {
    heard = 0;
    const event = new Event("wheel", { bubbles: true });
    event.ctrlKey = ctrlKey;
    inner.dispatchEvent(event);
    return heard === 1;
  };
  assert.ok(zooms());
  top = -10; // scrolled out in part
  assert.ok(!zooms() && zooms(true));
  [top, part] = [0, true]; // a map within a page
  assert.ok(!zooms());
  inner.focus();
  assert.ok(zooms());
  inner.blur();
  part = false;
  document.dispatchEvent(new Event("scroll"));
  assert.ok(!zooms());
  await new Promise((done) => setTimeout(done, 320));
  assert.ok(zooms());
  stop();
  assert.deepEqual(running(), before);
  host.remove();
});

// Where the camera goes by itself: what is chosen stands in the part of the map that is free.
import assert from "node:assert/strict";
import test from "node:test";

import { besideLegend, cameraFor, groundOf, newGround, roomOf, same, shows, union } from "../../components/web/aim.js";
import { boundsSeen, holds } from "../../components/web/camera.js";

const box = (left, top, width, height) => ({ left, top, width, height, right: left + width, bottom: top + height });
const DESK = box(300, 52, 1140, 797);
const PHONE = box(0, 52, 390, 606);
const WHOLE = [113, 34, 119, 39];
const size = ({ width, height }) => ({ width, height });

test("a card beside the map takes its right, a sheet its foot; the strip is always kept", () => {
  assert.deepEqual(roomOf(DESK, undefined, 28), { top: 0, right: 0, bottom: 28, left: 0 });
  assert.deepEqual(roomOf(DESK, box(1052, 64, 370, 700), 28), { top: 0, right: 388, bottom: 28, left: 0 });
  assert.deepEqual(roomOf(PHONE, box(0, 321, 390, 523), 40), { top: 0, right: 0, bottom: 658 - 321, left: 0 });
  assert.equal(roomOf(PHONE, box(0, 700, 390, 144), 40).bottom, 40);
  assert.equal(roomOf(box(0, -900, 390, 606), box(0, 321, 390, 523), 40).bottom, 606 - 321); // scrolled out
  assert.equal(roomOf(PHONE, box(0, 60, 390, 784), 40).bottom, 606 * 0.75);
  assert.deepEqual(roomOf(box(300, 52, 700, 400), box(1052, 64, 370, 700), 0), { top: 0, right: 0, bottom: 0, left: 0 });
});

test("the legend is kept free where little gets smaller for it", () => {
  const room = roomOf(DESK, undefined, 28);
  const tall = [116, 34, 116.5, 39];
  assert.equal(besideLegend(tall, size(DESK), room, 220).left, 220);
  assert.equal(besideLegend([110, 36, 120, 36.5], size(DESK), room, 220).left, 220);
  assert.equal(besideLegend([110, 36, 120, 36.5], size(DESK), room, 800).left, 0);
});

test("only what was not chosen before is flown to, with the rest of its group", () => {
  const aims = [["item:a", [0, 0, 1, 1]], ["county:1", [1, 1, 2, 2]], ["county:2", [3, 3, 5, 4]], ["city:c", [0, 0, 9, 9]]];
  const keys = aims.map(([key]) => key);
  assert.equal(newGround(aims, new Set(keys)), null);
  assert.equal(newGround(aims.slice(1), new Set(keys)), null); // something was taken back
  assert.deepEqual(newGround(aims, new Set()), [0, 0, 1, 1]);
  assert.deepEqual(newGround(aims, new Set(["item:a", "county:1", "city:c"])), [1, 1, 5, 4]);
  assert.deepEqual(newGround(aims, new Set(["item:a", "county:1", "county:2"])), [0, 0, 9, 9]);
  assert.equal(newGround([], new Set()), null);
});

test("what is chosen is whole in what is free, at a desk and on a phone", () => {
  const camera = { longitude: 116, latitude: 36, zoom: 6 };
  const bounds = [117.2, 37.6, 117.7, 38.1];
  for (const [map, card] of [[DESK, box(1052, 64, 370, 700)], [PHONE, box(0, 321, 390, 523)]]) {
    const room = roomOf(map, card, 28);
    const found = cameraFor({ bounds }, camera, size(map), WHOLE, room, 58);
    assert.ok(holds(boundsSeen(found, size(map), room), bounds));
    assert.ok(found.zoom > 7.5, String(found.zoom));
  }
});

test("a place that is in view stays where it is; one below the card comes to the middle", () => {
  const map = size(DESK);
  const room = roomOf(DESK, box(1052, 64, 370, 700), 28);
  const camera = { longitude: 116, latitude: 37, zoom: 9 };
  assert.equal(cameraFor({ place: [116, 37] }, camera, map, WHOLE, room, 0), null);
  const [, , east] = boundsSeen(camera, map);
  const place = [east - 0.1, 37];
  const found = cameraFor({ place }, camera, map, WHOLE, room, 0);
  assert.equal(found.zoom, 9);
  const [w, s, e, n] = boundsSeen(found, map, room);
  assert.ok(Math.abs((w + e) / 2 - place[0]) < 1e-9 && s < 37 && n > 37);
});

test("the ground of a result: its marks, and the counties that are coloured for it", () => {
  const marks = { lon: [1, 5], lat: [1, 7] };
  const county = (number, ring) => ({ properties: { number, label: ring ? ring[0] : [20, 20] }, geometry: ring && { coordinates: [ring] } });
  const counties = [county(0, [[0, 0], [2, 0], [2, 3], [0, 0]]), county(1, [[8, 8], [9, 9], [8, 9], [8, 8]]), county(2, null)];
  assert.deepEqual(groundOf([0, 1], marks, counties, "10n"), [0, 0, 5, 7]);
  assert.deepEqual(groundOf([0], marks, counties, "xx1"), [1, 1, 20, 20]); // its shape is not here
  assert.equal(groundOf([], marks, counties, "0nx"), null);
  assert.deepEqual(union([[0, 1, 2, 3], [-1, 2, 1, 4]]), [-1, 1, 2, 4]);
});

test("a view of bounds shows what lies in them; a camera equals itself", () => {
  assert.ok(shows({ bounds: [0, 0, 2, 2] }, [1, 1]));
  assert.ok(!shows({ bounds: [0, 0, 2, 2] }, [3, 1]));
  assert.ok(!shows(null, [1, 1]) && !shows({ place: [1, 1] }, [1, 1]));
  const camera = { longitude: 1, latitude: 2, zoom: 3 };
  assert.ok(same(camera, { ...camera }) && !same(camera, { ...camera, zoom: 3.1 }));
});

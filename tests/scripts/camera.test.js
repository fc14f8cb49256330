// The camera's mathematics, against numbers that can be checked by hand.
import assert from "node:assert/strict";
import test from "node:test";

import { across, boundsOf, boundsSeen, cameraAt, cameraOn, down, holds, latitudeAt, metresPerPixel, read, scaleOf, written, zoomOf } from "../../components/web/camera.js";

const near = (a, b, by = 1e-9) => assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);

test("the world at zoom 0 is 512 pixels wide, the equator in its middle", () => {
  assert.deepEqual([across(-180), across(0), across(180)], [0, 256, 512]);
  near(down(0), 256);
  near(down(85.0511287798), 0, 1e-6);
});

test("a latitude comes back from its pixel", () => {
  for (const latitude of [-60, -1, 0, 23.5, 37.45, 80]) near(latitudeAt(down(latitude)), latitude);
});

test("bounds fill the map but for 20 pixels on each side", () => {
  const size = { width: 1040, height: 2000 };
  const bounds = [115, 36, 117, 37];
  const zoom = zoomOf(bounds, size);
  near((across(117) - across(115)) * 2 ** zoom, 1000);
  assert.ok((down(36) - down(37)) * 2 ** zoom < 1960);
});

test("the camera stands over the middle of the picture, not of the degrees", () => {
  const size = { width: 800, height: 600 };
  const camera = cameraOn([100, 0, 120, 60], size, [100, 0, 120, 60]);
  assert.equal(camera.longitude, 110);
  near(down(camera.latitude), (down(0) + down(60)) / 2);
  assert.ok(camera.latitude > 30);
});

test("what is larger than the least zoom shows may be seen whole", () => {
  const size = { width: 390, height: 600 };
  const country = [73, 18, 135, 54];
  const { zoom, minZoom, maxZoom } = cameraOn(country, size, country);
  assert.ok(zoom < 4);
  assert.deepEqual([zoom, maxZoom], [minZoom, 13]);
  assert.equal(cameraOn([116, 37, 117, 38], size, [115, 36, 118, 39]).minZoom, 4);
});

test("what is seen is as wide as its pixels", () => {
  const size = { width: 512, height: 256 };
  const [west, south, east, north] = boundsSeen({ longitude: 116, latitude: 0, zoom: 3 }, size);
  assert.deepEqual([west, east], [116 - 22.5, 116 + 22.5]);
  near(down(south) - down(north), 256 / 8);
  near(south, -north);
  assert.ok(boundsSeen({ longitude: 116, latitude: 60, zoom: 3 }, size)[3] - 60 < north);
});

test("a pixel at the equator and at 60 degrees", () => {
  near(metresPerPixel({ latitude: 0, zoom: 0 }), 40075016.7 / 512, 1e-6);
  near(metresPerPixel({ latitude: 60, zoom: 1 }), 40075016.7 / 512 / 4, 1e-6);
});

test("what is covered of a map shifts the middle by half of it", () => {
  const size = { width: 1000, height: 800 };
  const room = { top: 0, right: 400, bottom: 100, left: 0 };
  const bounds = [115, 36, 116, 37];
  const camera = cameraOn(bounds, size, [110, 30, 120, 40], room);
  const pixel = 1 / 2 ** camera.zoom;
  near((across(camera.longitude) - across(115.5)) / pixel, 200);
  near((down(camera.latitude) - (down(36) + down(37)) / 2) / pixel, 50);
  const seen = boundsSeen(camera, size, room);
  assert.ok(holds(seen, bounds), String(seen));
  const at = cameraAt([116, 37], 8, room);
  const [west, south, east, north] = boundsSeen(at, size, room);
  near((west + east) / 2, 116);
  near((down(south) + down(north)) / 2, down(37));
});

test("an extent in the address shows the same ground on a phone and on a wall", () => {
  const whole = [113, 34, 119, 39];
  const limits = { minZoom: 4, maxZoom: 13 };
  const room = { top: 0, right: 382, bottom: 28, left: 0 };
  for (const zoom of [6.5, 8.25, 12]) {
    const desk = { width: 1140, height: 800 };
    const camera = { zoom, latitude: 37.4567, longitude: 116.1234 };
    const seen = boundsSeen(camera, desk, room);
    const { bounds } = read(written(seen, zoom), limits);
    const again = cameraOn(bounds, desk, whole, room, 0);
    near(again.zoom, zoom, 0.01);
    near((across(again.longitude) - across(camera.longitude)) * 2 ** zoom, 0, 1);
    near((down(again.latitude) - down(camera.latitude)) * 2 ** zoom, 0, 1);
    for (const other of [{ width: 390, height: 606 }, { width: 3500, height: 2000 }]) {
      const shown = boundsSeen(cameraOn(bounds, other, whole, undefined, 0), other);
      const pixel = 360 / (512 * 2 ** zoom);
      assert.ok(holds(shown, [bounds[0] + pixel, bounds[1] + pixel, bounds[2] - pixel, bounds[3] - pixel]), `${shown} ${bounds}`);
    }
  }
});

test("an address is as short as a pixel allows, and one of the old kind is understood", () => {
  const limits = { minZoom: 4, maxZoom: 13 };
  assert.equal(written([113.52149, 34.41, 118.9, 38.70251], 7), "#map=113.521,34.410,118.900,38.703");
  assert.deepEqual(read("#map=113.521,34.410,118.900,38.703", limits), { bounds: [113.521, 34.41, 118.9, 38.703] });
  assert.deepEqual(read("#map=8.25/37.4567/116.1234", limits), { camera: { zoom: 8.25, latitude: 37.4567, longitude: 116.1234 } });
  for (const text of ["", "#map=", "#map=8/37", "#map=8/37/116/1", "#map=3/37/116", "#map=14/37/116", "#map=8/81/116", "#map=8/37/181", "#map=./37/116", "#map=8/x/116",
    "#map=1,2,3", "#map=116,37,115,38", "#map=115,38,116,37", "#map=115,36,181,37", "#map=115,36,116,81", "#map=.,36,116,37", "#map=115,36,116,37,38"]) {
    assert.equal(read(text, limits), null, text);
  }
});

test("a scale bar has a round length that is wide enough", () => {
  assert.deepEqual([scaleOf(10), scaleOf(100), scaleOf(1000), scaleOf(50_000)], [1, 10, 100, 1000]);
  assert.equal(scaleOf(20), 2); // 1 km would be exactly 50 pixels
});

test("bounds hold themselves and what is inside", () => {
  const outer = [0, 0, 10, 10];
  assert.ok(holds(outer, outer));
  assert.ok(holds(outer, [1, 1, 9, 9]));
  for (const inner of [[-1, 1, 9, 9], [1, -1, 9, 9], [1, 1, 11, 9], [1, 1, 9, 11]]) assert.ok(!holds(outer, inner), String(inner));
});

test("bounds of a polygon, and of several with a hole", () => {
  const ring = [[1, 2], [3, 2], [3, 5], [1, 2]];
  assert.deepEqual(boundsOf({ coordinates: [ring] }), [1, 2, 3, 5]);
  assert.deepEqual(boundsOf({ coordinates: [[ring, [[2, 3], [2.5, 3], [2, 3]]], [[[-1, 0], [0, 9], [-1, 0]]]] }), [-1, 0, 3, 9]);
});

// Level of detail: which pieces of a country are drawn, asked for, and what stands for the rest.
import assert from "node:assert/strict";
import test from "node:test";

import "./page.js";

const { FILES, asked, settled } = await import("./page.js");
const { countiesFrom, Levels } = await import("../../components/web/levels.js");

const feature = (adcode) => ({ type: "Feature", properties: { adcode, zh: adcode, en: adcode, label: [0, 0] }, geometry: null });
/** Two provinces of two counties each; each province is one prefecture. */
const country = () => ({
  counties: {
    features: ["11", "12", "21", "22"].map(feature),
    cities: [{ zh: "甲", counties: [0, 1], geometry: {} }, { zh: "乙", counties: [2, 3], geometry: {} }],
    pieces: [
      { name: "piece-1", bounds: [0, 0, 10, 10], counties: [0, 1], marks: [0, 5] },
      { name: "piece-2", bounds: [10, 0, 20, 10], counties: [2, 3], marks: [5, 9] },
    ],
  },
});
const FAR = { zoom: 4, width: 800, bounds: [-20, -20, 40, 40] };
const CLOSE = { zoom: 9, width: 800, bounds: [1, 1, 2, 2] };
const names = (pieces) => pieces.map((piece) => piece.name);
const levels = (arrived = () => {}) => new Levels("/record", country(), arrived);

test("counties show from a zoom on; a wider map has them later", () => {
  assert.equal(countiesFrom(800), 6.4);
  assert.ok(countiesFrom(4000) > countiesFrom(2500));
  assert.equal(countiesFrom(2 ** 7 * 512 * 18.5 / 360), 7); // as wide as 18.5 degrees at zoom 7
});

test("a record of a few cities is one piece that is always there", () => {
  const { features, cities } = country().counties;
  const own = new Levels("/record", { counties: { features, cities: cities.map((c) => ({ ...c, outline: { type: "LineString" } })) } }, () => {});
  const [piece] = own.wanted(FAR, "0000");
  assert.deepEqual([own.apart, own.near(FAR), piece.features.length, piece.outlines.length], [false, true, 4, 2]);
  assert.deepEqual(own.present(own.pieces), own.pieces);
  assert.deepEqual(own.far([]), []);
});

test("far out no piece is wanted, near the one in view, and of filters those that pass", () => {
  const own = levels();
  assert.deepEqual(names(own.wanted(FAR, "0000")), []);
  assert.deepEqual(names(own.wanted(CLOSE, "0000")), ["piece-1"]);
  assert.deepEqual(names(own.wanted({ ...CLOSE, bounds: [9, 1, 11, 2] }, "0000")), ["piece-1", "piece-2"]);
  assert.deepEqual(names(own.wanted({ ...CLOSE, bounds: [10, 1, 11, 2] }, "0000")), ["piece-2"]); // an edge is no view
  assert.deepEqual(names(own.wanted(FAR, "xx1x")), ["piece-2"]);
  assert.deepEqual(names(own.wanted(FAR, "xxnx")), []); // no plan there
});

test("counties are found by their codes", () => {
  assert.deepEqual(names(levels().holding(new Set(["12", ""]))), ["piece-1"]);
  assert.deepEqual(names(levels().holding(new Set([""]))), []);
});

test("a piece is asked for once, tells when it comes, and then covers its prefecture", async () => {
  let arrived = 0;
  const own = levels(() => (arrived += 1));
  FILES["piece-1.json"] = { shapes: ["a", "b"], outlines: ["o"] };
  asked.length = 0;
  const wanted = own.wanted(CLOSE, "0000");
  assert.deepEqual(own.present(wanted), []);
  assert.deepEqual(own.present(wanted), []);
  assert.deepEqual(own.far([]).map((city) => city.properties.zh), ["甲", "乙"]);
  await settled();
  assert.deepEqual([asked, arrived], [["piece-1.json"], 1]);
  assert.deepEqual(own.present(wanted), wanted);
  assert.deepEqual([wanted[0].outlines, wanted[0].features[1].geometry], [["o"], "b"]);
  assert.deepEqual(own.far(wanted).map((city) => city.properties.zh), ["乙"]);
});

test("a piece that does not come is asked for again", async (t) => {
  const warned = t.mock.method(console, "warn", () => {});
  const own = levels();
  asked.length = 0;
  own.present([own.pieces[1]]);
  await settled();
  own.present([own.pieces[1]]);
  await settled();
  assert.deepEqual(asked, ["piece-2.json", "piece-2.json"]);
  assert.equal(warned.mock.callCount(), 2);
});

// What no end of a line parts in the sentences of the exhibition.
import "./page.js";
import assert from "node:assert/strict";
import test from "node:test";
import { unparted } from "../../components/web/exhibit_text.js";

const whole = (text) => unparted(text).filter((part) => typeof part !== "string").map((part) => part.textContent);
const put = (text) => unparted(text).map((part) => part.textContent ?? part).join("");

test("a number keeps its unit, its bound and the mark behind it", () => {
  assert.deepEqual(whole("2025年100万千瓦，2030年300万千瓦。"), ["2025年", "100万千瓦，", "2030年", "300万千瓦。"]);
  assert.deepEqual(whole("都是100%，期限2025至2035年。"), ["100%，", "2025至2035年。"]);
  assert.deepEqual(whole("从德州市的10%左右到43.25%左右。"), ["10%左右", "43.25%左右。"]);
  assert.deepEqual(whole("by 2030; 1,792 MW already"), ["2030;", "1,792 MW"]);
});

test("a number in brackets stays with its word, a section with its plan", () => {
  assert.deepEqual(whole("the largest sector is energy (19)."), ["energy (19)."]);
  assert.deepEqual(whole("“甲”《某某工作方案》二\n“乙”《另一方案》三（一）"), ["工作方案》二", "另一方案》三（一）"]);
});

test("no text is lost", () => {
  for (const text of ["", "无", "5份方案，8%以上", "“甲”《方案》二\n“乙”《方案》三"]) assert.equal(put(text), text);
});

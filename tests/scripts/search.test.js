// The search box: what the keys do, what composing holds back, what is sent and when.
import assert from "node:assert/strict";
import test from "node:test";

import { hosted, settled, window } from "./page.js";

const { default: filters } = await import("../../components/web/filters.js");
const { default: suggestions } = await import("../../components/web/suggestions.js");
const { moved } = await import("../../components/web/search.js");

const PAUSE_MS = 90;
const counts = { sector: [1], kind: [1], city: [1], county: [1], year: [1], horizon: [], basis: [], precision: [], role: [], unit: [1] };
const option = (value, more) => ({ value, text: `${value}县`, note: "4 项", ...more });
const ANSWER = {
  groups: [
    { group: "county", label: "县区", options: [option("a", { of: "甲市" }), option("b")], more: "另有 3 个" },
    { group: "text", label: "全文", options: [option("qy")], more: "" },
  ],
  said: "3 条建议",
  scope: "按全部事项计",
  none: "",
};

/** The sidebar with its box, and what is asked of it. */
async function box(data = {}) {
  const { host, draw, events } = hosted(filters);
  const answers = hosted(suggestions);
  const again = async (more) => {
    draw({ chosen: {}, counts, text: "", ...more });
    await settled();
  };
  await again(data);
  const input = host.querySelector('[data-key="search"]');
  input.focus();
  const list = host.querySelector(".ft-found");
  const own = {
    host, events, again, input, list,
    type(text, as = {}) {
      input.value = text;
      input.dispatchEvent(new window.InputEvent("input", as));
    },
    press(key, as = {}) {
      const press = new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...as });
      input.dispatchEvent(press);
      return press.defaultPrevented;
    },
    pause: () => new Promise((done) => setTimeout(done, PAUSE_MS + 20)),
    answer: (typed, more = {}) => answers.draw({ ...ANSWER, typed, ...more }),
    async asked(text) {
      own.type(text);
      await own.pause();
      own.answer(text);
    },
    pointed: () => host.querySelector('[aria-selected="true"]')?.dataset.key,
  };
  return own;
}

test("the arrows lead through the list and through the box itself", () => {
  assert.deepEqual([-1, 0, 1, 2].map((at) => moved("ArrowDown", at, 3)), [0, 1, 2, -1]);
  assert.deepEqual([-1, 0, 1, 2].map((at) => moved("ArrowUp", at, 3)), [2, -1, 0, 1]);
  assert.equal(moved("ArrowDown", -1, 0), -1);
});

test("only what stands after a pause is asked for, and what is known is not asked for again", async () => {
  const { type, pause, answer, events, list } = await box();
  type("q");
  type("qy ");
  await pause();
  assert.deepEqual(events, [{ type: "suggest", text: "qy" }]);
  answer("qy");
  assert.equal(list.hidden, false);
  type("");
  assert.equal(list.hidden, true);
  type("qy");
  await pause();
  assert.equal(list.hidden, false);
  assert.equal(events.length, 1);
});

test("an answer to another text opens nothing", async () => {
  const { type, pause, answer, list } = await box();
  type("qyx");
  await pause();
  answer("qy");
  assert.equal(list.hidden, true);
});

test("groups are labelled, and the box says which option is pointed at", async () => {
  const { asked, press, input, list, pointed } = await box();
  await asked("qy");
  assert.equal(input.getAttribute("aria-expanded"), "true");
  assert.equal(input.getAttribute("aria-controls"), list.querySelector('[role="listbox"]').id);
  const groups = [...list.querySelectorAll('[role="group"]')];
  const heads = groups.map((group) => document.getElementById(group.getAttribute("aria-labelledby")).textContent);
  assert.deepEqual(heads, ["县区另有 3 个", "全文"]);
  assert.equal(list.querySelector(".ft-found-foot").textContent, "按全部事项计");
  assert.ok(press("ArrowUp"));
  assert.equal(pointed(), "found-text-qy");
  assert.equal(input.getAttribute("aria-activedescendant"), list.querySelector('[aria-selected="true"]').id);
  press("ArrowDown");
  assert.equal(pointed(), undefined);
  assert.equal(input.hasAttribute("aria-activedescendant"), false);
});

test("Enter takes the first, or what is pointed at, and empties the box but of a text", async () => {
  const { asked, press, input, events, list } = await box();
  await asked("qy");
  press("Enter");
  assert.deepEqual(events.at(-1), { type: "choose", group: "county", value: "a" });
  assert.equal(input.value, "");
  assert.equal(list.hidden, true);
  await asked("qy");
  press("ArrowUp");
  press("Enter");
  assert.deepEqual(events.at(-1), { type: "choose", group: "text", value: "qy" });
  assert.equal(input.value, "qy");
});

test("Enter before the answer takes the first when it comes, unless somebody types on", async () => {
  const { type, press, answer, events } = await box();
  type("qy");
  press("Enter");
  assert.deepEqual(events, [{ type: "suggest", text: "qy" }]);
  answer("qy");
  assert.deepEqual(events.at(-1), { type: "choose", group: "county", value: "a" });
  type("q");
  press("Enter");
  type("qyx");
  answer("q");
  assert.deepEqual(events.at(-1), { type: "suggest", text: "q" });
});

test("while somebody composes nothing is asked for and no key is taken", async () => {
  const { type, press, pause, input, events, answer } = await box();
  input.dispatchEvent(new window.CompositionEvent("compositionstart"));
  type("qing", { isComposing: true });
  await pause();
  for (const key of ["Enter", "Escape", "ArrowDown"]) assert.equal(press(key), false);
  assert.deepEqual(events, []);
  type("庆云", { isComposing: true });
  input.dispatchEvent(new window.CompositionEvent("compositionend"));
  assert.equal(press("Enter", { keyCode: 229 }), false); // the key that ended it, in some browsers
  await pause();
  assert.deepEqual(events, [{ type: "suggest", text: "庆云" }]);
  answer("庆云");
  press("Enter");
  assert.equal(events.at(-1).type, "choose");
});

test("Escape closes the list, then empties the box and the filter, then is anybody's", async () => {
  const { asked, press, input, events, list } = await box({ text: "qy" });
  await asked("qy");
  assert.ok(press("Escape"));
  assert.deepEqual([list.hidden, input.value], [true, "qy"]);
  assert.ok(press("Escape"));
  assert.equal(input.value, "");
  assert.deepEqual(events.at(-1), { type: "text", value: "" });
  assert.equal(press("Escape"), false);
});

test("where nothing is found the list says what to do, and Enter does nothing", async () => {
  const { type, pause, answer, press, events, list, input } = await box();
  type("xyz");
  await pause();
  answer("xyz", { groups: [], said: "", none: "没有找到" });
  assert.equal(list.querySelector(".ft-found-foot").textContent, "没有找到");
  assert.equal(input.getAttribute("aria-expanded"), "false");
  press("Enter");
  assert.deepEqual(events, [{ type: "suggest", text: "xyz" }]);
});

test("a click takes an option and leaves the focus in the box", async () => {
  const { asked, events, list } = await box();
  await asked("qy");
  const press = new window.Event("pointerdown", { bubbles: true, cancelable: true });
  const second = list.querySelector('[data-key="found-county-b"]');
  second.dispatchEvent(press);
  assert.ok(press.defaultPrevented);
  second.click();
  assert.deepEqual(events.at(-1), { type: "choose", group: "county", value: "b" });
});

test("the text that is filtered for stands in the box, but nobody's typing is undone", async () => {
  const { again, input } = await box({ text: "风" });
  input.value = "风电";
  await again({ text: "" });
  assert.equal(input.value, "风电");
  input.blur();
  await again({ text: "储能" });
  assert.equal(input.value, "储能");
});

test("a slash leads into the box, but is written where one writes", async () => {
  const { input, host } = await box();
  const slash = (target, as = {}) => {
    const press = new window.KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true, ...as });
    target.dispatchEvent(press);
    return press.defaultPrevented;
  };
  input.blur();
  assert.equal(slash(document.body, { ctrlKey: true }), false);
  assert.equal(slash(host.querySelector('[data-key="unit-search"]')), false);
  assert.notEqual(document.activeElement, input);
  assert.ok(slash(document.body));
  assert.equal(document.activeElement, input);
});

// The lock file of the development tools fits any mirror of the registry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

test("the lock file names no host: after `npm install`, take its `funding` entries out", () => {
  assert.doesNotMatch(read("package-lock.json"), /"resolved"|:\/\//);
});

test("every tool is pinned", () => {
  for (const version of Object.values(JSON.parse(read("package.json")).devDependencies)) {
    assert.match(version, /^\d+\.\d+\.\d+$/);
  }
});

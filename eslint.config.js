// Rules for the scripts that a browser loads and for their tests. Layout is left to whoever writes.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    rules: {
      complexity: ["error", 12],
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "no-unused-vars": ["error", { args: "none" }], // hooks state what they are called with
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["components/web/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/scripts/*.js"], languageOptions: { globals: { ...globals.browser, ...globals.node } } },
];

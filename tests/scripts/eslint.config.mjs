/** ESLint's recommended rules, no long functions of many ways, for classic scripts that share `edition`. */
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_MODULES}/`);
const js = require("@eslint/js");
const globals = require("globals");

export default [
  js.configs.recommended,
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "script", globals: { ...globals.browser, edition: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 10],
      strict: ["error", "global"],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
];

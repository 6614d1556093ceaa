/** Runs a script of the edition outside a browser: those that know nothing of the page need nothing but the language. */
import { readFileSync } from "node:fs";
import vm from "node:vm";

const ASSETS = new URL("../../scripts/edition/theme/assets/edition/", import.meta.url);

globalThis.window = globalThis;
globalThis.editionFolding = JSON.parse(process.env.FOLDING ?? "null");

/** Run a script and return `edition`, to which it has added its part; FOLDING holds the build's rules of folding. */
export const editionWith = (name) => {
  vm.runInThisContext(readFileSync(new URL(name, ASSETS), "utf8"), { filename: name });
  return globalThis.edition;
};

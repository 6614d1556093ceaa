/** The pure half of citing: text fragments, quotation marks, templates. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { editionWith } from "./load.mjs";

const ENGLISH = ["“", "”", "‘", "’"];
const { fill, fragment, nested, span } = editionWith("tools.js").quoting;

const BLOCK = {};
/** Return runs of text: a number is a note call, "|" parts blocks, and what stands between ‹ and › is selected. */
const page = (text) => {
  let block = BLOCK;
  let [open, runs] = [false, []];
  for (const part of text.split(/(\d+|\|)/)) {
    if (part === "|") block = {};
    else if (part) {
      const plain = part.replace(/[‹›]/g, "");
      const from = part.includes("‹") ? part.indexOf("‹") : open ? 0 : plain.length;
      open = part.includes("›") ? false : open || part.includes("‹");
      const to = part.includes("›") ? part.replace("‹", "").indexOf("›") : open ? plain.length : 0;
      runs.push({ text: plain, from, to, apart: /^\d+$/.test(part), block });
    }
  }
  return runs;
};
const fragmentOf = (text) => fragment(page(text)).replace(":~:text=", "");

test("few words are given whole, more by both ends", () => {
  assert.equal(fragmentOf("so ‹all power to the Soviets› it was"), "all%20power%20to%20the%20Soviets");
  const long = "aa bb cc dd ee ff gg hh ii jj kk ll mm nn";
  assert.equal(fragmentOf(`‹${long}›`), "aa%20bb%20cc%20dd,kk%20ll%20mm%20nn");
  assert.equal(fragmentOf("‹self-made | and more›"), "self%2Dmade,and%20more");
});

test("half a word is the whole word", () => {
  assert.equal(fragmentOf("it b‹oils an›d sings"), "boils%20and");
});

test("words that occur more than once are distinguished by the words around them", () => {
  assert.equal(fragmentOf("the kettle sings | a ‹kettle› boils"), "a-,kettle");
  assert.equal(fragmentOf("a kettle | ‹a kettle› sings"), "a%20kettle,-sings");
  assert.equal(fragmentOf("a kettle sings | a pan sings | a ‹pan› is a kettle | a pan is blue"), "pan,-is%20a");
  assert.equal(fragmentOf("Kéttle | ‹kettle› “on” | kettle off"), "kettle,-%E2%80%9Con%E2%80%9D");
});

test("there is no fragment where nothing distinguishes them", () => {
  assert.equal(fragmentOf("‹a kettle› | a kettle"), "");
  assert.equal(fragmentOf("nothing | is selected"), "");
});

test("both ends of many words stand but once", () => {
  const many = "bb cc dd ee ff gg hh ii jj kk ll mm";
  assert.equal(
    fragmentOf(`aa bb cc dd xx | yy kk ll mm nn | ‹aa ${many} nn›`),
    "aa%20bb%20cc%20dd%20ee,jj%20kk%20ll%20mm%20nn",
  );
});

test("no note call is among the words, but one that touches the last of them is named after them", () => {
  assert.equal(fragmentOf("the ‹seizure of power›31 – Lenin"), "seizure%20of%20power,-31");
  assert.equal(fragmentOf("is ‹completed.”17 We would›"), "completed%2E%E2%80%9D,We%20would");
  assert.equal(fragmentOf("‹when power31 of the Soviets›"), "when,of%20the%20Soviets");
});

test("what would end an address or a part of the fragment is coded", () => {
  assert.equal(fragmentOf("‹one, two & so-so.›"), "one%2C%20two%20%26%20so%2Dso%2E");
  assert.equal(fragmentOf("‹(what's it!*)›"), "%28what%27s%20it%21%2A%29");
});

test("quotation marks change by their depth", () => {
  assert.equal(nested("he said “yes” to her", ENGLISH), "he said ‘yes’ to her");
  assert.equal(nested("“a ‘b’ c”", ENGLISH), "‘a “b” c’");
  assert.equal(nested("“Marx’s”", ENGLISH), "‘Marx’s’");
  assert.equal(nested("„so“", ENGLISH), "„so“");
});

test("templates are filled by the rules of their notation", () => {
  const given = { locator: "II-1, ¶7", quotation: '50 % & "more"', address: "https://e.org/#a_b" };
  assert.equal(
    fill("{locator}: {quotation}, {address}", "text", given),
    `II-1, ¶7: ${given.quotation}, ${given.address}`,
  );
  assert.equal(fill("{quotation} {address}", "bibtex", given), '50 \\% \\& "more" https://e.org/#a_b');
  assert.equal(JSON.parse(fill('{"q": "{quotation}"}', "json", given)).q, given.quotation);
});

test("a range of places is named once", () => {
  assert.equal(span("II-1, ¶3", "II-1, ¶3"), "II-1, ¶3");
  assert.equal(span("II-1, ¶3", "II-1, ¶5"), "II-1, ¶3–5");
  assert.equal(span("I, ¶9", "II-1, ¶1"), "I, ¶9 – II-1, ¶1");
});

/** The pure half of citing: text fragments, quotation marks, templates. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { editionWith } from "./load.mjs";

const { fill, fragment, nested, span } = editionWith("quoting.js").quoting;
const run = (words) => words.split(" ");

test("few words make a fragment as they are, more make one of both ends", () => {
  assert.equal(fragment([run("all power to the Soviets")]), ":~:text=all%20power%20to%20the%20Soviets");
  assert.equal(fragment([run("a b c d e f g h i")]), ":~:text=a%20b%20c%20d,f%20g%20h%20i");
  assert.equal(fragment([run("self-made"), run("and more")]), ":~:text=self%2Dmade,and%20more");
});

test("what would end an address or a fragment is coded", () => {
  assert.equal(fragment([run("one, two.")]), ":~:text=one%2C%20two%2E");
});

test("quotation marks change by their depth", () => {
  assert.equal(nested("he said “yes” to her"), "he said ‘yes’ to her");
  assert.equal(nested("“a ‘b’ c”"), "‘a “b” c’");
  assert.equal(nested("“Marx’s”"), "‘Marx’s’");
  assert.equal(nested("„so“"), "„so“");
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

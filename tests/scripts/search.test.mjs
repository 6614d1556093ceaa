/** The pure half of the search: folding, phrases, edit distance, what fits a query. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { editionWith } from "./load.mjs";

const { completions, edits, find, fold, places, plain, unpack, words } = editionWith("tools.js").matching;
const keys = (text) => words(text).map(({ key }) => key);

test("all spellings of a word have one key", () => {
  for (const [key, spellings] of Object.entries({
    trotski: "Троцкий Trotsky Trotskii TROTSKIJ",
    miasnikov: "Мясников Myasnikov Miasnikov",
    marks: "Маркс Marx MARX",
    sezd: "Съезд Sezd",
    grundlich: "gründlich Grundlich gru\u0308ndlich",
    pismo: "pis’mo pis'mo письмо",
    ii: "ii",
    strasse: "Straße Strasse",
    soren: "Søren Soren",
    lukacs: "Łukács Lukacs",
    final: "ﬁnal final",
    gesellschaft: "Ge\u00adsell\u200bschaft Gesellschaft",
    λογοσ: "λόγος ΛΌΓΟΣ",
  })) {
    for (const spelling of spellings.split(" ")) assert.equal(fold(spelling), key, spelling);
  }
});

test("words keep apostrophes inside them and leave the s of a possessive", () => {
  assert.deepEqual(keys("Marx’s l’État, rock'n'roll – 3rd"), ["marks", "s", "letat", "rocknroll", "3rd"]);
  assert.deepEqual(words("a bee"), [
    { key: "a", word: "a", from: 0, to: 1 },
    { key: "bee", word: "bee", from: 2, to: 5 },
  ]);
  assert.deepEqual(keys("… – “”"), []);
  assert.deepEqual(keys("水壺 Ge\u00adsang"), ["水", "壺", "gesang"]);
});

test("a phrase stands where its words follow each other", () => {
  const text = words("all power to the soviets, all power");
  assert.deepEqual(places(text, words("all power")), [
    [0, 2],
    [5, 7],
  ]);
  assert.deepEqual(places(text, words("power all")), []);
  assert.deepEqual(places(text, [{ key: "sov", open: true }]), [[4, 5]]);
  assert.deepEqual(places(words("a"), words("a b")), []);
});

test("edits are counted as far as they may be made", () => {
  assert.equal(edits("lenin", "lenin", 1), 0);
  assert.equal(edits("lenin", "lennin", 1), 1);
  assert.equal(edits("lenin", "lenni", 1), 1, "letters that changed places are one edit");
  assert.equal(edits("luxemburg", "luksemberg", 2) > 2, true);
  assert.equal(edits("abc", "xyz", 2) > 2, true);
});

test("a reference has one spelling", () => {
  for (const typed of ["II-1.7", "ii 1 ¶7", "II-1, p. 7", "Section II-1, paragraph 7"]) {
    assert.equal(plain(typed, "p|para|paragraph|section", "n|note"), "ii 1 7", typed);
  }
  assert.equal(plain("n. 17", "p", "n|note"), plain("note 17", "p", "n|note"));
});

const UNITS = ["soviet power", "power of the soviet state", "Lenin’s soviets", "Luxemburg"].map((text, i) => ({
  anchor: `a${i}`,
  reference: `A ${i}`,
  text,
  tokens: words(text),
}));
const INDEX = [...new Set(UNITS.flatMap(({ tokens }) => tokens.map(({ key }) => key)))].map((key) => [
  key,
  UNITS.filter(({ tokens }) => tokens.some((token) => token.key === key)),
]);
const found = async (query) => {
  const result = await find(
    query,
    UNITS,
    async () => INDEX,
    async (unit) => unit.tokens,
  );
  return { ...result, hits: result.hits.map(({ anchor }) => anchor) };
};

test("a phrase comes before words that stand apart", async () => {
  assert.deepEqual((await found("soviet power")).hits, ["a0", "a1"]);
  assert.deepEqual((await found("“soviet power”")).hits, ["a0"]);
});

test("where no unit has all words, those with most are found, and it is said", async () => {
  const result = await found("soviet zzzzz");
  assert.deepEqual([result.hits, result.some], [["a0", "a1", "a2"], true]);
  assert.deepEqual((await found("zzzzz")).hits, []);
  assert.deepEqual((await found("")).hits, []);
});

test("a word that stands nowhere is taken for the nearest one that does", async () => {
  const result = await found("Luxemberg");
  assert.deepEqual([result.hits, result.near], [["a3"], ["Luxemburg"]]);
});

test("where nothing is found, the words that begin alike are returned", async () => {
  const result = await found("Luxembxyz");
  assert.deepEqual([result.hits, result.near], [[], ["Luxemburg"]]);
  assert.deepEqual((await found("sovxyz")).near, [], "three letters are too few");
});

test("the last word of a query is completed as a unit that is read has it", () => {
  const completed = (query) => completions(query, [...UNITS, { anchor: "unread" }]);
  assert.deepEqual(completed("Power sov"), ["Power soviet", "Power soviets"]);
  assert.deepEqual(completed("“all"), []);
  assert.deepEqual(completed("“luxem"), ["“Luxemburg"]);
  assert.deepEqual(completed("…"), []);
  const named = { reference: "Rosa Luxemburg", sought: true };
  assert.deepEqual(completions("lux", [...UNITS, named]), ["Rosa Luxemburg", "Luxemburg"], "names come first");
});

test("of an edition with many files of words, as many are read for the order as a reader can wait for", async () => {
  const many = [...Array(40).keys()].map((i) => ({ ...UNITS[1], file: `words-${i}`, tokens: undefined }));
  const index = ["power", "soviet"].map((key) => [key, many]);
  const read = async (unit) => (unit.tokens = words(unit.text));
  for (const [query, files] of [
    ["power soviet", 16],
    ["“power of”", 0],
    ["power", 0],
    ["“soviet state” power", 40],
  ]) {
    for (const unit of many) unit.tokens = undefined;
    await find(query, many, async () => [...index, ["state", many]], read);
    assert.equal(many.filter(({ tokens }) => tokens).length, files, query);
  }
});

test("the index says where each key stands", async () => {
  const group = { kind: "essay", scope: "text", page: "a.html", file: "words-0", anchor: "a-p", named: 0, implied: 0 };
  const implied = { ...group, anchor: "b-", implied: 1 };
  const files = [
    ["power soviet", "1 2,2"],
    ["state", "1"],
  ];
  const loaded = [];
  const { units, lookUp } = unpack(
    [
      "power state",
      [
        [group, "1 2", "A, ¶1\nA, ¶2"],
        [implied, "x y", "Lenin\nMarx"],
      ],
      ["certain", "probable"],
      "-1",
    ],
    async (file) => {
      loaded.push(file);
      return files[file];
    },
  );
  assert.deepEqual(
    units.map(({ anchor, reference }) => `${anchor} ${reference}`),
    ["a-p1 A, ¶1", "a-p2 A, ¶2", "b-x Lenin", "b-y Marx"],
  );
  assert.deepEqual(
    units.map(({ scope }) => scope),
    ["text", "textprobable", "text", "text"],
  );
  const named = [
    ["lenin", "b-x"],
    ["marks", "b-y"],
  ];
  const [power, soviet, state] = [
    ["power", "a-p1", "b-x"],
    ["soviet", "a-p2"],
    ["state", "a-p1"],
  ];
  for (const [part, wanted, entries] of [
    [{ key: "soviet" }, [0], [power, soviet]],
    [{ key: "zeal" }, [1], [state]],
    [{ key: "state" }, [1], [state]],
    [{ key: "able" }, [], []],
    [{ key: "s" }, [0, 1], [power, soviet, state]],
    [{ key: "" }, [0, 1], [power, soviet, state]],
  ]) {
    loaded.length = 0;
    const found = await lookUp([part]);
    assert.deepEqual(loaded, wanted, part.key);
    assert.deepEqual(
      found.map(([key, at]) => [key, ...at.map(({ anchor }) => anchor)]),
      [...named, ...entries],
    );
  }
  assert.deepEqual((await lookUp([])).length, 2);
});

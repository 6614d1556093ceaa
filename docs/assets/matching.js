/**
 * The half of the search that knows nothing of the page: words and their keys, phrases, near misses, and what fits a
 * query. It adds `edition.matching`. How words are folded into keys is data of the build: window.editionFolding.
 */
"use strict";
{
  /** @type {{pattern: RegExp, fold: (word: string) => string} | undefined} */
  let prepared;
  const prepare = () => {
    const { word, spelling, marks, first, latin, sounds } = window.editionFolding;
    const [spell, unmark, sound] = [spelling, marks, sounds].map((steps) => {
      const compiled = steps.map(([pattern, by]) => ({ pattern: new RegExp(pattern, "gu"), by }));
      return (/** @type {string} */ text) =>
        compiled.reduce((done, { pattern, by }) => done.replace(pattern, by), text);
    });
    const start = first.codePointAt(0);
    const romanise = (text) => [...text].map((letter) => latin[letter.codePointAt(0) - start] ?? letter).join("");
    return {
      pattern: new RegExp(word, "gu"),
      fold: (text) => sound(romanise(unmark(spell(text.toLowerCase()).normalize("NFD")))),
    };
  };

  /** Return the one key that all spellings of a word share. @type {Matching["fold"]} */
  const fold = (word) => (prepared ??= prepare()).fold(word);

  /** Return the words of a text with their keys and places. @type {Matching["words"]} */
  const words = (text) =>
    [...text.matchAll((prepared ??= prepare()).pattern)].map(({ 0: said, index }) => {
      return { key: fold(said), said, from: index, to: index + said.length };
    });

  /** Return whether a key is what a part of a query asks for. @type {(part: Part, key: string) => boolean} */
  const fits = (part, key) => {
    if (part.near) return part.near.includes(key);
    return part.open ? key.startsWith(part.key) : key === part.key;
  };

  /** Return where a term stands in a text: [first word, word after the last]. @type {Matching["places"]} */
  const places = (tokens, term) => {
    const starts = [...tokens.keys()].slice(0, Math.max(0, tokens.length - term.length + 1));
    return starts
      .filter((start) => term.every((part, i) => fits(part, tokens[start + i].key)))
      .map((start) => [start, start + term.length]);
  };

  /**
   * Return the number of edits between two words, where it is at most `left`; else a larger number. Letters that changed
   * places are one edit. @type {Matching["edits"]}
   */
  const edits = (one, other, left) => {
    if (!one || !other) return one.length + other.length;
    const [a, b] = [one.slice(1), other.slice(1)];
    if (one[0] === other[0]) return edits(a, b, left);
    if (!left) return 9;
    const swapped = one[0] === other[1] && one[1] === other[0];
    return (
      1 +
      Math.min(
        edits(a, other, left - 1),
        edits(one, b, left - 1),
        edits(a, b, left - 1),
        swapped ? edits(one.slice(2), other.slice(2), left - 1) : 9,
      )
    );
  };

  /** Return the terms of a query, those in quotation marks apart. The end of a word that stands free may be missing. */
  const parse = (query) => {
    const free = [];
    const quoted = [];
    for (const [, within, word] of query.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]|([^"“”„«»\s]+)/g)) {
      const term = words(word ?? within);
      if (term.length) (word ? free : quoted).push(term);
    }
    free.forEach((term, i) => {
      const last = term.at(-1);
      last.open = last.key.length > (i < free.length - 1 ? 3 : 1);
    });
    return { free, quoted };
  };

  /** Take a word that stands nowhere for the nearest ones that do; return their keys. */
  const guess = (part, known) => {
    const size = part.key.length;
    if (size < 4 || known.some((key) => fits(part, key))) return [];
    for (const left of size < 8 ? [1] : [1, 2]) {
      const near = known.filter((key) => edits(part.key, key, left) === left);
      if (near.length) return (part.near = near);
    }
    return [];
  };

  /** Return the units that have as many of the terms as can be, and whether some terms are missing. */
  const select = async ({ terms, quoted, phrase }, units, read) => {
    const keep = (hits, has, most) =>
      hits.filter((unit) => {
        const count = terms.filter((term) => has(term, unit)).length;
        return count >= most && quoted.every((term) => has(term, unit));
      });
    for (let most = terms.length; most > 0; most--) {
      let hits = keep(units, (term, unit) => term.every((part) => part.at.has(unit)), most);
      // where words must stand together, the index is not enough
      if (terms.some((term) => term.length > 1) || (phrase && most === terms.length)) {
        await Promise.all(hits.map(read));
        hits = keep(hits, (term, unit) => places(unit.tokens, term).length > 0, most);
      }
      if (hits.length) return { hits, some: most < terms.length };
    }
    return { hits: [], some: true };
  };

  /**
   * Find a query in units, by an index of [key, units] and by reading what the index cannot decide.
   * @type {Matching["find"]}
   */
  const find = async (query, units, index, read) => {
    const { free, quoted } = parse(query);
    const terms = [...quoted, ...free];
    const phrase = free.length > 1 && !quoted.length && free.flat();
    const known = index.filter(([, at]) => at.some((unit) => units.includes(unit)));
    const keys = known.map(([key]) => key);
    const near = free.flat().flatMap((part) => guess(part, keys));
    const standing = (test) => new Set(known.filter(([key]) => test(key)).flatMap(([, at]) => at));
    for (const part of terms.flat()) {
      part.at = standing((key) => fits(part, key));
      part.whole = standing((key) => key === part.key);
    }
    const { hits, some } = await select({ terms, quoted, phrase }, units, read);

    const taken = new Set();
    for (const key of near) {
      const at = standing((other) => other === key);
      const unit = hits.find((hit) => at.has(hit));
      if (unit) taken.add((await read(unit)).find((token) => token.key === key).said);
    }
    const together = ({ tokens }) => (tokens && phrase ? places(tokens, phrase) : []);
    for (const unit of hits) {
      const named = unit.named && terms.every((term) => places(words(unit.reference), term).length);
      const whole = free.every((term) => term.at(-1).whole.has(unit));
      unit.score = together(unit).length * 9 + (whole ? 5 : 0) + (named ? 20 : 0);
    }
    hits.sort((a, b) => b.score - a.score);
    const marks = (unit) => {
      const found = together(unit);
      const apart = () => terms.flatMap((term) => places(unit.tokens, term));
      return found.length ? found : apart().sort((a, b) => a[0] - b[0]);
    };
    return { hits, some, near: [...taken], marks };
  };

  /** Return a canonical reference in one spelling: II-1.7, n. 17, ¶ III 4. @type {Matching["plain"]} */
  const plain = (reference) =>
    reference
      .toLowerCase()
      .replace(/\b(p|para?|paragraph|section)\b|\bp(?=\d)|[^\p{L}\p{N}]+/gu, " ")
      .replace(/^n(ote)? ?(?=\d)/, "n ")
      .trim()
      .replace(/ +/g, " ");

  /**
   * Return the units of the index, and where each key stands: [key, units]. The keys of a reference that is `told` are
   * not listed, for its words tell them. @type {Matching["unpack"]}
   */
  const unpack = ([keys, gaps, groups]) => {
    const units = groups.flatMap(([group, anchors, references]) => {
      const lines = references.split("\n");
      return anchors
        .split(" ")
        .map((anchor, i) => /** @type {Unit} */ ({ ...group, anchor: group.anchor + anchor, reference: lines[i] }));
    });
    const lists = gaps.split(",");
    const index = keys.split(" ").map((key, i) => {
      let number = -1;
      const at = lists[i].split(" ").map((gap) => units[(number += Number(gap))]);
      return /** @type {[string, Unit[]]} */ ([key, at]);
    });
    for (const unit of units.filter(({ told }) => told)) {
      for (const { key } of words(unit.reference)) index.push([key, [unit]]);
    }
    return { units, index };
  };

  Object.assign((window.edition ??= /** @type {any} */ ({})), {
    matching: { edits, find, fold, places, plain, unpack, words },
  });
}

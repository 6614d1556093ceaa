/* Citing, without the page: text fragments, quotation marks, templates. */
"use strict";
{
  const [SHORT, LONG] = [4, 12];
  const counts = [...Array(LONG + 1).keys()];
  const coded = (words) =>
    encodeURIComponent(words.join(" ")).replace(
      /[-.!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );

  /** Fold a text as a browser does to compare it: case, accents, quotation marks. */
  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[“”„«»]/g, '"')
      .replace(/[‘’]/g, "'");

  /**
   * Cut runs into words; `from` to `to` are selected. To a browser a word and a number that touches it are one: such a
   * word is before `first`, or has `tight` after it.
   * @type {(runs: TextRun[]) => CutRun[]}
   */
  const cut = (runs) =>
    runs.map(({ text, from, to, apart, block }, i) => {
      const found = [...text.matchAll(/\S+/g)];
      const picked = found.map((word) => !apart && word.index < to && word.index + word[0].length > from);
      const [before, after] = [runs[i - 1], runs[i + 1]].map((run) => (run?.block === block ? run.text : ""));
      const first = /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text) ? 1 : 0;
      const tight = /[\p{L}\p{N}]$/u.test(text) ? (/^[\p{L}\p{N}]+/u.exec(after)?.[0] ?? "") : "";
      const [begins, ends] = [picked.indexOf(true), picked.lastIndexOf(true) + 1];
      return { words: found.map(String), first, from: begins < 0 ? begins : Math.max(begins, first), to: ends, tight };
    });

  /** Join runs as a browser searches them, with or without what a reader may hide. */
  const joined = (runs, withApart) => {
    const shown = runs.filter(({ apart }) => withApart || !apart);
    const text = shown.map((run, i) => (run.block === shown[i - 1]?.block ? run.text : ` ${run.text}`)).join("");
    return folded(text.replace(/\s+/g, " "));
  };

  /**
   * Return the first piece (from, to, words before, words after) that occurs once in each text.
   * @type {(texts: string[], run: CutRun, pieces: number[][]) => Piece | undefined}
   */
  const unique = (texts, run, pieces) => {
    for (const [from, to, before, after] of pieces) {
      const tight = to === run.words.length && run.tight;
      const [prefix, words] = [run.words.slice(Math.max(run.first, from - before), from), run.words.slice(from, to)];
      const suffix = tight ? [tight] : run.words.slice(to, to + after);
      const key = folded([...prefix, ...words, ...(tight ? [] : suffix)].join(" ") + (tight || ""));
      if (words.length && (tight ? texts.slice(0, 1) : texts).every((text) => text.split(key).length === 2)) {
        return { prefix, words, suffix };
      }
    }
  };

  const directive = ({ prefix }, words, { suffix }) =>
    `:~:text=${prefix.length ? `${coded(prefix)}-,` : ""}${words}${suffix.length ? `,-${coded(suffix)}` : ""}`;

  /** Find a few words whole. */
  const whole = (texts, run) => {
    const context = counts.flatMap((n) => [[n, 0], [0, n], [n, n]]); // prettier-ignore
    const found = unique(texts, run, context.map((around) => [run.from, run.to, ...around])); // prettier-ignore
    return found ? directive(found, coded(found.words), found) : "";
  };

  /** Find many words by both ends, at most `most` words long. */
  const range = (texts, start, end, most) => {
    const sizes = (words) => counts.slice(Math.min(SHORT, words), Math.min(most, words) + 1);
    // the opening must end with a whole word
    const last = start.to - (start.tight && start.to === start.words.length ? 1 : 0);
    const first = unique(texts, start, [
      ...sizes(last - start.from).map((n) => [start.from, start.from + n, 0, 0]),
      ...counts.map((n) => [start.from, Math.min(last, start.from + most), n, 0]),
    ]);
    const final = unique(texts, end, [
      ...sizes(end.to - end.from).map((n) => [end.to - n, end.to, 0, 0]),
      ...counts.map((n) => [Math.max(end.from, end.to - most), end.to, 0, n]),
    ]);
    return first && final ? directive(first, `${coded(first.words)},${coded(final.words)}`, final) : "";
  };

  /**
   * Return the text fragment for the selected words: a few words whole, more by both ends, with enough context to be
   * unique on the page; else "". It has no note calls: readers may hide them.
   * @type {Quoting["fragment"]}
   */
  const fragment = (given) => {
    const runs = cut(given).filter((run) => run.from >= 0 && run.to > run.from);
    const [start, end] = [runs[0], runs.at(-1)];
    if (!start) return "";
    const texts = [joined(given, true), joined(given, false)];
    const length = start.to - start.from;
    if (start !== end) return range(texts, start, end, LONG);
    return length <= LONG ? whole(texts, start) : range(texts, start, end, Math.floor(length / 2));
  };

  /** Adapt quotation marks within quotation marks, as the build does. @type {Quoting["nested"]} */
  const nested = (words, [open, close, inner, end]) => {
    if (open === "“" && words.includes("„")) return words;
    const within = new RegExp(`${inner}(.*?)${end}(?!\\p{L})`, "gu");
    const marks = new RegExp(`${open}\\s*([^${close}]*?)(?=\\s*${close}|$)|\\s*${close}`, "g");
    return words.replace(marks, (_, quoted) =>
      quoted === undefined ? end : inner + quoted.replace(within, `${open}$1${close}`),
    );
  };

  /** @type {Record<string, (words: string) => string>} */
  const escapes = {
    json: (words) => JSON.stringify(words).slice(1, -1),
    bibtex: (words) => words.replace(/[\\{}%&#$_]/g, "\\$&"),
  };

  /** Fill a template; addresses are not escaped. @type {Quoting["fill"]} */
  const fill = (template, notation, given) =>
    template.replace(/\{(locator|quotation|address)\}/g, (_, name) =>
      name === "address" ? given.address : (escapes[notation] ?? String)(given[name]),
    );

  /** Name a range of places: "II-1, ¶3–5". @type {Quoting["span"]} */
  const span = (from, to) => (from === to ? from : `${from} – ${to}`.replace(/(.*¶)(.*) – \1/, "$1$2–"));

  Object.assign((window.edition ??= /** @type {any} */ ({})), { quoting: { fill, fragment, nested, span } });
}

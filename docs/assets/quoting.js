/**
 * The half of citing that knows nothing of the page: text fragments, quotation marks, and the filling of templates. It
 * adds `edition.quoting`.
 */
"use strict";
{
  const [SHORT, LONG] = [4, 12];
  const counts = [...Array(LONG + 1).keys()];
  const coded = (words) =>
    encodeURIComponent(words.join(" ")).replace(
      /[-.!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );

  /** Return a text as a browser compares it: without case, accents and forms of quotation marks. */
  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[“”„«»]/g, '"')
      .replace(/[‘’]/g, "'");

  /**
   * Cut runs of text into words: those that are selected are from `from` to before `to`. Where the figure of a call
   * touches a word, a browser takes the two for one: such a word is before `first`, or has `tight` after it.
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

  /** Return runs as one text as a browser searches it; what is apart may be hidden, and counts in one of two. */
  const laid = (runs, withApart) => {
    const shown = runs.filter(({ apart }) => withApart || !apart);
    const text = shown.map((run, i) => (run.block === shown[i - 1]?.block ? run.text : ` ${run.text}`)).join("");
    return folded(text.replace(/\s+/g, " "));
  };

  /**
   * Return the first of some pieces of a run, or the last of them with words around it, that stands but once in all
   * texts; the words around are given by their counts before and after.
   * @type {(texts: string[], run: CutRun, pieces: number[][], around: number[][]) => Piece | undefined}
   */
  const only = (texts, run, pieces, around) => {
    const ways = [
      ...pieces.map((piece) => [...piece, 0, 0]),
      ...around.map((counts) => [...(pieces.at(-1) ?? []), ...counts]),
    ];
    for (const [from, to, before, after] of ways) {
      const tight = to === run.words.length && run.tight;
      const [prefix, words] = [run.words.slice(Math.max(run.first, from - before), from), run.words.slice(from, to)];
      const suffix = tight ? [tight] : run.words.slice(to, to + after);
      const key = folded([...prefix, ...words].join(" ") + (suffix.length && !tight ? " " : "") + suffix.join(" "));
      if (words.length && (tight ? texts.slice(0, 1) : texts).every((text) => text.split(key).length === 2)) {
        return { prefix, words, suffix };
      }
    }
  };

  /**
   * Return the text fragment that finds the words selected. A browser takes the first place on the page that fits, so
   * few words are given whole and more by both ends, each end with as many words, or with such others around it, as
   * stand nowhere else. No note call is among them, for a reader may hide the calls. Where nothing tells the words from
   * others there is no fragment.
   * @type {Quoting["fragment"]}
   */
  const fragment = (given) => {
    const runs = cut(given);
    const chosen = runs.filter((run) => run.to > run.from && run.from >= 0);
    const [start, end] = [chosen[0], chosen.at(-1)];
    if (!start) return "";
    const texts = [laid(given, true), laid(given, false)];
    const told = (prefix, words, suffix) =>
      `:~:text=${prefix.length ? `${coded(prefix)}-,` : ""}${words}${suffix.length ? `,-${coded(suffix)}` : ""}`;
    const length = start.to - start.from;
    if (start === end && length <= LONG) {
      const around = [...counts.map((n) => [n, 0]), ...counts.map((n) => [0, n]), ...counts.map((n) => [n, n])];
      const whole = only(texts, start, [[start.from, start.to]], around);
      return whole ? told(whole.prefix, coded(whole.words), whole.suffix) : "";
    }
    // what opens a range must end with a word, too
    const last = start.to - (start.tight && start.to === start.words.length ? 1 : 0);
    const most = start === end ? Math.floor(length / 2) : LONG;
    const some = (room) => counts.slice(Math.min(SHORT, room), Math.min(most, room) + 1);
    const opening = some(last - start.from).map((n) => [start.from, start.from + n]);
    const closing = some(end.to - end.from).map((n) => [end.to - n, end.to]);
    const first = only(
      texts,
      start,
      opening,
      counts.map((n) => [n, 0]),
    );
    const final = only(
      texts,
      end,
      closing,
      counts.map((n) => [0, n]),
    );
    return first && final ? told(first.prefix, `${coded(first.words)},${coded(final.words)}`, final.suffix) : "";
  };

  /** Change quotation marks for use within quotation marks, as the build does. @type {Quoting["nested"]} */
  const nested = (words) => {
    if (words.includes("„")) return words;
    return words.replace(/“([^”]*)|”/g, (mark, said) => {
      if (mark === "”") return "’";
      return `‘${said.replace(/‘(.*?)’(?!\p{L})/gu, "“$1”")}`;
    });
  };

  /** @type {Record<string, (words: string) => string>} */
  const escapes = {
    json: (words) => JSON.stringify(words).slice(1, -1),
    bibtex: (words) => words.replace(/[\\{}%&#$_]/g, "\\$&"),
  };

  /** Put what is cited into a template of a notation. The address stands as it is. @type {Quoting["fill"]} */
  const fill = (template, notation, given) =>
    template.replace(/\{(locator|quotation|address)\}/g, (_, name) =>
      name === "address" ? given.address : (escapes[notation] ?? String)(given[name]),
    );

  /** Return the name of a range of places: "II-1, ¶3–5". @type {Quoting["span"]} */
  const span = (from, to) => (from === to ? from : `${from} – ${to}`.replace(/(.*¶)(.*) – \1/, "$1$2–"));

  Object.assign((window.edition ??= /** @type {any} */ ({})), { quoting: { fill, fragment, nested, span } });
}

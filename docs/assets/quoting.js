/**
 * The half of citing that knows nothing of the page: text fragments, quotation marks, and the filling of templates. It
 * adds `edition.quoting`.
 */
"use strict";
{
  const coded = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D").replaceAll(".", "%2E");

  /**
   * Return a text fragment that finds words again in the reading text: short ones whole, else both ends.
   * @type {Quoting["fragment"]}
   */
  const fragment = (runs) => {
    const first = runs[0];
    if (runs.length === 1 && first.length < 9) return `:~:text=${coded(first)}`;
    return `:~:text=${coded(first.slice(0, 4))},${coded(runs.at(-1).slice(-4))}`;
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

/* The search: first what knows nothing of the page, then form, results and marks. */
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

  /** Return the key that all spellings of a word share. @type {Matching["fold"]} */
  const fold = (word) => (prepared ??= prepare()).fold(word);

  /** @type {Matching["words"]} */
  const words = (text) =>
    [...text.matchAll((prepared ??= prepare()).pattern)].map(({ 0: word, index }) => {
      return { key: fold(word), word, from: index, to: index + word.length };
    });

  /** @type {(part: Part, key: string) => boolean} */
  const fits = (part, key) => {
    if (part.near) return part.near.includes(key);
    return part.open ? key.startsWith(part.key) : key === part.key;
  };

  /** Return where a term occurs: [first word, word after the last]. @type {Matching["places"]} */
  const places = (tokens, term) =>
    tokens.flatMap((_, at) =>
      term.every((part, i) => fits(part, tokens[at + i]?.key ?? "")) ? [[at, at + term.length]] : [],
    );

  /** Count the edits between two words, up to `left`; two letters swapped are one edit. @type {Matching["edits"]} */
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

  /** Return the terms of a query; unquoted words may lack their end. */
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

  /** Return the keys nearest to a word that does not occur. */
  const guess = (part, known) => {
    for (const left of part.key.length < 8 ? [1] : [1, 2]) {
      const near = known.filter((key) => edits(part.key, key, left) === left);
      if (near.length) return (part.near = near);
    }
    return [];
  };

  /** Return the units with most of the terms, and whether some are missing. */
  const select = async ({ terms, quoted, phrase }, units, read) => {
    const exact = terms.some((term) => term.length > 1);
    for (let most = terms.length; most > 0; most--) {
      const keep = (among, has) =>
        among.filter((unit) => {
          const there = terms.filter((term) => has(term, unit));
          return there.length >= most && quoted.every((term) => there.includes(term));
        });
      let hits = keep(units, (term, unit) => term.every((part) => part.at.has(unit)));
      // the index does not know which words are adjacent; sixteen files are enough
      if (exact || (phrase && most === terms.length)) {
        const files = [...new Set(hits.map(({ file }) => file))].slice(0, exact ? Infinity : 16);
        await Promise.all(hits.filter(({ file }) => files.includes(file)).map(read));
        if (exact) hits = keep(hits, (term, unit) => places(unit.tokens, term).length);
      }
      if (hits.length) return { hits, some: most < terms.length };
    }
    return { hits: [], some: true };
  };

  /** Find a query by the index, and by reading where it cannot decide. @type {Matching["find"]} */
  const find = async (query, units, lookUp, read) => {
    const { free, quoted } = parse(query);
    const terms = [...quoted, ...free];
    const phrase = free.length > 1 && !quoted.length && free.flat();
    const within = new Set(units);
    const look = async (parts) => (await lookUp(parts)).filter(([, at]) => at.some((unit) => within.has(unit)));
    let known = await look(terms.flat());
    const lost = free.flat().filter((part) => part.key.length > 3 && !known.some(([key]) => fits(part, key)));
    if (lost.length) known = await look([{ key: "" }]);
    const keys = known.map(([key]) => key);
    const near = lost.flatMap((part) => guess(part, keys));
    const standing = (test) => new Set(known.filter(([key]) => test(key)).flatMap(([, at]) => at));
    for (const part of terms.flat()) {
      part.at = standing((key) => fits(part, key));
      part.whole = standing((key) => key === part.key);
    }
    const { hits, some } = await select({ terms, quoted, phrase }, units, read);

    const spelt = near.map(async (key) => {
      const at = standing((other) => other === key);
      const unit = hits.find((hit) => at.has(hit));
      return unit && (await read(unit)).find((token) => token.key === key).word;
    });
    const taken = new Set(await Promise.all(spelt));
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
    return { hits, some, near: [...taken].filter(Boolean), marks };
  };

  /** Normalise a reference: II-1.7, n. 17, ¶ III 4. @type {Matching["plain"]} */
  const plain = (reference, dropped, note) =>
    reference
      .toLowerCase()
      .replace(new RegExp(`(?<!\\p{L})(${dropped})(?!\\p{L})|[^\\p{L}\\p{N}]+`, "gu"), " ")
      .replace(new RegExp(`^(${note}) ?(?=\\d)`), "n ")
      .trim()
      .replace(/ +/g, " ");

  /** Read the index. @type {Matching["unpack"]} */
  const unpack = ([firsts, groups], loadKeys) => {
    const units = groups.flatMap(([group, anchors, references]) => {
      const lines = references.split("\n");
      return anchors
        .split(" ")
        .map((anchor, i) => /** @type {Unit} */ ({ ...group, anchor: group.anchor + anchor, reference: lines[i] }));
    });
    const named = units.filter(({ implied }) => implied);
    const implied = named.flatMap((unit) => words(unit.reference).map(({ key }) => [key, [unit]]));
    /** Return the keys of all files that may have a part of a query. @type {LookUp} */
    const lookUp = async (parts) => {
      const files = firsts.split(" ").map(async (first, i, all) => {
        if (!parts.some(({ key }) => first <= `${key}\uffff` && !(all[i + 1] <= key))) return [];
        const [keys, gaps] = await loadKeys(i);
        const lists = gaps.split(",");
        return keys.split(" ").map((key, j) => {
          let number = -1;
          return [key, lists[j].split(" ").map((gap) => units[(number += Number(gap))])];
        });
      });
      return /** @type {Entry[]} */ ([...implied, ...(await Promise.all(files)).flat()]);
    };
    return { units, lookUp };
  };

  Object.assign((window.edition ??= /** @type {any} */ ({})), {
    matching: { edits, find, fold, places, plain, unpack, words },
  });
}

if (window.edition.make) {
  const { all, base, lang, load, make, matching, one, say } = edition;
  const { find, plain, unpack, words } = matching;
  const page = one("[data-search-page]");
  const given = new URLSearchParams(history.state ?? location.search);

  const loadKeys = (i) => load(`keys-${i}`).then(() => window.editionKeys[i]);
  /** @type {Promise<ReturnType<Matching["unpack"]>>} */
  let index;
  const prepared = () => (index ??= load("index").then(() => unpack(window.editionIndex, loadKeys)));

  const named = (reference) => plain(reference, say("dropped"), say("note"));

  /** @type {Read} */
  const read = async (unit) => {
    if (!unit.tokens) await load(unit.file);
    unit.text ??= window.editionWords[unit.anchor];
    return (unit.tokens ??= words(unit.text));
  };

  /* Results */

  /** Return words as content, other scripts with a language. */
  const spoken = (text) => {
    const { foreign, tags } = window.editionFolding;
    return text.split(new RegExp(foreign, "u")).map((part = "", i) => {
      const lang = part && tags[i % tags.length];
      return lang ? make("span", { lang, dir: "auto", textContent: part }) : part;
    });
  };

  const around = ({ text, tokens }, marks) => {
    const [first, last] = marks[0] ?? [0, 0];
    const start = first > 9 ? tokens[first - 9].from : 0;
    const end = tokens[last + 24]?.from ?? text.length;
    const shown = [start ? "…\u00a0" : ""];
    let at = start;
    for (const [begin, after] of marks) {
      const { from } = tokens[begin];
      const { to } = tokens[after - 1];
      if (from < at || to > end) continue;
      shown.push(...spoken(text.slice(at, from)), make("mark", {}, ...spoken(text.slice(from, to))));
      at = to;
    }
    return [...shown, ...spoken(text.slice(at, end).trimEnd()), end < text.length ? "\u00a0…" : ""];
  };

  const address = ({ page, anchor }, query) =>
    `${base}${page}${query && `?mark=${encodeURIComponent(query)}`}#${anchor}`;

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        /** @type {any} */ (target).fill();
      }
    },
    { rootMargin: "50%" },
  );

  const row = (unit, query, marks) => {
    const extract = make("span", {});
    const fill = () => extract.append(...around(unit, marks(unit)));
    extract.fill = () => read(unit).then(fill, () => {});
    if (unit.tokens) fill();
    else watch.observe(extract);
    const name = make("b", {}, ...spoken(unit.reference));
    const kind = make("bdi", { lang, textContent: ` · ${unit.kind}` });
    return make("li", {}, make("a", { href: address(unit, query) }, name, kind, extract));
  };

  const summary = ({ near, some }, there, number) =>
    [
      there ? say("press_enter", { place: there.reference }) : "",
      number ? say("results", { n: number }) : say("no_results"),
      number && some ? say("not_all") : "",
      near.length ? say("near", { words: near.join(", ") }) : "",
    ]
      .filter(Boolean)
      .join(" ");

  const mount = (box) => {
    box.replaceChildren(one("#search-form").content.cloneNode(true));
    const [form, status, list] = box.children;
    const { q: input, in: scope } = form.elements;
    input.value = given.get("q");
    scope.value = given.get("in");
    scope.value ||= "all";
    /** @type {Unit | undefined} the place that the query names */
    let there;
    let turn = 0;
    let waiting = 0;

    const look = async (query) => {
      const { units, lookUp } = await prepared();
      const within = units.filter((unit) => scope.value === "all" || unit.scope === scope.value);
      const place = named(query);
      there = query ? within.find((unit) => !unit.named && named(unit.reference) === place) : undefined;
      const found = await find(query, within, lookUp, read);
      await Promise.all(found.hits.slice(0, 9).map(read));
      return found;
    };

    const print = (query, found) => {
      const hits = found.hits.filter((hit) => !there || (hit !== there && !found.some));
      const focused = list.matches(":focus-within");
      watch.disconnect();
      list.replaceChildren(
        ...(there ? [row(there, "", () => [])] : []),
        ...hits.map((hit) => row(hit, query, found.marks)),
      );
      status.textContent = query && summary(found, there, hits.length);
      if (focused) (one("a", list) ?? input).focus();
    };

    const show = async () => {
      const query = input.value.trim();
      const mine = ++turn;
      let found;
      try {
        found = await look(query);
      } catch {
        status.textContent = say("no_index");
        return;
      }
      if (mine !== turn) return;
      print(query, found);
      if (box !== page) return;
      // from disk the address waits for Enter
      const search = `?${new URLSearchParams({ q: query, in: scope.value })}`;
      history.replaceState(search, "", base.startsWith("http") ? search : location.href);
    };

    input.oninput = () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 150);
    };
    scope.onchange = show;
    form.onsubmit = async (event) => {
      event.preventDefault();
      await show();
      if (there) location.href = address(there, "");
      else form.submit();
    };
    box.onkeydown = (event) => {
      if (event.key === "Escape") box.closest("dialog")?.close();
      const stops = [input, ...all("a", list)];
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = by && stops[stops.indexOf(event.target) + by];
      if (!next || event.target === scope) return;
      event.preventDefault();
      next.focus();
    };
    show();
    input.focus();
  };

  /* Marks on the page found */

  /** Return the text of an element, and its text nodes with offsets, last first. */
  const textOf = (target) => {
    const walker = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (node.parentElement.closest(".para,.noteref,.back,.rdg")) continue;
      if (!node.previousSibling && node.parentElement.matches("td,p")) text += " ";
      nodes.unshift({ node, start: text.length });
      text += node.data;
    }
    return { text, nodes };
  };

  const land = async (query) => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const { text, nodes } = textOf(target);
    const tokens = words(text);
    const unit = /** @type {Unit} */ ({ text, tokens });
    const found = await find(query, [unit], async () => tokens.map(({ key }) => [key, [unit]]), read);
    const marks = found.hits.length ? found.marks(unit).reverse() : [];
    for (const { node, start } of nodes) {
      for (const [first, after] of marks) {
        const from = Math.max(tokens[first].from - start, 0);
        const to = Math.min(tokens[after - 1].to - start, node.length);
        if (from >= to) continue;
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, to);
        range.surroundContents(make("mark", { className: "sought" }));
      }
    }
    const first = one(".sought", target);
    first?.closest("details")?.setAttribute("open", "");
    first?.scrollIntoView({ block: "center" });
  };

  const dialog = one("dialog.search");
  const box = dialog?.firstElementChild;
  document.addEventListener("edition:search", () => {
    if (page) return one("input", page).focus();
    if (!one("form", box)) mount(box);
    dialog.showModal();
    one("input", box).focus();
  });
  if (page) mount(page);
  if (given.get("mark")) land(given.get("mark"));
}

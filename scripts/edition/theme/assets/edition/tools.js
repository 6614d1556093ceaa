/* Search and citing; first what knows nothing of the page. */
"use strict";

/* Words, queries, the index */
{
  let pattern;
  let steps;
  const known = Object.create(null); // most words recur

  /** Return the key that all spellings of a word share. */
  const fold = (word) => {
    steps ??= window.editionFolding.steps.map(([found, by]) => [new RegExp(found, "gu"), by]);
    return (known[word] ??= steps.reduce(
      (key, [found, by]) => key.replace(found, by),
      word.toLowerCase().normalize("NFD"),
    ));
  };

  const words = (text) => {
    pattern ??= new RegExp(window.editionFolding.word, "gu");
    return [...text.matchAll(pattern)].map(({ 0: word, index }) => {
      return { key: fold(word), word, from: index, to: index + word.length };
    });
  };

  const fits = (part, key) => {
    if (part.near) return part.near.includes(key);
    return part.open ? key.startsWith(part.key) : key === part.key;
  };

  /** Return where a term occurs: [first word, word after the last]. */
  const places = (tokens, term) =>
    tokens.flatMap((_, at) =>
      term.every((part, i) => fits(part, tokens[at + i]?.key ?? "")) ? [[at, at + term.length]] : [],
    );

  /** Count the edits between two words, up to `left`; a swap of letters is one. */
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

  /** Return the keys that begin most like a word. */
  const begun = ({ key }, known) => {
    for (let end = key.length; end > 3; end--) {
      const near = known.filter((other) => other.startsWith(key.slice(0, end)));
      if (near.length) return near.slice(0, 5);
    }
    return [];
  };

  /** Return the units with most terms, and whether some lack. */
  const select = async ({ terms, quoted, phrase }, units, read) => {
    const exact = terms.some((term) => term.length > 1);
    for (let most = terms.length; most > 0; most--) {
      const keep = (among, has) =>
        among.filter((unit) => {
          const there = terms.filter((term) => has(term, unit));
          return there.length >= most && quoted.every((term) => there.includes(term));
        });
      let hits = keep(units, (term, unit) => term.every((part) => part.at.has(unit)));
      // the index knows nothing of order; sixteen files are enough
      if (exact || (phrase && most === terms.length)) {
        const files = [...new Set(hits.map(({ file }) => file))].slice(0, exact ? Infinity : 16);
        await Promise.all(hits.filter(({ file }) => files.includes(file)).map(read));
        if (exact) hits = keep(hits, (term, unit) => places(unit.tokens, term).length);
      }
      if (hits.length) return { hits, some: most < terms.length };
    }
    return { hits: [], some: true };
  };

  /** Find a query by the index, and by reading. */
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
    const [meant, among] = hits.length ? [near, hits] : [lost.flatMap((part) => begun(part, keys)), units];
    const spelt = meant.map(async (key) => {
      const at = standing((other) => other === key);
      const unit = among.find((one) => at.has(one));
      return unit && (await read(unit)).find((token) => token.key === key).word;
    });
    const taken = new Set(await Promise.all(spelt));
    const together = ({ tokens }) => (tokens && phrase ? places(tokens, phrase) : []);
    for (const unit of hits) {
      unit.sought = unit.named && terms.every((term) => places(words(unit.reference), term).length);
      const whole = free.every((term) => term.at(-1).whole.has(unit));
      unit.score = together(unit).length * 9 + (whole ? 5 : 0) + (unit.sought ? 20 : 0);
    }
    hits.sort((a, b) => b.score - a.score);
    const marks = (unit) => {
      const found = together(unit);
      return found.length ? found : terms.flatMap((term) => places(unit.tokens, term)).sort((a, b) => a[0] - b[0]);
    };
    return { hits, some, near: [...taken].filter(Boolean), marks };
  };

  /** Return what a query may become: names found, and its last word, ended as a unit that is read has it. */
  const completions = (query, units) => {
    const last = words(query).at(-1);
    const whole = units.flatMap(({ tokens = [] }) => tokens).filter(({ key }) => key.startsWith(last?.key));
    const ended = new Map(whole.map(({ key, word }) => [key, query.slice(0, last.from) + word]));
    return [...units.filter(({ sought }) => sought).map(({ reference }) => reference), ...ended.values()];
  };

  /** Normalise a reference: II-1.7, n. 17, ¶ III 4. */
  const plain = (reference, dropped, note) =>
    reference
      .toLowerCase()
      .replace(new RegExp(`(?<!\\p{L})(${dropped})(?!\\p{L})|[^\\p{L}\\p{N}]+`, "gu"), " ")
      .replace(new RegExp(`^(${note}) ?(?=\\d)`), "n ")
      .trim()
      .replace(/ +/g, " ");

  /** Read the index. */
  const unpack = ([firsts, groups, certainties, numbers], loadKeys) => {
    const units = groups.flatMap(([group, anchors, references]) => {
      const lines = references.split("\n");
      return anchors
        .split(" ")
        .map((anchor, i) => /** @type {Unit} */ ({ ...group, anchor: group.anchor + anchor, reference: lines[i] }));
    });
    units.forEach((unit, i) => (unit.scope += certainties[numbers[i]] ?? ""));
    const named = units.filter(({ implied }) => implied);
    const implied = named.flatMap((unit) => words(unit.reference).map(({ key }) => [key, [unit]]));
    /** Return the keys of the files of a query. @type {LookUp} */
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

  /* Text fragments, quotation marks, templates */
  const [SHORT, LONG] = [4, 12];
  const counts = [...Array(LONG + 1).keys()];
  const coded = (words) =>
    encodeURIComponent(words.join(" ")).replace(
      /[-.!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );

  /** Fold a text as a browser does to compare it. */
  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[“”„«»]/g, '"')
      .replace(/[‘’]/g, "'");

  /**
   * Cut runs into words, selected `from` – `to`. To a browser a word and a number that touches it are one: such a word
   * is before `first`, or has `tight` after it.
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

  /** Join runs, with or without what a reader may hide. */
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
    const { from, to } = run;
    const around = counts.flatMap((n) => [
      [from, to, n, 0],
      [from, to, 0, n],
      [from, to, n, n],
    ]);
    const found = unique(texts, run, around);
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

  /** Return a text fragment that finds the selected words alone, or "". It has no note calls: they may be hidden. */
  const fragment = (given) => {
    const runs = cut(given).filter((run) => run.from >= 0 && run.to > run.from);
    const [start, end] = [runs[0], runs.at(-1)];
    if (!start) return "";
    const texts = [joined(given, true), joined(given, false)];
    const length = start.to - start.from;
    if (start !== end) return range(texts, start, end, LONG);
    return length <= LONG ? whole(texts, start) : range(texts, start, end, Math.floor(length / 2));
  };

  /** Change quotation marks within others, as the build does. */
  const nested = (words, [open, close, inner, end]) => {
    if (open === "“" && words.includes("„")) return words;
    const within = new RegExp(`${inner}(.*?)${end}(?!\\p{L})`, "gu");
    const marks = new RegExp(`${open}\\s*([^${close}]*?)(?=\\s*${close}|$)|\\s*${close}`, "g");
    return words.replace(marks, (_, quoted) =>
      quoted === undefined ? end : inner + quoted.replace(within, `${open}$1${close}`),
    );
  };

  const escapes = {
    json: (words) => JSON.stringify(words).slice(1, -1),
    bibtex: (words) => words.replace(/[\\{}%&#$_]/g, "\\$&"),
  };

  /** Fill a template; addresses are not escaped. */
  const fill = (template, notation, given) =>
    template.replace(/\{(locator|quotation|address)\}/g, (_, name) =>
      name === "address" ? given.address : (escapes[notation] ?? String)(given[name]),
    );

  /** Name a range of places: "II-1, ¶3–5". */
  const span = (from, to) => (from === to ? from : `${from} – ${to}`.replace(/(.*¶)(.*) – \1/, "$1$2–"));

  /** @type {Matching} */
  const matching = { completions, edits, find, fold, places, plain, unpack, words };
  /** @type {Quoting} */
  const quoting = { fill, fragment, nested, span };
  Object.assign((window.edition ??= /** @type {any} */ ({})), { matching, quoting });
}

/* The search, and its marks on the page found */
if (window.edition.make) {
  const { all, base, lang, load, make, matching, one, say } = edition;
  const { completions, find, plain, unpack, words } = matching;
  const page = one("[data-search-page]");
  const dialog = one("dialog.search");

  const loadKeys = (i) => load(`keys-${i}`).then(() => window.editionKeys[i]);
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

  const summary = ({ hits, near, some }, there) =>
    [
      there && say("press_enter", { place: there.reference }),
      hits[0] ? say("results", { n: hits.length }) : say("no_results"),
      !there && hits[0] && some && say("not_all"),
      !there && hits[0] && near[0] && say("near", { words: near.join(", ") }),
    ]
      .filter(Boolean)
      .join(" ");

  /** Put the form into a box; return what repeats a search. */
  const mount = (box) => {
    box.replaceChildren(one("#search-form").content.cloneNode(true));
    const [form, status, help, list] = box.children;
    const { q: input, in: scope, certainty } = form.elements;
    const filters = [scope, certainty];
    let there; // the place that the query names
    let turn = 0;
    let waiting = 0;

    const look = async (query) => {
      const { units, lookUp } = await prepared();
      certainty.disabled = certainty.parentNode.hidden = !certainty[1] || !scope.value.startsWith("notes");
      if (certainty.disabled) certainty.value = "all";
      const within = units.filter((unit) =>
        filters.every(({ value }) => value === "all" || unit.scope.includes(value)),
      );
      const place = named(query);
      there = query ? within.find((unit) => !unit.named && named(unit.reference) === place) : undefined;
      const found = await find(query, within, lookUp, read);
      // who names a place does not want some of its words
      if (there) found.hits = [...new Set([there, ...(found.some ? [] : found.hits)])];
      found.wider = found.hits[0] ? 0 : (await find(query, units, lookUp, read)).hits.length;
      await Promise.all(found.hits.slice(0, 9).map(read));
      return found;
    };

    const print = (query, found, at) => {
      const focused = list.matches(":focus-within");
      watch.disconnect();
      list.replaceChildren(
        ...found.hits.map((hit) => (hit === there ? row(hit, "", () => []) : row(hit, query, found.marks))),
      );
      status.textContent = query && summary(found, there);
      input.list.replaceChildren(...completions(query, found.hits).map((words) => new Option(words)));
      help.hidden = !query || found.hits[0];
      const others = found.near.map((word) => [word, word]);
      if (found.wider) others.unshift([query, say("everywhere", { n: found.wider })]);
      help.firstChild.replaceChildren(
        ...others.map(([q, textContent]) =>
          make("a", { href: `${form.action}?${new URLSearchParams({ q })}`, textContent }),
        ),
      );
      const links = all("a", list);
      if (focused || links[at]) (links[at] ?? links[0] ?? input).focus();
    };

    /** Record the search and the result followed. */
    const record = (at) => {
      const sought = `?${new URLSearchParams(/** @type {any} */ (new FormData(form)))}`;
      // from disk the address waits for Enter
      history.replaceState({ sought, at }, "", page && base.startsWith("http") ? sought : location.href);
    };

    const show = async (at) => {
      const query = input.value.trim();
      const mine = ++turn;
      const found = await look(query).catch(() => {});
      if (mine !== turn) return;
      if (!found) status.textContent = say("no_index");
      else print(query, found, at);
      if (page) record(at);
    };

    input.oninput = () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 150);
    };
    for (const filter of filters) filter.onchange = () => show();
    list.onclick = ({ target }) => {
      const link = target.closest("a");
      if (link?.href === location.href) dialog.close();
      else record(all("a", list).indexOf(link));
    };
    form.onsubmit = async (event) => {
      event.preventDefault();
      await show();
      if (there) one("a", list).click();
      else form.submit();
    };
    box.onkeydown = (event) => {
      if (event.key === "Escape") dialog.close();
      const stops = [input, ...all("a", list)];
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = by && stops[stops.indexOf(event.target) + by];
      if (!next || event.target.matches("select")) return;
      event.preventDefault();
      next.focus();
    };

    return () => {
      const { sought = location.search, at } = history.state ?? {};
      const given = new URLSearchParams(sought);
      input.value = given.get("q");
      for (const filter of filters) {
        filter.value = given.get(filter.name);
        filter.value ||= "all";
      }
      show(at);
      input.focus();
    };
  };

  /* Marks on the page found */

  /** Return the text of an element, and its nodes with offsets, last first. */
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

  let restore;
  document.addEventListener("edition:search", () => {
    if (page) return one("input", page).focus();
    if (!dialog.open) dialog.showModal();
    if (restore && !history.state?.sought) return one("input", dialog).focus();
    dialog.onclose = () => history.replaceState(null, "");
    restore ??= mount(dialog.firstElementChild);
    restore();
  });
  if (page) mount(page)();
  document.addEventListener("edition:mark", () => land(new URLSearchParams(location.search).get("mark")));
}

/* The citation dialogue */
if (window.edition.make) {
  const { all, base, lang, one, quoting, say } = edition;
  const disk = base.startsWith("file:");
  const BLOCKS = ".essay,.note,.entry,tr[id]";

  const dialog = one("dialog.cite");
  const [what, form] = all("select", dialog);
  const [copy, close] = all("button", dialog);
  const text = one("textarea", dialog);
  const status = one("[role=status]", dialog);
  const button = one(".cite-words");

  let data;
  let places;
  let choices = [];
  let forms = null;
  let after = null;

  const APART = ".noteref,.para,.mark,.num,.status,.back,summary,[href$=-evidence]";
  const NO_TEXT = "script,style,noscript,template,select,textarea,dialog,.side,.cite-words";

  /** Return what is quoted of a selection. */
  const wordsOf = (content) => {
    const readings = one(".witness") ? ".emended" : ".rdg";
    for (const element of all(`.side,.refers,.outline,${APART},${readings}`, content)) element.remove();
    for (const element of all("p,td,h2,li,br", content)) element.prepend("\n");
    return content.textContent.replace(/\s*\n\s*/g, "\n").trim();
  };

  const blockOf = (element) =>
    /^(inline|contents)/.test(getComputedStyle(element).display) ? blockOf(element.parentElement) : element;

  /** Record which part of a node is selected. */
  const select = (run, node, range) => {
    if (!range.intersectsNode(node)) return;
    const length = run.text.length;
    if (!run.to) run.from = length + (node === range.startContainer ? range.startOffset : 0);
    run.to = length + (node === range.endContainer ? range.endOffset : node.length);
  };

  /** Return the page's text in runs, parted at blocks and note calls. */
  const runsOf = (range) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const runs = [];
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const parent = node.parentElement;
      if (parent.closest(NO_TEXT)) continue;
      const [apart, block] = [parent.closest(`${APART},.rdg`), blockOf(parent)];
      let run = runs.at(-1);
      if (run?.block !== block || run.apart !== apart) runs.push((run = { text: "", from: 0, to: 0, apart, block }));
      select(run, node, range);
      run.text += node.data;
    }
    return runs;
  };

  const selected = () => {
    if (getSelection().isCollapsed) return;
    const range = getSelection().getRangeAt(0);
    const from = /** @type {any} */ (range.startContainer);
    const id = (from.closest ? from : from.parentElement)?.closest(BLOCKS)?.id;
    if (!id) return;
    const content = range.cloneContents();
    const until = all(BLOCKS, content).findLast((block) => block.textContent.trim())?.id;
    const witness = all(".rdg", content).length > 0 ? say("of_witness") : "";
    const words = wordsOf(content);
    return words ? { id, range, name: say("selected"), words, until, witness } : undefined;
  };

  /** Return the selected words, with a fragment if they are on one page. */
  const cited = () => {
    const words = selected();
    if (!words) return;
    const [first, last] = [places[words.id], places[words.until] ?? places[words.id]];
    if (!words.witness && first?.page === last?.page) words.fragment = quoting.fragment(runsOf(words.range));
    return words;
  };

  const addressOf = (place, fragment) => {
    const root = data.site || (disk ? "" : base);
    return place ? `${root}${place.page}#${place.id}${fragment}` : root || "index.html";
  };

  const show = () => {
    const [, , notation, part, whole = part] = forms[form.value];
    const { id, words = "", fragment = "", witness = "", until } = choices[what.value];
    const place = places[id];
    const last = places[until] ?? place;
    text.value = quoting.fill(place ? part : whole, notation, {
      locator: (place ? quoting.span(place.name, last.name) : "") + witness,
      quotation: quoting.nested(words, data.quotes),
      address: addressOf(place, fragment),
    });
    status.textContent = disk && !data.site ? say("local") : "";
  };

  const fill = () => {
    const before = forms?.[form.value][0];
    forms = choices[what.value].words ? [data.quotation, ...data.forms] : data.forms;
    form.replaceChildren(...forms.map(([id, label], i) => new Option(label, String(i), false, id === before)));
    show();
  };

  what.onchange = fill;
  form.onchange = show;
  close.onclick = () => dialog.close();
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.select();
      document.execCommand("copy");
      copy.focus();
    }
    // announced each time, after the focus
    status.textContent = "";
    setTimeout(() => {
      status.textContent = say("copied", { form: forms[form.value][1] });
    }, 200);
  };
  dialog.onclose = () => after && one(".para,.mark,.num", after)?.focus({ preventScroll: true });

  document.addEventListener("edition:cite", (event) => {
    const { anchor } = /** @type {CustomEvent} */ (event).detail;
    data = window.editionCiting;
    places = {};
    for (const [page, names] of Object.entries(data.places)) {
      for (const [id, name] of Object.entries(names)) places[id] = { id, page, name };
    }
    const words = cited();
    const id = words?.id ?? anchor;
    const page = places[id]?.page ?? edition.page;
    const section = /^(essay|notes)/.test(page) && Object.values(places).find((place) => place.page === page);
    choices = [...new Set([words, places[id], section, { name: say("whole") }])].filter(Boolean);
    what.replaceChildren(
      ...choices.map(({ name, page }, i) => Object.assign(new Option(name, String(i)), !page && { lang })),
    );
    if (words) forms = null;
    fill();
    after = words ? document.getElementById(id) : null;
    button.hidden = true;
    dialog.showModal();
  });

  /* The button by selected words */
  button.onmousedown = (event) => event.preventDefault();
  let waiting = 0;
  const offer = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const rectangle = dialog.open ? undefined : [...(selected()?.range.getClientRects() ?? [])].at(-1);
      button.hidden = !rectangle;
      if (!rectangle) return;
      button.style.left = `${Math.min(rectangle.right, innerWidth - 80)}px`;
      button.style.top = `${Math.min(rectangle.bottom + 6, innerHeight - 50)}px`;
    }, 250);
  };
  document.addEventListener("selectionchange", offer);
  addEventListener("scroll", offer, { passive: true });
  offer();
}

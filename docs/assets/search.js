/**
 * The search form and its results, on the search page and in a dialogue elsewhere, and the marks where a result leads.
 * The index says where each word stands; the texts are loaded with the results that are shown.
 */
"use strict";
if (window.edition) {
  const { all, base, load, make, matching, one } = edition;
  const { find, plain, unpack, words } = matching;
  const page = one("[data-search-page]");
  const given = new URLSearchParams(history.state ?? location.search);

  /** @type {Promise<{units: Unit[], index: [string, Unit[]][]}> | undefined} */
  let index;
  const prepared = () => (index ??= load("index").then(() => unpack(window.editionIndex)));

  /** @type {Read} */
  const read = async (unit) => {
    if (!unit.tokens) await load(unit.file);
    unit.text ??= window.editionWords[unit.anchor];
    return (unit.tokens ??= words(unit.text));
  };

  /* Results: the words around the first find, with all finds among them marked */

  /** Return words as content for an element; Cyrillic says that it is not English. */
  const spoken = (text) =>
    text
      .split(/([\u0400-\u04ff]+(?:[\s-]+[\u0400-\u04ff]+)*)/)
      .map((part, i) => (i % 2 ? make("span", { lang: "und-Cyrl", textContent: part }) : part));

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

  /** Results say their words when they come near the window. */
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        /** @type {any} */ (target).tell();
      }
    },
    { rootMargin: "50%" },
  );

  const row = (unit, query, marks) => {
    const said = make("span", {});
    const tell = () => said.append(...around(unit, marks(unit)));
    said.tell = () => read(unit).then(tell, () => {});
    if (unit.tokens) tell();
    else watch.observe(said);
    const name = make("b", {}, ...spoken(unit.reference));
    return make("li", {}, make("a", { href: address(unit, query) }, name, ` · ${unit.kind}`, said));
  };

  const summary = ({ near, some }, there, count) =>
    [
      there ? `Press Enter to go to ${there.reference}.` : "",
      `${count || "No"} result${count === 1 ? "" : "s"}.`,
      count && some ? "None contains all the words." : "",
      near.length ? `Showing results for ${near.join(", ")}.` : "",
    ]
      .filter(Boolean)
      .join(" ");

  const FORM = `
    <form role="search" class="searching" action="${base}search.html">
      <label for="search-q">Search for</label> <input type="search" name="q" id="search-q" autocomplete="off">
      <label>in <select name="in">
        <option value="all">everything
        <option value="text">the essay
        <option value="notes">the notes
        <option value="names">people, terms, dates
        <option value="bibliography">the bibliography
      </select></label>
      <button>Search</button>
    </form>
    <p role="status"></p>
    <ol class="hits"></ol>`;

  const mount = (box) => {
    box.innerHTML = FORM;
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
      const { units, index } = await prepared();
      const within = units.filter((unit) => scope.value === "all" || unit.scope === scope.value);
      there = query ? within.find((unit) => !unit.named && plain(unit.reference) === plain(query)) : undefined;
      const found = await find(query, within, index, read);
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
        status.textContent = "The search index could not be loaded.";
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

  /* Where a search led: the words are marked where they stand */

  /** Return the text below an element, without what the page adds to it, and its nodes with their places, last first. */
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
    const found = await find(
      query,
      [unit],
      tokens.map(({ key }) => [key, [unit]]),
      read,
    );
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

  /** @type {any} */
  let dialog;
  document.addEventListener("edition:search", () => {
    if (page) return one("input", page).focus();
    if (!dialog) {
      const box = make("div", {});
      const close = make("form", { method: "dialog" }, make("button", { textContent: "Close" }));
      dialog = make("dialog", { className: "search", ariaLabel: "Search" }, box, close);
      document.body.append(dialog);
      mount(box);
    }
    dialog.showModal();
    one("input", dialog).focus();
  });
  if (page) mount(page);
  if (given.get("mark")) land(given.get("mark"));
}

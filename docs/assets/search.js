/* Search: a plain scan over folded words, as the build's index scripts hold them. It works from disk. */
(() => {
"use strict";
const base = new URL("..", document.currentScript.src).href, given = new URLSearchParams(location.search);
const page = document.querySelector("[data-search-page]");
const FILES = {text: ["text"], notes: ["notes", "letters"], names: ["names"], bibliography: ["bibliography"]};
const make = (tag, given, ...content) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...content);
  return made;
};

/* One key for every spelling of a word: no case, no accents, Cyrillic in Latin letters */
const LATIN = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  i  e iu ia".split(" "), keys = new Map();
const key = word => keys.get(word) ?? keys.set(word, word.toLowerCase().replace(/ь(?=[еёюя])/g, "и").normalize("NFD").replace(/[\p{M}’'ʼʹʺ]/gu, "")
  .replace(/[а-я]/g, letter => LATIN[letter.charCodeAt() - 1072]).replace(/[yj]/g, "i").replace(/([^i])ii$/, "$1i").replace(/x/g, "ks").replace(/kh/g, "h")).get(word);
const words = text => [...text.matchAll(/[\p{L}\p{M}\p{N}]+([’'ʼʹ](?!s\b)[\p{L}\p{M}]+)*/gu)].map(m => ({key: key(m[0]), from: m.index, to: m.index + m[0].length}));
const fits = (part, key) => part.near ? part.near.includes(key) : part.open ? key.startsWith(part.key) : key === part.key;
const places = (tokens, term) => tokens.flatMap((_, i) =>
  i + term.length <= tokens.length && term.every((part, j) => fits(part, tokens[i + j].key)) ? [[i, i + term.length]] : []);

/* Edits between two words, as far as some are left to make; letters that changed places are one */
const edits = (a, b, left) => !a || !b ? a.length + b.length : a[0] === b[0] ? edits(a.slice(1), b.slice(1), left) : !left ? 9 : 1 + Math.min(
  edits(a.slice(1), b, left - 1), edits(a, b.slice(1), left - 1), edits(a.slice(1), b.slice(1), left - 1),
  a[0] === b[1] && a[1] === b[0] ? edits(a.slice(2), b.slice(2), left - 1) : 9);

const find = (query, units) => {
  const free = [], quoted = [], near = [], parts = query.split(/["“”„«»]/);
  parts.forEach((part, i) => {
    const within = i % 2 && i < parts.length - 1;
    (within ? quoted : free).push(...(within ? [part] : part.split(/\s/)).map(words).filter(term => term[0]));
  });
  free.forEach((term, i) => { const last = term.at(-1); last.open = last.key.length > (i < free.length - 1 ? 3 : 1); });
  /* A word that stands nowhere is taken for the nearest ones that do */
  const known = new Map(units.flatMap(({tokens, text}) => tokens.map(t => [t.key, text.slice(t.from, t.to)]))), all = [...known.keys()];
  for (const part of free.flat()) {
    const size = part.key.length;
    if (size < 4 || all.some(k => fits(part, k))) continue;
    const nearest = (size < 8 ? [1] : [1, 2]).map(left => all.filter(k => edits(part.key, k, left) === left)).find(found => found[0]);
    if (nearest) near.push(...(part.near = nearest).map(k => known.get(k)));
  }
  const terms = [...quoted, ...free], phrase = free.length > 1 && !quoted.length && free.flat();
  const hits = units.map(unit => {
    const at = terms.map(term => places(unit.tokens, term)), together = phrase ? places(unit.tokens, phrase) : [];
    const whole = free.every(term => unit.tokens.some(t => t.key === term.at(-1).key));
    return {unit, marks: together.length ? together : at.flat().sort((a, b) => a[0] - b[0]),
      count: quoted.every((_, i) => at[i].length) ? at.filter(p => p.length).length : 0,
      score: together.length * 9 + whole * 5 + (unit.named && terms.every(term => places(words(unit.reference), term).length)) * 20};
  });
  const most = Math.max(...hits.map(hit => hit.count));
  return {hits: hits.filter(hit => most && hit.count === most).sort((a, b) => b.score - a.score), near, some: most < terms.length};
};

/* A canonical reference: II-1.7, n. 17, ¶ III 4 */
const plain = words => words.toLowerCase().replace(/\b(p|par|para|paragraph|section)\b|\bp(?=\d)|[^\p{L}\p{N}]+/gu, " ").replace(/^n(ote)? ?(?=\d)/, "n ").trim().replace(/ +/g, " ");

const coming = {};
const load = name => coming[name] ??= new Promise((done, failed) => document.head.append(make("script", {
  src: `${base}assets/index-${name}.js`, onerror: failed, onload: () => done(window.editionIndex[name].flatMap(([kind, page, units]) =>
    units.map(([anchor, reference, said]) => {
      const text = said.replace(/^~/, reference);
      return {kind, page, anchor, reference, text, tokens: words(text), named: name === "names" && kind !== "chronology"};
    })))})));

/* What is shown: the words around the first find, and all finds among them marked */
const around = ({text, tokens}, marks) => {
  const [first, last] = marks[0] ?? [0, 0], start = tokens[Math.max(first - 9, 0)].from * (first > 9), end = tokens[last + 24]?.from ?? text.length;
  const shown = [start ? "…\u00a0" : ""];
  let at = start;
  for (const [a, b] of marks) {
    const {from} = tokens[a], {to} = tokens[b - 1];
    if (from < at || to > end) continue;
    shown.push(text.slice(at, from), make("mark", {textContent: text.slice(from, to)}));
    at = to;
  }
  return [...shown, text.slice(at, end).trimEnd(), end < text.length ? "\u00a0…" : ""];
};
const address = ({page, anchor}, query) => `${base}${page}${query && "?mark=" + encodeURIComponent(query)}#${anchor}`;
const row = (unit, query, ...said) => make("li", {}, make("a", {href: address(unit, query)}, make("b", {textContent: unit.reference}), ` · ${unit.kind}`, make("span", {}, ...said)));

const mount = box => {
  box.innerHTML = `<form role="search" class="searching" action="${base}search.html"><label for="search-q">Search for</label> <input type="search" name="q" id="search-q" autocomplete="off"> <label for="search-in">in</label> <select name="in" id="search-in"><option value="all">everything<option value="text">the essay<option value="notes">the notes<option value="names">people, terms, dates<option value="bibliography">the bibliography</select> <button>Search</button></form><p role="status"></p><ol class="hits"></ol>`;
  const [form, status, list] = box.children, {q: input, in: scope} = form.elements;
  input.value = given.get("q") ?? "";
  scope.value = given.get("in") in FILES ? given.get("in") : "all";
  let there, turn = 0, waiting;
  const show = async () => {
    const query = input.value.trim(), mine = ++turn;
    let units = [];
    try {
      if (query) units = (await Promise.all((FILES[scope.value] ?? Object.values(FILES).flat()).map(load))).flat();
    } catch { status.textContent = "The index could not be loaded."; return; }
    if (mine !== turn) return;
    there = query && units.find(unit => !unit.named && plain(unit.reference) === plain(query));
    const {hits: found, near, some} = find(query, units), hits = found.filter(hit => !there || hit.unit !== there && !some);
    list.replaceChildren(...there ? [row(there, "", ...around(there, []))] : [], ...hits.map(({unit, marks}) => row(unit, query, ...around(unit, marks))));
    status.textContent = query && (there ? `Enter goes to ${there.reference}. ` : "") + `${hits.length || "No"} place${hits.length === 1 ? "" : "s"} found. `
      + (hits.length && some ? "None has all the words. " : "") + (near.length ? `Taken for ${near.join(", ")}.` : "");
    /* From disk the address waits for Enter */
    if (box === page && base[0] === "h") history.replaceState(0, "", "?" + new URLSearchParams({q: query, in: scope.value}));
  };
  input.oninput = () => { clearTimeout(waiting); waiting = setTimeout(show, 150); };
  scope.onchange = show;
  form.onsubmit = async e => {
    e.preventDefault();
    await show();
    if (there) location.href = address(there, "");
    else form.submit();
  };
  box.onkeydown = e => {
    if (e.key === "Escape") box.closest("dialog")?.close();
    const stops = [input, ...list.querySelectorAll("a")], next = stops[stops.indexOf(e.target) + {ArrowDown: 1, ArrowUp: -1}[e.key]];
    if (next && e.target !== scope) { e.preventDefault(); next.focus(); }
  };
  show();
  input.focus();
};

/* Landing: the words are marked where they stand */
const land = query => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return;
  const walker = document.createTreeWalker(target, 4), nodes = [];
  let text = "", node;
  while (node = walker.nextNode()) if (!node.parentElement.closest(".para,.noteref,.back,.rdg")) { nodes.unshift([node, text.length]); text += node.data; }
  const tokens = words(text), marks = find(query, [{text, tokens}]).hits[0]?.marks.toReversed() ?? [];
  for (const [node, start] of nodes) for (const [a, b] of marks) {
    const from = Math.max(tokens[a].from - start, 0), to = Math.min(tokens[b - 1].to - start, node.length), range = new Range();
    if (from >= to) continue;
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(make("mark", {className: "sought"}));
  }
  const first = target.querySelector(".sought");
  first?.closest("details")?.setAttribute("open", "");
  first?.scrollIntoView({block: "center"});
};

let dialog;
document.addEventListener("edition:search", () => {
  if (page) return page.querySelector("input").focus();
  if (!dialog) {
    const box = make("div");
    dialog = make("dialog", {className: "search", ariaLabel: "Search"}, box, make("form", {method: "dialog"}, make("button", {textContent: "Close"})));
    document.body.append(dialog);
    mount(box);
  }
  dialog.showModal();
  dialog.querySelector("input").focus();
});
if (page) mount(page);
if (given.get("mark")) land(given.get("mark"));
})();

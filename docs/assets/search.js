/* Search: an index tells in which places each word stands; what they say comes with those that are shown. From disk too. */
"use strict";
{
const {all, base, load, make, one} = edition, page = one("[data-search-page]"), given = new URLSearchParams(history.state ?? location.search);

/* One key for every spelling of a word, as the build's `folding` makes it: no case, no accents, Cyrillic in Latin letters */
const LATIN = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  i  e iu ia".split(" ");
const fold = word => word.toLowerCase().replace(/ь(?=[еёюя])/g, "и").normalize("NFD").replace(/[\p{M}’'ʼʹʺ]/gu, "")
  .replace(/[а-я]/g, letter => LATIN[letter.charCodeAt() - 1072]).replace(/[yj]/g, "i").replace(/([^i])ii$/, "$1i").replace(/x/g, "ks").replace(/kh/g, "h");
const words = text => [...text.matchAll(/[\p{L}\p{M}\p{N}]+([’'ʼʹ](?!s\b)[\p{L}\p{M}]+)*/gu)].map(m => ({key: fold(m[0]), said: m[0], from: m.index, to: m.index + m[0].length}));
const fits = (part, key) => part.near ? part.near.includes(key) : part.open ? key.startsWith(part.key) : key === part.key;
const places = (tokens, term) => tokens.flatMap((_, i) =>
  i + term.length <= tokens.length && term.every((part, j) => fits(part, tokens[i + j].key)) ? [[i, i + term.length]] : []);

/* Edits between two words, as far as some are left to make; letters that changed places are one */
const edits = (a, b, left) => !a || !b ? a.length + b.length : a[0] === b[0] ? edits(a.slice(1), b.slice(1), left) : !left ? 9 : 1 + Math.min(
  edits(a.slice(1), b, left - 1), edits(a, b.slice(1), left - 1), edits(a.slice(1), b.slice(1), left - 1),
  a[0] === b[1] && a[1] === b[0] ? edits(a.slice(2), b.slice(2), left - 1) : 9);

/* The index: what can be found, and where each key stands; then the words of places, which come in files of many */
let index;
const prepared = () => index ??= load("index").then(() => {
  const [packed, counts, keys, groups] = window.editionIndex, units = [], standing = [];
  const bits = [...atob(packed)].map(byte => (256 + byte.charCodeAt()).toString(2).slice(1)).join("");
  let at = 0, key = "";
  for (const [group, anchors, references] of groups) anchors.split(" ").forEach((anchor, i) =>
    units.push({...group, anchor: group.anchor + anchor, reference: references.split("\n")[i]}));
  /* Binary interpolative coding: the one in the middle, then both halves */
  const list = (count, low, high) => {
    if (!count) return [];
    const half = count >> 1, limit = high - low - count + 2, size = 31 - Math.clz32(limit), shorter = (2 << size) - limit;
    let n = +("0b0" + bits.slice(at, at += size));
    if (n >= shorter) n += n + +bits[at++] - shorter;
    n += low + half;
    return [...list(half, low, n - 1), units[n], ...list(count - half - 1, n + 1, high)];
  };
  [...keys.matchAll(/([A-Z])([^A-Z]*)/g)].forEach(([, same, more], i) =>
    standing.push([key = key.slice(0, same.charCodeAt() - 65) + more, list(counts.charCodeAt(i) - 34, 0, units.length - 1)]));
  for (const unit of units) if (unit.told) for (const {key} of words(unit.reference)) standing.push([key, [unit]]);
  return [units, standing];
});
const read = async unit => {
  if (!unit.tokens) await load(unit.file);
  return unit.tokens ??= words(unit.text = window.editionWords[unit.anchor]);
};

const find = async (query, units, index) => {
  const free = [], quoted = [], near = [];
  for (const [, within, word] of query.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]|([^"“”„«»\s]+)/g)) {
    const term = words(word ?? within);
    if (term[0]) (word ? free : quoted).push(term);
  }
  free.forEach((term, i) => { term.at(-1).open = term.at(-1).key.length > (i < free.length - 1 ? 3 : 1); });
  /* A word that stands nowhere is taken for the nearest ones that do */
  const known = index.filter(([, at]) => at.some(unit => units.includes(unit)));
  const like = fit => known.filter(([key]) => fit(key));
  for (const part of free.flat()) {
    const size = part.key.length;
    if (size < 4 || like(key => fits(part, key))[0]) continue;
    const nearest = (size < 8 ? [1] : [1, 2]).map(left => like(key => edits(part.key, key, left) === left)).find(found => found[0]);
    if (nearest) near.push(...part.near = nearest.map(([key]) => key));
  }
  const terms = [...quoted, ...free], phrase = free.length > 1 && !quoted.length && free.flat(), taken = new Set(), standing = fit => new Set(like(fit).flatMap(([, at]) => at));
  for (const part of terms.flat()) {
    part.at = standing(key => fits(part, key));
    part.whole = standing(key => key === part.key);
  }
  const together = ({tokens}) => tokens && phrase ? places(tokens, phrase) : [];
  /* As many of the terms as can be: by the index, and where words must stand together, by reading */
  let most = terms.length + 1, hits = [];
  const keep = has => { hits = hits.filter(unit => quoted.every(term => has(term, unit)) && terms.filter(term => has(term, unit)).length >= most); };
  while (!hits[0] && --most) {
    hits = units;
    keep((term, unit) => term.every(part => part.at.has(unit)));
    if (terms.some(term => term[1]) || phrase && most === terms.length) {
      await Promise.all(hits.map(read));
      keep((term, unit) => places(unit.tokens, term)[0]);
    }
  }
  for (const key of near) {
    const at = standing(k => k === key), unit = hits.find(unit => at.has(unit));
    if (unit) taken.add((await read(unit)).find(token => token.key === key).said);
  }
  for (const unit of hits) unit.score = together(unit).length * 9 + free.every(term => term.at(-1).whole.has(unit)) * 5
    + (unit.named && terms.every(term => places(words(unit.reference), term)[0])) * 20;
  return {hits: hits.sort((a, b) => b.score - a.score), some: most < terms.length, near: [...taken],
    marks: unit => together(unit)[0] ? together(unit) : terms.flatMap(term => places(unit.tokens, term)).sort((a, b) => a[0] - b[0])};
};

/* A canonical reference: II-1.7, n. 17, ¶ III 4 */
const plain = words => words.toLowerCase().replace(/\b(p|para?|paragraph|section)\b|\bp(?=\d)|[^\p{L}\p{N}]+/gu, " ").replace(/^n(ote)? ?(?=\d)/, "n ").trim().replace(/ +/g, " ");

/* What is shown: the words around the first find, all finds among them marked, and Cyrillic said not to be English */
const spoken = text => text.split(/([\u0400-\u04ff]+(?:[\s-]+[\u0400-\u04ff]+)*)/).map((words, i) => i % 2 ? make("span", {lang: "und-Cyrl", textContent: words}) : words);
const around = ({text, tokens}, marks) => {
  const [first, last] = marks[0] ?? [0, 0], start = tokens[Math.max(first - 9, 0)].from * (first > 9), end = tokens[last + 24]?.from ?? text.length, shown = [start ? "…\u00a0" : ""];
  let at = start;
  for (const [a, b] of marks) {
    const {from} = tokens[a], {to} = tokens[b - 1];
    if (from < at || to > end) continue;
    shown.push(...spoken(text.slice(at, from)), make("mark", {}, ...spoken(text.slice(from, to))));
    at = to;
  }
  return [...shown, ...spoken(text.slice(at, end).trimEnd()), end < text.length ? "\u00a0…" : ""];
};
const address = ({page, anchor}, query) => `${base}${page}${query && "?mark=" + encodeURIComponent(query)}#${anchor}`;
const watch = new IntersectionObserver(rows => rows.forEach(({isIntersecting, target}) => isIntersecting && target.tell(watch.unobserve(target))), {rootMargin: "50%"});
const row = (unit, query, marks) => {
  const said = make("span"), tell = () => said.append(...around(unit, marks(unit)));
  said.tell = () => read(unit).then(tell, () => {});
  unit.tokens ? tell() : watch.observe(said);
  return make("li", {}, make("a", {href: address(unit, query)}, make("b", {}, ...spoken(unit.reference)), ` · ${unit.kind}`, said));
};

const mount = box => {
  box.innerHTML = `<form role="search" class="searching" action="${base}search.html"><label for="search-q">Search for</label> <input type="search" name="q" id="search-q" autocomplete="off"> <label>in <select name="in"><option value="all">everything<option value="text">the essay<option value="notes">the notes<option value="names">people, terms, dates<option value="bibliography">the bibliography</select></label> <button>Search</button></form><p role="status"></p><ol class="hits"></ol>`;
  const [form, status, list] = box.children, {q: input, in: scope} = form.elements;
  input.value = given.get("q");
  scope.value = given.get("in");
  scope.value ||= "all";
  let there, turn = 0, waiting;
  const show = async () => {
    const query = input.value.trim(), mine = ++turn;
    let found;
    try {
      const [every, index] = await prepared(), units = every.filter(unit => scope.value === "all" || unit.scope === scope.value);
      there = query && units.find(unit => !unit.named && plain(unit.reference) === plain(query));
      found = await find(query, units, index);
      await Promise.all(found.hits.slice(0, 9).map(read));
    } catch { status.textContent = "The index did not load."; return; }
    if (mine !== turn) return;
    const {near, some, marks} = found, hits = found.hits.filter(hit => !there || hit !== there && !some);
    const held = list.matches(":focus-within");
    watch.disconnect();
    list.replaceChildren(...there ? [row(there, "", () => [])] : [], ...hits.map(unit => row(unit, query, marks)));
    status.textContent = query && (there ? `Enter goes to ${there.reference}. ` : "") + `${hits.length || "No"} place${hits.length === 1 ? "" : "s"} found. `
      + (hits.length && some ? "None has all the words. " : "") + (near[0] ? `Taken for ${near.join(", ")}.` : "");
    if (held) (one("a", list) ?? input).focus();
    /* From disk the address waits for Enter */
    const told = "?" + new URLSearchParams({q: query, in: scope.value});
    if (box === page) history.replaceState(told, "", base[0] === "h" ? told : location);
  };
  input.oninput = () => { clearTimeout(waiting); waiting = setTimeout(show, 150); };
  scope.onchange = show;
  form.onsubmit = async e => {
    e.preventDefault();
    await show();
    if (there) location = address(there, "");
    else form.submit();
  };
  box.onkeydown = e => {
    if (e.key === "Escape") box.closest("dialog")?.close();
    const stops = [input, ...all("a", list)], next = stops[stops.indexOf(e.target) + {ArrowDown: 1, ArrowUp: -1}[e.key]];
    if (next && e.target !== scope) { e.preventDefault(); next.focus(); }
  };
  show();
  input.focus();
};

/* Landing: the words are marked where they stand */
const land = async query => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return;
  const walker = document.createTreeWalker(target, 4), nodes = [];
  let text = "", node;
  while (node = walker.nextNode()) if (!node.parentElement.closest(".para,.noteref,.back,.rdg")) {
    if (!node.previousSibling && node.parentElement.matches("td,p")) text += " ";
    nodes.unshift([node, text.length]);
    text += node.data;
  }
  const tokens = words(text), unit = {text, tokens}, {hits, marks: found} = await find(query, [unit], tokens.map(({key}) => [key, [unit]]));
  const marks = hits[0] ? found(unit).reverse() : [];
  for (const [node, start] of nodes) for (const [a, b] of marks) {
    const from = Math.max(tokens[a].from - start, 0), to = Math.min(tokens[b - 1].to - start, node.length), range = new Range();
    if (from >= to) continue;
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(make("mark", {className: "sought"}));
  }
  const first = one(".sought", target);
  first?.closest("details")?.setAttribute("open", "");
  first?.scrollIntoView({block: "center"});
};

let dialog;
document.addEventListener("edition:search", () => {
  if (page) return one("input", page).focus();
  if (!dialog) {
    const box = make("div");
    dialog = make("dialog", {className: "search", ariaLabel: "Search"}, box, make("form", {method: "dialog"}, make("button", {textContent: "Close"})));
    document.body.append(dialog);
    mount(box);
  }
  dialog.showModal();
  one("input", dialog).focus();
});
if (page) mount(page);
if (given.get("mark")) land(given.get("mark"));
}

/* The citation dialogue. Its strings are templates that the build made (citing.js); only place, address and words are
   filled in here. Hears "edition:cite" (detail.anchor), and offers "Cite" where words are selected. */
(() => {
"use strict";
const base = new URL("..", document.currentScript.src).href;
const make = (tag, given, ...content) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...content);
  return made;
};
let data, coming;
const load = () => coming ??= new Promise((done, failed) => document.head.append(make("script", {
  src: base + "assets/citing.js", onload: () => done(data = window.editionCiting), onerror: failed})));
const pageOf = id => Object.keys(data.places).find(page => Object.hasOwn(data.places[page], id));
const here = location.href.split(/[?#]/)[0].slice(base.length);

/* What is selected: its place, its words without note calls, and a text fragment that finds them again */
const UNREAD = ".noteref,.para,.mark,.back,.wit,.pb,summary,button";
const selected = () => {
  const chosen = getSelection(), range = chosen.rangeCount && chosen.getRangeAt(0);
  const node = range && (range.startContainer.closest ? range.startContainer : range.startContainer.parentElement);
  const at = node && node.closest("p.essay,li.note,li.entry,tr[id]");
  if (!at?.id || range.collapsed) return null;
  const copy = range.cloneContents();
  copy.querySelectorAll(UNREAD).forEach(e => e.replaceWith("\n"));
  const runs = copy.textContent.split("\n").map(run => run.trim().split(/\s+/)).filter(run => run[0]);
  if (!runs.length) return null;
  const first = runs[0], last = runs[runs.length - 1], coded = list => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
  const short = runs.length < 2 && first.length < 9;
  return {id: at.id, range, words: runs.flat().join(" "),
    fragment: ":~:text=" + (short ? coded(first) : `${coded(first.slice(0, 4))},${coded(last.slice(-4))}`)};
};

/* One citation */
const escapes = {
  json: words => JSON.stringify(words).slice(1, -1),
  bibtex: words => words.replace(/[\\{}%&#$_]/g, "\\$&"),
};
const cited = ([, , notation, part, whole], what) => {
  const page = what.id && pageOf(what.id), locator = page ? data.places[page][what.id] : "";
  const root = data.site || (location.protocol === "file:" ? "" : base);
  const given = {locator, quotation: (what.words ?? "").replace(/“/g, "‘").replace(/”/g, "’")};
  const address = page ? `${root}${page}#${what.id}${what.fragment ?? ""}` : root || "index.html";
  return (page ? part : whole ?? part).replace(/\{(locator|quotation|address)\}/g, (_, name) =>
    name === "address" ? address : (escapes[notation] ?? String)(given[name]));
};

/* The dialogue */
const what = make("select", {id: "cite-what"}), form = make("select", {id: "cite-form"});
const text = make("textarea", {readOnly: true, rows: 8}), said = make("p", {});
const copy = make("button", {type: "button", textContent: "Copy", autofocus: true});
const dialog = make("dialog", {className: "cite"},
  make("h2", {id: "cite-title", textContent: "Cite"}),
  make("p", {}, make("label", {htmlFor: "cite-what", textContent: "What "}), what, " ", make("label", {htmlFor: "cite-form", textContent: "Form "}), form),
  text, make("p", {}, copy, " ", make("button", {type: "button", textContent: "Close", onclick: () => dialog.close()})), said);
dialog.setAttribute("aria-labelledby", "cite-title");
text.setAttribute("aria-label", "Citation");
said.setAttribute("role", "status");
let choices = [], formats = [], after;
const show = () => {
  text.value = cited(formats[form.value], choices[what.value]);
  said.textContent = data.site || location.protocol !== "file:" ? "" : "Opened from disk: the address is the one within the edition.";
};
const fillForms = () => {
  const before = formats[form.value]?.[0];
  formats = choices[what.value].words ? [data.quotation, ...data.forms] : data.forms;
  form.replaceChildren(...formats.map(([id, label], value) => make("option", {value, textContent: label, selected: id === before})));
  show();
};
what.onchange = fillForms;
form.onchange = show;
copy.onclick = async () => {
  text.select();
  try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
  copy.focus();
  said.textContent = `Copied: ${formats[form.value][1]}.`;
};
dialog.addEventListener("keydown", e => {
  if (e.key === "c" && !e.ctrlKey && !e.metaKey && !e.altKey && e.target.localName !== "select") copy.click();
});
dialog.addEventListener("close", () => after?.querySelector("a")?.focus({preventScroll: true}));
document.body.append(dialog);

const open = anchor => load().then(() => {
  const chosen = selected(), id = chosen?.id ?? (pageOf(anchor) ? anchor : "");
  const page = id ? pageOf(id) : here, section = /^(essay|notes)\//.test(page) && data.places[page] ? Object.keys(data.places[page])[0] : "";
  choices = [];
  if (chosen) choices.push({...chosen, name: "the words selected"});
  for (const one of new Set([id, section])) if (one) choices.push({id: one, name: data.places[pageOf(one)][one]});
  choices.push({name: "the edition"});
  what.replaceChildren(...choices.map(({name}, value) => make("option", {value, textContent: name})));
  fillForms();
  after = chosen && document.getElementById(id);
  button.hidden = true;
  dialog.showModal();
});
document.addEventListener("edition:cite", e => open(e.detail.anchor).catch(() => { location.href = base + "how-to-cite.html"; }));

/* The button beside selected words */
const button = make("button", {type: "button", className: "cite-words", textContent: "Cite", hidden: true});
button.onmousedown = e => e.preventDefault();
button.onclick = () => open("");
document.body.append(button);
let waiting;
const offer = () => {
  const chosen = !dialog.open && selected();
  button.hidden = !chosen;
  if (!chosen) return;
  const rects = chosen.range.getClientRects(), at = rects[rects.length - 1];
  button.style.cssText = `left:${Math.min(at.right, innerWidth - 80)}px;top:${Math.min(at.bottom + 6, innerHeight - 50)}px`;
};
const soon = () => { clearTimeout(waiting); waiting = setTimeout(offer, 250); };
document.addEventListener("selectionchange", soon);
addEventListener("scroll", soon, {passive: true});
soon();
document.head.append(make("style", {}, `dialog.cite{box-sizing:border-box;width:min(40rem,94vw);color:inherit;background:var(--paper,#fff);border:1px solid var(--quiet,#666);padding:1em 1.4em}.cite h2{margin:0 0 .5em}.cite :is(select,textarea,button),.cite-words{font:inherit;color:inherit;background:var(--paper,#fff);border:1px solid var(--quiet,#666);padding:.3em .7em;max-width:100%}.cite textarea{width:100%;font-size:.85em}.cite-words{position:fixed;z-index:4}`));
})();

/* The citation dialogue. Its strings are templates made by the build (citing.js); place, address and words are filled
   in here. It hears "edition:cite" (detail.anchor), and offers itself where words are selected. */
(() => {
"use strict";
const base = new URL("..", document.currentScript.src).href, disk = location.protocol === "file:";
const dialog = edition.make("dialog", {className: "cite", ariaLabel: "Cite"}), button = edition.make("button", {className: "cite-words", textContent: "Cite", hidden: true});
dialog.innerHTML = `<label>Cite <select></select></label> <label>as <select aria-label="Cite as"></select></label><textarea readonly rows="8" aria-label="Citation"></textarea><button autofocus>Copy</button> <button>Close</button> <span role="status"></span>`;
const [what, form] = dialog.querySelectorAll("select"), [copy, close] = dialog.querySelectorAll("button");
const text = dialog.querySelector("textarea"), status = dialog.lastChild;
document.body.append(dialog, button);

let data, choices, forms, after;
const load = () => edition.load("citing").then(() => { data = window.editionCiting; });
const pageOf = id => Object.keys(data.places).find(page => id in data.places[page]);

/* The words selected, without note calls, and a text fragment that finds them again: short ones whole, else both ends */
const selected = () => {
  const range = getSelection().rangeCount && getSelection().getRangeAt(0);
  const from = range && (range.startContainer.closest ? range.startContainer : range.startContainer.parentElement);
  const id = from && from.closest("p.essay,.note,.entry,tr[id]")?.id;
  if (!id || range.collapsed) return;
  const copy = range.cloneContents();
  copy.querySelectorAll(".side,.refers," + (document.querySelector(".witness") ? ".emended" : ".rdg")).forEach(e => e.remove());
  copy.querySelectorAll(".noteref,.para,.mark,.num,.status,.back,summary").forEach(e => e.replaceWith("\n"));
  const runs = copy.textContent.split("\n").map(run => run.trim().split(/\s+/)).filter(run => run[0]);
  if (!runs[0]) return;
  const coded = list => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
  const [first, last] = [runs[0], runs.at(-1)], short = !runs[1] && first.length < 9;
  return {id, range, name: "the words selected", words: copy.textContent.replace(/\n/g, "").trim(),
    fragment: ":~:text=" + (short ? coded(first) : coded(first.slice(0, 4)) + "," + coded(last.slice(-4)))};
};

const escapes = {
  json: words => JSON.stringify(words).slice(1, -1),
  bibtex: words => words.replace(/[\\{}%&#$_]/g, "\\$&"),
};
const show = () => {
  const [, , notation, part, whole = part] = forms[form.value], {id, words = "", fragment = ""} = choices[what.value];
  const page = pageOf(id), root = data.site || (disk ? "" : base), given = {
    locator: page && data.places[page][id],
    quotation: words.replace(/“/g, "‘").replace(/”/g, "’"),
    address: page ? `${root}${page}#${id}${fragment}` : root || "index.html",
  };
  text.value = (page ? part : whole).replace(/\{(locator|quotation|address)\}/g, (_, name) =>
    name === "address" ? given.address : (escapes[notation] ?? String)(given[name]));
  status.textContent = disk && !data.site ? "From disk: the address is that within the edition." : "";
};
const fill = () => {
  const before = forms?.[form.value][0];
  forms = choices[what.value].words ? [data.quotation, ...data.forms] : data.forms;
  form.replaceChildren(...forms.map(([id, label], i) => new Option(label, i, false, id === before)));
  show();
};
what.onchange = fill;
form.onchange = show;
close.onclick = () => dialog.close();
copy.onclick = async () => {
  try { await navigator.clipboard.writeText(text.value); } catch {
    text.select();
    document.execCommand("copy");
    copy.focus();
  }
  status.textContent = `Copied: ${forms[form.value][1]}.`;
};
dialog.onkeydown = e => { if (e.key === "c" && !e.ctrlKey && !e.metaKey && e.target.localName !== "select") copy.click(); };
dialog.onclose = () => after?.querySelector(".para,.mark,.num")?.focus({preventScroll: true});

const open = async anchor => {
  const chosen = selected();
  await load();
  const id = chosen?.id ?? anchor, page = pageOf(id) ?? location.href.split(/[?#]/)[0].slice(base.length);
  const section = /^(essay|notes)\//.test(page) && Object.keys(data.places[page] ?? {})[0];
  choices = [chosen, ...[...new Set([id, section])].filter(pageOf).map(id => ({id, name: data.places[pageOf(id)][id]})), {name: "the edition"}].filter(Boolean);
  what.replaceChildren(...choices.map(({name}, i) => new Option(name, i)));
  if (chosen) forms = null;
  fill();
  after = chosen && document.getElementById(id);
  button.hidden = true;
  dialog.showModal();
};
document.addEventListener("edition:cite", e => open(e.detail.anchor).catch(() => { location.href = base + "how-to-cite.html"; }));

/* The button by selected words */
button.onmousedown = e => e.preventDefault();
button.onclick = () => open();
let waiting;
const offer = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const chosen = !dialog.open && selected(), at = chosen && [...chosen.range.getClientRects()].at(-1);
    button.hidden = !at;
    if (at) button.style.cssText = `left:${Math.min(at.right, innerWidth - 80)}px;top:${Math.min(at.bottom + 6, innerHeight - 50)}px`;
  }, 250);
};
document.addEventListener("selectionchange", offer);
addEventListener("scroll", offer, {passive: true});
offer();
})();

/* The citation dialogue. Its strings are templates made by the build (citing.js); place, address and words are filled
   in here. It hears "edition:cite" (detail.anchor), and offers itself where words are selected. */
"use strict";
{
const {all, base, make, one} = edition, disk = base[0] === "f";
const dialog = make("dialog", {className: "cite", ariaLabel: "Cite"}), button = make("button", {className: "cite-words", textContent: "Cite", hidden: true});
dialog.innerHTML = `<label>Cite <select></select></label> <label>as <select aria-label="Cite as"></select></label><textarea readonly rows="8" aria-label="Citation"></textarea><button autofocus>Copy</button> <button>Close</button> <span role="status"></span>`;
const [what, form] = all("select", dialog), [copy, close] = all("button", dialog);
const text = one("textarea", dialog), status = dialog.lastChild;
document.body.append(dialog, button);

let data, places, choices, forms, after;

/* The words selected, without note calls, paragraph by paragraph, and a text fragment that finds them again in the
   reading text: short ones whole, else both ends */
const blocks = "p.essay,.note,.entry,tr[id]";
const selected = () => {
  if (getSelection().isCollapsed) return;
  const range = getSelection().getRangeAt(0), from = range.startContainer;
  const id = (from.closest ? from : from.parentElement)?.closest(blocks)?.id;
  if (!id) return;
  const copy = range.cloneContents();
  all(".side,.refers,.outline," + (one(".witness") ? ".emended" : ".rdg"), copy).forEach(e => e.remove());
  all(".noteref,.para,.mark,.num,.status,.back,summary", copy).forEach(e => e.replaceWith("\f"));
  all("p,td,h2", copy).forEach(e => e.prepend("\n"));
  const runs = copy.textContent.split(/[\n\f]/).map(run => run.trim().split(/\s+/)).filter(run => run[0]);
  if (!runs[0]) return;
  const coded = list => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D").replace(/\./g, "%2E");
  const first = runs[0], short = !runs[1] && first.length < 9;
  return {id, range, name: "the words selected", words: copy.textContent.replace(/\f/g, "").replace(/\s*\n\s*/g, "\n").trim(),
    until: all(blocks, copy).findLast(e => e.textContent.trim())?.id,
    ...all(".rdg", copy)[0] ? {witness: ", text of the witness"} : {fragment: ":~:text=" + (short ? coded(first) : coded(first.slice(0, 4)) + "," + coded(runs.at(-1).slice(-4)))}};
};
/* Quotation marks within quotation marks, as the build changes them */
const inside = words => words.includes("„") ? words : words.replace(/“([^”]*)|”/g, (mark, said) =>
  mark === "”" ? "’" : "‘" + said.replace(/‘(.*?)’(?!\p{L})/gu, "“$1”"));

const escapes = {
  json: words => JSON.stringify(words).slice(1, -1),
  bibtex: words => words.replace(/[\\{}%&#$_]/g, "\\$&"),
};
const show = () => {
  const [, , notation, part, whole = part] = forms[form.value], {id, words = "", fragment = "", witness = "", until} = choices[what.value];
  const at = places[id], to = places[until] ?? at, root = data.site || (disk ? "" : base), given = {
    locator: at && (to === at ? at.name : `${at.name} – ${to.name}`.replace(/(.*¶)(.*) – \1/, "$1$2–")) + witness,
    quotation: inside(words),
    address: at ? `${root}${at.page}#${id}${fragment}` : root || "index.html",
  };
  text.value = (at ? part : whole).replace(/\{(locator|quotation|address)\}/g, (_, name) =>
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
  /* Told anew each time, and after a screen reader has told where the focus is */
  status.textContent = "";
  setTimeout(() => { status.textContent = `Copied: ${forms[form.value][1]}.`; }, 200);
};
dialog.onclose = () => after && one(".para,.mark,.num", after)?.focus({preventScroll: true});

document.addEventListener("edition:cite", ({detail: {anchor}}) => {
  const chosen = selected();
  data = editionCiting;
  places = {};
  for (const page in data.places) for (const id in data.places[page]) places[id] = {id, page, name: data.places[page][id]};
  const id = chosen?.id ?? anchor, page = places[id]?.page ?? edition.page;
  const section = /^(essay|notes)/.test(page) && Object.values(places).find(place => place.page === page);
  choices = [...new Set([chosen, places[id], section, {name: "the edition"}])].filter(Boolean);
  what.replaceChildren(...choices.map(({name}, i) => new Option(name, i)));
  if (chosen) forms = null;
  fill();
  after = chosen && document.getElementById(id);
  button.hidden = true;
  dialog.showModal();
});

/* The button by selected words */
button.onmousedown = e => e.preventDefault();
button.dataset.cite = "";
let waiting;
const offer = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const chosen = !dialog.open && selected(), at = chosen && [...chosen.range.getClientRects()].at(-1);
    button.hidden = !at;
    if (at) button.style = `left:${Math.min(at.right, innerWidth - 80)}px;top:${Math.min(at.bottom + 6, innerHeight - 50)}px`;
  }, 250);
};
document.addEventListener("selectionchange", offer);
addEventListener("scroll", offer, {passive: true});
offer();
}

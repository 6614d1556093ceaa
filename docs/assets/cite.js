/**
 * The citation dialogue, opened by the event "edition:cite" (detail.anchor), and the button that offers it where words
 * are selected. The forms of citation are templates made by the build (citing.js); place, address and words are filled
 * in here.
 */
"use strict";
if (window.edition) {
  const { all, base, make, one, quoting } = edition;
  const disk = base.startsWith("file:");
  const BLOCKS = "p.essay,.note,.entry,tr[id]";

  const dialog = make("dialog", { className: "cite", ariaLabel: "Cite" });
  dialog.innerHTML = `
    <label>Cite <select></select></label>
    <label>as <select aria-label="Cite as"></select></label>
    <textarea readonly rows="8" aria-label="Citation"></textarea>
    <button autofocus>Copy</button> <button>Close</button> <span role="status"></span>`;
  const [what, form] = all("select", dialog);
  const [copy, close] = all("button", dialog);
  const text = one("textarea", dialog);
  const status = one("[role=status]", dialog);
  const button = make("button", { className: "cite-words", textContent: "Cite", hidden: true });
  document.body.append(dialog, button);

  /** @type {CitingData} */
  let data;
  /** @type {Record<string, CitedPlace>} */
  let places;
  let choices = [];
  /** @type {CitingForm[] | null} */
  let forms = null;
  let after = null;

  /** Return the words of a selection in runs that no note call interrupts, and what is quoted of them. */
  const wordsOf = (content) => {
    const readings = one(".witness") ? ".emended" : ".rdg";
    for (const element of all(`.side,.refers,.outline,${readings}`, content)) element.remove();
    for (const element of all(".noteref,.para,.mark,.num,.status,.back,summary", content)) element.replaceWith("\f");
    for (const element of all("p,td,h2", content)) element.prepend("\n");
    const runs = content.textContent.split(/[\n\f]/).map((run) => run.trim().split(/\s+/));
    const words = content.textContent.replace(/\f/g, "").replace(/\s*\n\s*/g, "\n");
    return { runs: runs.filter(([first]) => first), words: words.trim() };
  };

  /** Return the words selected as a choice of what to cite, if any are. @returns {Choice | undefined} */
  const selected = () => {
    if (getSelection().isCollapsed) return;
    const range = getSelection().getRangeAt(0);
    const from = /** @type {any} */ (range.startContainer);
    const id = (from.closest ? from : from.parentElement)?.closest(BLOCKS)?.id;
    if (!id) return;
    const content = range.cloneContents();
    const { runs, words } = wordsOf(content);
    if (!runs.length) return;
    const until = all(BLOCKS, content).findLast((block) => block.textContent.trim())?.id;
    const witness = all(".rdg", content).length > 0;
    return {
      id,
      range,
      name: "the words selected",
      words,
      until,
      witness: witness ? ", text of the witness" : "",
      fragment: witness ? "" : quoting.fragment(runs),
    };
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
      quotation: quoting.nested(words),
      address: addressOf(place, fragment),
    });
    status.textContent = disk && !data.site ? "From disk: the address is that within the edition." : "";
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
    // said anew each time, and after a screen reader has said where the focus is
    status.textContent = "";
    setTimeout(() => {
      status.textContent = `Copied: ${forms[form.value][1]}.`;
    }, 200);
  };
  dialog.onclose = () => after && one(".para,.mark,.num", after)?.focus({ preventScroll: true });

  document.addEventListener("edition:cite", (event) => {
    const { anchor } = /** @type {CustomEvent} */ (event).detail;
    const words = selected();
    data = window.editionCiting;
    places = {};
    for (const [page, names] of Object.entries(data.places)) {
      for (const [id, name] of Object.entries(names)) places[id] = { id, page, name };
    }
    const id = words?.id ?? anchor;
    const page = places[id]?.page ?? edition.page;
    const section = /^(essay|notes)/.test(page) && Object.values(places).find((place) => place.page === page);
    choices = [...new Set([words, places[id], section, { name: "the edition" }])].filter(Boolean);
    what.replaceChildren(...choices.map(({ name }, i) => new Option(name, String(i))));
    if (words) forms = null;
    fill();
    after = words ? document.getElementById(id) : null;
    button.hidden = true;
    dialog.showModal();
  });

  /* The button by selected words */
  button.dataset.cite = "";
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

/* The citation dialogue, and its button by a selection. */
"use strict";
if (window.edition) {
  const { all, base, lang, one, quoting, say } = edition;
  const disk = base.startsWith("file:");
  const BLOCKS = ".essay,.note,.entry,tr[id]";

  const dialog = one("dialog.cite");
  const [what, form] = all("select", dialog);
  const [copy, close] = all("button", dialog);
  const text = one("textarea", dialog);
  const status = one("[role=status]", dialog);
  const button = one(".cite-words");

  /** @type {CitingData} */
  let data;
  /** @type {Record<string, CitedPlace>} */
  let places;
  let choices = [];
  /** @type {CitingForm[] | null} */
  let forms = null;
  let after = null;

  const APART = ".noteref,.para,.mark,.num,.status,.back,summary";
  const NO_TEXT = "script,style,noscript,template,select,textarea,dialog,.side,.cite-words";

  /** Return what is quoted of a selection. */
  const wordsOf = (content) => {
    const readings = one(".witness") ? ".emended" : ".rdg";
    for (const element of all(`.side,.refers,.outline,${APART},${readings}`, content)) element.remove();
    for (const element of all("p,td,h2,li,br", content)) element.prepend("\n");
    return content.textContent.replace(/\s*\n\s*/g, "\n").trim();
  };

  /** @type {(element: Element) => Element} */
  const blockOf = (element) =>
    /^(inline|contents)/.test(getComputedStyle(element).display) ? blockOf(element.parentElement) : element;

  /** Record which part of a node is selected. @type {(run: TextRun, node: Text, range: Range) => void} */
  const select = (run, node, range) => {
    if (!range.intersectsNode(node)) return;
    const length = run.text.length;
    if (!run.to) run.from = length + (node === range.startContainer ? range.startOffset : 0);
    run.to = length + (node === range.endContainer ? range.endOffset : node.length);
  };

  /** Return the page's text in runs that end at blocks and note calls, with the selected part of each. */
  const runsOf = (range) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    /** @type {TextRun[]} */
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

  /** @returns {Choice | undefined} */
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

  /** Return the selected words, with a fragment if they are the essay's and on one page. */
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

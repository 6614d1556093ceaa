/* Notes in the margin if there is room, else in a sheet: copies, without ids, of the list at the end of the page. */
"use strict";
if (window.edition) {
  const { all, make, one } = edition;
  const article = one("article");
  const sheet = one("#sheet");
  const calls = all("article [role=doc-noteref]");
  const GAP = 12;

  const noteOf = (call) => document.getElementById(call.hash.slice(1));

  const copyOf = (call) => {
    const copy = /** @type {HTMLElement} */ (noteOf(call).cloneNode(true));
    for (const element of all("[id]", copy)) element.removeAttribute("id");
    for (const element of all(".back", copy)) element.remove();
    return [...copy.childNodes];
  };

  /* The margin; the style sheet sets --w if there is room. */
  /** @type {Map<HTMLAnchorElement, any>} */
  const sides = new Map();
  const callOf = (side) => [...sides].find(([, known]) => known === side)?.[0];

  const build = () => {
    for (const call of calls) {
      const more = make("button", { textContent: "More", hidden: true, onclick: () => unfold(side) });
      const properties = { className: "side", role: "note", ariaLabel: call.ariaLabel };
      const side = make("div", properties, ...copyOf(call), more);
      side.classList.toggle("editors", call.parentNode.matches(".editors"));
      let before = call.closest(".essay,h1,h2");
      while (before.nextElementSibling?.matches(".side")) before = before.nextElementSibling;
      before.after(side);
      sides.set(call, side);
    }
  };

  const unfold = (side) => {
    side.shift ??= parseFloat(side.style.top) - side.wanted;
    place();
  };

  /**
   * Return the height of each note: in full if the next call leaves room, else in whole lines.
   * @param {Row[]} rows
   * @param {number} line
   */
  const heights = (rows, line) => {
    let floor = 0;
    return rows.map(({ wanted, full, open }, i) => {
      const top = Math.max(wanted, floor);
      const least = floor > wanted + 30 ? 3 : 5;
      const room = line * Math.max(least, Math.floor(((rows[i + 1]?.wanted ?? 1e9) - top - GAP) / line));
      const height = !open && full > room * 1.1 ? room : full;
      floor = top + height + GAP;
      return height;
    });
  };

  /**
   * Return the tops of the notes, as near to their calls as possible without overlap (isotonic regression); an unfolded
   * note stays in place.
   * @param {Row[]} rows
   * @param {number[]} tall
   */
  const tops = (rows, tall) => {
    const pools = [];
    let above = 0;
    rows.forEach(({ wanted, open }, i) => {
      const weight = open ? 99 : 1;
      let pool = { total: (wanted - above) * weight, weight, count: 1 };
      while (pools.length && pools.at(-1).total / pools.at(-1).weight > pool.total / pool.weight) {
        const { total, weight, count } = pools.pop();
        pool = { total: pool.total + total, weight: pool.weight + weight, count: pool.count + count };
      }
      pools.push(pool);
      above += tall[i] + GAP;
    });
    const starts = pools.flatMap(({ total, weight, count }) => Array(count).fill(Math.max(0, total / weight)));
    above = 0;
    return starts.map((start, i) => {
      const top = start + above;
      above += tall[i] + GAP;
      return top;
    });
  };

  const place = () => {
    const shown = [...sides].filter(([, side]) => side.offsetParent);
    const start = article.getBoundingClientRect().top;
    const line = parseFloat(getComputedStyle(shown[0]?.[1] ?? article).lineHeight);
    const rows = shown.map(([call, side]) => {
      side.wanted = call.getBoundingClientRect().top - start - 3;
      const open = side.shift !== undefined;
      return { side, wanted: side.wanted + (side.shift ?? 0), full: side.scrollHeight, open };
    });
    const tall = heights(rows, line);
    const high = tops(rows, tall);
    rows.forEach(({ side, full }, i) => {
      const cut = tall[i] < full;
      side.classList.toggle("folded", cut);
      one(":scope>button", side).hidden = !cut;
      side.style.top = `${high[i]}px`;
      side.style.maxHeight = `${tall[i]}px`;
    });
  };

  const arrange = () => {
    if (!getComputedStyle(document.body).getPropertyValue("--w")) return;
    if (!sides.size) build();
    place();
  };

  const light = (call) => {
    for (const element of all(".lit")) element.classList.remove("lit");
    for (const element of [call, sides.get(call)]) element?.classList.add("lit");
  };

  /** Place a box by its element, or at the bottom of a narrow screen. @type {Edition["put"]} */
  const put = (box, at) => {
    const from = at.getClientRects()[0] ?? at.getBoundingClientRect();
    const { clientWidth: wide } = document.documentElement;
    const { offsetWidth: width, offsetHeight: height } = box;
    let left = Math.max(8, Math.min(from.left - 24, wide - width - 8));
    let top = from.bottom + 8;
    if (wide < 640) {
      left = 0;
      top = innerHeight - height;
      if (from.bottom > top) scrollBy(0, from.bottom - top + 12);
    } else if (top + height > innerHeight) top = Math.max(8, from.top - height - 8);
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
  };

  /* The sheet */
  /** @type {HTMLAnchorElement} */
  let caller;
  /** Open the sheet at a link. @type {Edition["openSheet"]} */
  const openSheet = (link, ...content) => {
    caller = link;
    const close = make("button", { textContent: "Close", onclick: () => sheet.hidePopover() });
    sheet.replaceChildren(close, ...content);
    sheet.ariaLabel = link.ariaLabel;
    sheet.showPopover();
    put(sheet, link);
    sheet.scrollTop = 0;
    sheet.focus({ preventScroll: true });
  };
  sheet.addEventListener("beforetoggle", (event) => {
    if (event.newState === "closed" && sheet.contains(document.activeElement)) caller.focus({ preventScroll: true });
  });

  const openNote = (call, byKey) => {
    const side = sides.get(call);
    if (!side?.offsetParent) return openSheet(call, ...copyOf(call));
    unfold(side);
    light(call);
    side.tabIndex = -1;
    if (byKey) side.focus({ preventScroll: true });
    side.scrollIntoView({ block: "nearest" });
  };

  addEventListener("focusin", (event) => {
    const target = /** @type {any} */ (event.target);
    const side = target.closest(".side");
    if (side?.matches(".folded")) unfold(side);
    light(calls.includes(target) ? target : callOf(side));
  });

  Object.assign(edition, {
    openSheet,
    put,
    notes: {
      calls,
      callAround: (element) => (sheet.contains(element) ? caller : callOf(element.closest(".side"))),
      callInMargin: (element) => callOf(element.closest(".side")),
      has: (link) => calls.includes(link) && noteOf(link),
      open: openNote,
      sideOf: (call) => sides.get(call),
    },
  });

  if (calls.length) {
    arrange();
    document.fonts.ready.then(arrange);
    new ResizeObserver(arrange).observe(article);
    article.addEventListener("toggle", arrange, true);
    document.addEventListener("edition:display", arrange);
  }
}

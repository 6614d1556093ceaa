/* What every page runs and later scripts share. */
"use strict";
(() => {
  const root = document.documentElement;
  if (!root.classList.contains("js")) return;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL("../..", script.src).href;
  const page = location.href.replace(/[?#].*/, "").slice(base.length);

  /** @returns {any} the first element that matches */
  const one = (selector, within = document) => within.querySelector(selector);

  /** @returns {any[]} all elements that match */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** @type {Edition["make"]} */
  const make = (tag, properties, ...content) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...content);
    return element;
  };

  const { dataset, lang } = one("#words");

  /** Return words with values, in the plural of `n`. @type {Edition["say"]} */
  const say = (name, given = {}) => {
    const form = new Intl.PluralRules(lang).select(given.n);
    const words = dataset[`${name}_${form}`] ?? dataset[name];
    return words.replace(/\{(\w+)\}/g, (_, place) => given[place]);
  };

  const recall = (name) => {
    try {
      return localStorage.getItem(`edition.${name}`);
    } catch {
      return null;
    }
  };

  const keep = (name, value) => {
    try {
      localStorage.setItem(`edition.${name}`, value);
    } catch {
      // storage is blocked
    }
  };

  /* Scripts on first use */
  /** @type {Record<string, Promise<unknown>>} */
  const loading = {};
  for (const { src } of document.scripts) loading[src.replace(/.*\/|\.js$/g, "")] = Promise.resolve();

  /** Load a script, once; they run in order. @type {Edition["load"]} */
  const load = (name) =>
    (loading[name] ??= new Promise((onload, onerror) =>
      document.head.append(make("script", { src: `${base}assets/edition/${name}.js`, async: false, onload, onerror })),
    ));

  /** Load data and tools, then send an event; if that fails, go to a page instead. */
  const open = (name, data, page, detail) =>
    Promise.all([data, "tools"].map(load)).then(
      () => document.dispatchEvent(new CustomEvent(`edition:${name}`, { detail })),
      () => {
        const link = one(`[href$="${page}.html"]`);
        if (link) location.href = link.href;
      },
    );
  const openSearch = () => open("search", "folding", "search");
  const openCite = (anchor) => open("cite", "citing", "how-to-cite", { anchor });

  /** Open or close the search as it was here before. */
  const reopen = () => {
    if (history.state?.sought) openSearch();
    else one("dialog.search")?.close();
  };
  addEventListener("popstate", reopen);

  /* The reader's place: what is below the bar */
  const paragraphs = all(".essay");
  const places = all(".essay,.note,.entry,tr");
  const bar = one(".bar");
  const where = one("#where");
  /** @type {any} */
  let current;
  let share = 0;
  let moved = false;
  let frame = 0;
  let saving = 0;

  const line = () => bar.offsetHeight + 40;
  const above = (element) => element.getBoundingClientRect().top < line();
  // ask the list first: if it is not near, it is not laid out
  const lastAbove = (list) =>
    list.findLastIndex((element) => above(element.parentNode) && element.offsetParent && above(element));

  const look = () => {
    frame = 0;
    current = places[lastAbove(places)];
    if (!current) return;
    const { top, height } = current.getBoundingClientRect();
    share = (line() - top) / height;
    const reference = one(".para", current)?.ariaLabel;
    if (!moved || !reference) return;
    if (where.textContent !== reference) where.textContent = reference;
    clearTimeout(saving);
    const { id } = current;
    saving = setTimeout(() => keep("place", JSON.stringify({ page, a: id, t: reference })), 800);
  };

  /** Go back to the place after a new layout. */
  const restore = () => {
    if (!current || !scrollY) return;
    const box = current.offsetParent ? current : one(`[href="#${current.id}"]`);
    const { top, height } = box.getBoundingClientRect();
    scrollBy(0, top + share * height - line());
  };

  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width) restore();
    width = innerWidth;
  });
  addEventListener(
    "scroll",
    () => {
      moved ||= scrollY > 150;
      frame ||= requestAnimationFrame(look);
    },
    { passive: true },
  );

  const offerToContinue = () => {
    let place;
    try {
      place = JSON.parse(recall("place"));
    } catch {
      return;
    }
    if (!place?.t || location.hash || (place.page === page && scrollY >= 150)) return;
    const link = make("a", {
      lang,
      href: `${base}${place.page}#${place.a}`,
      textContent: say("continue", { place: place.t }),
    });
    (one(".resume") ?? where).replaceChildren(link);
  };

  /* Switches */
  const form = one("#display form");
  const chosen = (recall("display") ?? "").split(" ");
  // the switch of such a box hides what the box shows
  const shows = (input) => input.matches("[data-shows]");
  for (const input of all("input", form)) if (chosen.includes(input.value)) input.checked = !shows(input);
  form.onchange = () => {
    const values = all("input", form).map((input) => input.checked !== shows(input) && input.value);
    const switches = values.filter(Boolean).join(" ");
    keep("display", switches);
    root.className = `js ${switches}`;
    restore();
    arrange();
  };

  /* Notes: copies of the list, in the margin or in a sheet */
  const article = one("article");
  const sheet = one("#sheet");
  const calls = all("article [role=doc-noteref]");
  const GAP = 12;

  const noteOf = (call) => document.getElementById(call.hash.slice(1));

  /** Copy a note; the mark of the copy leads back to its call. */
  const copyOf = (call) => {
    const copy = /** @type {any} */ (noteOf(call).cloneNode(true));
    for (const element of all("[id]", copy)) element.removeAttribute("id");
    const mark = one(".mark", copy);
    Object.assign(mark, { href: `#${call.id}`, ariaLabel: (one(".back", copy) ?? mark).ariaLabel });
    for (const element of all(".back", copy)) element.remove();
    return [...copy.childNodes];
  };

  /* The margin; the style sheet sets --w if there is room. */
  /** @type {Map<HTMLAnchorElement, any>} */
  const sides = new Map();

  /** Return the call that an element is, or is a note of. */
  const callAt = (element) => calls.find((call) => call === element || sides.get(call)?.contains(element));

  /** Return the call in the text; for a call within a note, that of the note. */
  const inText = (call) => {
    const note = call.closest(".note");
    return note ? inText(calls.find((other) => other.hash === `#${note.id}`)) : call;
  };
  const rank = (call) => calls.indexOf(inText(call));

  const build = () => {
    for (const call of [...calls].sort((one, other) => rank(one) - rank(other))) {
      const more = make("button", { lang, textContent: say("more"), hidden: true, onclick: () => unfold(side) });
      const properties = { className: "side", role: "note", ariaLabel: call.ariaLabel };
      const side = make("div", properties, ...copyOf(call), more);
      side.classList.toggle("editors", call.parentNode.matches(".editors"));
      side.addEventListener("beforematch", () => unfold(side));
      let before = inText(call).closest(".essay,h1,h2");
      while (before.nextElementSibling?.matches(".side")) before = before.nextElementSibling;
      before.after(side);
      sides.set(call, side);
    }
  };

  const unfold = (side) => {
    side.shift ??= parseFloat(side.style.top) - side.wanted;
    placeSides();
  };

  const unfoldAround = (element) => {
    const side = element.closest(".side.folded");
    if (side) unfold(side);
  };

  /**
   * Return the height of each note, in whole lines if it is cut.
   * @type {(rows: Row[], line: number) => number[]}
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
   * Return the tops of the notes, near their calls without overlap (isotonic regression).
   * @type {(rows: Row[], tall: number[]) => number[]}
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

  const placeSides = () => {
    const shown = [...sides].filter(([, side]) => side.offsetParent);
    for (const part of all(".side > [hidden]")) part.hidden = false;
    const start = article.getBoundingClientRect().top;
    const height = parseFloat(getComputedStyle(shown[0]?.[1] ?? article).lineHeight);
    const rows = shown.map(([call, side]) => {
      side.wanted = inText(call).getBoundingClientRect().top - start - 3;
      const open = side.shift !== undefined;
      const parts = [...side.children].map((part) => ({ part, top: part.offsetTop }));
      return { side, parts, wanted: side.wanted + (side.shift ?? 0), full: side.scrollHeight, open };
    });
    const tall = heights(rows, height);
    const high = tops(rows, tall);
    rows.forEach(({ side, parts, full }, i) => {
      const cut = tall[i] < full;
      side.classList.toggle("folded", cut);
      // the browser's search finds what is folded away, and unfolds it
      for (const { part, top } of parts) if (cut && top >= tall[i]) part.hidden = "until-found";
      side.lastElementChild.hidden = !cut;
      side.style.top = `${high[i]}px`;
      side.style.maxHeight = `${tall[i]}px`;
    });
  };

  const arrange = () => {
    if (!calls.length || !getComputedStyle(document.body).getPropertyValue("--w")) return;
    if (!sides.size) build();
    placeSides();
  };

  const light = (call) => {
    for (const element of all(".lit")) element.classList.remove("lit");
    for (const element of [call, sides.get(call)]) element?.classList.add("lit");
  };

  /** Place a box by its element, or scroll the element clear of it. */
  const put = (box, at) => {
    const { left, top, bottom } = at.getClientRects()[0] ?? at.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = box;
    const over = bottom + height - innerHeight;
    if (innerWidth >= 640) {
      box.style.left = `${Math.max(8, Math.min(left - 24, root.clientWidth - width - 8))}px`;
      box.style.top = `${over < -8 ? bottom + 8 : Math.max(8, top - height - 8)}px`;
    } else if (over > 0) (sheet.contains(at) ? sheet : window).scrollBy(0, over + 12);
  };

  /* The sheet */
  /** @type {HTMLAnchorElement} */
  let caller;
  const openSheet = (link, ...content) => {
    caller = link;
    sheet.lastElementChild.replaceChildren(...content);
    sheet.ariaLabel = link.ariaLabel;
    sheet.showPopover();
    sheet.focus({ preventScroll: true });
    sheet.scrollTop = 0;
    put(sheet, link);
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

  /* Previews */
  const peek = one("#peek");
  const LINKS = "article a[href*='#']:not(svg a),#sheet a[href*='#']";
  const WITHOUT = ".para,.mark,.back,.toc a";
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let timer = 0;

  const linkAround = (element) => {
    const link = element.closest?.(LINKS);
    return link?.href.startsWith(base) && !link.matches(WITHOUT) && !sides.get(link)?.offsetParent && link;
  };

  const hidePreview = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    if (peek.matches(":popover-open")) peek.hidePopover();
  };

  const fill = (link, touched) => {
    const html = window.editionPreviews[decodeURIComponent(link.hash.slice(1))];
    if (!html) throw new Error(`no preview of ${link.hash}`);
    peek.innerHTML = html;
    if (touched) peek.append(make("a", { lang, href: link.href, textContent: say("go_there") }));
    link.setAttribute("aria-describedby", "peek");
    peek.showPopover();
    put(peek, link);
  };

  /** Show the preview of a link; follow a touched link that has none. */
  const showPreview = (link, touched = false) => {
    if (shown === link) return clearTimeout(timer);
    hidePreview();
    shown = link;
    load("previews")
      .then(() => shown === link && fill(link, touched))
      .catch(() => {
        hidePreview();
        if (touched) location.href = link.href;
      });
  };

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAround(event.target);
    if (peek.contains(event.target) || (link && link === shown)) clearTimeout(timer);
    else if (link) later(() => showPreview(link), 250);
    else if (shown !== document.activeElement) later(hidePreview, 300);
  });
  addEventListener("focusin", (event) => {
    const target = /** @type {any} */ (event.target);
    unfoldAround(target);
    light(callAt(target));
    const returned = sheet.contains(/** @type {Node} */ (event.relatedTarget));
    const link = target.matches(":focus-visible") && !returned && linkAround(target);
    if (link) later(() => showPreview(link), 150);
    else if (!peek.contains(target)) hidePreview();
    one(".menu[open]:not(:focus-within)")?.removeAttribute("open");
  });
  addEventListener("scroll", () => shown && put(peek, shown), { passive: true });

  /* Keys */
  const blocks = paragraphs.length ? paragraphs : all("li.note,li.entry");
  const stops = calls.length ? calls : blocks;

  /** Return what has the focus, if it is in sight. */
  const focused = () => {
    const focus = document.activeElement;
    const { top, bottom } = focus.getBoundingClientRect();
    return bottom > 0 && top < innerHeight ? focus : root;
  };

  const goTo = (element, block) => {
    const link = element.matches("a") ? element : one("a", element);
    element.scrollIntoView({ block });
    if (!link.offsetParent) element.tabIndex = -1;
    (link.offsetParent ? link : element).focus({ preventScroll: true });
  };

  /** Go to the next (1) or previous (-1) element from here. */
  const step = (among, by, block) => {
    const list = among.filter((element) => element.offsetParent);
    const focus = callAt(focused()) ?? focused();
    const at = list.findIndex((element) => element.contains(focus));
    let index = at + by;
    if (at < 0) index = lastAbove(list) + (by > 0 ? 1 : 0);
    if (at < 0 && by < 0) index = Math.max(index - (block === "start" ? 1 : 0), 0);
    if (list[index]) goTo(list[index], block);
  };

  const anchorHere = () => {
    const focus = focused();
    const call = sheet.contains(focus) ? caller : callAt(focus);
    return call?.hash.slice(1) || (focus.closest(".essay,.note,.entry,tr[id]") ?? current ?? paragraphs[0])?.id;
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    j: () => step(blocks, 1, "start"),
    k: () => step(blocks, -1, "start"),
    n: () => step(stops, 1, "center"),
    p: () => step(stops, -1, "center"),
    c: () => openCite(anchorHere()),
    "/": () => one("[data-open=search]")?.click(),
    "?": () => one("#keys").showModal(),
  };

  const escape = (event) => {
    const menu = one(".menu[open]");
    if (shown) {
      event.preventDefault();
      hidePreview();
    } else if (menu) {
      menu.open = false;
      one("summary", menu).focus();
    } else callAt(document.activeElement)?.focus();
  };

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") return escape(event);
    const target = /** @type {Element} */ (event.target);
    const typing = target.closest("input:not([type=radio],[type=checkbox]),select,dialog");
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (modified || typing || root.matches(".no-keys") || !actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  });

  /** Open what can be done with a paragraph, and what refers to it. */
  const openParagraph = (number) => {
    const menu = one("#paragraph-menu").content.cloneNode(true);
    const { id } = number.closest(".essay");
    const [cite, copy] = all("button", menu);
    cite.dataset.cite = id;
    copy.onclick = async () => {
      try {
        await navigator.clipboard.writeText(number.href);
        copy.textContent = copy.value;
      } catch {
        location.href = number.href;
      }
    };
    Object.assign(one("a", menu), { href: number.href, textContent: number.ariaLabel });
    openSheet(number, menu, ...all(`.refers li:has(> [href="#${id}"]) > ul`).map((list) => list.cloneNode(true)));
  };

  /** List the paragraphs of the section in the menu. */
  const numberMenu = () => {
    const numbers = all(".essay .para").map((number) => {
      const copy = number.cloneNode(true);
      if (number.closest(".essay") === current) copy.ariaCurrent = "location";
      return copy;
    });
    one(".numbers")?.remove();
    if (one("article > .strip"))
      one(".menu [aria-current=page]")?.after(make("div", { className: "numbers" }, ...numbers));
  };

  /* Clicks and taps */
  let pointer = "";
  addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    // no side notes in a selection
    article.classList.toggle("from-text", !(/** @type {Element} */ (event.target).closest(".side")));
  });

  const closeWhatIsLeft = (target) => {
    const menu = one(".menu[open]");
    if (menu && (!menu.contains(target) || target.closest("a"))) menu.open = false;
    if (shown && !peek.contains(target) && target.closest("a,button") !== shown) hidePreview();
  };

  /** Return what a click does instead of the browser's action, if anything. */
  const instead = (link, event) => {
    const { open, cite } = link.dataset;
    if (open === "search") return openSearch;
    if (open === "keys") return actions["?"];
    if (cite !== undefined) return () => openCite(cite || location.hash.slice(1));
    if (calls.includes(link) && noteOf(link)) return () => openNote(link, !event.detail);
    if (link.matches(".essay .para")) return () => openParagraph(link);
    const tapped = pointer === "touch" && linkAround(link);
    return tapped && link !== shown ? () => showPreview(link, true) : null;
  };

  addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {any} */ (target.closest("a,button"));
    closeWhatIsLeft(target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const action = instead(link, event);
    if (action) {
      event.preventDefault();
      action();
    } else if (sheet.contains(link) && link.hash) sheet.hidePopover();
  });

  /* Filter entries */
  const addFilter = () => {
    if (!blocks[0]?.matches(".entries *")) return;
    const list = blocks[0].closest("div");
    const status = make("div", { role: "status", lang });
    const input = make("input", { type: "search" });
    const keys = (text) => window.edition.matching.words(text).map(({ key }) => ` ${key}`);
    const filter = () => {
      const wanted = keys(input.value);
      let n = 0;
      let above = 0;
      for (const part of all("h2,.letters,.entry", list).reverse()) {
        const text = keys(part.textContent).join();
        part.hidden = part.matches("p") ? wanted[0] : !wanted.every((key) => text.includes(key));
        if (part.matches("h2")) {
          part.hidden = n === above;
          above = n;
        } else if (!part.hidden) n++;
      }
      status.textContent = wanted[0] ? say("results", { n }) : "";
    };
    const show = () =>
      Promise.all(["folding", "tools"].map(load)).then(filter, () => (status.textContent = say("no_index")));
    const clear = () => {
      input.value = "";
      return show();
    };
    input.oninput = show;
    input.onkeydown = ({ key }) => key === "Escape" && clear();
    addEventListener("popstate", () => {
      const target = noteOf(location);
      if (target?.hidden) clear().then(() => target.scrollIntoView());
    });
    // where the style sheet has left room for it
    list.prepend(make("label", { className: "searching filter", lang, textContent: say("filter") }, input), status);
  };

  window.edition = /** @type {any} */ ({ all, base, lang, load, make, one, page, say });

  addFilter();
  reopen();
  offerToContinue();
  frame = requestAnimationFrame(look);
  Promise.race([document.fonts.ready, new Promise((done) => setTimeout(done, 150))]).then(() => {
    arrange();
    new ResizeObserver(arrange).observe(article);
  });
  article.addEventListener("toggle", arrange, true);
  one(".menu").addEventListener("toggle", numberMenu);
  if (location.search.includes("mark=")) open("mark", "folding");
  document.addEventListener("selectionchange", () => {
    const { isCollapsed, anchorNode } = getSelection();
    if (!article.contains(anchorNode)) return;
    unfoldAround(anchorNode.parentElement);
    if (!isCollapsed) load("tools").catch(() => {});
  });
})();

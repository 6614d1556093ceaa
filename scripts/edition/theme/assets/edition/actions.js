/* Previews, keys, clicks and taps. previews.js has the previews: window.editionPreviews = {anchor: html}. */
"use strict";
if (window.edition) {
  const { all, base, currentParagraph, lastAbove, load, make, notes, one, openCite, openSearch, openSheet, put } =
    edition;
  const root = document.documentElement;
  const article = one("article");
  const keys = one("#keys");
  const sheet = one("#sheet");
  const paragraphs = all(".essay");
  const blocks = paragraphs.length ? paragraphs : all("li.note,li.entry");
  const stops = notes.calls.length ? notes.calls : blocks;

  /* Previews */
  const peek = one("#peek");
  const LINKS = "article a[href*='#'],#sheet a[href*='#']";
  const WITHOUT = ".para,.mark,.back,.toc a,[role=doc-noteref]";
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let timer = 0;

  const linkAround = (element) => {
    const link = element.closest?.(LINKS);
    return link?.href.startsWith(base) && !link.matches(WITHOUT) && link;
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
    if (touched) peek.append(make("a", { href: link.href, textContent: "Go there" }));
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
    const target = /** @type {Element} */ (event.target);
    const link = target.matches(":focus-visible") && linkAround(target);
    if (link) later(() => showPreview(link), 150);
    else if (!peek.contains(target)) hidePreview();
  });
  addEventListener("scroll", () => shown && put(peek, shown), { passive: true });

  /* Keys */
  const goTo = (element, block) => {
    const link = element.matches("a") ? element : one("a", element);
    element.scrollIntoView({ block });
    if (!link.offsetParent) element.tabIndex = -1;
    (link.offsetParent ? link : element).focus({ preventScroll: true });
  };

  /** Go to the next (1) or previous (-1) element, from the focus or the reader's place. */
  const step = (among, by, block) => {
    const list = among.filter((element) => element.offsetParent);
    const focus = document.activeElement;
    const at = list.findIndex((element) => element.contains(focus) || notes.sideOf(element)?.contains(focus));
    let index = at + by;
    if (at < 0) index = lastAbove(list) + (by > 0 ? 1 : 0);
    if (at < 0 && by < 0) index = Math.max(index - (block === "start" ? 1 : 0), 0);
    if (list[index]) goTo(list[index], block);
  };

  const anchorHere = () => {
    const focus = document.activeElement;
    const call = notes.callAround(focus);
    return call?.hash.slice(1) || focus.closest(".note,.entry,.essay,tr[id]")?.id || currentParagraph()?.id;
  };

  /** @type {Record<string, () => void>} */
  const actions = {
    j: () => step(blocks, 1, "start"),
    k: () => step(blocks, -1, "start"),
    n: () => step(stops, 1, "center"),
    p: () => step(stops, -1, "center"),
    c: () => openCite(anchorHere()),
    "/": () => one("[data-open=search]")?.click(),
    "?": () => keys.showModal(),
  };

  const escape = (event) => {
    const menu = one(".menu[open]");
    if (shown) {
      event.preventDefault();
      hidePreview();
    } else if (menu) {
      menu.open = false;
      one("summary", menu).focus();
    } else notes.callInMargin(document.activeElement)?.focus();
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

  /** Open, at the number of a paragraph, what can be done with it and what refers to it. */
  const openParagraph = (number) => {
    const { id } = number.parentNode;
    const copyAddress = async () => {
      try {
        await navigator.clipboard.writeText(number.href);
        copy.textContent = "Address copied";
      } catch {
        location.href = number.href;
      }
    };
    const copy = make("button", { textContent: "Copy address", ariaLive: "polite", onclick: copyAddress });
    const cite = make("button", { textContent: "Cite" });
    cite.dataset.cite = id;
    const link = make("a", { href: number.href, textContent: number.ariaLabel });
    const references = all(`[data-for="${id}"] > ul`).map((list) => list.cloneNode(true));
    openSheet(number, make("p", {}, link), make("p", {}, cite, copy), ...references);
  };

  /* Clicks and taps */
  let pointer = "";
  addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    // a selection in the text must not include side notes
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
    if (open === "keys") return () => keys.showModal();
    if (cite !== undefined) return () => openCite(cite || location.hash.slice(1));
    if (notes.has(link)) return () => notes.open(link, !event.detail);
    if (link.matches("p > .para")) return () => openParagraph(link);
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
  addEventListener("focusin", () => one(".menu[open]:not(:focus-within)")?.removeAttribute("open"));
}

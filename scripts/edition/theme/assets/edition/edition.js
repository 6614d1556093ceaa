/* What the scripts share. A page is complete without them; notes.js and actions.js follow, others on first use. */
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
  /** @type {Record<string, string[]>} */
  const needed = { search: ["folding"], cite: ["quoting"] };
  /** @type {Record<string, Promise<unknown>>} */
  const loading = {};
  for (const { src } of document.scripts) loading[src.replace(/.*\/|\.js$/g, "")] = Promise.resolve();

  /** Load a script after those it needs. @type {Edition["load"]} */
  const load = (name) => {
    needed[name]?.forEach(load);
    return (loading[name] ??= new Promise((onload, onerror) =>
      document.head.append(make("script", { src: `${base}assets/edition/${name}.js`, async: false, onload, onerror })),
    ));
  };

  /** Load scripts, then send an event; if that fails, go to a page instead. */
  const open = (page, detail, ...names) =>
    Promise.all(names.map(load)).then(
      () => document.dispatchEvent(new CustomEvent(`edition:${names[0]}`, { detail })),
      () => {
        const link = one(`[href$="${page}.html"]`);
        if (link) location.href = link.href;
      },
    );
  const openSearch = () => open("search", {}, "search");
  const openCite = (anchor) => open("how-to-cite", { anchor }, "cite", "citing");

  /* The reader's place */
  const paragraphs = all(".essay");
  const bar = one(".bar");
  const where = one("#where");
  let current = -1;
  let moved = false;
  let frame = 0;
  let saving = 0;

  const lastAbove = (list) =>
    list.findLastIndex((element) => element.getBoundingClientRect().top < bar.offsetHeight + 40);

  const look = () => {
    frame = 0;
    current = lastAbove(paragraphs);
    if (current < 0 || !moved) return;
    const paragraph = paragraphs[current];
    const reference = one(".para", paragraph).ariaLabel;
    if (where.textContent !== reference) where.textContent = reference;
    clearTimeout(saving);
    saving = setTimeout(() => keep("place", JSON.stringify({ page, a: paragraph.id, t: reference })), 800);
  };

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
    const link = make("a", { href: `${base}${place.page}#${place.a}`, textContent: `Continue reading at ${place.t}` });
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
    root.className = `js ${root.matches(".disk") ? "disk " : ""}${switches}`;
    document.dispatchEvent(new Event("edition:display"));
  };

  window.edition = /** @type {any} */ ({
    all,
    base,
    currentParagraph: () => paragraphs[Math.max(current, 0)],
    lastAbove,
    load,
    make,
    one,
    openCite,
    openSearch,
    page,
  });

  look();
  offerToContinue();
  if (location.search.includes("mark=")) load("search").catch(() => {});
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.isCollapsed && one("article").contains(selection.anchorNode)) load("cite").catch(() => {});
  });
})();

/* The reading aids: notes beside the text or at their call, previews, place, keys, switches.
   All is there without them; each is a copy or a shortcut of what the page holds.

   Other scripts come on first use, from this folder:
   search.js by [data-open=search] or "/", then hears the event "edition:search" on document;
   cite.js by words selected in the text, and with citing.js by [data-cite=ANCHOR] or "c": it hears "edition:cite" (detail.anchor);
   previews.js by a link that has one: window.editionPreviews = {anchor: html}.
   Theirs, too: window.edition = {all, base, load, make, one, page}. */
(() => {
"use strict";
const root = document.documentElement;
if (!root.matches(".js")) return;
const base = new URL("..", document.currentScript.src).href, page = location.href.replace(/[?#].*/, "").slice(base.length);
const one = (what, within = document) => within.querySelector(what);
const all = (what, within = document) => [...within.querySelectorAll(what)];
const make = (tag, given, ...content) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...content);
  return made;
};
const recall = name => { try { return localStorage.getItem("edition." + name); } catch {} };
const keep = (name, value) => { try { localStorage.setItem("edition." + name, value); } catch {} };
const article = one("article"), bar = one(".bar"), sheet = one("#sheet"), peek = one("#peek"), keys = one("#keys");
const calls = all("article [role=doc-noteref]"), paragraphs = all("p.essay");

/* Scripts on first use */
const coming = one("[data-search-page]") ? {search: Promise.resolve()} : {};
const load = name => coming[name] ??= new Promise((done, failed) =>
  document.head.append(make("script", {src: `${base}assets/${name}.js`, onload: done, onerror: failed})));
window.edition = {all, base, load, make, one, page};
const open = (page, detail, ...names) => Promise.all(names.map(load))
  .then(() => document.dispatchEvent(new CustomEvent("edition:" + names[0], {detail})), () => { const to = one(`[href$="${page}.html"]`); if (to) location = to; });
const openCite = anchor => open("how-to-cite", {anchor}, "cite", "citing");

/* Notes: copies without ids of what stands in the list */
const noteOf = call => document.getElementById(call.hash.slice(1));
const copyOf = call => {
  const copy = noteOf(call).cloneNode(true);
  all("[id]", copy).forEach(e => e.removeAttribute("id"));
  all(".back", copy).forEach(e => e.remove());
  return [...copy.childNodes];
};
const sides = new Map(), callBy = side => [...sides].find(([, s]) => s === side)?.[0];
const build = () => calls.forEach(call => {
  const more = make("button", {textContent: "more", hidden: true, onclick: () => unfold(side)});
  const side = make("div", {className: "side", role: "note", ariaLabel: call.ariaLabel}, ...copyOf(call), more);
  side.classList.toggle("editors", call.parentNode.matches(".editors"));
  let before = call.closest("p,h1,h2");
  while (before.nextElementSibling?.matches(".side")) before = before.nextElementSibling;
  before.after(side);
  sides.set(call, side);
});
const unfold = side => {
  side.shift ??= parseFloat(side.style.top) - side.wanted;
  place();
};
/* Each as high as it is, where the next call leaves it room; else cut after a whole line, with a button for the rest;
   shorter when late.
   Then as near to the calls as they can stand without touching (isotonic regression: neighbours in want of room pool it);
   what a reader unfolds stays where it is. */
const place = () => {
  const shown = [...sides].filter(([, side]) => side.offsetParent), start = article.getBoundingClientRect().top;
  const line = parseFloat(getComputedStyle(shown[0]?.[1] ?? article).lineHeight), gap = 12;
  const rows = shown.map(([call, side]) => {
    side.wanted = call.getBoundingClientRect().top - start - 3;
    return [side, side.wanted + (side.shift ?? 0), side.scrollHeight];
  });
  let floor = 0, sum = 0;
  const pools = [];
  const heights = rows.map(([side, wanted, full], i) => {
    const top = Math.max(wanted, floor), least = floor > wanted + 30 ? 3 : 5;
    const room = line * Math.max(least, Math.floor(((rows[i + 1]?.[1] ?? 1e9) - top - gap) / line));
    const open = side.shift !== undefined, cut = !open && full > room * 1.1, height = cut ? room : full;
    side.classList.toggle("folded", cut);
    one(":scope>button", side).hidden = !cut;
    floor = top + height + gap;
    const weight = open ? 99 : 1;
    let pool = [(wanted - sum) * weight, weight, 1];
    while (pools[0] && pools.at(-1)[0] / pools.at(-1)[1] > pool[0] / pool[1]) {
      const before = pools.pop();
      pool = pool.map((part, j) => part + before[j]);
    }
    pools.push(pool);
    sum += height + gap;
    return height;
  });
  sum = 0;
  pools.flatMap(([total, weight, count]) => Array(count).fill(Math.max(0, total / weight))).forEach((base, i) => {
    rows[i][0].style = `top:${base + sum}px;max-height:${heights[i]}px`;
    sum += heights[i] + gap;
  });
};
const arrange = () => {
  if (!getComputedStyle(document.body).getPropertyValue("--w")) return;
  if (!sides.size) build();
  place();
};
const light = call => {
  all(".lit").forEach(e => e.classList.remove("lit"));
  [call, sides.get(call)].forEach(e => e?.classList.add("lit"));
};

/* What opens at a place: by it on wide screens, at the edge of narrow ones */
const put = (box, at) => {
  const from = at.getClientRects()[0] ?? at.getBoundingClientRect(), wide = root.clientWidth, high = innerHeight;
  const {offsetWidth: w, offsetHeight: h} = box;
  let left = Math.max(8, Math.min(from.left - 24, wide - w - 8)), top = from.bottom + 8;
  if (wide < 640) {
    [left, top] = [0, high - h];
    if (from.bottom > top) scrollBy(0, from.bottom - top + 12);
  }
  else if (top + h > high) top = Math.max(8, from.top - h - 8);
  box.style = `left:${left}px;top:${top}px`;
};
let caller;
const openSheet = call => {
  caller = call;
  const close = make("button", {textContent: "Close", onclick: () => sheet.hidePopover()});
  sheet.replaceChildren(close, ...copyOf(call));
  sheet.ariaLabel = call.ariaLabel;
  sheet.showPopover();
  put(sheet, call);
  sheet.scrollTop = 0;
  sheet.focus({preventScroll: true});
};
sheet.addEventListener("beforetoggle", e => {
  if (e.newState === "closed" && sheet.contains(document.activeElement)) caller.focus({preventScroll: true});
});

/* Previews */
let target, timer, pointer;
const previewed = from => {
  const link = from.closest?.("article a[href*='#'],#sheet a[href*='#']");
  return link?.href.startsWith(base) && !link.matches(".para,.mark,.back,.toc a,[role=doc-noteref]") && link;
};
const hide = () => {
  clearTimeout(timer);
  target?.removeAttribute("aria-describedby");
  target = null;
  if (peek.matches(":popover-open")) peek.hidePopover();
};
const show = (link, touched) => {
  if (target === link) return clearTimeout(timer);
  hide();
  target = link;
  load("previews").then(() => {
    const html = window.editionPreviews[decodeURIComponent(link.hash.slice(1))];
    if (target !== link) return;
    if (!html) throw html;
    peek.innerHTML = html;
    if (touched) peek.append(make("a", {href: link.href, textContent: "Go there"}));
    link.setAttribute("aria-describedby", "peek");
    peek.showPopover();
    put(peek, link);
  }).catch(() => { hide(); if (touched) location.href = link.href; });
};
const later = (what, wait) => { clearTimeout(timer); timer = setTimeout(what, wait); };
addEventListener("pointerover", e => {
  if (e.pointerType === "touch") return;
  const link = previewed(e.target);
  if (peek.contains(e.target) || link && link === target) clearTimeout(timer);
  else if (link) later(() => show(link), 250);
  else if (target !== document.activeElement) later(hide, 300);
});
addEventListener("focusin", e => {
  const link = e.target.matches(":focus-visible") && previewed(e.target);
  if (link) later(() => show(link), 150); else if (!peek.contains(e.target)) hide();
  one(".menu[open]:not(:focus-within)")?.removeAttribute("open");
  const side = e.target.closest(".side");
  if (side?.matches(".folded")) unfold(side);
  light(calls.includes(e.target) ? e.target : callBy(side));
});

/* Where one is */
const where = one("#where");
let here, moved, waiting, saving, saved;
try { saved = JSON.parse(recall("place")); } catch {}
const seen = list => list.findLastIndex(e => e.getBoundingClientRect().top < bar.offsetHeight + 40);
const look = () => {
  waiting = 0;
  here = seen(paragraphs);
  if (here < 0 || !moved) return;
  const p = paragraphs[here], a = p.id, t = one(".para", p).ariaLabel;
  if (where.textContent !== t) where.textContent = t;
  clearTimeout(saving);
  saving = setTimeout(() => keep("place", JSON.stringify({page, a, t})), 800);
};
addEventListener("scroll", () => {
  moved ||= scrollY > 150;
  waiting ||= requestAnimationFrame(look);
  if (target) put(peek, target);
}, {passive: true});
if (saved?.t && !location.hash && (saved.page !== page || scrollY < 150)) {
  (one(".resume") ?? where).replaceChildren(make("a", {href: `${base}${saved.page}#${saved.a}`, textContent: `Continue at ${saved.t}`}));
}

/* Keys */
const go = (to, block) => {
  const focus = to.matches("a") ? to : one("a", to);
  to.scrollIntoView({block});
  if (!focus.offsetParent) to.tabIndex = -1;
  (focus.offsetParent ? focus : to).focus({preventScroll: true});
};
const step = (among, by, block) => {
  const list = among.filter(e => e.offsetParent), now = document.activeElement, at = list.findIndex(e => e.contains(now) || sides.get(e)?.contains(now));
  const to = list[at >= 0 ? at + by : by > 0 ? seen(list) + 1 : Math.max(seen(list) - (block === "start" ? 1 : 0), 0)];
  if (to) go(to, block);
};
const blocks = paragraphs[0] ? paragraphs : all("li.note,li.entry"), stops = calls[0] ? calls : blocks;
const current = () => {
  const now = document.activeElement, call = sheet.contains(now) ? caller : callBy(now.closest(".side"));
  return call?.hash.slice(1) || now.closest(".note,.entry,p.essay,tr[id]")?.id || paragraphs[Math.max(here, 0)]?.id;
};
const doing = {
  j: () => step(blocks, 1, "start"),
  k: () => step(blocks, -1, "start"),
  n: () => step(stops, 1, "center"),
  p: () => step(stops, -1, "center"),
  c: () => openCite(current()),
  "/": () => one("[data-open=search]")?.click(),
  "?": () => keys.showModal(),
};
addEventListener("keydown", e => {
  const menu = one(".menu[open]");
  if (e.key === "Escape") {
    const side = document.activeElement.closest(".side");
    if (target) { e.preventDefault(); hide(); }
    else if (menu) { menu.open = false; one("summary", menu).focus(); }
    else callBy(side)?.focus();
    return;
  }
  const typing = e.target.closest("input:not([type=radio],[type=checkbox]),select,dialog");
  if (e.ctrlKey || e.metaKey || e.altKey || typing || root.matches(".no-keys") || !doing[e.key]) return;
  e.preventDefault();
  doing[e.key]();
});

/* Clicks and taps */
addEventListener("pointerdown", e => {
  pointer = e.pointerType;
  article.classList.toggle("from-text", !e.target.closest(".side"));
});
addEventListener("click", e => {
  const to = e.target.closest("a,button"), menu = one(".menu[open]");
  if (menu && (!menu.contains(e.target) || e.target.closest("a"))) menu.open = false;
  if (!peek.contains(e.target) && target && to !== target) hide();
  if (!to || e.ctrlKey || e.metaKey || e.shiftKey) return;
  if (to.dataset.open === "search") { e.preventDefault(); open("search", {}, "search"); }
  else if (to.dataset.open === "keys") keys.showModal();
  else if (to.dataset.cite !== undefined) { e.preventDefault(); openCite(to.dataset.cite || location.hash.slice(1)); }
  else if (calls.includes(to) && noteOf(to)) {
    e.preventDefault();
    const side = sides.get(to);
    if (!side?.offsetParent) return openSheet(to);
    unfold(side);
    light(to);
    side.tabIndex = -1;
    if (!e.detail) side.focus({preventScroll: true});
    side.scrollIntoView({block: "nearest"});
  } else if (pointer === "touch" && previewed(to) && to !== target) { e.preventDefault(); show(to, true); }
  else if (sheet.contains(to) && to.hash) sheet.hidePopover();
});
/* A search led here: it marks its words. */
if (location.search.includes("mark=")) load("search").catch(() => {});
document.addEventListener("selectionchange", () => {
  if (!getSelection().isCollapsed && article.contains(getSelection().anchorNode)) load("cite").catch(() => {});
});

/* Switches */
const form = one("#display form");
const set = (recall("display") ?? "").split(" ");
all("input", form).forEach(i => { i.checked ||= set.includes(i.value); });
form.onchange = () => {
  const chosen = all("input:checked", form).map(i => i.value).filter(Boolean).join(" ");
  keep("display", chosen);
  root.className = (root.matches(".disk") ? "js disk " : "js ") + chosen;
  arrange();
};

if (calls[0]) {
  arrange();
  document.fonts.ready.then(arrange);
  new ResizeObserver(arrange).observe(article);
  article.addEventListener("toggle", arrange, true);
}
look();
})();

/* Before the first paint: the reader's settings as classes of the root; `js`: popovers work. */
"use strict";
{
  const root = document.documentElement;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const popovers = "popover" in HTMLElement.prototype;
  const disk = location.protocol === "file:";

  let switches = "";
  try {
    switches = localStorage.getItem("edition.display") ?? "";
  } catch {
    // storage is blocked
  }
  root.className = `${popovers ? "js" : ""} ${switches}`.trim();
  root.toggleAttribute("data-disk", disk);
  // keep room for search results
  root.toggleAttribute("data-query", location.search !== "");

  // fonts: over a line as slow as this script came, they would delay the text and be late; from disk they cannot
  if (!disk && !(performance.getEntriesByName(script.src)[0]?.duration > 100)) {
    for (const slope of ["roman", "italic"]) {
      const href = script.src.replace("display.js", `fonts/libertinus-serif-${slope}-latin.woff2`);
      const link = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href };
      document.head.append(Object.assign(document.createElement("link"), link));
    }
  }

  // show parallel loci in the preferred edition, one of data-loci
  if (popovers) {
    const sheet = new CSSStyleSheet();
    for (const siglum of (script.dataset.loci ?? "").split(/,? /)) {
      const own = `[data-ed="${siglum}"]`;
      const others = `:not(${own}, .sep), :not(${own}) + .sep, .sep:not(:has(~ ${own}))`;
      sheet.insertRule(`.only-${siglum} .loci:has(${own}) > :is(${others}) { display: none }`);
    }
    document.adoptedStyleSheets.push(sheet);
  }
}

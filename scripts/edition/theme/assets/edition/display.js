/*
 * Runs before the first paint: the reader's settings become classes of the root. `js`: popovers work, as the other
 * scripts require; `disk`: the page comes from disk, where fonts cannot be preloaded.
 */
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
  root.className = [popovers ? "js" : "", disk ? "disk" : "", switches].filter(Boolean).join(" ");
  // keep room for search results
  root.toggleAttribute("data-query", location.search !== "");

  if (!disk) {
    for (const slope of ["roman", "italic"]) {
      const href = new URL(`fonts/libertinus-serif-${slope}-latin.woff2`, script.src).href;
      const link = document.createElement("link");
      document.head.append(
        Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href }),
      );
    }
  }

  // show parallel loci in the preferred collected edition; data-loci: groups by comma, sigla by space
  if (popovers) {
    const rules = [];
    for (const sigla of (script.dataset.loci ?? "").split(",").map((group) => group.trim().split(" "))) {
      for (const preferred of sigla) {
        for (const other of sigla.filter((siglum) => siglum !== preferred)) {
          const hidden = `[data-ed="${other}"]`;
          const parts = `${hidden}, ${hidden} + .sep, .sep:has(+ ${hidden}:last-child)`;
          rules.push(`.only-${preferred} .loci:has([data-ed="${preferred}"]) > :is(${parts}) { display: none }`);
        }
      }
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.join("\n"));
    document.adoptedStyleSheets.push(sheet);
  }
}

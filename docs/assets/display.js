/**
 * Runs before the first line is shown, so that no page appears in the wrong colours: the reader's switches become
 * classes of the root. `js` says that there are popovers, on which the other scripts rely; `disk` that the page was
 * opened from disk, where a browser fetches no font in advance and the style sheet waits for it instead.
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
    // storage is blocked: the page is shown as the device has it
  }
  root.className = [popovers ? "js" : "", disk ? "disk" : "", switches].filter(Boolean).join(" ");
  // room for the results is kept, so that nothing moves when they come
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

  // Of parallel loci, show those in the collected edition that the reader prefers. Only the configuration knows the
  // sigla: groups are separated by commas, the sigla of a group by spaces.
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

/* Drives Firefox by WebDriver BiDi and prints, as JSON, what a reader would meet at each address of the site, in order;
   the test beside it judges. node drive.mjs FIREFOX scripts|no-scripts ADDRESS...; NODE_MODULES leads to puppeteer-core.
   Without scripts the pages' own are off; what is asked here is asked from a sandbox. */
import {createRequire} from "node:module";
const [firefox, scripts, ...sites] = process.argv.slice(2);
const puppeteer = createRequire(process.env.NODE_MODULES + "/")("puppeteer-core");
const on = scripts === "scripts";
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: firefox, headless: true,
  extraPrefsFirefox: on ? {} : {"javascript.enabled": false},
});

const meet = async site => {
  const seen = {version: await browser.version(), faults: [], pages: {}};
  const page = await browser.newPage();
  /* What a page still loads when the next one is opened, its icon or a font, is given up and not missing. */
  const GIVEN_UP = "status=2152398850"; // NS_BINDING_ABORTED, as the console writes it
  const count = error => {
    if (!String(error).includes(GIVEN_UP)) seen.faults.push(String(error));
  };
  page.on("pageerror", count);
  page.on("requestfailed", request => {
    const why = request.failure()?.errorText ?? "";
    if (why !== "NS_BINDING_ABORTED") seen.faults.push(`not had: ${request.url()} ${why}`.trim());
  });
  const text = what => page.evaluate(w => document.querySelector(w)?.innerText ?? null, what);
  const until = async (what, ...given) => {
    for (let i = 0; i < 300; i++) {
      if (await page.evaluate(what, ...given).catch(() => false)) return true; // between two pages there is none to ask
      await new Promise(done => setTimeout(done, 100));
    }
    return false;
  };
  const go = async (name, width = 1280) => {
    await page.setViewport({width, height: 900});
    await page.goto(`${site}/${name}`);
    await until(() => document.fonts.status === "loaded");
  };
  /* Where scripts are off no promise is kept, so puppeteer's own click would wait for ever. */
  const at = what => page.evaluate(w => {
    const e = document.querySelector(w);
    e.scrollIntoView({block: "center"});
    const {left, top, width, height} = e.getClientRects()[0];
    return [left + width / 2, top + height / 2];
  }, what);
  const click = async what => page.mouse.click(...await at(what));
  const isOpen = what => until(w => !!document.querySelector(w)?.getClientRects().length, what);

  await go("index.html"); // on a busy machine the typeface comes with the next page
  for (const name of ["index.html", "essay/ii-1.html", "notes/ii-1.html", "bibliography.html", "chronology.html", "search.html"])
    for (const width of [1280, 320]) {
      await go(name, width);
      seen.pages[`${name} ${width}`] = await page.evaluate(() => ({
        title: document.title,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        words: document.querySelector("main").innerText.length,
        paper: getComputedStyle(document.body).backgroundColor,
        fonts: [...document.fonts].filter(f => f.status === "loaded").map(f => f.family + f.style),
        live: [...document.querySelectorAll(".live")].filter(e => e.getClientRects().length).length,
        beside: [...document.querySelectorAll(".side")].filter(e => e.getClientRects().length).length,
        calls: document.querySelectorAll("[role=doc-noteref]").length,
      }));
    }

  /* From a call to its note and back, by the mouse; then what opens with scripts. */
  await go("essay/ii-1.html", 320);
  await click("#r17");
  seen.note = on ? await isOpen("#sheet") : await until(() => location.hash === "#n17");
  if (on) {
    seen.sheet = await text("#sheet");
    await page.keyboard.press("Escape");
    seen.back = await until(() => document.activeElement.id === "r17");
    await go("essay/ii-1.html");
    await page.mouse.move(...await at("#ii-1-p2 a.xref"));
    seen.preview = await isOpen("#peek");
    await page.mouse.move(2, 600);
    await page.keyboard.press("j");
    await page.keyboard.press("c");
    await isOpen("dialog.cite");
    seen.cited = await until(() => !!document.querySelector("dialog.cite textarea")?.value)
      && await page.evaluate(() => document.querySelector("dialog.cite textarea").value);
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await isOpen("dialog.search input");
    await page.type("dialog.search input", "“all power to the Soviets”");
    seen.found = await until(() => !!document.querySelector("dialog.search .hits a"));
    seen.first = await text("dialog.search .hits a");
    /* By the link itself: the list may be filled while a mouse is on its way. */
    await page.evaluate(() => {
      const link = document.querySelector("dialog.search .hits a");
      link.focus();
      link.click();
    });
    seen.followed = await until(() => location.search.startsWith("?mark=") && document.readyState === "complete"
      && document.fonts.status === "loaded");
    await page.evaluate(() => { history.back() });
    seen.returned = await until(() => !!document.activeElement?.closest("dialog.search .hits a"));
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    seen.keys = await isOpen("#keys");
    await page.keyboard.press("Escape");
    await click(".bar button");
    await isOpen("#display");
    await click("#display input[value=dark]");
    seen.dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    /* In a window of its own: after a return the driver may wait for ever for what a page loads. */
    const other = await browser.newPage();
    other.on("pageerror", count);
    await other.goto(`${site}/essay/i.html`);
    await other.evaluate(() => document.fonts.ready.then(() => null));
    seen.kept = await other.evaluate(() => document.documentElement.classList.contains("dark"));
    await other.close();
  } else {
    await click("#n17 [role=doc-backlink]");
    seen.back = await until(() => location.hash === "#r17");
    await click(".menu summary");
    seen.menu = await isOpen(".menu ul");
    await click(".menu summary"); // open, it covers the page
    await click(".note [href$='-evidence']");
    seen.evidence = await isOpen(":target p");
  }
  await page.close();
  return seen;
};

const met = [];
for (const site of sites) met.push(await meet(site));
console.log(JSON.stringify(met));
await browser.close();

/* Drives Firefox by WebDriver BiDi and prints, as JSON, what a reader would meet at each address of the site, in order,
   and what the policy refused on all pages named and in all that can be opened; the test beside it judges.
   node drive.mjs FIREFOX scripts|no-scripts [ADDRESS NAME,NAME...]...; NODE_MODULES leads to puppeteer-core.
   Without scripts the pages' own are off; what is asked here is asked from a sandbox, and no other page is opened. */
import {createRequire} from "node:module";
const [firefox, scripts, ...given] = process.argv.slice(2);
const puppeteer = createRequire(process.env.NODE_MODULES + "/")("puppeteer-core");
const on = scripts === "scripts";
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: firefox, headless: true,
  extraPrefsFirefox: on ? {} : {"javascript.enabled": false},
});

const MEASURED = ["index.html", "essay/ii-1.html", "notes/ii-1.html", "bibliography.html", "chronology.html", "search.html"];

const meet = async (site, names) => {
  const seen = {version: await browser.version(), faults: [], pages: {}, refused: [], opened: [], control: []};
  const page = await browser.newPage();
  if (on)
    await page.evaluateOnNewDocument(() => {
      window.refused = [];
      addEventListener("securitypolicyviolation", event => {
        window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
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
  /* What was refused of the page that is shown, and of what was opened on it. */
  const look = async name => {
    if (on) for (const refused of await page.evaluate(() => window.refused)) seen.refused.push(`${name}: ${refused}`);
  };
  const go = async (name, width = 1280) => {
    await page.setViewport({width, height: 900});
    await page.goto(`${site}/${name}`);
    await until(() => document.fonts.status === "loaded");
    await look(name);
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
  const open = async (name, what, action) => {
    await action();
    const there = await isOpen(what);
    if (there) seen.opened.push(name);
    await look(name);
    return there;
  };

  await go("index.html"); // on a busy machine the typeface comes with the next page
  if (on) for (const name of names) if (!MEASURED.includes(name)) await go(name);
  for (const name of MEASURED)
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
  if (on) {
    seen.note = await open("sheet", "#sheet", () => click("#r17"));
    seen.sheet = await text("#sheet");
    await page.keyboard.press("Escape");
    seen.back = await until(() => document.activeElement.id === "r17");
    await go("essay/ii-1.html");
    await open("note", ".side.lit", () => click("#r17"));
    seen.preview = await open("preview", "#peek", async () => page.mouse.move(...await at("#ii-1-p2 a.xref")));
    await page.mouse.move(2, 600);
    await page.keyboard.press("j");
    await open("citing", "dialog.cite", () => page.keyboard.press("c"));
    seen.cited = await until(() => !!document.querySelector("dialog.cite textarea")?.value)
      && await page.evaluate(() => document.querySelector("dialog.cite textarea").value);
    await page.keyboard.press("Escape");
    seen.found = await open("searching", "dialog.search .hits a", async () => {
      await page.keyboard.press("/");
      await isOpen("dialog.search input");
      await page.type("dialog.search input", "“all power to the Soviets”");
    });
    seen.first = await text("dialog.search .hits a");
    /* By the link itself: the list may be filled while a mouse is on its way. */
    await page.evaluate(() => {
      const link = document.querySelector("dialog.search .hits a");
      link.focus();
      link.click();
    });
    seen.followed = await until(() => location.search.startsWith("?mark=") && document.readyState === "complete"
      && document.fonts.status === "loaded");
    await open("marked", "mark.sought", () => {});
    await page.evaluate(() => { history.back() });
    seen.returned = await until(() => !!document.activeElement?.closest("dialog.search .hits a"));
    await page.keyboard.press("Escape");
    seen.keys = await open("keys", "#keys", () => page.keyboard.press("?"));
    await page.keyboard.press("Escape");
    await open("display", "#display", () => click(".bar button"));
    for (const value of ["only-pss", "sepia", "dark"])
      await open(value, `:root.${value}`, () => click(`#display input[value=${value}]`));
    seen.dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    /* In a window of its own: after a return the driver may wait for ever for what a page loads. */
    const other = await browser.newPage();
    other.on("pageerror", count);
    await other.goto(`${site}/essay/i.html`);
    await other.evaluate(() => document.fonts.ready.then(() => null));
    seen.kept = await other.evaluate(() => document.documentElement.classList.contains("dark"));
    await other.close();
    await go("search.html?q=soviet+power&in=all");
    await open("found", ".hits a", () => {});
    /* What the policy is for: this must be refused, and Firefox says so as a fault, too. */
    const faults = [...seen.faults];
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.done = 1";
      const style = document.createElement("style");
      style.textContent = "body { color: red }";
      document.body.append(script, style);
    });
    await until(() => ["script", "style"].every(kind => window.refused.some(refused => refused.startsWith(kind))));
    seen.control = await page.evaluate(() => (window.done ? ["done"] : window.refused));
    seen.faults = faults;
  } else {
    await click("#r17");
    seen.note = await until(() => location.hash === "#n17");
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
for (let i = 0; i < given.length; i += 2) met.push(await meet(given[i], given[i + 1].split(",")));
console.log(JSON.stringify(met));
await browser.close();

/* Opens every page of a site in Firefox, and what can be opened on them, and prints what the policy refused, as JSON.
   node policy.mjs FIREFOX ADDRESS NAME,NAME... [ADDRESS NAME,NAME...]; NODE_MODULES leads to puppeteer-core. */
import { createRequire } from "node:module";

const [firefox, ...given] = process.argv.slice(2);
const puppeteer = createRequire(process.env.NODE_MODULES + "/")("puppeteer-core");
const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });

const refusals = async (site, names) => {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const seen = { refused: [], faults: [], opened: [], control: [] };
  page.on("pageerror", (error) => seen.faults.push(String(error)));
  await page.evaluateOnNewDocument(() => {
    window.refused = [];
    addEventListener("securitypolicyviolation", (event) => {
      window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });

  const until = async (what, ...given) => {
    for (let i = 0; i < 300; i++) {
      if (await page.evaluate(what, ...given)) return true;
      await new Promise((done) => setTimeout(done, 100));
    }
    return false;
  };
  const isOpen = (what) => until((selector) => !!document.querySelector(selector)?.getClientRects().length, what);
  const go = async (name) => {
    await page.goto(`${site}/${name}`);
    await until(() => document.fonts.status === "loaded");
  };
  const look = async (name) => {
    for (const refused of await page.evaluate(() => window.refused)) seen.refused.push(`${name}: ${refused}`);
  };
  const click = (what) => page.evaluate((selector) => document.querySelector(selector).click(), what);
  const open = async (name, what, action) => {
    await action();
    if (await isOpen(what)) seen.opened.push(name);
    await look(name);
  };

  for (const name of names) {
    await go(name);
    await look(name);
  }

  await go("essay/ii-1.html");
  await open("note", ".side.lit", () => click("#r17"));
  await open("preview", "#peek", () => page.hover("#ii-1-p2 a.xref"));
  await open("citing", "dialog.cite", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("c");
  });
  await page.keyboard.press("Escape");
  await open("searching", "dialog.search .hits a", async () => {
    await page.keyboard.press("/");
    await isOpen("dialog.search input");
    await page.type("dialog.search input", "soviet power");
  });
  await page.keyboard.press("Escape");
  await open("display", "#display", () => click(".bar button"));
  for (const value of ["sepia", "dark", "only-pss"]) {
    await open(value, `:root.${value}`, () => click(`#display input[value=${value}]`));
  }
  await page.setViewport({ width: 390, height: 800 });
  await go("essay/ii-1.html");
  await open("sheet", "#sheet", () => click("#r17"));
  await go("search.html?q=soviet+power&in=all");
  await open("found", ".hits a", () => {});
  await go("essay/ii-2.html?mark=soviet+power#ii-2-p2");
  await open("marked", "#ii-2-p2 mark", () => {});

  /* What the policy is for: this must be refused, and Firefox says so as a fault, too. */
  const faults = [...seen.faults];
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.done = 1";
    const style = document.createElement("style");
    style.textContent = "body { color: red }";
    document.body.append(script, style);
  });
  await until(() => ["script", "style"].every((kind) => window.refused.some((refused) => refused.startsWith(kind))));
  seen.control = await page.evaluate(() => (window.done ? ["done"] : window.refused));
  await page.close();
  return { ...seen, faults };
};

const all = [];
for (let i = 0; i < given.length; i += 2) all.push(await refusals(given[i], given[i + 1].split(",")));
console.log(JSON.stringify(all));
await browser.close();

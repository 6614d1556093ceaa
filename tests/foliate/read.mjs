/* Runs inside foliate-js's own reader (reader.html), where a book is open, and tells what a person would meet there.
   The test beside it judges. Footnotes are shown by foliate-js's FootnoteHandler, as Foliate and Readest do. */
import {FootnoteHandler} from "/footnotes.js";
const {view} = globalThis.reader;
const {book} = view;
const next = (target, name) => new Promise(done => target.addEventListener(name, done, {once: true}));
const shown = () => view.renderer.getContents()[0];
/* The reader is deaf for a moment after each turn of a page. */
const goTo = async href => {
  const {index} = book.resolveHref(href);
  for (let tries = 0; tries < 50; tries++) {
    await view.goTo(href);
    if (shown()?.index === index) return shown().doc;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error(`the reader does not go to ${href}`);
};

/* Clicks every link of a file. A call of a note must say by its type or role what it is: small raised figures alone,
   of which the handler would guess as much, count only where something else is taken for a call. */
export const click = async (href, calls) => {
  const handler = new FootnoteHandler();
  let popup, handled;
  handler.addEventListener("before-render", ({detail}) => {
    popup = {view: detail.view, done: next(detail.view, "relocate")};
    document.body.append(detail.view);
  });
  handler.addEventListener("render", ({detail}) => Object.assign(popup, {type: detail.type}));
  const follow = event => {
    handled = handler.handle(book, event);
    event.preventDefault();
  };
  const stay = event => event.preventDefault(); // a link to the web would open a window of its own, which takes its time
  view.addEventListener("link", follow);
  view.addEventListener("external-link", stay);
  const doc = await goTo(href), found = {notes: {}, others: []};
  for (const link of doc.querySelectorAll("a[href]")) {
    handler.detectFootnotes = !calls.includes(link.id);
    popup = handled = null;
    link.click();
    if (!handled) continue;
    await handled;
    await popup.done;
    const {doc: note} = popup.view.renderer.getContents()[0];
    if (calls.includes(link.id)) found.notes[link.id] = {type: popup.type, words: note.body.textContent};
    else found.others.push(link.outerHTML);
    popup.view.remove();
  }
  view.removeEventListener("link", follow);
  view.removeEventListener("external-link", stay);
  return found;
};

/* Follows a link to a place of the book, and returns whether the page then shown has part of it. */
export const arriveAt = async (href, id) => {
  await goTo(href);
  const {range} = view.lastLocation;
  const place = range.startContainer.ownerDocument.getElementById(id);
  return !!place && place.getClientRects().length > 0 && range.intersectsNode(place);
};

/* Returns the signs that are divided between two lines. */
export const findDivided = async (href, what) => [...(await goTo(href)).querySelectorAll(what)]
  .filter(part => part.getClientRects().length > 1).map(part => part.title || part.textContent);

/* Returns the value that a property has in each of some elements. */
export const readStyle = async (href, what, name) => [...(await goTo(href)).querySelectorAll(what)]
  .map(part => part.ownerDocument.defaultView.getComputedStyle(part)[name]);

/* Returns what a finger on each of some links touches: width, height, and whether the middle of its sign is its own. */
export const measureTargets = async (href, what) => [...(await goTo(href)).querySelectorAll(what)].map(link => {
  const {width, height} = link.getBoundingClientRect();
  const sign = link.ownerDocument.createRange();
  sign.selectNodeContents(link);
  const {left, right, top, bottom} = sign.getBoundingClientRect();
  const met = link.ownerDocument.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return [width, height, met === link];
});

const flat = items => (items ?? []).flatMap(({href, label, subitems}) => [[href, label], ...flat(subitems)]);
export const navigation = () => ({
  contents: flat(book.toc), pages: flat(book.pageList), landmarks: book.landmarks.map(({type, href}) => [type[0], href]),
});
/* Goes to a printed page, and returns the page number that the reader then shows. */
export const turnPages = async href => {
  await goTo(href);
  return view.lastLocation.pageItem?.label;
};

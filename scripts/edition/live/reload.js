"use strict";
// Reloads the page when the site has changed, and keeps the errors at its foot up to date.
// `edition serve` adds the errors and this file to every page: the pages' policy admits no script within them.
{
  const script = document.currentScript;
  const version = Number(script.dataset.version);
  let serial = -1;

  const make = (name, text, ...children) => {
    const element = document.createElement(name);
    element.append(text, ...children);
    return element;
  };

  const errors = document.getElementById("edition-errors");
  const [summary, list] = errors.children;

  const show = (answer) => {
    summary.textContent = answer.summary; // its role announces what changes in it
    list.replaceChildren(
      ...answer.errors.map((error) => {
        const item = make("li", make("code", error.place), " ", `${error.message} `, make("small", `[${error.rule}]`));
        item.append(make("div", `Fix: ${error.fix}`));
        return item;
      }),
    );
    errors.tabIndex = answer.errors.length > 0 ? 0 : -1; // a long list is scrolled by the keyboard
  };

  const poll = async () => {
    try {
      const answer = await fetch(`/livereload/${version}/${serial}`);
      if (answer.ok) {
        const state = await answer.json();
        if (state.version > version) return location.reload();
        if (state.serial !== serial) show(state);
        serial = state.serial;
      }
      setTimeout(poll, answer.ok ? 0 : 3000);
    } catch {
      setTimeout(poll, 3000); // the server is being started anew
    }
  };
  addEventListener("load", poll);
}

"use strict";
// Reloads the page when the site has changed, and shows at its foot what the checks find wrong.
// `edition serve` adds this file to every page: the pages' policy admits no script within them.
{
  const script = document.currentScript;
  const version = Number(script.dataset.version);
  let serial = -1;

  const make = (name, text, ...children) => {
    const element = document.createElement(name);
    element.append(text, ...children);
    return element;
  };

  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = script.src.replace(/[^/]*$/, "reload.css");
  document.head.append(styles);

  const summary = make("p", "");
  summary.setAttribute("role", "status"); // it announces what changes in it
  const list = make("ul", "");
  const errors = make("aside", "", summary, list);
  errors.id = "edition-errors";
  errors.lang = "en-GB";
  errors.setAttribute("aria-label", "Errors");
  document.body.append(errors);

  const show = (answer) => {
    summary.textContent = answer.summary;
    list.replaceChildren(
      ...answer.errors.map((error) => {
        const item = make("li", make("code", error.place), " ", `${error.message} `, make("small", `[${error.rule}]`));
        item.append(make("div", `Fix: ${error.fix}`));
        return item;
      }),
    );
    errors.tabIndex = answer.errors.length > 0 ? 0 : -1; // a long list is scrolled by the keyboard
    document.documentElement.classList.toggle("edition-errors", answer.errors.length > 0);
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

{#- What only scripts use, once for all pages: put into each page before `edition.js` runs. -#}
{%- set extra = config.extra -%}
{%- set pages %}{% include "partials/pages.html" %}{% endset -%}
{%- set search = '{root}search.html' -%}
{%- set dialogs %}{% include "partials/dialogs.html" %}{% endset -%}
"use strict";
document.body.insertAdjacentHTML(
  "beforeend",
  `{{ dialogs | replace('\\', '\\\\') | replace('`', '\\`') | replace('${', '\\${') }}`.replaceAll("{root}", () => new URL("../", document.currentScript.src).href.replaceAll("&", "&amp;")),
);

"""Reports settings that MkDocs would reject, or with which it could not build an edition."""

import importlib.util
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points

from edition import addresses
from edition.diagnostics import Fault, find_nearest
from edition.readers.yaml_values import MEANT, Fields, Items, Scalar, Value
from edition.source import Place, SourceFile

TEXT, ADDRESS, FLAG, LIST, NAMES, FIELDS, THEME = "text", "address", "flag", "list", "names", "fields", "theme"
KINDS = {
    **dict.fromkeys(("site_name", "site_description", "site_author", "copyright", "docs_dir", "site_dir"), TEXT),
    **dict.fromkeys(("repo_name", "edit_uri", "edit_uri_template", "dev_addr", "remote_branch", "remote_name"), TEXT),
    **dict.fromkeys(("exclude_docs", "draft_docs", "not_in_nav", "INHERIT"), TEXT),
    **dict.fromkeys(("site_url", "repo_url"), ADDRESS),
    **dict.fromkeys(("use_directory_urls", "strict"), FLAG),
    **dict.fromkeys(("extra_css", "extra_javascript", "extra_templates", "hooks", "watch", "nav"), LIST),
    **dict.fromkeys(("plugins", "markdown_extensions"), NAMES),
    **dict.fromkeys(("extra", "validation"), FIELDS),
    "theme": THEME,
}
"""The settings of MkDocs 1.6, and what each must be."""
FORMS = {
    TEXT: ("text", "…"),
    ADDRESS: ("text", "https://example.org/"),
    FLAG: ("`true` or `false`", "false"),
    LIST: ("a list", "[a, b]"),
    NAMES: ("a list", "[a, b]"),
    FIELDS: ("a group of fields", "{a: b}"),
    THEME: ("a group of fields with a `name`", "{name: edition}"),
}
"""The name of each kind of setting, and an example of its value."""
MISSING = {
    "site_name": ("there is no `site_name`", "write `site_name: …` with the title of the edition."),
    "theme": ("there is no `theme`", "write `theme: {name: edition}`."),
}
"""The required settings: what is wrong without them, and the fix."""
DEMANDED = {
    "use_directory_urls": (
        re.compile("false|no|off", re.IGNORECASE),
        "this gives pages other addresses than those of the edition’s anchors",
        "write `use_directory_urls: false`.",
    ),
    "docs_dir": (re.compile("(?:\\./)?docs/?"), "the pages of an edition are in docs/", "remove `docs_dir`."),
    "INHERIT": (
        re.compile(""),
        "the settings of another file are not checked",
        "copy them here, and remove `INHERIT`.",
    ),
}
"""The required values of optional settings, what is wrong otherwise, and the fix."""
OWN, SEARCH = "edition", "search"
"""The names of the edition’s own theme and of the plug-in that adds the edition to it."""
NEEDED = "edition.markdown_extension"
"""The Markdown extension that puts the edition on the pages."""
LEVELS = frozenset({"warn", "info", "ignore", "relative_to_docs"})
VALIDATED = {
    "nav": frozenset({"omitted_files", "not_found", "absolute_links"}),
    "links": frozenset({"not_found", "absolute_links", "anchors", "unrecognized_links"}),
}
CHECKED = frozenset[str]().union(*VALIDATED.values())
FOLDERS = {"hooks": "", "watch": "", "extra_css": "docs/", "extra_javascript": "docs/", "extra_templates": "docs/"}
"""The settings that name files, and the folder that contains these."""
ELSEWHERE = re.compile(r"\w+:|//|assets/edition/")
"""The beginning of the path of a file outside the edition: on another host, or in the theme."""
FILE = "mkdocs.yml"
INSTALL = "correct the name, or install the package that has it."


@cache
def _installed(group: str) -> frozenset[str]:
    """Return the names that packages on this machine have registered in a group."""
    return frozenset(entry.name for entry in entry_points(group=group))


def _is_extension(name: str) -> bool:
    """Return whether Python-Markdown can load an extension."""
    if name in _installed("markdown.extensions"):
        return True
    try:
        return importlib.util.find_spec(name.partition(":")[0]) is not None
    except (ImportError, ValueError):
        return False


def _near(name: str, known: Iterable[str], otherwise: str) -> str:
    near = find_nearest(name, sorted(known))
    return f"did you mean `{near}`?" if near else otherwise


def report(source: SourceFile, root: Fields, exists: Callable[[str], bool]) -> Iterator[Fault]:
    """Yield the faults of settings; `exists` returns whether a path below the root is a file or folder."""
    usable: dict[str, Value] = {}
    for key, value in root.pairs:
        if key.text not in KINDS:
            otherwise = "remove it; settings of your own belong under `extra`."
            yield Fault(key.place, f"“{key.text}” is not a setting of MkDocs", _near(key.text, KINDS, otherwise))
        elif fault := _misformed(key.text, value, source):
            yield fault
        elif not _is_absent(value):
            usable[key.text] = value
    given = {key.text for key, value in root.pairs if not _is_absent(value)}
    yield from _required(given, usable)
    name = name_of(usable.get("theme"))
    if name == OWN:
        yield from _own_plugin(usable.get("plugins"))
    elif name in _installed("mkdocs.themes"):
        yield from _plain_addresses(usable)
    yield from _addresses(usable)
    yield from _theme(usable.get("theme"), exists)
    if "markdown_extensions" in usable or "markdown_extensions" not in given:
        yield from _extensions(usable.get("markdown_extensions"))
    yield from _plugins(usable.get("plugins"))
    yield from _files(usable, exists)
    if isinstance(nav := usable.get("nav"), Items):
        yield from _nav(nav, {})
    if isinstance(checked := usable.get("validation"), Fields):
        yield from _validation(checked)


def _plain_addresses(usable: dict[str, Value]) -> Iterator[Fault]:
    """Yield the fault that pages would have other addresses; the edition's own theme prevents this itself."""
    if "use_directory_urls" not in usable:
        message = "without `use_directory_urls: false`, pages have other addresses than the edition’s anchors"
        yield Fault(Place(FILE), message, "add `use_directory_urls: false`.")


def _is_absent(value: Value) -> bool:
    return isinstance(value, Scalar) and value.type == "null"


def name_of(theme: Value | None) -> str:
    """Return the name of a theme; empty if the setting does not name one."""
    name = theme.get("name") if isinstance(theme, Fields) else theme
    return name.text if isinstance(name, Scalar) else ""


def _addresses(usable: dict[str, Value]) -> Iterator[Fault]:
    for name in ("site_url", "repo_url"):
        value = usable.get(name)
        if isinstance(value, Scalar) and value.text and (why := addresses.find_fault(value.text)):
            fix = f"write `{name}: https://example.org/`, or remove it."
            yield Fault(value.place, f"“{value.text}”, the `{name}`, is not a valid address: {why}", fix)


def _misformed(name: str, value: Value, source: SourceFile) -> Fault | None:
    """Return the fault of a setting of the wrong kind; only MkDocs knows the value of one with a tag (`!ENV`)."""
    kind = KINDS[name]
    tagged = source.line(value.place.line)[value.place.column - 1 :].startswith("!")
    if tagged or _is_absent(value) or _fits(kind, value):
        return None
    if isinstance(value, Scalar) and kind in {TEXT, ADDRESS} and value.text:
        fix = f'write `{name}: "{value.text}"`.'
        return Fault(value.place, f"`{name}` must be text, but YAML reads {MEANT[value.type]}", fix)
    form, example = FORMS[kind]
    return Fault(value.place, f"`{name}` must be {form}", f"write `{name}: {example}`.")


def _fits(kind: str, value: Value) -> bool:
    match value:
        case Scalar(type="bool"):
            return kind == FLAG
        case Scalar():
            return kind in {TEXT, ADDRESS, THEME} and value.type not in MEANT
        case Items():
            return kind in {LIST, NAMES}
    return kind in {NAMES, FIELDS, THEME}


def _required(given: Collection[str], usable: dict[str, Value]) -> Iterator[Fault]:
    """Yield faults for required settings that are missing or have another value."""
    for name, (message, fix) in MISSING.items():
        value = usable.get(name)
        if name not in given or (isinstance(value, Scalar) and not value.text):
            yield Fault(value.place if value else Place(FILE), message, fix)
    for name, (form, message, fix) in DEMANDED.items():
        value = usable.get(name)
        if isinstance(value, Scalar) and not form.fullmatch(value.text):
            yield Fault(value.place, message, fix)


def _theme(theme: Value | None, exists: Callable[[str], bool]) -> Iterator[Fault]:
    """Yield the faults of the theme: of its name, or of the folder with the edition's own templates."""
    if theme is None:
        return
    name, folder = (theme.get("name"), theme.get("custom_dir")) if isinstance(theme, Fields) else (theme, None)
    if not (isinstance(name, Scalar) and name.type == "str"):
        yield Fault(theme.place, "the theme has no name", "write `theme: {name: edition}`.")
    elif name.text not in (known := _installed("mkdocs.themes")):
        message = f"there is no theme “{name.text}”"
        yield Fault(name.place, message, _near(name.text, known, "write `theme: {name: edition}`."))
    if isinstance(folder, Scalar) and not exists(folder.text):
        fix = "remove `custom_dir`, or correct it; the theme `edition` needs none."
        yield Fault(folder.place, f"there is no folder “{folder.text}”, the `custom_dir` of the theme", fix)


def _names(value: Value | None) -> Iterator[Scalar]:
    """Yield the names in a list, whose entries may have options, or in fields."""
    entries = value.items if isinstance(value, Items) else (value,)
    for entry in entries:
        if isinstance(entry, Scalar):
            yield entry
        elif isinstance(entry, Fields):
            yield from (key for key, _ in entry.pairs)


def _extensions(value: Value | None) -> Iterator[Fault]:
    """Yield the extensions of Markdown that cannot be loaded, and those that are missing."""
    names = list(_names(value))
    strange = [name for name in names if not _is_extension(name.text)]
    known = sorted(_installed("markdown.extensions") | {NEEDED})
    for name in strange:
        message = f"there is no Markdown extension “{name.text}”"
        yield Fault(name.place, message, _near(name.text, known, INSTALL))
    if NEEDED not in {name.text for name in names} | {find_nearest(name.text, known) for name in strange}:
        place = value.place if value else Place(FILE)
        yield Fault(place, f"the extension `{NEEDED}` is missing", f"add `- {NEEDED}` to `markdown_extensions`.")


def _plugins(value: Value | None) -> Iterator[Fault]:
    """Yield the plug-ins that are not installed; a theme's own may be named without the theme."""
    installed = _installed("mkdocs.plugins")
    known = installed | {name.rpartition("/")[2] for name in installed}
    for name in _names(value):
        if name.text not in known:
            yield Fault(name.place, f"there is no plug-in “{name.text}”", _near(name.text, known, INSTALL))


def _own_plugin(value: Value | None) -> Iterator[Fault]:
    """Yield faults that keep the plug-in of the edition's own theme from loading, and options that it does not have."""
    if value is None:
        return
    ours = {SEARCH, f"{OWN}/{SEARCH}"}
    if not ours & {name.text for name in _names(value)}:
        message = f"without the plug-in `{SEARCH}`, pages have no language and no version, and the search finds nothing"
        yield Fault(value.place, message, f"add `{SEARCH}` to the list, or remove `plugins`.")
    for entry in value.items if isinstance(value, Items) else (value,):
        for key, options in entry.pairs if isinstance(entry, Fields) else ():
            if key.text in ours and isinstance(options, Fields) and options.pairs:
                yield Fault(options.place, f"`{key.text}` has no options in the theme `{OWN}`", "remove them.")


def _files(usable: dict[str, Value], exists: Callable[[str], bool]) -> Iterator[Fault]:
    """Yield faults for files that settings name but that do not exist."""
    for setting, folder in FOLDERS.items():
        for file in _names(usable.get(setting)):
            if not ELSEWHERE.match(file.text) and not exists(folder + file.text):
                message = f"`{setting}` names “{file.text}”, which does not exist"
                yield Fault(file.place, message, "correct the path, or remove it.")


def _nav(nav: Items, before: dict[str, int]) -> Iterator[Fault]:
    """Yield faults for navigation entries that MkDocs cannot use, and for pages listed twice."""
    form = "write `- Title: page.md`, or a title with a list of pages below it."
    if not nav.items:
        yield Fault(nav.place, "this list is empty", "list pages, or remove it.")
    for entry in nav.items:
        match entry:
            case Scalar(type="str") as page:
                yield from _twice(page, before)
            case Fields(pairs=((_, Scalar(type="str") as page),)):
                yield from _twice(page, before)
            case Fields(pairs=((_, Items() as group),)):
                yield from _nav(group, before)
            case _:
                yield Fault(entry.place, "this is not an entry of the contents", form)


def _twice(page: Scalar, before: dict[str, int]) -> Iterator[Fault]:
    line = before.setdefault(page.text, page.place.line)
    if line != page.place.line and page.text.endswith(".md"):
        message = f"`nav` lists “{page.text}” twice, first on line {line}"
        yield Fault(page.place, message, "keep one of the two; a page has one place in the contents.")


def _validation(checked: Fields) -> Iterator[Fault]:
    """Yield faults for validation settings and levels that MkDocs does not know."""
    for key, value in checked.pairs:
        if isinstance(value, Fields):
            yield from _level(key, value, VALIDATED)
            for name, level in value.pairs if key.text in VALIDATED else ():
                yield from _level(name, level, VALIDATED[key.text])
        elif key.text in VALIDATED:
            fix = f"write `{key.text}: {{not_found: warn}}`."
            yield Fault(value.place, f"`{key.text}` must be a group of fields", fix)
        else:
            yield from _level(key, value, CHECKED)


def _level(name: Scalar, level: Value, known: Collection[str]) -> Iterator[Fault]:
    if name.text not in known:
        yield Fault(name.place, f"“{name.text}” is not a check of MkDocs", _near(name.text, known, "remove it."))
    elif isinstance(level, Items) or (isinstance(level, Scalar) and level.text not in LEVELS):
        yield Fault(level.place, f"`{name.text}` has an invalid level", "write `warn`, `info` or `ignore`.")

"""Rules about images, fonts and lists in pages."""

from collections.abc import Iterator

from edition.checks import walking
from edition.checks.rule import Fault, rule
from edition.model.assets import LISTS
from edition.model.draft import Draft
from edition.model.edition import Edition


@rule("image-without-alternative")
def image_without_alternative(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report images without alternative text.

    What: every image on an ordinary page, and every figure of the essay and the notes, must have an alternative text; a
        purely decorative image of a page needs `alt=""` in HTML. A caption does not replace it.
    Why: readers who cannot see the image, search engines and a tagged PDF have only these words.
    Fix: describe what the image shows: `![The first page of the witness](w.png)`; at a figure, after its caption:
        `![Fig. 1](../figures/w.png){alt="The first page of the witness"}`.
    """
    for picture in draft.pictures:
        if not picture.alternative and not picture.ornament:
            yield Fault(picture.place, f"the image “{picture.target}” has no alternative text")
    for figure in walking.figures(draft):
        if not figure.alternative:
            name = f" “{figure.picture.name}”" if figure.picture.name else ""
            fix = 'describe what it shows, after its file: `{alt="A graph of …"}`.'
            yield Fault(figure.place, f"the figure{name} has no alternative text", fix)


@rule("font-missing")
def font_missing(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report font files that a style sheet loads but that do not exist.

    What: every font file named in a style sheet below docs/assets/ must exist.
    Why: browsers would silently use another font, and so would the EPUB, which carries the same files.
    Fix: restore the file, or correct its name in the style sheet.
    """
    known = [font.path for font in draft.fonts if font.there]
    for font in draft.fonts:
        if not font.there:
            near = walking.did_you_mean(font.path, known, "Otherwise restore the file.")
            yield Fault(font.place, f"the font file “{font.path}” is missing", near)


@rule("typeface-unusable")
def typeface_unusable(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report fonts for scripts that cannot be used.

    What: each entry under `fonts` in citations/edition.yml must name a script by its code (ISO 15924) and a TrueType
        or OpenType font below docs/ that has letters of this script and may be embedded in documents.
    Why: words in this script could not be printed in the book; browsers would show them in any font they have.
    Fix: correct the code or the path, or choose another font.
    """
    yield from (Fault(font.place, font.fault, font.fix) for font in draft.typefaces if font.fault)


@rule("font-foreign")
def font_foreign(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report a theme that loads its fonts from another host.

    What: if mkdocs.yml has the theme `material`, it must have `font: false`.
    Why: every page would ask Google for fonts, which then knows what each reader reads; pages opened from disk without
        a network would wait for them in vain.
    Fix: write `theme: {name: material, font: false}`; with a longer `theme`, put `font: false` beside `name`.
    """
    if draft.settings and draft.settings.fonts:
        yield Fault(draft.settings.fonts, "the theme `material` loads fonts from Google")


@rule("list-unknown")
def list_unknown(draft: Draft, edition: Edition) -> Iterator[Fault]:
    """Report requests for lists that the program does not make.

    What: a page must request a list by its name alone: `/// edition | people`, with `///` on the next line.
    Why: readers would see this line instead of the list; a block that is not closed swallows the text after it.
    Fix: correct the name; the editorial guidelines show all of them.
    """
    for asked in draft.lists:
        if asked.name.startswith("/"):
            fix = "write `/// edition | people`, then `///`."
            yield Fault(asked.place, "a list must be requested with three slashes", fix)
        elif not asked.closed:
            yield Fault(asked.place, f"the block “{asked.name}” is not closed", "write `///` on the next line.")
        elif asked.name not in LISTS:
            fix = walking.did_you_mean(asked.name, LISTS, "Otherwise remove the block.")
            advice = fix or f"write one of: {', '.join(sorted(LISTS))}."
            yield Fault(asked.place, f"there is no list “{asked.name}”", advice)

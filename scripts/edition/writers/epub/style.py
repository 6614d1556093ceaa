"""The style sheet of the book (EPUB 3.3, § 6.4) and its typeface."""

from collections.abc import Iterable, Mapping

from edition.model.typefaces import Typeface
from edition.writers import typefaces

STYLE = """body{font-family:"Libertinus Serif",serif;line-height:1.45;margin:0 4%;font-synthesis:weight;
-webkit-hyphens:auto;hyphens:auto;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.2;font-weight:normal;-webkit-hyphens:none;hyphens:none;break-after:avoid}
h1{margin:1.5em 0 1em}
h2{font-size:1.2em;margin:1.6em 0 .6em}
h3{font-size:1em;font-style:italic;margin:1.2em 0 .4em}
a{color:inherit}
p{margin:0 0 .7em}
a.ref{white-space:nowrap}
a.para{font-size:.7em;margin-right:.35em;text-decoration:none}
a.name,a.emended{text-decoration:none}
a.emended{border-bottom:1px dotted}
span.pb{font-size:.6em;vertical-align:.5em;line-height:0;margin:0 .3em}
span.line{float:right;font-size:.7em}
@supports (content:attr(title)){
span.line::before{content:attr(data-n)}
span.pb::before{content:"|" attr(data-siglum)}
span.pb::after{content:attr(data-n);margin-left:.25em}
}
h1 span.pb{font-size:.4em}
span.near{font-size:.92em}
sup.noteref{font-size:.75em;line-height:0}
sup.noteref a{text-decoration:none;padding:.2em .75em .8em .45em;margin:0 -.6em 0 -.3em}
sup.editors,a.letter{font-style:italic}
section aside.note{display:block}
aside.note{margin:0 0 1em;font-size:.92em}
aside.note p{margin:0 0 .4em}
a.mark{font-weight:bold;text-decoration:none;padding:.3em .5em;margin-left:-.5em}
span.status,span.label{font-style:italic}
table{border-collapse:collapse}
td,th{text-align:left;vertical-align:top;padding:.2em .8em .2em 0}
th,figcaption{font-style:italic;font-weight:normal}
.align-right{text-align:right}
.align-center{text-align:center}
figure{margin:1em 0}
figure img{max-width:100%;height:auto;background:#fff}
figure svg{width:100%;max-width:30em;break-inside:avoid}
p.source{text-align:right}
hr{border:0;text-align:center}
hr::before{content:"* * *"}
div.verse{margin-left:1.2em}
span.smallcaps{font-variant:small-caps}
span.spaced{letter-spacing:.12em}
div.outline{font-size:.92em;border-left:1px solid;padding-left:1em;margin:0 0 1.5em}
ul.entries,ul.loci,ul.refers,ul.refers ul{padding:0;list-style:none}
ul.refers a{white-space:nowrap}
ul.entries li,ul.loci li,ul.refers li{text-align:left;margin:0 0 .6em;padding-left:1.2em;text-indent:-1.2em}
ul.loci{margin:0 0 0 1.2em}
ul.loci li{margin:0 0 .2em}
mark{background:inherit;color:inherit;font-weight:bold}
blockquote{margin:0 0 .7em 1.2em}
p.work-head{text-align:left;margin:.6em 0 .2em}
section.titlepage,section.titlepage p{text-align:center}
section.titlepage{margin-top:15%}
section.titlepage p.author{font-size:1.2em;margin-bottom:2em}
section.titlepage p.subtitle{font-size:1.2em;font-style:italic}
section.cover{text-align:center;margin:0}
section.cover img{max-width:100%;max-height:100%}
nav ol{list-style:none;padding-left:0}
nav a{text-decoration:none}
nav>ol>li{margin:0 0 .6em}
nav ol ol{padding-left:1.4em;font-size:.92em}
"""
"""No colour is set, so that a reading system’s own light or dark page is readable; but pictures lie on white, for their
lines may be black, on a transparent background.

Reading systems that show notes in place hide them in the text; ours stay, for registers and indexes lead to them:
the rule is only more particular than theirs, so that a system can still hide all notes but the one it shows.
A call is larger than its sign, for fingers, and takes no more room.
A mark of the witness’s pages has no space inside, where a line could end or be stretched; MuPDF, which would print the
name of the function, passes over conditions.
"""

RANGES = {
    "latin": "U+0-FF,U+131-2BC,U+2009-2FFF",
    "latinext": "U+100-36F,U+1E00-1EFF,U+2000-2008",
    "greek": "U+370-3FF,U+1F00-1FFF",
    "cyrillic": "U+400-4FF",
    "hebrew": "U+590-5FF,U+FB1D-FB4F",
}
"""The letters of each font; where two claim one, a reading system looks in the later and then in the earlier."""
UPRIGHT = "hebrew"
"""The letters that have no italics: one font serves for both."""


def style(fonts: Mapping[str, bytes], own: Iterable[Typeface] = ()) -> str:
    """Return the style sheet, with a face for every font whose name ends in its style and its script, and for `own`."""
    faces = []
    for name in sorted(fonts):
        parts = name.removesuffix(".woff2").split("-")
        if name.endswith(".woff2") and parts[-1] in RANGES:
            slopes: tuple[str, ...] = ("italic",) if "italic" in parts else ("normal",)
            if parts[-1] == UPRIGHT:
                slopes = ("normal", "italic")
            source = f'src:url(fonts/{name}) format("woff2");unicode-range:{RANGES[parts[-1]]}'
            start = '@font-face{font-family:"Libertinus Serif";font-style:'
            faces += [f"{start}{slope};{source}}}\n" for slope in slopes]
    faces += [typefaces.faces(("Libertinus Serif",), f"fonts/{font.file}", font) for font in own]
    return "".join(faces) + STYLE

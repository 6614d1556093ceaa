"""The same text made by what a user would otherwise pick: Sphinx (HTML alone), and pandoc with Typst (four formats).

Called by `bench.py --others`; Sphinx and its extensions are installed into an environment of their own for it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPHINX = ("sphinx", "furo", "myst-parser", "sphinxcontrib-bibtex")
CHANGE = re.compile(r"\{~~.*?~>(.*?)~~\}|\{--.*?--\}|\{\+\+(.*?)\+\+\}", re.DOTALL)
REASON = re.compile(r"\{>>.*?<<\}", re.DOTALL)
SPAN = re.compile(r"\[([^\[\]]*)\]\{[^}]*\}")
PARAGRAPH = re.compile(r" \{#[a-z0-9-]+-p\d+\}$", re.MULTILINE)
CLUSTER = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
ARTICLE = re.compile(r"<article>(.*?)</article>", re.DOTALL)
KEY = re.compile(r"@([A-Za-z0-9_-]+)")
CONF = """\
project = "Beside"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = [{files}]
html_theme = "furo"
suppress_warnings = ["myst", "bibtex"]
"""
INDEX = "# Essay\n\n```{toctree}\n%s\n```\n\n```{bibliography}\n:all:\n```\n"
PANDOC = """\
import sys, pypandoc, typst
from pathlib import Path
text, bibs = sys.argv[1], sys.argv[2:]
options = ["--citeproc", "--standalone", "--metadata", "title=Essay"]
options += [part for bib in bibs for part in ("--bibliography", bib)]
for name in ("html", "epub", "tei", "typst"):
    pypandoc.convert_file(text, name, format="markdown", outputfile=f"out.{name}", extra_args=options)
Path("out.pdf").write_bytes(typst.compile("out.typst", format="pdf"))
"""


def plain(text: str) -> str:
    """Give a source without what is the edition's own notation: CriticMarkup, spans, paragraph anchors."""
    text = REASON.sub("", text)
    text = CHANGE.sub(lambda m: m[1] or m[2] or "", text)
    for _ in range(2):
        text = SPAN.sub(r"\1", text)
    return PARAGRAPH.sub("", text)


def _sections() -> list[tuple[str, str]]:
    """Give every section's name with its text and the notes that belong to it."""
    found = []
    for path in sorted((ROOT / "docs" / "essay").glob("*.md")):
        if path.name != "index.md":
            notes = ROOT / "docs" / "notes" / path.name
            body = path.read_text(encoding="utf-8") + "\n\n" + notes.read_text(encoding="utf-8").partition("\n")[2]
            found.append((path.stem, plain(body)))
    return found


def bibliographies() -> list[Path]:
    """Give the edition's `.bib` files."""
    return sorted((ROOT / "citations").glob("*.bib"))


def full_pages(site: Path, target: Path) -> None:
    """Write every page of a built site as Markdown below `target`: what our pages hold, as a bare engine would have it.

    Our sources name generated lists (`/// edition | bibliography`) that a bare engine cannot make; only so does it
    build the same pages.
    """
    import pypandoc

    for page in sorted(site.rglob("*.html")):
        found = ARTICLE.search(page.read_text(encoding="utf-8"))
        if found:
            path = (target / page.relative_to(site)).with_suffix(".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pypandoc.convert_text(found[1], "markdown_strict+footnotes", "html"), encoding="utf-8")


def sphinx(folder: Path) -> list[str]:
    """Lay the text out as a Sphinx project below `folder`, with an environment for it, and give the command."""
    environment, source = folder / "environment", folder / "sphinx"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *SPHINX], check=True)
    source.mkdir()
    for name, text in _sections():
        cited = CLUSTER.sub(lambda m: "{cite}`" + ",".join(KEY.findall(m[0])) + "`", text)
        (source / f"{name}.md").write_text(cited, encoding="utf-8")
    names = [shutil.copy(path, source) and path.name for path in bibliographies()]
    (source / "conf.py").write_text(CONF.format(files=", ".join(f'"{name}"' for name in names)), encoding="utf-8")
    (source / "index.md").write_text(INDEX % "\n".join(name for name, _ in _sections()), encoding="utf-8")
    return [str(python), "-m", "sphinx", "-q", "-E", "-b", "html", str(source), str(folder / "sphinx-html")]


def pandoc(folder: Path) -> list[str]:
    """Lay the text out for pandoc below `folder`, and give the command: HTML, EPUB, TEI, and PDF by Typst."""
    text = folder / "whole.md"
    text.write_text("\n\n".join(body for _, body in _sections()), encoding="utf-8")
    script = folder / "with_pandoc.py"
    script.write_text(PANDOC, encoding="utf-8")
    return [sys.executable, str(script), str(text), *(str(path) for path in bibliographies())]

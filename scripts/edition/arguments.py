"""The arguments of the command line."""

import argparse
from datetime import date, datetime
from pathlib import Path

from edition import config


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"“{text}” is not a day such as 2026-11-24"
        raise argparse.ArgumentTypeError(message) from error


def _add_new(new: argparse.ArgumentParser) -> None:
    """Add the arguments of `edition new`."""
    new.set_defaults(root=Path())
    new.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    new.add_argument(
        "--witness",
        type=Path,
        metavar="FILE",
        help="the text, in UTF-8, from which the edition is made; Markdown, if its name ends in .md",
    )
    new.add_argument("--title", default="", help="title (default: the heading of the text, or the name of its file)")
    new.add_argument("--author", default="", help="author: “Dora Draper”, or “Draper, Dora”")
    new.add_argument("--language", default="", metavar="TAG", help="language, as a BCP 47 tag (default: recognised)")
    new.add_argument(
        "--section",
        action="append",
        default=[],
        metavar="HEADING",
        help="a line of the text at which a section begins; repeat it for each (default: headings are recognised)",
    )
    new.add_argument(
        "--date",
        type=_day,
        default=datetime.now().astimezone().date(),
        metavar="DAY",
        help="date of the edition (default: today)",
    )


def _add_check(check: argparse.ArgumentParser) -> None:
    """Add the arguments of `edition check`."""
    check.add_argument("--strict", action="store_true", help="exit with 1 also for findings to review")
    check.add_argument(
        "--white-space",
        action="store_true",
        help="list every change of white space: place, kind, words in the witness, words in the edition",
    )
    check.add_argument(
        "--watch", action="store_true", help="check again after every change, until interrupted from the keyboard"
    )


def _add_explain(explain: argparse.ArgumentParser) -> None:
    """Add the arguments of `edition explain`."""
    explain.add_argument("rule", nargs="?", metavar="RULE", help="name of the rule, as a finding gives it in brackets")
    explain.add_argument(
        "--markdown", action="store_true", help="print all rules as a Markdown page (docs/maintainers/checks.md)"
    )
    explain.set_defaults(root=Path())


def _add_anchors(anchors: argparse.ArgumentParser) -> None:
    """Add the arguments of `edition anchors`."""
    anchors.add_argument("--record", action="store_true", help=f"add new anchors to {config.ANCHORS}")
    anchors.add_argument(
        "--reviewed",
        nargs="+",
        default=(),
        metavar="ANCHOR",
        help="confirm that these anchors still mark the same things, although revised, and record them",
    )


def _add_links(links: argparse.ArgumentParser) -> None:
    """Add the arguments of `edition links`."""
    links.add_argument(
        "--days",
        type=int,
        default=30,
        metavar="N",
        help="skip addresses that opened when visited in the last N days (default: %(default)s)",
    )
    links.add_argument(
        "--archive",
        nargs="?",
        const="https://archive.org/wayback/available",
        metavar="ADDRESS",
        help="ask an archive for copies, too; ADDRESS is its availability service (default: %(const)s)",
    )


def _add_compare(compare: argparse.ArgumentParser) -> None:
    """Add the arguments of `edition compare`."""
    compare.add_argument(
        "--sources",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder with copies of sources, named by key (cw3.txt), and of web pages (kettles.example/a.htm)",
    )
    compare.add_argument(
        "--date",
        type=_day,
        default=datetime.now().astimezone().date(),
        metavar="DAY",
        help="date of the comparison (default: today)",
    )


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; it leaves the name of the command in `command`."""
    top = argparse.ArgumentParser(
        prog="edition",
        description="Build an annotated edition from Markdown and BibTeX.",
        epilog="Exit codes: 0 success, 1 findings, 2 usage or system error, 130 interrupted from the keyboard.",
    )
    root = argparse.ArgumentParser(add_help=False)
    root.add_argument(
        "--root", type=Path, default=Path(), metavar="DIR", help="folder of the edition (default: the current folder)"
    )
    form = argparse.ArgumentParser(add_help=False)
    form.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="output format of the findings"
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, words: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=parents, help=words, description=f"{words[0].upper()}{words[1:]}.")

    build = command("build", "check the edition, then build the site and the books in site/", root, form)
    build.add_argument("--verbose", action="store_true", help="list every file built, with its size and checksum")
    _add_check(command("check", "compare the text with its witness, and check everything else", root, form))
    _add_new(command("new", "begin an edition in a new folder, from a text or as a sample of all the notation"))
    serve = command("serve", "serve the site locally, and rebuild it after every change", root)
    serve.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="address to serve at (default: %(default)s)"
    )
    words = "explain a rule: what it requires, why, and how to fix a fault; without RULE, list all rules"
    _add_explain(command("explain", words))
    _add_anchors(command("anchors", "list every anchor, or record new ones as published", root))
    _add_links(command("links", "visit every address outside the edition, and record what was found", root))
    _add_compare(
        command("compare", "compare quotations with local copies of their sources, and record the figures", root)
    )
    command("schemas", "write JSON Schemas, with which text editors check the YAML files", root)
    command("dump", "print the model, one node per line", root)
    return top

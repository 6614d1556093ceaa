"""The command line of `edition`. Exit codes: 0 success, 1 findings, 2 usage or system error."""

import argparse
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

from edition import checks, config, diagnostics, dump, pipeline, resolve, watching
from edition.config import ConfigError
from edition.diagnostics import Finding
from edition.model.draft import Draft
from edition.source import SourceFile
from edition.style.numbers import quantity

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
BEGINS, ENDS = "edition: checking …", "edition: waiting for changes (Ctrl-C to stop)"
"""The lines around the findings of `check --watch`, by which an editor's program recognises them."""
STOPPED = 130
"""The exit code for an interrupt from the keyboard: 128 plus the number of the signal."""


def _print(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _show(findings: Sequence[Finding], sources: Mapping[str, SourceFile], form: str) -> None:
    match form:
        case "json":
            sys.stdout.write(diagnostics.as_json(findings))
        case "github":
            sys.stdout.write(diagnostics.as_github(findings))
        case _:
            sys.stdout.write(diagnostics.as_text(findings, sources))
    sys.stdout.flush()  # before anything is written to the other stream


def _refusal(error: OSError) -> str:
    """Return the message of a system error, with the file concerned."""
    return ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)


def _refuse(error: ConfigError, form: str) -> int:
    """Report that the description cannot be used, and return the exit code."""
    findings = tuple(map(checks.RULES["description-unusable"].finding, error.faults))
    if form == "text":
        report = diagnostics.as_text(findings, {})
        sys.stderr.write(f"{report}edition: the description of the edition cannot be used\n")
    else:
        _show(findings, {}, form)
    return WRONG_USE


def _summary(draft: Draft, findings: Sequence[Finding]) -> str:
    errors = len(diagnostics.errors(findings))
    paragraphs = sum(len(section.paragraphs) for section in draft.sections)
    notes = sum(len(file.notes) for file in draft.notes)
    parts = [quantity(errors, "error"), f"{len(findings) - errors} to review"]
    size = [quantity(len(draft.sections), "section"), quantity(paragraphs, "paragraph"), quantity(notes, "note")]
    return f"{', '.join(parts)} ({', '.join(size)}; {quantity(len(checks.RULES), 'rule')})"


def _check(options: argparse.Namespace) -> int:
    draft = pipeline.read(options.root)
    edition = resolve.resolve(draft)
    findings = checks.run(draft, edition)
    _show(findings, draft.sources, options.format)
    if options.white_space and options.format == "text":
        for change in edition.spaces:
            _print(f"{change.paragraph}\t{change.kind}\t“{change.witness}”\t“{change.reading}”")
    if options.format == "text":
        _print(_summary(draft, findings))
    blocking = findings if options.strict else diagnostics.errors(findings)
    return FINDINGS if blocking else CLEAN


def _watch(options: argparse.Namespace) -> int:
    """Check now and after every change, until interrupted from the keyboard."""
    for _ in watching.changes(lambda: watching.state(watching.site(options.root))):
        lines = options.format == "text"
        if lines:
            _print(BEGINS)
        try:
            _check(options)
        except ConfigError as error:
            _refuse(error, options.format)
        except OSError as error:  # a file is being replaced: it changes again
            sys.stderr.write(f"edition: {_refusal(error)}\n")
        if lines:
            _print(ENDS)
    return CLEAN


def _build(options: argparse.Namespace) -> int:
    from edition import exports, progress, publish

    unchanged = f"{publish.SITE}/ is unchanged"
    draft = pipeline.read(options.root)
    edition = resolve.resolve(draft)
    findings = checks.run(draft, edition)
    errors = diagnostics.errors(findings)
    _show(errors, draft.sources, options.format)
    if errors:
        sys.stderr.write(f"edition: not built: {quantity(len(errors), 'error')}; {unchanged}\n")
        return FINDINGS
    report = _print if options.format == "text" else lambda _: None
    report(f"check: {_summary(draft, findings)}")
    try:
        with progress.show() if options.format == "text" else nullcontext(report) as step:
            artifacts = publish.build(options.root, edition, step)
    except exports.EngineError as error:
        sys.stderr.write(f"edition: not built; {unchanged}\n{error}\n")
        return FINDINGS
    except OSError as error:
        sys.stderr.write(f"edition: not built; {unchanged}\n{_refusal(error)}\n")
        return WRONG_USE
    for artifact in publish.summarise(artifacts):
        files = f"  {quantity(artifact.files, 'file')}" if artifact.files > 1 else ""
        report(f"{publish.SITE}/{artifact.path}{files}  {artifact.size:,} bytes  sha256 {artifact.sha256}")
    report(f"open {publish.SITE}/index.html to read it")
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    from edition import scaffold

    wishes = scaffold.Wishes(options.title, options.author, options.language, options.section, options.date)
    try:
        asked = scaffold.request(options.witness, wishes) if options.witness else None
        created = scaffold.create(options.folder.resolve(), asked)
    except scaffold.NewError as error:
        sys.stderr.write(f"edition: nothing was created: {error}\n")
        return WRONG_USE
    _print(f"{options.folder}: a new edition")
    for line in created.report():
        _print(f"  {line}")
    _print(f"next: cd {options.folder}, then “edition check”, “edition build” and “edition serve”")
    return CLEAN


def _serve(options: argparse.Namespace) -> int:
    from edition import serve

    try:
        return serve.serve(options.root, options.address)
    except serve.AddressError as error:
        sys.stderr.write(f"edition: {error}\n")
        return WRONG_USE


def _explain(options: argparse.Namespace) -> int:
    if options.markdown:
        sys.stdout.write(checks.as_markdown())
        return CLEAN
    if not options.rule:
        for name, rule in checks.EXPLAINED.items():
            _print(f"{name:28} {rule.severity:7} {rule.what}")
        return CLEAN
    if options.rule not in checks.EXPLAINED:
        near = diagnostics.find_nearest(options.rule, checks.EXPLAINED)
        hint = f"did you mean “{near}”?" if near else "“edition explain” lists them all."
        sys.stderr.write(f"edition: there is no rule “{options.rule}”; {hint}\n")
        return WRONG_USE
    _print(checks.explain(options.rule).rstrip())
    return CLEAN


def _anchors(options: argparse.Namespace) -> int:
    from edition import publish

    draft = pipeline.read(options.root)
    edition = resolve.resolve(draft)
    if not options.record and not options.reviewed:
        for anchor in edition.anchors.values():
            _print(f"{anchor.id}\t{anchor.kind}\t{anchor.page}\t{anchor.reference}")
        return CLEAN
    if errors := diagnostics.errors(checks.run(draft, edition)):
        _show(errors, draft.sources, "text")
        sys.stderr.write(f"edition: nothing recorded: {quantity(len(errors), 'error')}\n")
        return FINDINGS
    reviewed = frozenset(options.reviewed)
    if strange := reviewed - edition.anchors.keys():
        near = diagnostics.find_nearest(min(strange), edition.anchors)
        hint = f"did you mean “{near}”?" if near else "“edition anchors” lists them all."
        sys.stderr.write(f"edition: there is no anchor “{min(strange)}”; {hint}\n")
        return WRONG_USE
    publish.record(options.root, draft, edition, reviewed)
    before = len(draft.published.anchors)
    new = len(edition.anchors.keys() - {entry.anchor for entry in draft.published.anchors})
    _print(f"{quantity(new, 'anchor')} recorded in {config.ANCHORS}, {before} were listed before")
    return CLEAN


def _dump(options: argparse.Namespace) -> int:
    for line in dump.lines(pipeline.edition(options.root)):
        _print(line)
    return CLEAN


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
    new.add_argument("--witness", type=Path, metavar="FILE", help="the text, in UTF-8, from which the edition is made")
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


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
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
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], words: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=parents, help=words, description=f"{words[0].upper()}{words[1:]}.")
        made.set_defaults(run=run)
        return made

    command("build", _build, "check the edition, then build the site and the books in site/", root, form)
    check = command(
        "check",
        lambda options: (_watch if options.watch else _check)(options),
        "compare the text with its witness, and check everything else",
        root,
        form,
    )
    check.add_argument("--strict", action="store_true", help="exit with 1 also for findings to review")
    check.add_argument(
        "--white-space",
        action="store_true",
        help="list every change of white space: place, kind, words in the witness, words in the edition",
    )
    check.add_argument(
        "--watch", action="store_true", help="check again after every change, until interrupted from the keyboard"
    )
    _add_new(
        command("new", _new, "begin an edition in a new folder: of a text, or a sample that shows the notation once")
    )
    live = command("serve", _serve, "serve the site locally, and rebuild it after every change", root)
    live.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="address to serve at (default: %(default)s)"
    )
    explain = command(
        "explain",
        _explain,
        "explain a rule: what it requires, why, and how to fix a fault; without RULE, list all rules",
    )
    explain.add_argument("rule", nargs="?", metavar="RULE")
    explain.add_argument(
        "--markdown", action="store_true", help="print all rules as a Markdown page (docs/maintainers/checks.md)"
    )
    explain.set_defaults(root=Path())
    record = command("anchors", _anchors, "list every anchor, or record new ones as published", root)
    record.add_argument("--record", action="store_true", help=f"add new anchors to {config.ANCHORS}")
    record.add_argument(
        "--reviewed",
        nargs="+",
        default=(),
        metavar="ANCHOR",
        help="confirm that these anchors still mark the same things, although revised, and record them",
    )
    command("dump", _dump, "print the model, one node per line", root)
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 success, 1 findings, 2 usage or system error, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Cyrillic shows code points
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(argv)
    options.root = options.root.resolve()
    try:
        return int(options.run(options))
    except ConfigError as error:
        return _refuse(error, getattr(options, "format", "text"))
    except BrokenPipeError:
        return CLEAN
    except OSError as error:
        sys.stderr.write(f"edition: {_refusal(error)}\n")
        return WRONG_USE
    except KeyboardInterrupt:
        sys.stderr.write("edition: interrupted\n")
        return STOPPED

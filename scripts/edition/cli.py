"""The command line of `edition`. Exit codes: 0 success, 1 findings, 2 usage or system error."""

import argparse
import io
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext

from edition import arguments, checks, config, diagnostics, dump, pipeline, resolve, watching
from edition.config import ConfigError
from edition.diagnostics import Finding
from edition.model import online, wording
from edition.model.draft import Draft
from edition.source import SourceFile
from edition.style.numbers import quantity

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
BEGINS, ENDS = "edition: checking …", "edition: waiting for changes (Ctrl-C to stop)"
"""The lines around the findings of `check --watch`, from which an editor's program recognises them."""
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


def _refuse_name(what: str, name: str, known: Iterable[str], command: str) -> int:
    """Report a name that is not known, and return the exit code; `command` lists the known ones."""
    near = diagnostics.find_nearest(name, known)
    hint = f"did you mean “{near}”?" if near else f"“edition {command}” lists them all."
    sys.stderr.write(f"edition: there is no {what} “{name}”; {hint}\n")
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
    for artifact in publish.summarise(artifacts) if options.verbose else publish.select_books(artifacts):
        files = f"  {quantity(artifact.files, 'file')}" if artifact.files > 1 else ""
        checksum = f"  sha256 {artifact.sha256}" if options.verbose else ""
        report(f"{publish.SITE}/{artifact.path}{files}  {artifact.size:,} bytes{checksum}")
    report(f"open {publish.SITE}/index.html to read it")
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    from edition import scaffold

    if not options.witness and any((options.title, options.author, options.language, options.section)):
        sys.stderr.write("edition: nothing was created: the other options need `--witness FILE`\n")
        return WRONG_USE
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
        return _refuse_name("rule", options.rule, checks.EXPLAINED, "explain")
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
        return _refuse_name("anchor", min(strange), edition.anchors, "anchors")
    publish.record(options.root, draft, edition, reviewed)
    before = len(draft.published.anchors)
    new = len(edition.anchors.keys() - {entry.anchor for entry in draft.published.anchors})
    _print(f"{quantity(new, 'anchor')} recorded in {config.ANCHORS}; {before} were already listed")
    return CLEAN


def _refuse_broken(draft: Draft, *files: str) -> bool:
    """Report what cannot be read in files of records; what cannot be read would be lost in what is written anew."""
    found = checks.run(draft, resolve.resolve(draft))
    if broken := tuple(f for f in found if f.place.file in files and f.rule in checks.causes.FILES):
        _show(broken, draft.sources, "text")
        sys.stderr.write("edition: nothing written: correct this first\n")
    return bool(broken)


def _compare(options: argparse.Namespace) -> int:
    from edition import compare

    if not options.sources.is_dir():
        sys.stderr.write(f"edition: there is no folder “{options.sources}”\n")
        return WRONG_USE
    draft = pipeline.read(options.root)
    if not (draft.quotations or draft.online):
        sys.stderr.write(f"edition: nothing to compare: {wording.QUOTATIONS} lists no quotations\n")
        return WRONG_USE
    if _refuse_broken(draft, wording.QUOTATIONS, wording.COMPARISONS, online.FILE):
        return FINDINGS
    outcome = compare.compare(draft, options.sources, options.date)
    for line in outcome.report:
        _print(line)
    (options.root / wording.COMPARISONS).write_text(compare.as_yaml(outcome.comparisons), encoding="utf-8")
    number, all_ = len(outcome.comparisons), sum(1 for quotation in draft.quotations if not quotation.kind)
    _print(f"{number} of {quantity(all_, 'quotation')} compared; the figures are in {wording.COMPARISONS}")
    faults = list(compare.check_words(draft, options.sources))
    for fault in faults:
        _print(fault)
    return FINDINGS if faults else CLEAN


def _schemas(options: argparse.Namespace) -> int:
    from edition import schemas

    _print(f"{quantity(schemas.write(options.root), 'schema')} written to {schemas.FOLDER}/")
    return CLEAN


def _links(options: argparse.Namespace) -> int:
    from edition import links

    draft = pipeline.read(options.root)
    if _refuse_broken(draft, links.FILE):
        return FINDINGS
    edition = resolve.resolve(draft)
    try:
        text, stopped = links.update(edition, links.Wishes(options.days, options.archive or ""), links.PATIENT, _print)
    except links.NoNetworkError:
        sys.stderr.write("edition: no address answered, so nothing was recorded: is there a network?\n")
        return WRONG_USE
    is_first = not (options.root / links.FILE).exists()
    (options.root / links.FILE).write_text(text, encoding="utf-8")
    _print(f"{links.FILE} written; “edition check” lists what needs attention")
    for line in links.write_page(options.root, pipeline.read(options.root)) if is_first else ():
        _print(line)
    return STOPPED if stopped else CLEAN


def _dump(options: argparse.Namespace) -> int:
    for line in dump.lines(pipeline.edition(options.root)):
        _print(line)
    return CLEAN


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": lambda options: (_watch if options.watch else _check)(options),
    "new": _new,
    "serve": _serve,
    "explain": _explain,
    "anchors": _anchors,
    "compare": _compare,
    "schemas": _schemas,
    "links": _links,
    "dump": _dump,
}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 success, 1 findings, 2 usage or system error, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without Cyrillic shows code points
            stream.reconfigure(errors="backslashreplace")
    options = arguments.parser().parse_args(argv)
    options.root = options.root.resolve()
    try:
        return COMMANDS[options.command](options)
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

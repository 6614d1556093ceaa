"""Set up a virtual environment in `.venv` and run a command in it. Needs Python 3.11 or later, nothing else.

python3 scripts/run.py build              build the whole edition into site/ (the default)
python3 scripts/run.py test               run the gate: style, layout, types, import contract, all tests
python3 scripts/run.py test --fast        run style, layout and the tests without browser and whole build
python3 scripts/run.py test PATH -k EXPR  run pytest alone, with these arguments
python3 scripts/run.py coverage           run the fast tests and print how much of the program they run
python3 scripts/run.py hooks              install a git hook that checks style, layout and types
python3 scripts/run.py bench              run the benchmark
python3 scripts/run.py mutate             try the tests: change the program in small ways and see whether they fail
python3 scripts/run.py COMMAND            run any command of `edition`: check, serve, explain, dump …
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("This needs Python 3.11 or later; this is " + sys.version.split()[0])

import hashlib
import importlib.util
import os
import subprocess
import venv
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "scripts"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
Step = tuple[str, list[str]]
"""What a step is called, and what Python is called with for it."""
IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"
STYLE = (("style", ["-m", "ruff", "check", "."]), ("layout", ["-m", "ruff", "format", "--check", "."]))
TYPES = (("types", ["-m", "mypy"]), ("imports", ["-c", IMPORTS]))
# the tests of a file share what they build, so they stay together
PARALLEL = ["-m", "pytest", "--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"]
FAST = (*STYLE, ("tests", [*PARALLEL, "--fast"]))
# the laws of the program, which the other tests try on a small edition, on this one; beside them one process is enough
OWN = ("this edition", ["-m", "pytest", "--edition=.", "tests"])
GATE = (*STYLE, ("tests", PARALLEL))
# run while the tests run, which often wait for a browser
BESIDE = (*TYPES, OWN)
# not in the gate, which judges no figure of it: it makes the tests twice as slow, and slow ones add nothing to it
COVERAGE = (("tests", [*PARALLEL, "--fast", "--cov", "--cov-report=term:skip-covered"]),)
MEASURES = ("bench", "mutate")
HOOK = """\
#!/bin/sh
# Installed by `python3 scripts/run.py hooks`: no commit without style, layout and types.
exec "{python}" "{script}" hooks --run
"""


def stamp(requirements: Path) -> str:
    """Return a digest of everything that an environment made for a list of requirements depends on."""
    parts = (
        requirements.read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        sys.version.encode(),
        str(ROOT).encode(),  # the package is installed in place
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_usable() -> bool:
    """Return whether the environment works and belongs to the Python that runs this script."""
    if not PYTHON.exists():
        return False
    says = "import sys, pip; print(sys.version)"
    answer = subprocess.run([str(PYTHON), "-c", says], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == sys.version


def set_up(requirements: Path) -> None:
    """Create or update the environment from a list of requirements with hashes.

    Raises:
        CalledProcessError: if pip refuses a package.
        OSError: if the environment cannot be created or written.
    """
    mark = VENV / f"{requirements.stem}.stamp"
    if PYTHON.exists() and mark.exists() and mark.read_text() == stamp(requirements):
        return
    # not among what the command prints, which may be sent to a file
    print(f"setting up {VENV.name} from {requirements.name} …", file=sys.stderr, flush=True)
    if not is_usable():
        if importlib.util.find_spec("ensurepip") is None:
            message = "this Python has no ensurepip, which Debian and Ubuntu keep in the package python3-venv"
            raise OSError(message)
        venv.create(VENV, clear=True, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # the list is complete, so nothing is left to resolve; to resolve `coverage[toml]`, an older pip would take the
    # newest release, which has no hash here, and refuse it
    subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", str(requirements)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)
    mark.write_text(stamp(requirements))


def run_step(name: str, arguments: list[str]) -> list[str]:
    """Run a step, which prints what it finds, and return its name if it failed."""
    print(f"── {name}", flush=True)
    return [name] if subprocess.run([str(PYTHON), *arguments], cwd=ROOT, check=False).returncode else []


def run_beside(steps: Sequence[Step]) -> list[str]:
    """Run steps, print what each has found when it has ended, and return the names of those that failed."""
    failed: list[str] = []
    for name, arguments in steps:
        done = subprocess.run(
            [str(PYTHON), *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        print(f"\n── {name}\n{done.stdout.decode(errors='replace')}", flush=True)
        failed += [name] if done.returncode else []
    return failed


def run_all(steps: Sequence[Step], beside: Sequence[Step] = ()) -> int:
    """Run every step, others beside the last, show everything that fails, and return 0 only where nothing did."""
    failed = [name for step in steps[:-1] for name in run_step(*step)]
    if failed:  # printed before the tests, so that pytest's closing line comes last
        print(f"(failed so far: {', '.join(failed)})", flush=True)
    with ThreadPoolExecutor() as pool:
        others = pool.submit(run_beside, beside)
        failed += run_step(*steps[-1])
    if others.result():
        print(f"(failed beside the {steps[-1][0]}: {', '.join(others.result())})", flush=True)
    return 1 if failed or others.result() else 0


def test(arguments: list[str]) -> int:
    """Run the gate, its fast part (`--fast`), or pytest alone where other arguments are given."""
    if not arguments:
        return run_all(GATE, BESIDE)
    if arguments[0] == "--fast":
        return run_all([(name, step + arguments[1:] if name == "tests" else step) for name, step in FAST])
    return subprocess.run([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


def hooks(arguments: list[str]) -> int:
    """Install the git hook that runs before each commit; with `--run`, do what it does."""
    if arguments == ["--run"]:
        return run_all((*STYLE, *TYPES))
    command = ["git", "rev-parse", "--git-path", "hooks/pre-commit"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    hook = ROOT / answer.stdout.strip()
    hook.parent.mkdir(parents=True, exist_ok=True)
    hook.write_text(HOOK.format(python=PYTHON, script=ROOT / "scripts" / "run.py"), encoding="utf-8")
    hook.chmod(0o755)
    print(f"installed {hook}")
    return 0


def main() -> int:
    """Set up what the command needs, and run it."""
    if os.environ.get("LC_ALL") in {"C", "POSIX"}:
        # in these locales Python 3.11 reads the path of our package as ASCII, and a folder may have any name
        os.environ["LC_ALL"] = "C.UTF-8"
    command = sys.argv[1:] or ["build"]
    testing = command[0] in {"test", "coverage", "hooks", *MEASURES}
    if testing:  # each process of the tests would else compile all of them, and the program, for itself
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        set_up(HERE / ("requirements-test.txt" if testing else "requirements.txt"))
    except (subprocess.CalledProcessError, OSError) as error:
        sys.stderr.write(f"setup failed ({error}); fix the cause, or remove {VENV} and try again\n")
        return 2
    if command[0] == "test":
        return test(command[1:])
    if command[0] == "coverage":
        return run_all(COVERAGE)
    if command[0] == "hooks":
        return hooks(command[1:])
    if command[0] in MEASURES:
        script = ROOT / "tests" / "benchmarks" / f"{command[0]}.py"
        return subprocess.run([str(PYTHON), str(script), *command[1:]], cwd=ROOT, check=False).returncode
    # the path after `--root` is relative to the folder in which the command is typed
    where = None if any(word.partition("=")[0] == "--root" for word in command) else ROOT
    return subprocess.run([str(PYTHON), "-m", "edition", *command], cwd=where, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)

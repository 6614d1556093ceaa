"""Sets up an environment of its own in `.venv` and runs a command in it. Needs Python 3.11 or later, nothing else.

python3 scripts/run.py build      the whole edition into site/ (the default)
python3 scripts/run.py test       the one gate: style, types, import contract, tests
python3 scripts/run.py bench      the benchmark
python3 scripts/run.py COMMAND    any command of `edition`: check, serve, explain, dump …
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("This needs Python 3.11 or later; this is " + sys.version.split()[0])

import hashlib
import importlib.util
import os
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "scripts"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
GATE = (
    ("style", ["ruff", "check", "."]),
    ("layout", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("imports", ["importlinter.cli"]),
    # a worker for each core; the tests of a file share what they make, so they stay together
    ("tests", ["pytest", "--numprocesses=auto", "--dist=loadfile", "--cov", "--cov-report=term:skip-covered"]),
)


def stamp(requirements: Path) -> str:
    """Return what an environment must remember to be still good for a list of requirements."""
    parts = (
        requirements.read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        sys.version.encode(),
        str(ROOT).encode(),  # the package is installed as a link to this folder
    )
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def usable() -> bool:
    """Return whether the environment is whole, and of the Python that runs this."""
    if not PYTHON.exists():
        return False
    says = "import sys, pip; print(sys.version)"
    answer = subprocess.run([str(PYTHON), "-c", says], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == sys.version


def set_up(requirements: Path) -> None:
    """Make or renew the environment, with hashes checked.

    Raises:
        CalledProcessError: where pip refuses something.
        OSError: where the environment cannot be made or written.
    """
    mark = VENV / f"{requirements.stem}.stamp"
    if PYTHON.exists() and mark.exists() and mark.read_text() == stamp(requirements):
        return
    print(f"setting up {VENV.name} from {requirements.name} …", flush=True)
    if not usable():
        if importlib.util.find_spec("ensurepip") is None:
            message = "this Python has no ensurepip, which Debian and Ubuntu keep in the package python3-venv"
            raise OSError(message)
        venv.create(VENV, clear=True, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # the list is whole, so nothing is left to resolve; resolving `coverage[toml]` an older pip would take the newest
    # release, which has no hash here, and refuse it
    subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", str(requirements)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)
    mark.write_text(stamp(requirements))


def gate(extra: list[str]) -> int:
    """Run every part of the gate, show all that is wrong, and give an exit code that is not 0 where any part failed."""
    failed = []
    for name, module in GATE:
        print(f"── {name}", flush=True)
        command = [str(PYTHON), "-m", *module]
        if module[0] == "importlinter.cli":
            command = [str(PYTHON), "-c", "from importlinter.cli import lint_imports_command as c; c()"]
        if name == "tests":
            if failed:  # said here, for pytest's closing line is to be the last
                print(f"(failed so far: {', '.join(failed)})", flush=True)
            command += extra
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    return 1 if failed else 0


def main() -> int:
    """Set up what the command needs, and run it."""
    if os.environ.get("LC_ALL") in {"C", "POSIX"}:
        # there Python 3.11 reads the way to our package as ASCII, and a folder may have any name
        os.environ["LC_ALL"] = "C.UTF-8"
    command = sys.argv[1:] or ["build"]
    testing = command[0] in {"test", "bench"}
    try:
        set_up(HERE / ("requirements-test.txt" if testing else "requirements.txt"))
    except (subprocess.CalledProcessError, OSError) as error:
        sys.stderr.write(f"setting up failed ({error}); fix the cause, or remove {VENV} and try again\n")
        return 2
    if command[0] == "test":
        return gate(command[1:])
    if command[0] == "bench":
        bench = ROOT / "tests" / "benchmarks" / "bench.py"
        return subprocess.run([str(PYTHON), str(bench), *command[1:]], cwd=ROOT, check=False).returncode
    elsewhere = any(word.partition("=")[0] == "--root" for word in command)  # then the way to it begins where we are
    where = None if elsewhere else ROOT
    return subprocess.run([str(PYTHON), "-m", "edition", *command], cwd=where, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)

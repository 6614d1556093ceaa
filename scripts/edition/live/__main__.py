"""The process that `edition serve` runs: `python -m edition.live HOST:PORT`, in the edition's folder."""

import sys
import time
from contextlib import suppress
from pathlib import Path

from edition import diagnostics, processes, watching
from edition.live.engine import Engine
from edition.live.server import News, Server
from edition.live.site import Site


def main(address: str) -> None:
    """Serve the edition in the working folder until interrupted."""
    host, _, port = address.rpartition(":")
    url = f"http://{address}/"
    root, shown = Path.cwd(), ""
    engine, news = Engine(root, url), News(int(time.monotonic() * 1000))
    site = Site(root, engine, news)

    def report() -> None:
        nonlocal shown
        before, shown = shown, diagnostics.as_text(site.errors, site.sources)
        if shown != before:
            sys.stderr.write(f"\n{shown or 'edition: all errors are fixed'}\n")
            sys.stderr.flush()

    server = Server(host, int(port), site.find, news)
    processes.interrupt_at_end()
    try:
        server.start()
        sys.stderr.write(f"edition: serving at {url} (Ctrl-C ends)\n")
        for state in watching.changes(site.look):
            with suppress(OSError):  # a file is being written or renamed: it changes again
                site.update(state, report)
    except KeyboardInterrupt:
        pass
    finally:
        engine.close()


if __name__ == "__main__":
    main(sys.argv[1])

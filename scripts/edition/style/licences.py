"""The addresses of the licences that an edition may name; an unknown licence has no address."""

from edition.config import EditionConfig

CC = "https://creativecommons.org"
ADDRESSES = {
    "CC BY 4.0": f"{CC}/licenses/by/4.0/",
    "CC BY-SA 4.0": f"{CC}/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": f"{CC}/licenses/by-nc/4.0/",
    "CC BY-NC-SA 4.0": f"{CC}/licenses/by-nc-sa/4.0/",
    "CC BY-ND 4.0": f"{CC}/licenses/by-nd/4.0/",
    "CC0 1.0": f"{CC}/publicdomain/zero/1.0/",
    "MIT": "https://opensource.org/license/mit",
    "Apache-2.0": "https://spdx.org/licenses/Apache-2.0.html",
}
EDITION = "edition"


def address(config: EditionConfig, what: str = EDITION) -> str:
    """Return the address of the licence of a part of the edition; the empty string where none is known."""
    return ADDRESSES.get(dict(config.licences).get(what, ""), "")

"""Reads the TeX of `.bib` files as text: letters, accents, dashes, quotation marks and emphasis; no other command."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "d": "\u0323", "c": "\u0327",
    "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
"""The accents of TeX, and the combining characters of Unicode that they are."""
DOTTED = {"ı": "i", "ȷ": "j"}
"""Letters without a dot, to which TeX gives an accent in place of it."""
SIGNS = {
    "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "SS": "ẞ", "slash": "/", "textunderscore": "_",
    "textbraceleft": "{", "textbraceright": "}", "textbackslash": "\\", "textbar": "|", "textless": "<",
    "textgreater": ">", "textperiodcentered": "·", "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "flq": "‹", "frq": "›", "textnumero": "№", "quotesinglbase": "‚",
    "addcolon": ":", "addcomma": ",", "adddot": ".", "addspace": " ", "space": " ", "enspace": " ", "quad": " ",
    "euro": "€", "ddag": "‡", "textquotedbl": '"',
    "textasciicircum": "^", "textasciigrave": "`", "textquotesingle": "'", "relax": "", "nobreakspace": " ",
}  # fmt: skip
"""Commands for characters that pylatexenc does not know, or has otherwise."""
PUNCTUATION = {" ": " ", ",": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "", "@": "", "\n": " ", "\t": " "}
"""Single-sign commands for spaces, and for places where a word may be broken or letters kept apart."""
LITERAL = frozenset("&%$#_{}")
EMPHASIS_ON = frozenset({"em", "it", "itshape", "sl", "slshape"})
"""Commands that set the rest of their group in italics."""
VERBATIM = frozenset({"url", "path", "nolinkurl"})
"""Commands whose argument is an address, in which nothing is TeX."""
ON, OFF = "\ue000", "\ue001"
"""What begins and ends emphasis until its place in the text is known."""
WITH_ARGUMENT = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), (ON, OFF)),
    **dict.fromkeys(("enquote", "mkbibquote", "mkbibquotation"), ("“", "”")),
    **dict.fromkeys(("mbox", "hbox", "text", "textrm", "textup", "textnormal"), ("", "")),
}
"""Commands whose argument is printed, and what begins and ends it."""

TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)(?P<star>\*?)[ \t\n]*|\\(?P<sign>.|$)|(?P<open>\{)|(?P<close>\})"
    r"|(?P<math>\$[^$]*\$)|(?P<ligature>---?|``|''|~)|(?P<char>.)",
    re.DOTALL,
)
SPACED = re.compile(rf"({ON})\s+|(?<!\s)\s+({OFF})")
"""Spaces within emphasis, at its ends; they belong outside."""
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "'": "’"}
TEX = re.compile(r"[\\{}~$`'\"]|--")
"""Signs that mean something to TeX; a text without them says what it says."""
SINGLE = re.compile(r"(?<![`\\])`([^`'{}]+)'(?!')")
"""A single quotation; a lone mark of it is an apostrophe, or means nothing."""
STRAIGHT = re.compile(r"(?<![^\s(\[{“‘—–-])''?(?=[^\W\d])")
"""A straight mark that opens a quotation; TeX prints it as one that closes."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without TeX: which stretches of it are emphasised, and what could not be read, as typed."""

    text: str
    emphasised: tuple[tuple[int, int], ...] = ()
    unread: tuple[str, ...] = ()


@cache
def _decode_sign(command: str) -> str | None:
    """Return the one character that a command stands for, or `None`."""
    if command in SIGNS:
        return SIGNS[command]
    found = getattr(get_default_latex_context_db().get_macro_spec(command), "simplify_repl", None)
    return found if isinstance(found, str) and len(found) == 1 else None


class _Decoder:
    def __init__(self, text: str) -> None:
        self.tokens = list(TOKEN.finditer(SINGLE.sub("‘\\1’", text)))
        self.at = 0
        self.unread: list[str] = []

    def group(self) -> str:
        """Return the text before the next closing brace, or before the end."""
        decoded, closing = "", ""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token["close"]:
                break
            if token["word"] in EMPHASIS_ON:
                decoded, closing = decoded + ON, closing + OFF
            else:
                decoded += self.one(token)
        return decoded + closing

    def argument(self) -> str:
        """Return the next group, command or character."""
        if self.at == len(self.tokens):
            return ""
        self.at += 1
        return self.one(self.tokens[self.at - 1])

    def verbatim(self) -> str:
        """Return the next group as typed."""
        start = self.at
        self.argument()
        return "".join(token[0] for token in self.tokens[start + 1 : self.at - 1])

    def one(self, token: re.Match[str]) -> str:
        """Return what one token says, its arguments included."""
        if token["open"]:
            return self.group()
        if token["word"] or token["sign"] is not None:
            return self.command(token)
        if token["math"]:
            self.unread.append(token[0])
            return token[0]
        opens = token[0] in {"'", "''"} and STRAIGHT.match(token.string, token.start())
        if token[0] == '"' or opens:
            self.unread.append(token[0])
        return LIGATURES.get(token[0], token[0])

    def command(self, token: re.Match[str]) -> str:
        """Return what a command says."""
        word, sign = token["word"], token["sign"]
        if (word or sign) in ACCENTS:
            return self.add_accent(token, ACCENTS[word or sign])
        if sign in LITERAL or sign in PUNCTUATION:
            return PUNCTUATION.get(sign, sign)
        if word in WITH_ARGUMENT and not token["star"]:
            before, after = WITH_ARGUMENT[word]
            inner = self.argument()
            return f"{before}{inner.replace('“', '‘').replace('”', '’') if before == '“' else inner}{after}"
        if word in VERBATIM:
            return self.verbatim()
        known = _decode_sign(word) if word and not token["star"] else None
        if known is None:
            self.unread.append(f"\\{word or sign}{token['star'] or ''}")
        return known or ""

    def add_accent(self, token: re.Match[str], accent: str) -> str:
        """Return the argument of an accent with the accent on its first letter."""
        while token["sign"] and self.at < len(self.tokens) and self.tokens[self.at][0].isspace():
            self.at += 1
        base = self.argument()
        first, rest = DOTTED.get(base[:1], base[:1]), base[1:]
        if base[:1] in DOTTED and accent == ACCENTS["."]:
            return first + rest
        if not first and token[0] in {r"\^", r"\~"}:
            return token[0][1]
        if not first.isalpha():
            self.unread.append(token[0].strip())
        while rest and unicodedata.combining(rest[0]):
            first, rest = first + rest[0], rest[1:]
        return unicodedata.normalize("NFC", first + accent) + rest


def decode(text: str) -> Decoded:
    """Return a text with its TeX read and its white space as single spaces; braces that only group are left out."""
    if not TEX.search(text):
        return Decoded(" ".join(text.split()))
    decoder = _Decoder(text)
    decoded = ""
    try:
        while decoder.at < len(decoder.tokens):  # a brace too many closes a group that was never opened
            decoded += decoder.group()
    except RecursionError:
        return Decoded(text, unread=("the depth of its braces",))
    decoded = SPACED.sub(lambda found: f" {found[1]}" if found[1] else f"{found[2]} ", decoded)
    return _locate_emphasis(" ".join(decoded.split()), tuple(dict.fromkeys(decoder.unread)))


def _locate_emphasis(decoded: str, unread: tuple[str, ...]) -> Decoded:
    """Return a text with the start and end of its outermost emphases."""
    words, spans, open_at = "", [], list[int]()
    for char in decoded:
        if char == ON:
            open_at.append(len(words))
        elif char == OFF and open_at:
            start = open_at.pop()
            if not open_at and start < len(words):
                spans.append((start, len(words)))
        else:
            words += char
    return Decoded(words, tuple(spans), unread)

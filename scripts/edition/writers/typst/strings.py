"""Strings of Typst, in which nothing can be read as markup, and rules made with them."""

from edition import languages, scripts
from edition.words import bare


def string(text: str) -> str:
    """Return a Typst string literal (Typst reference, “Syntax”: escapes in strings)."""
    escaped = bare(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def speak(tag: str, other: str) -> str:
    """Return the rule that sets what follows in a language (BCP 47); nothing if that is also the `other` one."""
    region = languages.region(tag)
    named = f"lang: {string(languages.primary(tag))}, region: {string(region) if region else 'none'}"
    return f"#set text({named}, dir: {scripts.direction(tag)});" if tag != other else ""

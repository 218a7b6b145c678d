"""Which characters the PDF can print: those of the faces inside the Typst package.

PDF/UA-1 refuses a document with a character that its faces cannot show. Names of organisations and labels
of accounts come from anywhere, so a character out of reach is printed « ? » rather than losing the PDF.
"""

from __future__ import annotations

import re
import unicodedata

_PRINTED = (
    "\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff"  # Latin and its accents, without the soft hyphen
    "\u0391-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e00-\u1eff"  # Greek, Cyrillic, Latin additional
    "\u2010-\u2027\u202f-\u203a\u2044\u2070\u2074-\u208e"  # punctuation, narrow space, small figures
    "\u20ac\u2116\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265"  # euro, arrows, minus
)
_SILENT = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\x00-\x09\x0b-\x1f\x7f-\x9f]"
)
"""Invisible and direction-changing characters: no label needs them, and they can disguise a text."""
_OTHER = re.compile(f"[^{_PRINTED}]")


def printable(text: str) -> str:
    """The text in composed form, without invisible characters, « ? » for what no face can show."""
    composed = unicodedata.normalize("NFC", text)
    return _OTHER.sub(
        "?", _SILENT.sub(lambda found: " " if found.group() in "\t\u2028\u2029" else "", composed)
    )


def printable_all(value: object) -> object:
    """The same data (dictionaries, lists, texts) with every text printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: printable_all(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable_all(item) for item in value]
    return value

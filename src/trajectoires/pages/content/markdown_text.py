"""Markdown ↔ the HTML that the editor keeps, and the plain words of either.

``[[key]]`` and ``[[key|words]]`` are links to the glossary. French typography is set here, once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdownify import markdownify

from equilibre.formatting import typographic

GLOSSARY = "/comprendre/glossaire/"
TERM = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\]]+))?\]\]")
TAG = re.compile(r"<[^>]+>")
PROTECTED = re.compile(r"https?://\S+|\]\([^)]*\)|`[^`]*`")
# Stands for what must not be touched, the time of typesetting: a letter to the rules, and no letter of a
# text.
HIDDEN = "\ue000"
INSIDE_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
UNIT = re.compile(
    r"(?<=\d) (?=(?:€|%|k€|M€|Md€|euros?|heures?|h|minutes?|min|mois|ans?|jours?|ETP|points?|pages?"
    r"|millions?|milliards?)\b|[€%])"
)
DASH_LIST = re.compile(r"^(\s*)[–—] ", re.MULTILINE)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False})


def typeset(text: str) -> str:
    """French spaces and apostrophes; addresses and code are left as they are."""
    kept: list[str] = []

    def put_away(found: re.Match[str]) -> str:
        kept.append(found[0])
        return HIDDEN

    shown = _typeset(PROTECTED.sub(put_away, text.replace(HIDDEN, "")))
    return re.sub(HIDDEN, lambda _: kept.pop(0), shown)


def _typeset(text: str) -> str:
    spaced = INSIDE_NUMBER.sub("\u202f", text)
    return typographic(UNIT.sub("\u00a0", spaced))


def term_links(text: str, terms: Mapping[str, str]) -> str:
    """Glossary marks as Markdown links; ``terms`` maps a key to the words shown by default."""
    return TERM.sub(lambda m: f"[{m[2] or terms.get(m[1], m[1])}]({GLOSSARY}#{m[1]})", text)


def to_html(text: str, terms: Mapping[str, str] | None = None) -> str:
    """Markdown → HTML, typeset."""
    return str(_parser().render(typeset(term_links(text, terms or {})))).strip()


def to_inline_html(text: str, terms: Mapping[str, str] | None = None) -> str:
    """One line of Markdown (a cell, a caption) → HTML without a paragraph."""
    return str(_parser().renderInline(typeset(term_links(str(text), terms or {})))).strip()


def to_markdown(rich: str) -> str:
    """HTML of the editor → Markdown; glossary links become marks again."""
    text = markdownify(rich, heading_style="ATX", bullets="-", strong_em_symbol="*", escape_misc=False)
    linked = re.sub(
        rf"\[([^\]]+)\]\({re.escape(GLOSSARY)}#([a-z0-9-]+)\)", lambda m: f"[[{m[2]}|{m[1]}]]", str(text)
    )
    return re.sub(r"\n{3,}", "\n\n", linked).strip()


def plain_text(rich: str) -> str:
    """HTML → words, a blank line between blocks."""
    spaced = re.sub(r"</(?:p|li|h[1-6]|td|th|tr|ul|ol)>|<br ?/?>", "\n\n", rich)
    return re.sub(r"\n{3,}", "\n\n", html.unescape(TAG.sub("", spaced))).strip()


def markdown_words(text: str) -> str:
    """Markdown → words, without marks nor addresses."""
    return plain_text(to_html(text))

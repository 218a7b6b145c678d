"""A tiny SVG builder: everything that goes in is escaped once, everything that comes out is markup."""

from __future__ import annotations

import re
from html import escape

Attribute = str | int | float | None

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 refuses, whatever the escape."""

SANS = 'system-ui, "Segoe UI", Roboto, "Liberation Sans", "Libertinus Serif", sans-serif'
SERIF = '"Iowan Old Style", Palatino, Georgia, "Libertinus Serif", serif'


_FONT_SIZE = re.compile(r'(?<= font-size=")[\d.]+(?=")')
_PRINT_SCALE = 1.17


def _larger(size: re.Match[str]) -> str:
    return number(float(size.group()) * _PRINT_SCALE)


class Markup(str):
    """Markup that is already escaped."""

    __slots__ = ()


def clean(text: str) -> str:
    """The text without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def number(value: float) -> str:
    """A coordinate with at most one decimal: « 12 », « 12.5 », never « -0 »."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def _attribute(name: str, value: str | int | float) -> str:
    text = number(value) if isinstance(value, float) else str(value)
    return f' {name.rstrip("_").replace("_", "-")}="{escape(clean(text), quote=True)}"'


def element(tag: str, *children: str, **attributes: Attribute) -> Markup:
    """An element. ``class_`` gives ``class``, ``stroke_width`` gives ``stroke-width``; None is left out.

    Children that are :class:`Markup` go in as they are; any other string is escaped.
    """
    head = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    if not children:
        return Markup(f"<{tag}{head}/>")
    inner = "".join(c if isinstance(c, Markup) else escape(clean(c), quote=False) for c in children)
    return Markup(f"<{tag}{head}>{inner}</{tag}>")


def group(*children: Markup, **attributes: Attribute) -> Markup:
    """A ``<g>``, or nothing when it would be empty."""
    return element("g", *children, **attributes) if children else Markup("")


def path(points: str, **attributes: Attribute) -> Markup:
    """A ``<path>`` from its ``d``."""
    return element("path", d=points, **attributes)


def polyline_path(points: list[tuple[float, float]], *, closed: bool = False) -> str:
    """The ``d`` of straight segments."""
    head, *rest = points
    steps = f"M{number(head[0])} {number(head[1])}"
    steps += "".join(f"L{number(x)} {number(y)}" for x, y in rest)
    return steps + ("Z" if closed else "")


def document(
    *body: Markup,
    width: float,
    height: float,
    prefix: str,
    title: str,
    description: str,
    class_: str,
    print_: bool = False,
) -> str:
    """The whole drawing: an image for assistive technology, named by its title and description.

    ``prefix`` makes the identifiers unique in the page; ``class_`` is added to ``drawing``. For print the
    letters are larger on the same places: the PDF's own face is narrower than the one that was measured.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]*", prefix):
        raise ValueError(f"not an identifier prefix: {prefix!r}")
    if print_:
        body = tuple(Markup(_FONT_SIZE.sub(_larger, part)) for part in body)
    return element(
        "svg",
        element("title", title, id=f"{prefix}-t"),
        element("desc", description, id=f"{prefix}-d"),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=f"{prefix}-t {prefix}-d",
        class_=f"drawing {class_}",
        font_family=SANS,
        fill="currentColor",
    )

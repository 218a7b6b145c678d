"""Colours, classes and patterns of the drawings.

A mark never says its colour alone: it carries a class for the page and a fallback attribute for the PDF.

Classes that a stylesheet may set (``X`` is a token of ``TOKENS``):

- ``f-X`` → ``fill``; ``s-X`` → ``stroke``. They are all that dark mode needs.
- ``serif`` → the serif of the page (``font-family``); the rest inherits the sans of ``.drawing``.
- ``drawing`` and one of ``drawing-pillars``, ``drawing-natures``, ``drawing-families``, ``drawing-flow``,
  ``drawing-structure``, ``drawing-cash``, ``drawing-radar``, ``drawing-spread``, ``drawing-cash-line``,
  ``drawing-fan``, ``drawing-years``, ``drawing-matrix-map``, ``drawing-lever-tree`` on the root, plus
  ``is-page``, ``is-phone`` or ``is-print``.

Ink is ``currentColor``: it follows the text of the page without any class. Tokens: ``paper`` (the ground
on which the drawing lies), ``muted`` (secondary words), ``hairline``, ``richesses-humaines``,
``financement``, ``alliances``, ``subventionnement``, ``investissement-societal``, ``revenus-activite``,
``membres``, ``autre``, ``neutre``.

Patterns keep the picture readable in black and white: each token has its own (``PATTERNS``).
"""

from __future__ import annotations

from equilibre.drawings.svg import Markup, element

TOKENS: dict[str, str] = {
    "paper": "#fffdf9",
    "muted": "#66655f",
    "hairline": "#ddd6ca",
    "richesses-humaines": "#b0452a",
    "financement": "#1f4e79",
    "alliances": "#2c7565",
    "subventionnement": "#1f4e79",
    "investissement-societal": "#6a3d7c",
    "revenus-activite": "#8a5a00",
    "membres": "#5f5e58",
    "autre": "#a8a296",
    "neutre": "#7a756a",
}
"""Token → fallback colour, the light values of the page."""

INK = "#20242c"

_LINES: dict[str, tuple[float, str]] = {
    "richesses-humaines": (7, "M-1 6L6 -1M-1 13L13 -1M6 13L13 6"),
    "revenus-activite": (7, "M-1 -1L8 8M6 -1L8 1M-1 6L1 8"),
    "alliances": (6, "M3 3h.01"),
    "investissement-societal": (5, "M2.5 2.5h.01"),
    "membres": (5, "M0 2.5H5"),
    "neutre": (6, "M3 0V6"),
}
"""Token → (side of the tile, path drawn in paper over the colour). Tokens left out are plain."""

PRIVATE = "subventionnement-prive"
"""The private part of soutiens: the blue of soutiens, with vertical lines."""
SET_ASIDE = "neutre-points"
"""What is put aside for later: the grey of costs, with dots."""
PASSED_ON = "neutre-hachures"
"""What is passed on to others: the grey of costs, with oblique lines."""

_SHADES: dict[str, tuple[str, float, str]] = {
    PRIVATE: ("subventionnement", 6, "M3 0V6"),
    SET_ASIDE: ("neutre", 6, "M3 3h.01"),
    PASSED_ON: ("neutre", 7, "M-1 6L6 -1M-1 13L13 -1M6 13L13 6"),
}
"""Pattern → (token of its colour, side of the tile, path): other patterns of a colour."""

_WIDTHS = {SET_ASIDE: 2.2, "alliances": 2.2, "investissement-societal": 2.4}


def token(code: str) -> str:
    """The token of a code of the model (``richesses_humaines``); unknown codes are ``neutre``."""
    name = code.replace("_", "-")
    return name if name in TOKENS else "neutre"


def fill(name: str) -> dict[str, str]:
    """Attributes of a flat fill."""
    return {"class_": f"f-{name}", "fill": TOKENS[name]}


def stroke(name: str, width: float = 1) -> dict[str, str | float]:
    """Attributes of a stroke without fill."""
    return {"class_": f"s-{name}", "stroke": TOKENS[name], "stroke_width": width, "fill": "none"}


def haloed(name: str = "") -> dict[str, str | float]:
    """Attributes of words with a rim of paper, which keeps the lines behind off them; ink by default."""
    return {
        "class_": f"f-{name} s-paper" if name else "s-paper",
        "fill": TOKENS[name] if name else "currentColor",
        "stroke": TOKENS["paper"],
        "stroke_width": 3.5,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    }


def pattern_id(prefix: str, name: str) -> str:
    """The identifier of the pattern of a token in a drawing."""
    return f"{prefix}-p-{name}"


def patterned(prefix: str, name: str) -> dict[str, str]:
    """Attributes of a mark filled with the pattern of its token (flat when it has none)."""
    if name in _LINES or name in _SHADES:
        return {"fill": f"url(#{pattern_id(prefix, name)})"}
    return fill(name)


def disc(prefix: str, name: str, radius: float) -> dict[str, str]:
    """Attributes of a disc: with its pattern, or flat when it is too small for one to be read."""
    return patterned(prefix, name) if radius >= 7.5 else fill(name)


def definitions(prefix: str, names: list[str], *, strong: bool = False) -> Markup:
    """The ``<defs>`` of the patterns of these tokens; ``strong`` for paper, where they must show."""
    wanted = [name for name in dict.fromkeys(names) if name in _LINES or name in _SHADES]
    made = [_pattern(prefix, name, strong) for name in wanted]
    return element("defs", *made) if made else Markup("")


def _pattern(prefix: str, name: str, strong: bool) -> Markup:
    base, side, lines = _SHADES[name] if name in _SHADES else (name, *_LINES[name])
    return element(
        "pattern",
        element("rect", width=side, height=side, **fill(base)),
        element(
            "path",
            d=lines,
            class_="s-paper",
            stroke=TOKENS["paper"],
            stroke_width=_WIDTHS.get(name, 1.1) * (1.15 if strong else 1),
            stroke_linecap="round" if name in _WIDTHS else None,
            stroke_opacity=0.9 if strong else 0.6,
            fill="none",
        ),
        id=pattern_id(prefix, name),
        width=side,
        height=side,
        patternUnits="userSpaceOnUse",
    )

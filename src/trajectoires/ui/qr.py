"""An address as a QR code, drawn here: a phone reads it from a screen or from paper."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4
"""Modules left white around, as the standard asks."""


@lru_cache(maxsize=64)
def qr_code(address: str, *, label: str) -> SafeString:
    """The SVG of an address; ``label`` says it to whoever does not see it.

    Black on white whatever the colours of the page: many phones do not read the reverse.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    rows = code.get_matrix()
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" '
        'aria-label="{1}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/>'
        '<path d="{2}"/></svg>',
        len(rows),
        label,
        "".join(_runs(row, y) for y, row in enumerate(rows)),
    )


def _runs(row: list[bool], y: int) -> str:
    """The dark modules of a row, each run of them as one rectangle."""
    drawn, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            drawn.append(f"M{start} {y}h{x - start}v1H{start}z")
            start = None
    return "".join(drawn)

"""The QR code: what is drawn is the code, module for module, and says what it is."""

from __future__ import annotations

import re

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from trajectoires.ui.qr import QUIET, qr_code

ADDRESS = "https://trajectoires.example.org/diagnostic/i/" + "A" * 43 + "/"


def drawn(svg: str, size: int) -> list[list[bool]]:
    """The modules that the black path covers."""
    rows = [[False] * size for _ in range(size)]
    (path,) = re.findall(r'<path d="([^"]+)"/>', svg)
    for x, y, width, back in re.findall(r"M(\d+) (\d+)h(\d+)v1H(\d+)z", path):
        assert x == back
        for column in range(int(x), int(x) + int(width)):
            rows[int(y)][column] = True
    return rows


def test_every_module_is_drawn_with_its_white_margin() -> None:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(ADDRESS)
    expected = code.get_matrix()
    svg = qr_code(ADDRESS, label="Code de l’invitation")
    assert drawn(svg, len(expected)) == expected
    assert not any(expected[0]) and f'viewBox="0 0 {len(expected)} {len(expected)}"' in svg


def test_it_is_named_and_nothing_of_it_is_markup() -> None:
    svg = qr_code(ADDRESS, label='<b>"')
    assert 'role="img" aria-label="&lt;b&gt;&quot;"' in svg

"""SIREN and RNA: what they must look like. Nothing is asked of any register."""

from __future__ import annotations

import re

from equilibre.formatting import NNBSP

RNA = re.compile(r"W(?:\d{9}|2[AB]\d{7})")
"""W, the prefecture (three characters, 2A and 2B in Corsica), six digits. Local-law associations of Alsace
and Moselle are registered by a court, under a volume and a folio: they may have none."""


def plain(text: str) -> str:
    """Without the spaces, points and hyphens that people type; upper case."""
    return re.sub(r"[\s.\-\u00a0\u202f]", "", text).upper()


def is_siren(text: str) -> bool:
    """Nine digits whose Luhn sum is a multiple of ten. (The exception of La Poste is for SIRET only.)"""
    if re.fullmatch(r"[0-9]{9}", text) is None or text == "0" * 9:
        return False
    total = 0
    for rank, character in enumerate(reversed(text)):
        digit = int(character) * (2 if rank % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def is_rna(text: str) -> bool:
    """« W » and nine characters."""
    return RNA.fullmatch(text) is not None


def spaced_siren(siren: str) -> str:
    """« 732 829 320 », as it is read aloud; « » when there is none."""
    return NNBSP.join(siren[start : start + 3] for start in range(0, len(siren), 3))

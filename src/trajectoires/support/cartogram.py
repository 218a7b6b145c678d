"""The map of the regions: blocks on a grid, placed like the country. Ours; sizes say nothing.

A column is ``UNIT_X`` wide and a row ``UNIT_Y`` high. Each block is a polygon of grid points, with the middle
of its words and the lines they are written on. Overseas regions are a row of equal blocks under the others.
"""

from __future__ import annotations

from dataclasses import dataclass

UNIT_X, UNIT_Y = 30, 35
WIDTH = 12 * UNIT_X
OVERSEAS_TOP = 12.5


@dataclass(frozen=True)
class Block:
    """A region as it is drawn."""

    code: str
    corners: tuple[tuple[float, float], ...]
    middle: tuple[float, float]
    lines: tuple[str, ...]

    @property
    def path(self) -> str:
        """The outline, as SVG writes it."""
        points = (f"{x * UNIT_X:g} {y * UNIT_Y:g}" for x, y in self.corners)
        return f"M{'L'.join(points)}Z"

    @property
    def x(self) -> str:
        """The middle of the words."""
        return f"{self.middle[0] * UNIT_X:g}"

    @property
    def label_rows(self) -> list[tuple[str, str]]:
        """Each line with its height."""
        top = self.middle[1] * UNIT_Y - 9 - 6 * (len(self.lines) - 1)
        return [(f"{top + 12 * rank:g}", line) for rank, line in enumerate(self.lines)]

    @property
    def count_y(self) -> str:
        """The height of the number, under the words."""
        return f"{self.middle[1] * UNIT_Y + 13 + 6 * (len(self.lines) - 1):g}"


def _box(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _overseas(rank: int, code: str, name: str) -> Block:
    left, bottom = rank * 2.4, OVERSEAS_TOP + 1.5
    corners = _box(left, OVERSEAS_TOP, left + 2.4, bottom)
    return Block(code, corners, (left + 1.2, OVERSEAS_TOP + 0.75), (name,))


BLOCKS = (
    Block("hauts-de-france", _box(5, 0, 8, 2), (6.5, 1), ("Hauts-", "de-France")),
    Block("normandie", _box(2, 1, 5, 3), (3.5, 2), ("Normandie",)),
    Block("ile-de-france", _box(5, 2, 7.5, 3.5), (6.25, 2.75), ("Île-de-", "France")),
    Block(
        "grand-est",
        ((8, 1), (12, 1), (12, 4), (7.5, 4), (7.5, 2), (8, 2)),
        (9.9, 2.5),
        ("Grand Est",),
    ),
    Block("bretagne", _box(0, 3, 2.5, 4.5), (1.25, 3.75), ("Bretagne",)),
    Block("pays-de-la-loire", _box(2.5, 3, 5, 5), (3.75, 4), ("Pays de", "la Loire")),
    Block("centre-val-de-loire", _box(5, 3.5, 7.5, 6), (6.25, 4.75), ("Centre-", "Val de Loire")),
    Block("bourgogne-franche-comte", _box(7.5, 4, 11, 6), (9.25, 5), ("Bourgogne-", "Franche-Comté")),
    Block(
        "nouvelle-aquitaine",
        ((2.5, 5), (5, 5), (5, 6), (6, 6), (6, 8), (5, 8), (5, 9.5), (2.5, 9.5)),
        (4, 7),
        ("Nouvelle-", "Aquitaine"),
    ),
    Block("auvergne-rhone-alpes", _box(6, 6, 11, 8), (8.5, 7), ("Auvergne-", "Rhône-Alpes")),
    Block(
        "occitanie",
        ((5, 8), (8, 8), (8, 10.5), (3.5, 10.5), (3.5, 9.5), (5, 9.5)),
        (6.25, 9.25),
        ("Occitanie",),
    ),
    Block("provence-alpes-cote-d-azur", _box(8, 8, 11.5, 10), (9.75, 9), ("Provence-Alpes-", "Côte d’Azur")),
    Block("corse", _box(10.1, 10.5, 12, 12), (11.05, 11.25), ("Corse",)),
    *(
        _overseas(rank, code, name)
        for rank, (code, name) in enumerate(
            (
                ("guadeloupe", "Guadeloupe"),
                ("martinique", "Martinique"),
                ("guyane", "Guyane"),
                ("la-reunion", "La Réunion"),
                ("mayotte", "Mayotte"),
            )
        )
    ),
)
HEIGHT = round((OVERSEAS_TOP + 1.5) * UNIT_Y)

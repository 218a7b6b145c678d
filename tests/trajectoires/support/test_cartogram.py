"""The map: every region once, in the viewBox, none over another, words inside their block."""

from __future__ import annotations

from itertools import combinations

from trajectoires.support import enums
from trajectoires.support.cartogram import BLOCKS, HEIGHT, UNIT_X, UNIT_Y, WIDTH, Block

STEP = 0.25


def inside(block: Block, x: float, y: float) -> bool:
    """Even-odd rule."""
    corners = block.corners
    crossed = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def cells(block: Block) -> set[tuple[float, float]]:
    """The small squares that it covers."""
    return {
        (i * STEP, j * STEP)
        for i in range(int(12 / STEP))
        for j in range(int(HEIGHT / UNIT_Y / STEP) + 1)
        if inside(block, i * STEP + STEP / 2, j * STEP + STEP / 2)
    }


def test_every_region_is_drawn_once() -> None:
    assert sorted(block.code for block in BLOCKS) == sorted(enums.REGIONS)


def test_blocks_do_not_overlap_and_stay_in_the_picture() -> None:
    covered = {block.code: cells(block) for block in BLOCKS}
    assert all(covered.values())
    assert [pair for pair in combinations(covered, 2) if covered[pair[0]] & covered[pair[1]]] == []
    for block in BLOCKS:
        assert all(0 <= x * UNIT_X <= WIDTH and 0 <= y * UNIT_Y <= HEIGHT for x, y in block.corners)


def test_words_are_in_their_block() -> None:
    for block in BLOCKS:
        heights = [float(y) for y, _ in block.label_rows] + [float(block.count_y)]
        assert heights == sorted(heights)
        for y in (heights[0] - 10, heights[-1] + 2):
            assert inside(block, float(block.x) / UNIT_X, y / UNIT_Y), block.code


def test_neighbours_touch() -> None:
    touching = {
        ("normandie", "bretagne"), ("normandie", "hauts-de-france"), ("grand-est", "bourgogne-franche-comte"),
        ("nouvelle-aquitaine", "occitanie"), ("occitanie", "provence-alpes-cote-d-azur"),
        ("auvergne-rhone-alpes", "provence-alpes-cote-d-azur"), ("pays-de-la-loire", "centre-val-de-loire"),
        ("ile-de-france", "grand-est"),
    }  # fmt: skip
    drawn = {block.code: cells(block) for block in BLOCKS}
    for one, other in touching:
        around = {
            (x + dx, y + dy) for x, y in drawn[one] for dx in (-STEP, 0, STEP) for dy in (-STEP, 0, STEP)
        }
        assert around & drawn[other], (one, other)

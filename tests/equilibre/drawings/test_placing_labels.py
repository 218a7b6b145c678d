"""Words never run into each other: widths, wrapping, spreading, placing."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from equilibre.drawings.labels import Box, crosses, place, shorten, spread, text_width, wrap

heights = st.lists(st.floats(4, 40), min_size=1, max_size=12)


def test_width_grows_with_size_and_weight() -> None:
    assert text_width("Soutiens", 20) == 2 * text_width("Soutiens", 10)
    assert text_width("Soutiens", 10, bold=True) > text_width("Soutiens", 10)
    assert text_width("é", 10) == text_width("e", 10)


def test_a_narrow_space_is_narrow() -> None:
    assert text_width("12\u202f400", 10) < text_width("12 400", 10)


@given(st.text(max_size=60), st.floats(20, 300))
def test_shortened_text_fits_and_keeps_its_beginning(text: str, room: float) -> None:
    short = shorten(text, 12, room)
    assert text_width(short, 12) <= max(room, text_width("…", 12))
    assert short == text or text.startswith(short.removesuffix("…"))


@given(st.text(alphabet="abc \u00a0", max_size=80), st.floats(40, 200))
def test_wrapping_never_breaks_a_hard_space(text: str, room: float) -> None:
    rows = wrap(text, 12, room)
    assert all(text_width(row, 12) <= room or "…" in row for row in rows)
    if not any("…" in row for row in rows):
        assert " ".join(rows) == text


def test_wrapping_to_two_lines_shortens_the_second() -> None:
    rows = wrap("Produits des activités annexes et de la location de la salle", 12, 120, lines=2)
    assert len(rows) == 2
    assert rows[1].endswith("…")


@given(heights, st.data())
def test_spread_keeps_order_without_overlap_inside_the_frame(tall: list[float], data: st.DataObject) -> None:
    centres = sorted(data.draw(st.lists(st.floats(0, 300), min_size=len(tall), max_size=len(tall))))
    seats = spread(centres, tall, 0, 500)
    spans = [(c - h / 2, c + h / 2) for c, h in zip(seats, tall, strict=True)]
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(spans))
    assert spans[0][0] >= -1e-6
    assert spans[-1][1] <= 500 + 1e-6


def test_spread_moves_nothing_that_is_already_apart() -> None:
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


def test_spread_shares_the_move_between_neighbours() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


def test_spread_packs_what_is_taller_than_its_frame() -> None:
    assert spread([5, 5, 5], [10, 10, 10], 0, 20) == [5, 15, 25]


boxes = st.builds(lambda x, y: Box(x, y, x + 50, y + 20), st.floats(0, 350), st.floats(0, 350))


@given(st.floats(60, 340), st.floats(60, 340), st.lists(boxes, max_size=6))
def test_a_label_is_placed_free_and_inside(x: float, y: float, taken: list[Box]) -> None:
    within = Box(0, 0, 400, 400)
    placed = place(x, y, 8, (60, 16), taken, within)
    assert not any(placed.box.overlaps(other) for other in taken)
    assert placed.box.left >= 0
    assert placed.box.right <= 400
    assert placed.box.top >= 0
    assert placed.box.bottom <= 400


def test_a_label_prefers_not_to_cover_a_line() -> None:
    line = ((0.0, 100.0), (400.0, 100.0))
    placed = place(100, 100, 8, (60, 16), [], Box(0, 0, 400, 400), [line])
    assert not crosses(line, placed.box)


def test_a_label_stays_nearer_to_its_own_mark() -> None:
    placed = place(100, 100, 5, (40, 12), [], Box(0, 0, 400, 400), [], [(100, 100), (150, 100)])
    assert placed.box.distance(100, 100) < placed.box.distance(150, 100)


def test_a_label_without_room_beside_its_mark_gets_a_leader() -> None:
    taken = [Box(40, 40, 160, 160)]
    placed = place(100, 100, 5, (40, 12), taken, Box(0, 0, 400, 400))
    assert placed.leader
    assert not placed.box.overlaps(taken[0])

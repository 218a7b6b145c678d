"""The three drawings of a trajectory: what they say of the worked example, and what holds for any plan."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from svg_reading import NS, collisions, every, outside, parse, references, words
from tests.equilibre.trajectory.trajectory_plans import by_hand, plans

from equilibre.drawings import palette
from equilibre.drawings.cash_line import cash_line_svg
from equilibre.drawings.drawing import Drawing, Variant
from equilibre.drawings.fan import fan_svg
from equilibre.drawings.scale import Scale
from equilibre.drawings.years import years_svg
from equilibre.trajectory.hypotheses import Scenario, TrajectoryPlan
from equilibre.trajectory.projection import both
from equilibre.trajectory.uncertainty import draw
from equilibre.trajectory.wording import thousands

VARIANTS: tuple[Variant, ...] = ("page", "print", "phone")
CLASSES = {f"f-{name}" for name in palette.TOKENS} | {f"s-{name}" for name in palette.TOKENS} | {"drawing"}
K = 100_000


def cash(plan: TrajectoryPlan, scenario: Scenario, variant: Variant = "page", prefix: str = "a") -> Drawing:
    return cash_line_svg(plan, both(plan, scenario), months=None, variant=variant, prefix=prefix)


def fan(plan: TrajectoryPlan, scenario: Scenario, variant: Variant = "page", prefix: str = "a") -> Drawing:
    told = draw(plan, scenario, seed=1, draws=200)
    return fan_svg(plan, told, variant=variant, prefix=prefix)


def years(plan: TrajectoryPlan, scenario: Scenario, variant: Variant = "page", prefix: str = "a") -> Drawing:
    return years_svg(both(plan, scenario), variant=variant, prefix=prefix)


DRAW: dict[str, Callable[..., Drawing]] = {"cash": cash, "fan": fan, "years": years}


def long_plan() -> TrajectoryPlan:
    return msgspec.structs.replace(by_hand(), years=10)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", DRAW)
@settings(max_examples=12, deadline=None)
@given(plan=plans())
def test_any_plan_gives_a_named_image_with_its_words_inside_and_apart(
    name: str, variant: Variant, plan: TrajectoryPlan
) -> None:
    drawing = DRAW[name](plan, plan.scenarios[0], variant)
    root = parse(drawing.svg)
    assert root.get("role") == "img"
    assert [root.find(NS + tag).text for tag in ("title", "desc")] == [drawing.title, drawing.description]  # type: ignore[union-attr]
    identifiers = [item.get("id") for item in root.iter() if item.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert references(drawing.svg) <= set(identifiers)
    assert drawing.table.rows
    assert all(len(row) == len(drawing.table.header) for row in drawing.table.rows)
    if variant != "print":
        assert outside(drawing.svg) == []
        assert collisions(drawing.svg) == []


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("scenario", ["fil", "choisi", "prudent"])
@pytest.mark.parametrize("plan", [by_hand(), long_plan()], ids=["two years", "ten years"])
def test_the_example_is_readable(plan: TrajectoryPlan, scenario: str, name: str, variant: Variant) -> None:
    drawing = DRAW[name](plan, plan.scenario(scenario), variant)
    if variant != "print":
        assert outside(drawing.svg) == [] and collisions(drawing.svg) == []
    root = parse(drawing.svg)
    width = float((root.get("viewBox") or "").split()[2])
    sizes = [float(item.get("font-size", 16)) for item in root.iter() if item.get("font-size")]
    assert variant != "phone" or min(sizes) * 328 / width >= 11
    assert len(list(root.iter())) <= 130
    for item in root.iter():
        for word in (item.get("class") or "").split():
            assert word in CLASSES or item is root
            if word.startswith("s-"):
                assert item.get("stroke") == palette.TOKENS[word.removeprefix("s-")]


@pytest.mark.parametrize("name", DRAW)
def test_its_identifiers_carry_the_prefix_and_its_sentence_is_one(name: str) -> None:
    drawing = DRAW[name](by_hand(), by_hand().scenario("prudent"), "page", "ailleurs")
    assert all((item.get("id") or "ailleurs").startswith("ailleurs") for item in parse(drawing.svg).iter())
    assert drawing.sentence[0].isupper() and drawing.sentence.endswith(".")
    for mark in (" :", " ;", " %", " €", "« ", " »", "  "):
        assert mark not in drawing.sentence


def test_cash_names_the_lowest_of_each_reading_and_tells_them_apart_without_colour() -> None:
    plan = by_hand()
    drawing = cash_line_svg(plan, both(plan, plan.scenario("choisi")))
    assert drawing.sentence == (
        "Au plus bas, la trésorerie est de 2\u202f052\u00a0€ fin décembre\u00a02028 avec l’acquis"
        " seulement, et de 25\u202f760\u00a0€ fin mars\u00a02027 tout compris. Avec l’acquis seulement, elle"
        " passe sous un mois de dépenses fin novembre\u00a02028\u202f; tout compris, elle reste au-dessus."
    )
    told = [word.text for word in words(drawing.svg)]
    for text in ("déc.\u00a02028", "2\u00a0k€", "mars\u00a02027", "26\u00a0k€", "un mois de dépenses", "0"):
        assert text in told
    lines = [line for line in every(drawing.svg, "path") if line.get("stroke-width") == "2.6"]
    assert len({line.get("stroke-dasharray") for line in lines}) == 2
    assert [row[0] for row in drawing.table.rows][::23] == ["janvier\u00a02027", "décembre\u00a02028"]
    assert drawing.table.rows[0] == (
        "janvier\u00a02027", "34\u202f320\u00a0€", "34\u202f320\u00a0€", "8\u202f990\u00a0€",
    )  # fmt: skip


def test_cash_shows_twenty_four_months_unless_asked_for_all() -> None:
    plan = long_plan()
    readings = both(plan, plan.scenario("fil"))
    assert len(cash_line_svg(plan, readings).table.rows) == 24
    assert len(cash_line_svg(plan, readings, months=None).table.rows) == 120


def test_when_everything_is_acquired_the_two_readings_are_told_once() -> None:
    plan = by_hand()
    sure = tuple(msgspec.structs.replace(line, status="acquis") for line in plan.lines)
    plan = msgspec.structs.replace(plan, lines=sure)
    drawing = cash_line_svg(plan, both(plan, plan.scenario("fil")))
    assert "dans les deux lectures. Elle reste au-dessus d’un mois de dépenses pendant" in drawing.sentence
    assert not [mark for mark in every(drawing.svg, "path") if mark.get("fill") == palette.TOKENS["paper"]]


def test_the_fan_is_told_in_thousands_and_in_words() -> None:
    plan = by_hand()
    told = draw(plan, plan.scenario("prudent"), seed=1)
    drawing = fan_svg(plan, told)
    low, _, middle, _, high = (thousands(cents) for cents in told.bands[-1].cash)
    assert (
        f"entre {low} et {high} dans 8\u00a0cas sur\u00a010\u202f; le milieu est {middle}."
        in drawing.sentence
    )
    assert drawing.sentence.endswith("environ 3 fois sur 10.")
    assert all(cell.endswith("000\u00a0€") for row in drawing.table.rows for cell in row[1:6])
    # Two bands, the ground and the median.
    bands = [mark for mark in every(drawing.svg, "path") if mark.get("fill-opacity")]
    assert len(bands) == 2


def test_the_years_go_from_full_to_hollow_and_compare_with_costs() -> None:
    plan = by_hand()
    drawing = years_svg(both(plan, plan.scenario("choisi")))
    # 96 720 ÷ 107 880 and 97 454,40 ÷ 111 242,80
    assert drawing.sentence == (
        "En 2027, l’acquis couvre 90\u00a0% des charges\u202f; en 2028, 88\u00a0%."
        " Tout compris, aucun exercice n’est en perte."
    )
    table = {row[0]: row[1:] for row in drawing.table.rows}
    assert table["Ressources demandées"] == ("24\u202f000\u00a0€", "24\u202f000\u00a0€")
    assert "Ressources notifiées" not in table
    assert table["Charges, tout compris"][0] == "107\u202f880\u00a0€"
    told = [word.text for word in words(drawing.svg)]
    assert told[:4] == ["ressources acquises", "ressources demandées", "ressources à rechercher", "charges"]
    hollow = [mark for mark in every(drawing.svg, "rect") if mark.get("stroke-dasharray")]
    assert hollow and all(mark.get("fill") == "none" for mark in hollow)


def test_a_year_in_the_red_is_said_first() -> None:
    plan = by_hand()
    poor = tuple(line for line in plan.lines if line.key != "ville")
    plan = msgspec.structs.replace(plan, lines=poor, shocks=(), scenarios=plan.scenarios[:1])
    drawing = years_svg(both(plan, plan.scenario("fil")))
    # 120 720 − 60 000 − 104 880
    assert drawing.sentence.endswith("Tout compris, il manque 44\u202f160\u00a0€ en 2027.")


def test_amounts_of_a_small_scale_are_never_rounded_to_the_same_words() -> None:
    scale = Scale.of([200_000], 0, 100)
    told = [scale.written(cents) for cents in scale.rules]
    assert len(set(told)) == len(told) and "1\u202f500\u00a0€" in told


def test_thousands() -> None:
    assert [thousands(cents) for cents in (1_249_999, 49_999, -49_999, -50_000, 0)] == [
        "12\u202f000\u00a0€", "0\u00a0€", "0\u00a0€", "−1\u202f000\u00a0€", "0\u00a0€",
    ]  # fmt: skip

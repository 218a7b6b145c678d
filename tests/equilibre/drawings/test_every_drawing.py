"""What holds for every drawing, in every variant, whatever the model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from svg_reading import NS, collisions, every, outside, parse, references, words

import model_fixtures as fixtures
from equilibre.drawings import palette
from equilibre.drawings.bars import structure_svg
from equilibre.drawings.barycentre import natures_svg, pillars_svg
from equilibre.drawings.cash import cash_svg
from equilibre.drawings.drawing import Drawing, Variant
from equilibre.drawings.families import family_bar_svg
from equilibre.drawings.flow import flow_svg
from equilibre.model.results import SocioEconomicModel, Totals

Draw = Callable[..., Drawing]
DRAW: dict[str, Draw] = {
    "pillars": pillars_svg,
    "natures": natures_svg,
    "families": family_bar_svg,
    "flow": flow_svg,
    "structure": structure_svg,
    "cash": cash_svg,
}
VARIANTS: tuple[Variant, ...] = ("page", "print", "phone")
CLASSES = (
    {f"f-{name}" for name in palette.TOKENS} | {f"s-{name}" for name in palette.TOKENS} | {"serif", "drawing"}
)


def hostile() -> SocioEconomicModel:
    """Labels that are markup, spreadsheets formulas, very long, or empty."""
    nasty = "<script>alert(1)</script>\"'&=cmd()" + "très long libellé " * 30
    changes = {
        "flow_in": tuple(fixtures.replaced(node, label=nasty) for node in fixtures.flow_in()),
        "resources": tuple(fixtures.replaced(line, label=nasty) for line in fixtures.resources()),
        "costs": tuple(fixtures.replaced(line, label=nasty) for line in fixtures.costs()),
    }
    return fixtures.model(fixtures.exercice(**changes))


def nothing() -> SocioEconomicModel:
    """An exercice of which nothing is known."""
    empty = fixtures.exercice(
        totals=Totals(products=0, charges=None, result=None, in_kind=0, year_resources=0),
        resources=(),
        costs=(),
        natures=fixtures.natures(0, 0, 0, 0, 0),
        flow_in=(),
        flow_out=(),
        cash_months=(),
        pillars=fixtures.pillars(None, None, None),
        pillars_point=fixtures.point("2024", None, None, None),
        natures_point=fixtures.point("2024", 0, 0, 0),
    )
    return fixtures.model(empty)


MODELS: dict[str, Callable[[], SocioEconomicModel]] = {
    "three years": fixtures.model,
    "one year": lambda: fixtures.model(fixtures.exercice()),
    "hostile": hostile,
    "nothing": nothing,
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("case", MODELS)
def test_it_is_a_named_image_that_a_strict_page_accepts(case: str, name: str, variant: Variant) -> None:
    drawing = DRAW[name](MODELS[case](), variant=variant)
    if name == "cash" and case == "nothing":
        assert drawing.svg == ""
        return
    root = parse(drawing.svg)
    assert root.get("role") == "img"
    assert [root.find(NS + tag).text for tag in ("title", "desc")] == [drawing.title, drawing.description]  # type: ignore[union-attr]
    assert not every(drawing.svg, "script") and not every(drawing.svg, "style")
    assert all(
        "style" not in item.attrib and not any(k.startswith("on") for k in item.attrib)
        for item in root.iter()
    )
    identifiers = [item.get("id") for item in root.iter() if item.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert references(drawing.svg) <= set(identifiers)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("case", MODELS)
def test_its_words_stay_inside_and_apart(case: str, name: str, variant: Variant) -> None:
    svg = DRAW[name](MODELS[case](), variant=variant).svg
    if svg and variant != "print":
        assert outside(svg) == []
        assert collisions(svg) == []


@pytest.mark.parametrize("name", DRAW)
def test_its_classes_are_documented_and_every_class_has_a_fallback(name: str) -> None:
    root = parse(DRAW[name](fixtures.model()).svg)
    for item in root.iter():
        for word in (item.get("class") or "").split():
            assert word in CLASSES or item is root
            if word.startswith("f-"):
                assert item.get("fill") == palette.TOKENS[word.removeprefix("f-")]
            if word.startswith("s-"):
                assert item.get("stroke") == palette.TOKENS[word.removeprefix("s-")]


@pytest.mark.parametrize("name", DRAW)
def test_it_has_few_nodes_and_a_whole_table(name: str) -> None:
    drawing = DRAW[name](fixtures.model())
    assert len(list(parse(drawing.svg).iter())) <= 125
    assert drawing.table.rows
    assert all(len(row) == len(drawing.table.header) for row in drawing.table.rows)


@pytest.mark.parametrize("name", DRAW)
def test_its_identifiers_carry_the_prefix(name: str) -> None:
    svg = DRAW[name](fixtures.model(), prefix="ailleurs").svg
    assert all((item.get("id") or "ailleurs").startswith("ailleurs") for item in parse(svg).iter())


@pytest.mark.parametrize("name", DRAW)
def test_the_phone_has_letters_that_can_be_read_at_360_pixels(name: str) -> None:
    root = parse(DRAW[name](fixtures.model(), variant="phone").svg)
    width = float((root.get("viewBox") or "").split()[2])
    sizes = [float(item.get("font-size", 16)) for item in root.iter() if item.get("font-size")]
    assert min(sizes) * 328 / width >= 11


@pytest.mark.parametrize("name", DRAW)
def test_its_sentence_is_a_sentence(name: str) -> None:
    sentence = DRAW[name](fixtures.model()).sentence
    assert sentence[0].isupper() and sentence.endswith(".")
    assert "  " not in sentence
    for mark in (" :", " ;", " %", " €", "« ", " »"):
        assert mark not in sentence


def test_markup_in_a_label_is_shown_as_written() -> None:
    drawing = flow_svg(hostile(), variant="phone")
    assert any(word.text.startswith("<script>") for word in words(drawing.svg))

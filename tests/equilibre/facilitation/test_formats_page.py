"""The reference of the formats says what the data and the code hold: its tables are read here."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from equilibre.facilitation.answers import VOTES
from equilibre.facilitation.formats import (
    BY_NAME,
    SECTIONS,
    Ask,
    Format,
    Kind,
    Option,
    Role,
    Section,
    SessionStep,
    Shown,
    Source,
    faults,
    shipped,
)

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
LIMITS = {
    "titre d’une étape": 60,
    "consigne de la salle": 160,
    "guide de l’hôte, pour une étape": 550,
    "question": 70,
    "précision": 120,
    "réponse proposée": 80,
}


def table(section: str) -> list[list[str]]:
    """Rows of the first table of a section, without its heading, codes without their marks."""
    words = PAGE.split(f"# {section}\n", 1)[1].split("\n#", 1)[0]
    rows = [line.strip("|").split("|") for line in words.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in row] for row in rows[2:]]


def plain(text: str) -> str:
    """With the spaces of a keyboard, as the page is typed."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_table_tells_every_shipped_format() -> None:
    assert table("Les formats livrés") == [
        [form.key, plain(form.title), str(form.minutes), str(len(form.steps)), str(form.least)]
        for form in shipped().values()
    ]


@pytest.mark.parametrize(
    ("section", "struct"),
    [
        ("Le format", Format),
        ("L’étape", SessionStep),
        ("La question posée", Ask),
        ("La réponse proposée", Option),
        ("Le rôle", Role),
    ],
)
def test_every_field_is_explained(section: str, struct: type[msgspec.Struct]) -> None:
    assert [row[0] for row in table(section)] == [one.name for one in msgspec.structs.fields(struct)]


@pytest.mark.parametrize(
    ("section", "codes"),
    [
        ("Les sortes de questions", Kind),
        ("D’où viennent les réponses proposées", Source),
        ("Ce que garde le compte rendu", Section),
        ("Ce que montre le grand écran", Shown),
    ],
)
def test_every_code_is_explained(section: str, codes: object) -> None:
    assert {row[0] for row in table(section)} == set(get_args(codes)) - {""}


def test_how_each_kind_is_counted_is_told_with_its_status() -> None:
    rows = table("Comment on compte")
    kinds = [kind for row in rows for kind in row[0].replace("`", "").split(", ")]
    assert sorted(kinds) == sorted(get_args(Kind))
    assert all("*convention*" in row[2] or "*établi*" in row[2] for row in rows)


def test_what_may_be_by_name_is_told_and_which_formats_offer_it() -> None:
    words = PAGE.split("## Sans nom, en secret, par nom", 1)[1].split("\n## ")[0]
    told = words.split("Seuls ", 1)[1].split(" peuvent être nominatifs")[0]
    assert set(told.replace("`", "").replace(" et", ",").replace(" ", "").split(",")) == set(BY_NAME)
    offered = {form.key for form in shipped().values() if any(ask.named for _, ask in form.asks())}
    assert {key for key in shipped() if f"`{key}`" in words.split("Des formats livrés", 1)[1]} == offered


def test_the_parts_of_the_minutes_are_told_in_their_order() -> None:
    assert [tuple(row) for row in table("Ce que garde le compte rendu")] == list(SECTIONS.items())
    assert ", ".join(VOTES) in PAGE


def test_the_limits_of_texts_are_told() -> None:
    assert {what: int(number) for what, number in table("Écrire un texte")} == LIMITS


@pytest.mark.parametrize("form", shipped().values(), ids=shipped())
def test_texts_fit_where_they_are_read(form: Format) -> None:
    title, room, host, prompt, more, label = LIMITS.values()
    for step in form.steps:
        assert len(step.title) <= title and len(step.room) <= room and len(step.host) <= host, step.key
        assert step.host and step.room and step.minutes > 0
    for _, ask in form.asks():
        assert len(ask.prompt) <= prompt and len(ask.help) <= more, ask.key
        assert all(len(one.label) <= label for one in ask.options), ask.key


def test_the_example_of_the_page_can_be_followed() -> None:
    example = tomllib.loads(PAGE.split("```toml\n")[1].split("```")[0])
    steps = msgspec.convert(example["steps"], tuple[SessionStep, ...])
    form = Format(key="a", title="A", purpose="A", people="A", version="2026-11", steps=steps)
    assert faults(form) == []


def test_the_name_of_a_file_is_the_key_of_its_format() -> None:
    names = {one.name for one in (files("equilibre.facilitation") / "data").iterdir()}
    assert names == {f"{key}.toml" for key in shipped()}

"""French texts are typeset: ’ between letters, no ordinary space before ; : ! ? % €, and honest statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
import pytest

from equilibre.accounts import checks
from equilibre.accounts.cases import case_dossier, case_slugs, load_case
from equilibre.errors import ReadError
from equilibre.examples import fictitious_dossier
from equilibre.facilitation import formats
from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier
from equilibre.model.results import SocioEconomicModel
from equilibre.reference import catalogue, parameters, shipped, wordings

STRAIGHT = re.compile(r"[^\W\d_]'[^\W_]")
ORDINARY_SPACE = re.compile(r"\S [;:!?%€](?!\w)|« | »")
OF_THE_FILE = {"account_label", "name", "project", "source"}
WORDED = (
    "alerts.toml",
    "findings.toml",
    "actions.toml",
    "catalogue.toml",
    "headings.toml",
    "parameters.toml",
)
SHORT_LABEL = 24


@cache
def models() -> tuple[tuple[Dossier, SocioEconomicModel], ...]:
    """The fictitious association, then every published case."""
    dossiers = (fictitious_dossier(), *(case_dossier(load_case(slug)) for slug in case_slugs()))
    return tuple((dossier, build_model(dossier)) for dossier in dossiers)


def texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every string of plain data with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for rank, item in enumerate(value):
            yield from texts(item, f"{where}[{rank}]")


def read_labels(dossier: Dossier) -> frozenset[str]:
    """What the files and the user wrote: it stays as it was written."""
    return frozenset(text for _, text in texts(msgspec.to_builtins(dossier)) if STRAIGHT.search(text))


def test_the_models_texts_are_typeset() -> None:
    dossier, model = models()[0]
    typed = read_labels(dossier)
    wrong = [
        (where, text)
        for where, text in texts(msgspec.to_builtins(model))
        if not any(label in text for label in typed)
        and (
            STRAIGHT.search(text) or (ORDINARY_SPACE.search(text) and where.split(".")[-1] not in OF_THE_FILE)
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("name", WORDED)
def test_shipped_sentences_hold_no_straight_apostrophe(name: str) -> None:
    assert [found for found in texts(shipped.document(name)) if STRAIGHT.search(found[1])] == []


def test_shipped_sentences_are_spaced_when_they_are_told() -> None:
    told = [
        *(wordings.fill(w.message, dict.fromkeys(wordings.places(w.message), "x")) for w in _alerts()),
        *(line.label for line in catalogue.lines().values()),
        *(family.condition for family in catalogue.families().values()),
        *(parameter.label for parameter in parameters.all_parameters()),
    ]
    assert [text for text in told if ORDINARY_SPACE.search(text)] == []


def _alerts() -> Iterator[wordings.AlertWording]:
    yield from wordings.alerts().values()


def test_the_formats_of_sessions_are_typeset() -> None:
    told = list(texts(msgspec.to_builtins(formats.shipped())))
    assert len(told) > 500
    assert [found for found in told if STRAIGHT.search(found[1]) or ORDINARY_SPACE.search(found[1])] == []


def test_an_error_is_typeset_and_what_was_read_stays() -> None:
    error = ReadError("code", "L'année est fausse : relisez", remedy="Corrigez-la !", read="l'an : 2O24")
    assert error.sentence() == (
        "L’année est fausse\u00a0: relisez. Lu\u00a0: «\u00a0l'an : 2O24\u00a0». Corrigez-la\u202f!"
    )


def test_the_catalogue_of_checks_holds_no_straight_apostrophe() -> None:
    words = [
        text for check in checks.CATALOGUE.values() for text in (check.message, check.expected, check.remedy)
    ]
    assert [text for text in words if STRAIGHT.search(text)] == []


def test_what_follows_a_value_never_repeats_it() -> None:
    repeated = [
        (indicator.code, indicator.text)
        for _, model in models()
        for exercice in model.exercices
        for indicator in exercice.solidity
        if indicator.value is not None
        and re.match(r"[−\d]", indicator.text)
        and indicator.code != "tresorerie_basse"
    ]
    assert repeated == []


def test_a_convention_of_the_platform_has_the_status_of_one() -> None:
    used = {
        (figure.source, figure.status)
        for _, model in models()
        for exercice in model.exercices
        for figure in exercice.figures.values()
    }
    said = {
        (source, status)
        for source, status in used
        if re.match(r"(Convention|Règle) de la plateforme", source)
    }
    assert said
    assert {status for _, status in said} == {"convention"}
    readings = {status for source, status in used if "lecture de la plateforme" in source.lower()}
    assert readings <= {"lecture", "convention"}


def test_what_is_said_of_le_rameau_is_a_reading_unless_it_is_published() -> None:
    by_key = {p.key: {v.status for v in p.values} for p in parameters.all_parameters()}
    assert by_key["repere_action"] == by_key["repere_ingenierie"] == {"etabli"}
    conventions = {
        p.key for p in parameters.all_parameters() for v in p.values if v.source.startswith("Convention")
    }
    assert {key for key in conventions if by_key[key] != {"convention"}} == set()
    computed = {
        figure.status
        for _, model in models()
        for exercice in model.exercices
        for key, figure in exercice.figures.items()
        if key.startswith("reperes.")
    }
    assert computed == {"convention"}


def test_every_line_has_a_label_that_a_drawing_does_not_cut() -> None:
    assert {
        c: n.short for c, n in catalogue.lines().items() if len(n.short) > SHORT_LABEL or "…" in n.short
    } == {}

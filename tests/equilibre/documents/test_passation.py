"""The passation file: exact round trip, and a clear refusal of anything else."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import model_fixtures as fixtures
from equilibre.accounts.totals import AccountLine, AccountTotals, SourceInfo
from equilibre.documents.passation import MAX_BYTES, read_passation, write_passation
from equilibre.errors import ReadError
from equilibre.examples import fictitious_dossier
from equilibre.model.dossier import (
    CostUses,
    Dossier,
    ExerciceInputs,
    HumanMeans,
    MoveAccount,
    Partner,
    SplitAccount,
    StrategicPartner,
)

TODAY = dt.date(2026, 1, 5)


def small() -> Dossier:
    totals = AccountTotals(
        opening=dt.date(2024, 1, 1),
        closing=dt.date(2024, 12, 31),
        regime="anc2020",
        basis="engagement",
        scope="produits_et_charges",
        accounts=(
            AccountLine(number="606100", label="Énergie", months={"2024-03": 1200}, movement=1200),
            AccountLine(number="706000", label="Ateliers", movement=-90_000),
        ),
        source=SourceInfo(format="fec", lines=12),
    )
    inputs = ExerciceInputs(
        totals=totals,
        means=HumanMeans(volunteer_hours_field=120.25),
        partners=(Partner(key="p1", name="Une MJC", alliance="moyens"),),
        uses=CostUses(action=0.6, animation=0.1, pilotage=0.1, capitalisation=0.1, valorisation=0.1),
        corrections=(
            MoveAccount(account="706000", line="R13"),
            SplitAccount(account="706000", parts=(("R11", 40_000), ("R13", 50_000))),
            StrategicPartner(payer="f1", traits=("expertise_reseaux",)),
        ),
        answers={"cotisation": "adhesion"},
    )
    return Dossier(exercices=(inputs,), organisation="L’Écho des « Voisins »")


def written(dossier: Dossier | None = None) -> bytes:
    return write_passation(dossier or small(), fixtures.model(), today=TODAY)


def changed(edit: Any) -> bytes:
    content = json.loads(written())
    edit(content)
    return json.dumps(content).encode()


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_passation(data)
    assert caught.value.message and caught.value.remedy
    return caught.value


def test_what_is_written_is_read_back_exactly() -> None:
    assert read_passation(written()) == small()


def test_the_fictitious_association_comes_back_whole() -> None:
    dossier = fictitious_dossier()
    assert read_passation(written(dossier)) == dossier


def test_writing_twice_gives_the_same_bytes() -> None:
    assert written() == written(read_passation(written()))


def test_a_human_can_read_it() -> None:
    text = written().decode()
    content = json.loads(text)
    assert next(iter(content)) == "lisez_moi"
    assert "Fichier de passation" in content["lisez_moi"]
    assert content["format"] == "trajectoires/passation/1"
    assert content["en_bref"]["exercices"][-1]["produits"] == "133\u202f000\u00a0€"
    assert '\n  "dossier": {\n    "exercices": [' in text


def test_a_byte_order_mark_is_accepted() -> None:
    assert read_passation(b"\xef\xbb\xbf" + written()) == small()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"\x00\x01\x02",
        b"%PDF-1.7",
        b"null",
        b"[]",
        b"12",
        b'"texte"',
        b"{}",
        b'{"format": 3}',
        b'{"format": "trajectoires/passation/1"}',
        b'{"format": "trajectoires/passation/1", "dossier": NaN}',
        b'{"format": "autre", "dossier": {}}',
        b'{"a": \xff\xfe}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b'{"dossier": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001,
        b'{"format": "trajectoires/passation/1", "dossier": ' + b"[" * 60 + b"]" * 60 + b"}",
        b'{"format": "trajectoires/passation/1", "dossier": {"exercices": ' + b"9" * 6000 + b"}}",
    ],
)
def test_what_is_not_a_passation_is_refused(data: bytes) -> None:
    refused(data)


def test_a_cut_file_says_the_line() -> None:
    whole = written()
    error = refused(whole[: len(whole) // 2])
    assert error.code == "passation_illisible"
    assert error.line is not None and error.line > 5


def test_too_large_a_file_is_refused_before_it_is_parsed() -> None:
    assert refused(b" " * (MAX_BYTES + 1)).code == "passation_trop_grande"


def test_another_version_is_named() -> None:
    error = refused(changed(lambda c: c.update(format="trajectoires/passation/2")))
    assert (error.code, error.read) == ("passation_version", "trajectoires/passation/2")


def account(content: dict[str, Any], rank: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = content["dossier"]["exercices"][0]["totals"]["accounts"][rank]
    return found


def totals(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["dossier"]["exercices"][0]["totals"]
    return found


PATH = "dossier.exercices[0].totals"


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (lambda c: account(c).update(movement="mille"), f"{PATH}.accounts[0].movement"),
        (lambda c: account(c).update(movement=12.5), f"{PATH}.accounts[0].movement"),
        (lambda c: account(c).update(movement=10**16, months={}), f"{PATH}.accounts[0].movement"),
        (lambda c: account(c).update(movement=10**30, months={}), f"{PATH}.accounts[0].movement"),
        (lambda c: account(c).update(months={"2024-03": 7}), f"{PATH}.accounts[0].movement"),
        (lambda c: account(c).update(months={"2024-13": 1200}), f"{PATH}.accounts[0].months"),
        (lambda c: account(c).update(number="=cmd()"), f"{PATH}.accounts[0].number"),
        (lambda c: account(c).update(number="706000"), f"{PATH}.accounts[1].number"),
        (lambda c: account(c).update(number="999000"), f"{PATH}.accounts[1].number"),
        (lambda c: account(c).update(label="x" * 5000), f"{PATH}.accounts[0].label"),
        (lambda c: account(c).update(label="a\x00b"), f"{PATH}.accounts[0].label"),
        (lambda c: account(c).pop("label"), f"{PATH}.accounts[0].label"),
        (lambda c: account(c).update(solde=3), f"{PATH}.accounts[0].solde"),
        (lambda c: totals(c).update(opening="2024-02-30"), f"{PATH}.opening"),
        (lambda c: totals(c).update(opening="0001-01-01"), f"{PATH}.opening"),
        (lambda c: totals(c).update(closing="2023-12-31"), f"{PATH}.closing"),
        (lambda c: totals(c).update(closing="2199-12-31"), f"{PATH}.closing"),
        (lambda c: totals(c).update(regime="anc1999"), f"{PATH}.regime"),
        (lambda c: c["dossier"].update(exercices=[]), "dossier.exercices"),
        (
            lambda c: c["dossier"].update(exercices=c["dossier"]["exercices"] * 2),
            "dossier.exercices[1].totals.opening",
        ),
        (lambda c: c["dossier"].update(exercices=c["dossier"]["exercices"] * 40), "dossier.exercices"),
        (
            lambda c: c["dossier"]["exercices"][0]["means"].update(volunteer_hours_field=1e300),
            "dossier.exercices[0].means.volunteer_hours_field",
        ),
        (lambda c: c["dossier"]["exercices"][0]["uses"].update(action=0.9), "dossier.exercices[0].uses"),
        (
            lambda c: c["dossier"]["exercices"][0]["corrections"][0].update(type="effacer"),
            "dossier.exercices[0].corrections[0].type",
        ),
        (
            lambda c: c["dossier"]["exercices"][0]["partners"].append(
                c["dossier"]["exercices"][0]["partners"][0]
            ),
            "dossier.exercices[0].partners[1].key",
        ),
        (lambda c: c["dossier"]["exercices"][0].update(answers=[1]), "dossier.exercices[0].answers"),
    ],
)
def test_a_wrong_field_is_refused_with_its_path(edit: Any, field: str) -> None:
    assert refused(changed(edit)).field == field


def test_types_are_said_in_french() -> None:
    error = refused(changed(lambda c: account(c).update(movement="mille")))
    assert (error.read, error.expected) == ("un texte", "un nombre entier")


def test_nan_and_infinity_are_refused() -> None:
    for value in (b"NaN", b"Infinity", b"-Infinity", b"1e999"):
        refused(written().replace(b"120.25", value))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_mutated_bytes_never_raise_anything_else(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(written())
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data))
        data[place : place + chance.randint(0, 4)] = bytes(
            chance.choices(b'{}[]",:0-9eE.\xc3\x00ntf', k=chance.randint(0, 4))
        )
    try:
        dossier = read_passation(bytes(data))
    except ReadError as error:
        assert error.message
    else:
        assert isinstance(dossier, Dossier)

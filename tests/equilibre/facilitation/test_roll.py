"""A vote by name: what is written is what each person agreed to, and a typed line says what it lacks."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from equilibre.facilitation.answers import check
from equilibre.facilitation.formats import Ask, Option, SessionStep, faults, shipped
from equilibre.facilitation.minutes import Held, Outcome, SessionRecord, minutes
from equilibre.facilitation.roll import Roll, Voice, answers_of, typed
from equilibre.facilitation.tally import PaperError, Tally, tally

VOTE = Ask(key="v", kind="vote", prompt="Retenons-nous ?", secrecy="named", named=True, section="decisions")
PLACES = (Option(key="a", label="Le local : rue Basse"), Option(key="b", label="La salle"))
PICK = Ask(key="c", kind="choose", prompt="Où ?", options=PLACES, secrecy="named", named=True, most=2)


def test_lines_typed_by_the_host_are_voices() -> None:
    found = typed(VOTE, (), "Claire Martin : pour\n\n  Aïcha\u00a0B. :CONTRE\nPaul: abstention")
    assert found == (
        Voice(name="Claire Martin", keys=("pour",)),
        Voice(name="Aïcha B.", keys=("contre",)),
        Voice(name="Paul", keys=("abstention",)),
    )
    assert tally(answers_of(found)).counts == {"abstention": {1: 1}, "contre": {1: 1}, "pour": {1: 1}}


def test_a_choice_may_hold_several_answers_a_colon_or_none() -> None:
    found = typed(
        PICK, PLACES, "A : la salle ; le local : rue basse\nB : Le local : rue Basse\nC : s'abstient"
    )
    assert [one.keys for one in found] == [("b", "a"), ("a",), ()]
    assert tally(answers_of(found)).abstained == 1
    told = Roll(paper=found).lines(PICK, PLACES)
    assert told[0] == ("A", "La salle et Le local : rue Basse") and told[2] == ("C", "S’abstient")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Claire", "Ligne 1.*écrivez un nom, deux points, un vote"),
        ("Claire :", "écrivez un nom, deux points, un vote"),
        (": pour", "écrivez un nom, deux points, un vote"),
        ("Claire : oui", "le vote attendu est «\u00a0pour"),
        ("Claire : pour\nCLAIRE : contre", "Ligne 2.*a déjà voté"),
        ("paul : pour", "a déjà voté"),
        ("x" * 61 + " : pour", "60 caractères"),
        ("Claire : pour ; contre", "1 réponse au plus"),
    ],
)
def test_a_line_that_is_no_vote_is_refused_with_its_number(text: str, why: str) -> None:
    with pytest.raises(PaperError, match=why):
        typed(VOTE, (), text, known=("Paul",))


def test_names_come_in_alphabetical_order_accents_apart() -> None:
    roll = Roll(
        phones=(Voice(name="Zoé", keys=("pour",)), Voice(name="Émile", keys=("contre",))),
        paper=(Voice(name="eve", keys=("pour",)),),
    )
    assert [name for name, _ in roll.lines(VOTE, ())] == ["Émile", "eve", "Zoé"]


def test_the_minutes_hold_a_table_of_names_only_for_a_vote_by_name() -> None:
    roll = Roll(phones=(Voice(name="Zoé", keys=("pour",)),))
    found = Tally(answered=1, counts={"pour": {1: 1}})
    pick = msgspec.structs.replace(PICK, section="ordre_du_jour")
    picked = Roll(paper=(Voice(name="Ève", keys=("b",)),))
    record = SessionRecord(
        title="Conseil",
        on=dt.date(2027, 3, 4),
        format_title="Essai",
        steps=(),
        held=(Held(ask=pick, options=PLACES, tally=Tally(answered=1, counts={"b": {1: 1}}), roll=picked),),
        outcomes=(
            Outcome(key="d", label="Garder le local", tally=found, roll=roll.lines(VOTE, ())),
            Outcome(key="e", label="Former à la paie", tally=found),
        ),
    )
    parts = {part.title: part for part in minutes(record).parts}
    (table,) = parts["Les décisions"].voters
    assert table.rows == (("Zoé", "Pour"),) and table.caption == "Vote nominatif\u00a0: garder le local"
    first, second = parts["Les décisions"].items
    assert "Vote nominatif\u00a0: 1\u00a0pour" in first and "nominatif" not in second
    assert parts["À inscrire à l’ordre du jour"].voters[0].rows == (("Ève", "La salle"),)


def test_a_secret_vote_of_fewer_than_five_keeps_its_figures_in_the_minutes() -> None:
    secret = Ask(key="v", kind="vote", prompt="?", secrecy="secret")
    votes = [check(secret, (), {"values": {one: 1}}) for one in ("pour", "pour", "contre", "pour")]
    one = Outcome(key="d", label="Garder le local", tally=tally(votes), ask=secret)
    record = SessionRecord(title="C", on=dt.date(2027, 3, 4), format_title="E", steps=(), outcomes=(one,))
    (words,) = minutes(record).parts[-1].items
    assert "Vote secret" in words and "3\u00a0pour" not in words and "1\u00a0contre" not in words


@pytest.mark.parametrize("kind", ["rate", "write", "points", "order", "role"])
def test_only_a_vote_or_a_choice_may_be_by_name(kind: str) -> None:
    ask = Ask(key="a", kind=kind, prompt="Quoi", named=True)  # type: ignore[arg-type]
    step = SessionStep(key="s", title="S", minutes=5, host="…", room="…", asks=(ask,))
    form = msgspec.structs.replace(shipped()["gouvernance"], steps=(step,))
    assert [one for one in faults(form) if "ne peut pas être nominative" in one]

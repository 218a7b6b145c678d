"""What becomes of a decision: what the voices say of it, and how a plan quotes them."""

from __future__ import annotations

import datetime as dt

import pytest

from equilibre.facilitation.carrying import commits, decided_words, fate, kept, set_aside, voices
from equilibre.facilitation.formats import Ask
from equilibre.facilitation.minutes import Outcome, SessionRecord, Statutes
from equilibre.facilitation.tally import Tally

ON = dt.date(2027, 3, 12)


def outcome(favour: int, against: int, neither: int = 0, *, quorum: int | None = None) -> Outcome:
    said = {"pour": {1: favour}, "contre": {1: against}, "abstention": {1: neither}}
    people = favour + against + neither
    statutes = None if quorum is None else Statutes(entitled=20, present=people, quorum=quorum)
    return Outcome(
        key=f"{favour}-{against}",
        label="Former à la paie",
        tally=Tally(answered=people, counts=said),
        statutes=statutes,
    )


NOT_VOTED = Outcome(key="x", label="Relire les statuts")


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (outcome(9, 1, 2), "retenue"),
        (outcome(1, 0, 11), "retenue"),
        (outcome(4, 4), "ecartee"),
        (outcome(2, 7), "ecartee"),
        (outcome(0, 0, 5), "ecartee"),
        (NOT_VOTED, "sans_vote"),
        (Outcome(key="y", label="Rien", tally=Tally()), "sans_vote"),
    ],
)
def test_more_for_than_against_or_not(one: Outcome, found: str) -> None:
    assert fate(one) == found


def test_what_was_set_aside_is_not_carried() -> None:
    yes, no = outcome(9, 1), outcome(1, 9)
    record = SessionRecord(title="CA", on=ON, format_title="", steps=(), outcomes=(yes, no, NOT_VOTED))
    assert kept(record) == (yes, NOT_VOTED)
    assert set_aside(record) == (no,)


def test_it_is_quoted_with_its_voices() -> None:
    told = decided_words(outcome(9, 1, 2), ON).replace("\u00a0", " ")
    assert told == "Voté le 12 mars 2027 en séance : 9 pour, 1 contre, 2 abstentions, vote indicatif."
    assert (
        decided_words(NOT_VOTED, ON).replace("\u00a0", " ") == "Retenu le 12 mars 2027 en séance, sans vote."
    )


def test_a_secret_vote_under_five_says_nothing() -> None:
    secret = Ask(key="v", kind="vote", prompt="Retenons-nous ?", source="decisions", secrecy="secret")
    four = Tally(answered=4, by_phone=4, counts={"pour": {1: 4}})
    told = Outcome(key="z", label="Choisir", ask=secret, tally=four)
    assert fate(told) == "sans_vote"
    words = decided_words(told, ON).replace("\u00a0", " ")
    assert words == "Retenu le 12 mars 2027 en séance, vote secret dont les voix ne se montrent pas."


def test_a_vote_commits_only_with_its_statutes_and_its_quorum() -> None:
    assert not commits(outcome(9, 1))
    assert not commits(outcome(9, 1, quorum=11))
    assert voices(outcome(9, 1, quorum=11)).endswith("quorum non atteint")
    reached = outcome(9, 1, quorum=10)
    assert commits(reached) and voices(reached).replace("\u00a0", " ") == "9 pour, 1 contre, 0 abstention"

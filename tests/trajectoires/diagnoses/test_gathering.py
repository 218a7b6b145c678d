"""Several people answer apart: what is stored, what closes for good, what erases."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import Answers
from equilibre.diagnosis.visibility import asked_at_most
from harness.diagnoses import Opened, open_diagnosis
from trajectoires.diagnoses.access import gathering_to_join, readable_diagnosis, voice_to_answer
from trajectoires.diagnoses.domain import handing, sharing, voices
from trajectoires.diagnoses.domain.opening import find_invitation
from trajectoires.diagnoses.domain.queries.gathering import differences
from trajectoires.diagnoses.domain.saved import unpack_spread
from trajectoires.diagnoses.links import link_of
from trajectoires.diagnoses.models import Diagnosis, Gathering, Voice
from trajectoires.private_links import lifetime

KEYS = [one.key for one in asked_at_most(bank.load(), "employeuse", "flash")]


def gathered(*levels: int) -> Opened:
    """A flash on which as many people as there are levels have finished, each answering everything alike."""
    opened = open_diagnosis(length="flash")
    opened.invite()
    for level in levels:
        opened.voice(alike(level), finished=True)
    return opened


def alike(level: int) -> Answers:
    """Every question answered by the same level."""
    return dict.fromkeys(KEYS, level)  # type: ignore[arg-type]


def test_two_tabs_lose_nothing(db: None) -> None:
    opened = gathered()
    link = opened.voice()
    one, other = voice_to_answer(link).voice, voice_to_answer(link).voice
    voices.answer(voice=one, given={KEYS[0]: 1})
    assert voices.answer(voice=other, given={KEYS[1]: 2}) == {KEYS[0]: 1, KEYS[1]: 2}
    assert voice_to_answer(link).saved.answers == {KEYS[0]: 1, KEYS[1]: 2}
    assert opened.now.saved.answers == {}, "a voice never writes into the diagnosis"


def test_nothing_says_who_or_when(db: None) -> None:
    assert {one.name for one in Voice._meta.get_fields()} == {
        "id", "gathering", "token_hash", "answers", "finished",
    }  # fmt: skip
    opened = gathered()
    link = opened.voice({KEYS[0]: 1})
    assert link.token not in str(Voice.objects.order_by("pk").values_list()[:])


def test_without_an_answer_nobody_has_finished(db: None) -> None:
    opened = gathered()
    voice = voice_to_answer(opened.voice()).voice
    assert not voices.finish(voice=voice)
    voices.answer(voice=voice, given={KEYS[0]: "nsp"})
    assert voices.finish(voice=voice)
    assert voice_to_answer(opened.voice({KEYS[0]: 1}, finished=True)).voice.finished


def test_only_finished_voices_count_and_closing_is_for_good(db: None) -> None:
    opened = gathered(0, 0, 1, 3)
    opened.voice(alike(2))
    with pytest.raises(voices.CountMovedError):
        opened.voice(alike(3), finished=True)
        voices.close(opened=opened.now, figures=False)
    assert not opened.gathering.closed
    found = voices.close(opened=opened.now, figures=True)
    assert (found.respondents, found.shown) == (5, True)
    assert found.agenda[0].counts == (2, 1, 0, 2)
    assert unpack_spread(opened.gathering.spread) == found
    for refused in (
        lambda: opened.voice(),
        lambda: voices.close(opened=opened.now, figures=True),
        lambda: opened.invite(),
    ):
        with pytest.raises(voices.GatheringClosedError):
            refused()


def test_under_five_it_closes_for_good_too(db: None) -> None:
    """Otherwise the titles of four and the figures of five would say what the fifth answered."""
    opened = gathered(0, 1, 2, 3)
    late = opened.voice(alike(3))
    found = voices.close(opened=opened.now, figures=False)
    assert not found.shown and found.gaps
    assert all((gap.counts, gap.nsp, gap.width) == ((), 0, None) for gap in found.gaps)
    with pytest.raises(voices.GatheringClosedError):
        voices.finish(voice=voice_to_answer(late).voice)
    with pytest.raises(voices.GatheringClosedError):
        voices.close(opened=opened.now, figures=True)
    assert unpack_spread(opened.gathering.spread) == found


def test_closing_shows_what_the_person_had_read(db: None) -> None:
    opened = gathered(0, 1, 2, 3)
    with pytest.raises(voices.CountMovedError):
        voices.close(opened=opened.now, figures=True)
    assert not opened.gathering.closed


def test_who_withdraws_afterwards_moves_no_figure(db: None) -> None:
    opened = gathered(0, 0, 1, 3)
    link = opened.voice(alike(3), finished=True)
    found = voices.close(opened=opened.now, figures=True)
    voice = voice_to_answer(link).voice
    with pytest.raises(voices.GatheringClosedError):
        voices.answer(voice=voice, given={KEYS[0]: 0})
    voices.withdraw(voice=voice)
    assert Voice.objects.count() == 4
    assert unpack_spread(opened.gathering.spread) == found
    with pytest.raises(voices.GatheringClosedError):
        voices.answer(voice=voice, given={KEYS[0]: 0})


def test_an_invitation_taken_back_never_comes_back(db: None) -> None:
    opened = open_diagnosis(length="flash")
    first = opened.invite()
    assert opened.invite() == first, "asking twice gives the one that is open"
    assert gathering_to_join(first)[1] == opened.gathering
    voices.take_back(diagnosis=opened.diagnosis)
    assert find_invitation(first) is None
    second = opened.invite()
    opened.voice(alike(1))
    voices.erase(diagnosis=opened.diagnosis)
    assert not Voice.objects.exists()
    third = opened.invite()
    assert len({first, second, third}) == 3
    assert find_invitation(second) is None


def test_no_more_than_its_room(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "MOST", 2)
    opened = gathered(1, 2)
    with pytest.raises(voices.GatheringFullError):
        opened.voice()


def test_it_goes_with_the_diagnosis(db: None) -> None:
    opened, other = gathered(1), gathered(1)
    lifetime.erase(opened.diagnosis)
    assert Gathering.objects.get() == other.gathering and Voice.objects.count() == 1
    past = timezone.now() - dt.timedelta(days=1)
    Diagnosis.objects.filter(pk=other.diagnosis.pk).update(expires_at=past)
    sharing.purge_expired(now=timezone.now())
    assert not Gathering.objects.exists() and not Voice.objects.exists()


def test_a_copy_keeps_where_they_differ_and_no_answer(db: None) -> None:
    opened = gathered(0, 0, 1, 3, 3)
    open_copy = handing.snapshot(str(opened.link))
    found = voices.close(opened=opened.now, figures=True)
    kept = handing.snapshot(str(opened.link))
    assert open_copy is not None and kept is not None
    for content, expected in ((open_copy.content, None), (kept.content, found)):
        link = link_of(handing.reopen(content).removeprefix("/diagnostic/").rstrip("/"))
        assert link is not None
        assert differences(readable_diagnosis(link)) == expected
    assert Voice.objects.count() == 5, "the answers stay where they were given"

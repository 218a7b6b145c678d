"""A question is put, answered, closed: nothing lost, nothing counted twice, nothing that tells who."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from equilibre.facilitation.formats import Ask, Format, Option, Role, SessionStep
from harness.at_once import at_once, together
from harness.sessions import Phone, hold
from trajectoires.facilitation.domain import answering, conducting, deciding, joining, rounds, starting
from trajectoires.facilitation.domain.queries.hosting import choices, counted, proposed
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import CODE_ALPHABET, CODE_LENGTH
from trajectoires.facilitation.links import voter_mark
from trajectoires.facilitation.models import Round, RoundAnswer, Seat

WORDS = {"modele": 3, "humaines": 2, "financement": 1, "alliances": 4}

WORKSHOP = Format(
    key="essai",
    title="Essai",
    purpose="Essayer",
    people="De deux à dix",
    version="1",
    roles=(
        Role(key="client", label="Client", does="Expose.", most=1),
        Role(key="consultant", label="Consultant", does="Aide."),
    ),
    steps=(
        SessionStep(
            key="roles",
            title="Rôles",
            minutes=5,
            host="…",
            room="…",
            asks=(
                Ask(key="role", kind="role", prompt="Qui fait quoi ?", secrecy="named"),
                Ask(key="retient", kind="write", prompt="Que retenez-vous ?", only="client", secrecy="named"),
                Ask(
                    key="choix",
                    kind="choose",
                    prompt="Lequel ?",
                    options=(Option(key="a", label="A"), Option(key="b", label="B")),
                ),
            ),
        ),
    ),
)


def told(put: Round) -> Any:
    """What a round counted, as stored."""
    from trajectoires.facilitation.domain.packing import read_tally

    return read_tally(Round.objects.get(pk=put.pk).tally)


def test_a_code_is_six_signs_that_nobody_confuses_and_serves_one_session(db: None) -> None:
    held = hold()
    assert len(held.session.code) == CODE_LENGTH and not set("0O1IL8B5S2Z") & set(CODE_ALPHABET)
    typed = f" {held.session.code[:3].lower()} {held.session.code[3:]}"
    assert joining.session_of_code(typed) == held.session
    conducting.end(session=held.session)
    assert joining.session_of_code(typed) is None and held.now.code is None
    with pytest.raises(RefusedError, match="terminée"):
        joining.join(session=held.session)


def test_another_code_is_drawn_when_one_is_taken(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = hold().session.code
    drawn = iter([first, first, "ACDEFH"])
    monkeypatch.setattr(starting, "_drawn", lambda: next(drawn))
    assert hold().session.code == "ACDEFH"


def test_one_answers_changes_and_is_counted_once(db: None) -> None:
    held = hold()
    phones = [held.phone() for _ in range(3)]
    put = held.put("mots")
    for phone in phones:
        phone.says(put, values=WORDS)
    phones[0].says(put, values={**WORDS, "modele": 1})
    assert counted(held.room).answered == 3
    held.close(put)
    assert told(put).answered == 3
    assert told(put).counts["modele"] == {1: 1, 3: 2}


def test_closing_keeps_the_count_and_no_answer(db: None) -> None:
    held = hold()
    put = held.put("mots")
    held.phone().says(put, values=WORDS)
    held.close(put)
    assert not RoundAnswer.objects.exists()
    before = Round.objects.values_list("tally", "closed_at").get(pk=put.pk)
    held.close(put)
    assert Round.objects.values_list("tally", "closed_at").get(pk=put.pk) == before, "closing twice is once"


def test_the_database_alone_cannot_tell_who_answered(db: None) -> None:
    held = hold()
    phones = [held.phone() for _ in range(5)]
    put = held.put("mots")
    for phone in phones:
        phone.says(put, values=WORDS)
    names = {field.name for field in RoundAnswer._meta.get_fields()}
    assert names == {"id", "round", "voter", "body", "sequence"}, "neither seat nor time"
    marks = set(RoundAnswer.objects.order_by("pk").values_list("voter", flat=True))
    known = [*Seat.objects.order_by("pk").values_list("pk", "token_hash")]
    for pk, token_hash in known:
        for guess in (str(pk), pk.hex, token_hash):
            assert voter_mark(seat_token=guess, round_id=str(put.pk)) not in marks
    assert voter_mark(seat_token=phones[0].token, round_id=str(put.pk)) in marks
    held.close(put)
    again = held.put("mots")
    phones[0].says(again, values=WORDS)
    assert RoundAnswer.objects.get().voter not in marks, "two answers of one person have nothing in common"


def test_an_older_answer_that_arrives_late_changes_nothing(db: None) -> None:
    held = hold()
    phone = held.phone()
    put = held.put("mots")
    phone.says(put, values={"modele": 4}, sequence=200)
    phone.says(put, values={"modele": 1}, sequence=100)
    phone.says(put, values={"modele": 1}, sequence=200)
    assert answering.own_answer(round_id=put.pk, seat_token=phone.token).values == {"modele": 4}
    phone.says(put, values={"modele": 2})
    phone.says(put, values={"modele": 3}, sequence=200)
    assert answering.own_answer(round_id=put.pk, seat_token=phone.token).values == {"modele": 2}


def test_after_closing_nothing_enters(db: None) -> None:
    held = hold()
    phone, put = held.phone(), held.put("mots")
    held.close(put)
    with pytest.raises(RefusedError, match="close"):
        phone.says(put, values=WORDS)
    assert told(put).answered == 0 and not RoundAnswer.objects.exists()


def test_a_seat_of_another_session_answers_nothing(db: None) -> None:
    stranger, held = hold().phone(), hold()
    with pytest.raises(RefusedError, match="close"):
        stranger.says(held.put("mots"), values=WORDS)


def test_a_guest_debates_and_does_not_vote(db: None) -> None:
    held = hold()
    guest = held.phone(guest=True)
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    put = held.put("decisions", decision="d1")
    with pytest.raises(RefusedError, match="sans voter"):
        guest.says(put, values={"pour": 1})
    held.close(put)
    words = held.put("mots")
    guest.says(words, values=WORDS)
    assert counted(held.room).guests == 1 and counted(held.room).answered == 1


def test_a_role_is_taken_by_as_many_as_it_says_and_answers_its_own_questions(db: None) -> None:
    held = hold(form=WORKSHOP)
    one, two = held.phone(), held.phone()
    put = held.put("role")
    one.says(put, values={"client": 1})
    with pytest.raises(RefusedError, match="déjà pris"):
        two.says(put, values={"client": 1})
    two.says(put, values={"consultant": 1})
    one.says(put, values={"client": 1})
    held.close(put)
    assert told(put).counts == {"client": {1: 1}, "consultant": {1: 1}}
    kept = held.put("retient")
    with pytest.raises(RefusedError, match="autre rôle"):
        two.says(kept, texts=["Rien"])
    one.says(kept, texts=["Appeler la banque"])
    assert counted(held.room).answered == 1


def test_what_is_no_answer_is_refused_and_nothing_is_written(db: None) -> None:
    held = hold()
    phone = held.phone()
    put = held.put("phrase")
    for raw in ({"texts": ["x" * 10_000]}, {"texts": []}, {"values": {"modele": 1}}, {"texts": ["a", "b"]}):
        with pytest.raises(RefusedError):
            phone.says(put, **raw)
    assert not RoundAnswer.objects.exists()
    phone.says(put, texts=["<b>gras</b>"])
    held.close(put)
    assert told(put).texts == ("<b>gras</b>",)


def test_one_question_at_a_time_and_of_the_step(db: None) -> None:
    held = hold()
    with pytest.raises(RefusedError, match="Commencez"):
        rounds.open_round(session=held.session, ask_key="mots")
    put = held.put("mots")
    assert rounds.open_round(session=held.session, ask_key="mots").pk == put.pk, "the same: put once"
    with pytest.raises(RefusedError, match="ouverte"):
        conducting.go(session=held.session, seen=0, to=1)
    with pytest.raises(RefusedError, match="ouverte"):
        conducting.end(session=held.session)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(
            session=held.session, ask="mots", number=9, options=b"[]", opened_at=put.opened_at
        )
    held.close(put)
    with pytest.raises(RefusedError, match="étape"):
        rounds.open_round(session=held.session, ask_key="phrase")


def test_the_other_host_moves_once(db: None) -> None:
    held = hold()
    conducting.begin(session=held.session)
    conducting.go(session=held.session, seen=0, to=1)
    conducting.go(session=held.session, seen=0, to=1)
    assert held.now.step == 1
    conducting.go(session=held.session, seen=1, to=99)
    assert held.now.step == 1


def test_put_again_is_another_round_and_the_last_one_counts(db: None) -> None:
    held = hold()
    first = held.put("mots")
    held.close(first, show=True)
    second = held.put("mots")
    assert second.number == 2 and Round.objects.count() == 2
    assert held.room.shown == (), "the first result goes with its round"
    held.close(second, show=True)
    assert [one.row.pk for one in held.room.shown] == [second.pk]


def test_paper_adds_to_the_phones_and_may_be_typed_again(db: None) -> None:
    held = hold()
    put = held.put("horizon", "La paie", "Le local")
    held.phone().says(put, values={"p1": 7, "p2": 3})
    raw = {"answered": 2, "counts": {"p1": {10: 2}}}
    with pytest.raises(RefusedError, match="Fermez"):
        rounds.count_paper(session=held.session, round_id=put.pk, raw=raw)
    held.close(put)
    with pytest.raises(RefusedError, match="bulletins"):
        rounds.count_paper(
            session=held.session, round_id=put.pk, raw={"answered": 1, "counts": {"p1": {9: 4}}}
        )
    for _ in range(2):
        rounds.count_paper(session=held.session, round_id=put.pk, raw=raw)
    found = held.room.puts[0].tally
    assert found.answered == 3 and found.counts["p1"] == {7: 1, 10: 2}


def test_what_the_room_wrote_is_proposed_next_only_from_five(db: None) -> None:
    held = hold(seeds={"fragilites": ("Un seul financeur",)})
    phones = [held.phone() for _ in range(5)]
    few = held.put("fragilites")
    for phone in phones[:4]:
        phone.says(few, texts=["La paie"])
    held.close(few)
    held.at("gravite")
    ask = held.room.form.ask("gravite")
    assert ask is not None and proposed(held.room, ask) == ("Un seul financeur",)
    many = held.put("fragilites")
    for phone in phones:
        phone.says(many, texts=["La paie"])
    held.close(many)
    held.at("gravite")
    assert proposed(held.room, ask) == ("Un seul financeur", "La paie")
    with pytest.raises(RefusedError, match="au moins deux"):
        rounds.open_round(session=held.session, ask_key="horizon", lines=["La paie", " "])
    with pytest.raises(RefusedError, match="au plus"):
        rounds.open_round(session=held.session, ask_key="gravite", lines=[f"N{n}" for n in range(13)])


def test_a_decision_keeps_the_words_that_were_voted(db: None) -> None:
    held = hold()
    said = deciding.Decided(label="Garder le local")
    deciding.add_decision(session=held.session, key="d1", said=said)
    deciding.add_decision(session=held.session, key="d1", said=said)
    assert held.session.decisions.count() == 1, "sent twice"
    held.close(held.put("decisions", decision="d1"))
    with pytest.raises(RefusedError, match="ces mots-là"):
        deciding.change_decision(
            session=held.session, key="d1", said=deciding.Decided(label="Quitter le local")
        )
    with pytest.raises(RefusedError, match="reste"):
        deciding.remove_decision(session=held.session, key="d1")
    deciding.change_decision(
        session=held.session, key="d1", said=deciding.Decided(label="Garder le local", who="la présidence")
    )
    assert held.session.decisions.get().who == "la présidence"
    for wrong in (
        deciding.Decided(label="x", quorum=3),
        deciding.Decided(label="x", entitled=3),
        deciding.Decided(label="x", entitled=3, present=3, proxies=1),
    ):
        with pytest.raises(RefusedError):
            deciding.add_decision(session=held.session, key="d2", said=wrong)
    assert len([one for one in choices(held.at("decisions").room) if one.decision]) == 1


def test_screens_change_when_the_room_must_see_something_else(db: None) -> None:
    held = hold()
    seen = [held.room.mark]

    def moved() -> bool:
        seen.append(held.room.mark)
        return seen[-1] != seen[-2]

    phone = held.phone()
    assert not moved()
    put = held.put("mots")
    assert moved()
    phone.says(put, values=WORDS)
    conducting.note(session=held.session, section="forces", words="…")
    assert not moved(), "nobody loses what they are writing"
    held.close(put)
    assert moved()
    rounds.show(session=held.session, round_id=put.pk, shown=True)
    assert moved()


@at_once
@pytest.mark.django_db(transaction=True)
def test_two_answers_of_one_phone_at_once_are_one() -> None:
    held = hold()
    phone, put = held.phone(), held.put("mots")
    said = [lambda n=n: phone.says(put, values={"modele": n}, sequence=n) for n in (1, 2, 3, 4)]
    assert together(*said) == []
    assert RoundAnswer.objects.get().sequence == 4
    held.close(put)
    assert told(put).counts == {"modele": {4: 1}}


@at_once
@pytest.mark.django_db(transaction=True)
def test_closing_during_the_vote_counts_or_refuses_each_answer() -> None:
    held = hold()
    phones: list[Phone] = [held.phone() for _ in range(8)]
    put = held.put("mots")
    refused = together(
        *[lambda phone=phone: phone.says(put, values=WORDS) for phone in phones], lambda: held.close(put)
    )
    assert told(put).answered + len(refused) == len(phones)
    assert not RoundAnswer.objects.exists()

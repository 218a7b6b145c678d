"""An incoherent bank is refused, with its faults in words; a saved diagnosis outlives the bank."""

from __future__ import annotations

import msgspec
import pytest

from equilibre.diagnosis import bank as shipped
from equilibre.diagnosis.coherence import faults
from equilibre.diagnosis.comparison import compare
from equilibre.diagnosis.freezing import Frozen, decode, encode
from equilibre.diagnosis.questionnaire import Condition

from .small_bank import bank, question

replace = msgspec.structs.replace
BANK = bank()


def test_the_small_bank_is_coherent():
    assert faults(BANK) == ()


def test_every_fault_is_told():
    late = question("tard", "projet", asked_if=(Condition(question="nulle_part", levels=(0, 1, 2, 3)),))
    broken = replace(late, actions=("inconnue",), effect=9, fact="inventé", lengths=("flash",))
    told = "\n".join(faults(replace(BANK, questions=(*BANK.questions, broken, broken))))
    for words in ("used twice", "unknown action", "not earlier", "effect is not", "unknown fact", "lengths"):
        assert words in told
    assert "petite: 10 flash questions" in told


def test_a_folder_without_a_bank_is_refused(tmp_path):
    with pytest.raises(shipped.BankError, match=r"questionnaire\.toml"):
        shipped.read(tmp_path)


def test_a_later_bank_never_changes_an_old_result():
    answers = {"projet_1": 2, "tresorerie": 0, "projet_2": "nsp"}
    before = Frozen(questionnaire=BANK, variant="petite", length="standard", answers=answers)
    content, result = encode(before), before.result()
    moved = replace(BANK.questions[0], text="Autres mots", levels=("a", "b", "c", "d"), effect=1)
    later = replace(BANK, version="plus tard", questions=(moved, *BANK.questions[2:]))
    assert decode(content).result() == result
    after = Frozen(questionnaire=later, variant="petite", length="standard", answers=answers)
    assert after.result() != result
    with pytest.raises(msgspec.DecodeError):
        decode(b"{}")


def test_only_the_same_words_are_compared():
    answers = {"projet_1": 0, "alliances_1": 1, "tresorerie": 2, "coherence_1": 1}
    before = Frozen(questionnaire=BANK, variant="petite", length="flash", answers=answers)
    moved = replace(BANK.questions[0], text="Autres mots")
    later = replace(BANK, questions=(moved, *BANK.questions[1:]))
    now = {"projet_1": 3, "alliances_1": 2, "tresorerie": 0, "coherence_1": 1, "valorisation_1": 3}
    found = compare(before, Frozen(questionnaire=later, variant="petite", length="flash", answers=now))
    assert [(one.key, one.before, one.after) for one in found.moved] == [
        ("tresorerie", 2.0, 0.0),
        ("alliances_1", 1.0, 2.0),
    ]
    assert {one.key for one in found.dimensions} == {"alliances", "coherence", "anticipation"}
    assert found.not_compared == ("Autres mots",)
    assert found.sentence.startswith("3 questions se comparent")

"""The bar never goes back while answers are added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from equilibre.diagnosis.progress import progress
from equilibre.diagnosis.questionnaire import LENGTHS

from .small_bank import bank

BANK = bank()
ORDERS = st.permutations([one.key for one in BANK.questions])
GIVEN = st.lists(
    st.sampled_from([0, 1, 2, 3, "nsp", "nc"]), min_size=len(BANK.questions), max_size=len(BANK.questions)
)


@given(order=ORDERS, told=GIVEN, length=st.sampled_from(LENGTHS))
def test_adding_an_answer_never_goes_back(order, told, length):
    answers = {}
    shares = [progress(BANK, "petite", length, answers).share]
    for key, answer in zip(order, told, strict=True):
        answers = {**answers, key: answer}
        shares.append(progress(BANK, "petite", length, answers).share)
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1


def test_what_is_left_in_minutes():
    start = progress(BANK, "petite", "flash", {})
    assert (start.answered, start.total, start.left, start.minutes_left) == (0, 8, 8, 3)
    done = progress(BANK, "petite", "standard", {one.key: "nsp" for one in BANK.questions})
    assert (done.left, done.minutes_left, done.share) == (0, 0, 1)

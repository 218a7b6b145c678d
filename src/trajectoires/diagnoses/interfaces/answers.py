"""Reading the radio buttons of a page of questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.http import QueryDict

from equilibre.diagnosis.questionnaire import Answer, Answers, Question
from trajectoires.diagnoses.domain.queries.screens import field_name

KNOWN: dict[str, Answer] = {"0": 0, "1": 1, "2": 2, "3": 3, "nsp": "nsp", "nc": "nc"}


def answers_of(post: QueryDict, questions: Iterable[Question]) -> Answers:
    """What was chosen for each question; a question left blank, or a value that no page offers, is absent."""
    found = {one.key: KNOWN.get(cast(str, post.get(field_name(one.key), ""))) for one in questions}
    return {key: answer for key, answer in found.items() if answer is not None}

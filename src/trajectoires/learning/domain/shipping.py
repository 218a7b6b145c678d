"""What ships in ``content/data/quiz`` as rows of the bank."""

from __future__ import annotations

from typing import Any

from trajectoires.learning.models import QuizQuestion
from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.content.shipped import Row
from trajectoires.pages.domain import loading


def register() -> None:
    """Called when the site starts: the loader pours these rows after the sources."""
    loading.register(loading.Collection("quiz", QuizQuestion, lambda shipped: shipped.quiz, question_values))


def question_values(key: str, row: Row) -> dict[str, Any]:
    """The fields of a question."""
    return {
        "level": int(row["level"]),
        "theme": row["theme"],
        "question": _words(row["question"]),
        "choices": [
            {"text": _words(choice["text"]), "right": bool(choice["right"])} for choice in row["choices"]
        ],
        "explanation": _words(row["explanation"]),
        "source_key": row.get("source") or "",
        "page": row.get("page") or "",
    }


def _words(value: Any) -> str:
    return typeset(" ".join(str(value or "").split()))

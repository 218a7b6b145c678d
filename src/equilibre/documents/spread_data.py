"""Where several people differ, in words: one reading for PDF, PPTX and XLSX; nothing under five people."""

from __future__ import annotations

from collections.abc import Sequence

from equilibre.diagnosis.questionnaire import Questionnaire
from equilibre.diagnosis.results import Gap, Spread
from equilibre.diagnosis.voices import agenda_title, debate
from equilibre.drawings.drawing import Drawing
from equilibre.drawings.spread import DO_NOT_KNOW, spread_bar, spread_sentence

HOW_IT_WAS_GATHERED = (
    "Les avis sont mélangés, sans nom ni fonction. Aucun n’a raison contre les autres. Un écart est large "
    "quand les réponses se dispersent (écart-type des quatre niveaux)\u00a0: convention de la plateforme."
)
NO_FIGURE = "Vos réponses diffèrent aussi, sans assez de réponses pour un chiffre\u00a0:"
OTHERS = "Les autres écarts, du plus large au plus étroit"


def printed(spread: Spread | None) -> Spread | None:
    """What a document may print: nothing before the gathering closes, nor under five people."""
    return spread if spread is not None and spread.agenda else None


def gathered_in_words(spread: Spread) -> str:
    """« 7 personnes ont répondu, chacune de son côté. »"""
    return f"{spread.respondents} personnes ont répondu, chacune de son côté."


def measured(spread: Spread) -> tuple[Gap, ...]:
    """The gaps that have figures, widest first."""
    return tuple(gap for gap in spread.gaps if gap.counts)


def unmeasured(spread: Spread) -> tuple[str, ...]:
    """The titles of those that have none."""
    return tuple(gap.text for gap in spread.gaps if not gap.counts)


def header(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The headings of the figures: the four levels, then « je ne sais pas »."""
    return (*questionnaire.levels, DO_NOT_KNOW)


def figures(gap: Gap) -> tuple[int, ...]:
    """How many people gave each of the ``header`` answers."""
    return (*gap.counts, gap.nsp)


def said(gap: Gap, levels: Sequence[str]) -> str:
    """« 2 personnes disent « à initier » et 3 « moteur ». »"""
    return spread_sentence(gap, levels)


def bars(spread: Spread, questionnaire: Questionnaire) -> dict[str, Drawing]:
    """The drawing of each point of the agenda, by the name that ``spread_data`` gives it."""
    return {
        f"ecart-{rank}": spread_bar(gap, levels=questionnaire.levels, variant="print", prefix=f"ecart-{rank}")
        for rank, gap in enumerate(spread.agenda, start=1)
    }


def spread_data(spread: Spread, questionnaire: Questionnaire) -> dict[str, object]:
    """Everything that the template prints, already in words."""
    levels = questionnaire.levels
    others = measured(spread)[len(spread.agenda) :]
    return {
        "title": agenda_title(spread),
        "gathered": gathered_in_words(spread),
        "points": [
            {
                "text": gap.text,
                "debate": debate(questionnaire, gap, titled=True),
                "said": said(gap, levels),
                "image": f"ecart-{rank}.svg",
            }
            for rank, gap in enumerate(spread.agenda, start=1)
        ],
        "others": OTHERS,
        "header": ["Question", *header(questionnaire)],
        "rows": [[gap.text, *(str(count) for count in figures(gap))] for gap in others],
        "no_figure": NO_FIGURE,
        "unmeasured": list(unmeasured(spread)),
        "how": HOW_IT_WAS_GATHERED,
    }

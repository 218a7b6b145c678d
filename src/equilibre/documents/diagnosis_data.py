"""What the documents of a diagnosis say, in words: one reading for PDF, PPTX and XLSX."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from equilibre.diagnosis.questionnaire import (
    Answer,
    DiagnosisAction,
    Length,
    Question,
    Questionnaire,
    Variant,
)
from equilibre.diagnosis.results import DiagnosisResult
from equilibre.documents.words import INDEPENDENT
from equilibre.drawings.radar import coverage
from equilibre.formatting import NBSP, day, number

Kind = Literal["pdf", "pptx", "xlsx"]

LENGTHS: dict[Length, str] = {
    "flash": "autodiagnostic flash",
    "standard": "autodiagnostic standard",
    "complet": "autodiagnostic complet",
}
UNSCORED = {"nsp": "je ne sais pas", "nc": "ne nous concerne pas"}
HOW_TO_READ = (
    "Le niveau d’un sujet est celui de la réponse du milieu\u00a0: autant sont au-dessus qu’au-dessous. "
    "«\u00a0Je ne sais pas\u00a0» et «\u00a0ne nous concerne pas\u00a0» n’ont pas de niveau et ne comptent "
    "pas. Il n’y a pas de note globale. Questions, niveaux et ordre des actions\u00a0: "
    "convention de la plateforme."
)
NOTHING_FOUND = "Vos réponses ne le disent pas."
NO_ACTION = "Vos réponses n’appellent pas d’action particulière."
CONTRADICTIONS = 4
"""Printed on the second side at most; the page of the result has them all."""
FOOT = f"Trajectoires, {INDEPENDENT}"


def file_name(on: dt.date, what: str, kind: Kind) -> str:
    """« 2026-11-diagnostic.pdf »: the month first, so that files sort by date."""
    return f"{on:%Y-%m}-{what}.{kind}"


_PRACTICE: dict[Variant, str] = {
    "financeur": "manière de financer",
    "accompagnateur": "manière d’accompagner",
}
"""What the diagnosis of these publics looks at: not an association."""


def diagnosis_heading(variant: Variant, organisation: str = "") -> str:
    """The name of the organisation, or « Où en est votre association »."""
    return organisation or f"Où en est votre {_PRACTICE.get(variant, 'association')}"


def diagnosis_title(organisation: str = "") -> str:
    """« Autodiagnostic » with the name of the organisation, when it is given."""
    return f"Autodiagnostic · {organisation}" if organisation else "Autodiagnostic"


def diagnosis_kicker(result: DiagnosisResult, questionnaire: Questionnaire, on: dt.date) -> str:
    """« Autodiagnostic standard · association employeuse · 26 novembre 2026 · questionnaire 2026.1 »."""
    length = LENGTHS[result.length]
    variant = questionnaire.variants.get(result.variant, result.variant)
    return " · ".join(
        (length[:1].upper() + length[1:], variant, day(on), f"questionnaire{NBSP}{result.version}")
    )


def answered_in_words(result: DiagnosisResult) -> str:
    """« 24 questions : 19 avec un niveau, 3 « je ne sais pas », 2 sans réponse. »"""
    asked = sum(one.asked for one in result.dimensions)
    scored = sum(one.scored for one in result.dimensions)
    nsp, nc = sum(one.nsp for one in result.dimensions), sum(one.nc for one in result.dimensions)
    parts = [f"{scored} avec un niveau"]
    if nsp:
        parts.append(f"{nsp} «{NBSP}je ne sais pas{NBSP}»")
    if nc:
        parts.append(f"{nc} «{NBSP}ne nous concerne pas{NBSP}»")
    if (left := asked - scored - nsp - nc) > 0:
        parts.append(f"{left} sans réponse")
    return f"{asked} question{'s' if asked > 1 else ''}{NBSP}: {', '.join(parts)}."


def answer_in_words(question: Question, answer: Answer | None) -> str:
    """The described level that was chosen, or « je ne sais pas », or nothing."""
    if answer is None:
        return ""
    return UNSCORED[answer] if isinstance(answer, str) else question.levels[answer]


def hours_in_words(hours: float) -> str:
    """« environ 2 h », « environ 1,5 h », « moins d’une heure »."""
    if hours < 1:
        return "moins d’une heure"
    return f"environ {number(hours, 0 if hours == int(hours) else 1)}{NBSP}h"


def minutes_in_words(minutes: int) -> str:
    """« 25 min », « 1 h », « 1 h 30 »."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}{NBSP}min"
    return f"{whole}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


def site_of(address: str) -> str:
    """« https://site.fr » out of an address of the site; empty when there is none."""
    return "/".join(address.split("/")[:3]) if "://" in address else ""


def shown_address(address: str) -> str:
    """An address as it is printed: without its scheme."""
    return address.split("://", 1)[-1]


def sheet_address(action: DiagnosisAction, site: str) -> tuple[str, str]:
    """Where the sheet is: the link (empty without a site), and its address in print."""
    return (f"{site}{action.sheet}" if site else "", shown_address(f"{site}{action.sheet}"))


def accounts_in_words(result: DiagnosisResult) -> str:
    """Which accounts were read beside the answers; « » without accounts."""
    if not result.accounts_year:
        return ""
    return (
        f"Les comptes {result.accounts_year} ont été lus à côté des réponses\u202f; ils n’en changent aucune."
    )


def contradictions_title(result: DiagnosisResult) -> str:
    """« Vos comptes 2024 et vos réponses, à regarder ensemble »."""
    year = f" {result.accounts_year}" if result.accounts_year else ""
    return f"Vos comptes{year} et vos réponses, à regarder ensemble"


def _contradictions(result: DiagnosisResult) -> list[str]:
    told = [one.message for one in result.contradictions[:CONTRADICTIONS]]
    left = len(result.contradictions) - len(told)
    if not left:
        return told
    more = "Une autre réponse se regarde" if left == 1 else f"{left} autres réponses se regardent"
    return [*told, f"{more} sur la page du résultat."]


def diagnosis_data(
    result: DiagnosisResult, questionnaire: Questionnaire, *, on: dt.date, organisation: str, address: str
) -> dict[str, object]:
    """Everything that the template prints, already in words."""
    site = site_of(address)
    return {
        "title": diagnosis_title(organisation),
        "heading": diagnosis_heading(result.variant, organisation),
        "kicker": diagnosis_kicker(result, questionnaire, on),
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "sentence": result.sentence,
        "answered": answered_in_words(result),
        "dimensions": [
            {"label": one.label, "word": one.word, "coverage": coverage(one)} for one in result.dimensions
        ],
        "strengths": [{"title": one.title, "why": one.why, "said": one.said} for one in result.strengths],
        "fragilities": [{"title": one.title, "why": one.why, "said": one.said} for one in result.fragilities],
        "nothing": {"findings": NOTHING_FOUND, "actions": NO_ACTION},
        "contradictions": {
            "title": contradictions_title(result),
            "told": _contradictions(result),
        },
        "accounts": accounts_in_words(result),
        "actions": [_action(one, site) for one in result.actions],
        "more": _more(len(result.more_actions)),
        "how_to_read": HOW_TO_READ,
        "foot": FOOT,
        "address": shown_address(address),
    }


def _more(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "Une autre action est proposée sur la page du résultat."
    return f"{count} autres actions sont proposées sur la page du résultat."


def _action(action: DiagnosisAction, site: str) -> dict[str, str]:
    link, printed = sheet_address(action, site)
    return {
        "title": action.title,
        "why": action.why,
        "first": action.first_half_hour,
        "contact": action.contact,
        "hours": hours_in_words(action.hours),
        "link": link,
        "sheet": printed,
    }

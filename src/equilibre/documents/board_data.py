"""What the board's document says, as plain strings: the Typst template only lays it out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from equilibre.documents.words import (
    ALERT_TITLE,
    BASES,
    CERTAINTIES,
    INDEPENDENT,
    NOT_MEASURED,
    PUBLISHED_TITLE,
    STATES,
    STATUSES,
    document_title,
    input_in_words,
    parameter_in_words,
    value_in_words,
)
from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing
from equilibre.figures import Figure
from equilibre.formatting import day, euros, percent
from equilibre.model.results import (
    Action,
    Ask,
    ExerciceModel,
    PillarReading,
    ReferenceRatio,
    SocioEconomicModel,
    SolidityIndicator,
)

MOST_QUESTIONS = 3
"""Questions on the second side; all of them are in the annexe."""
MOST_PARTS = 6
"""Lines under a pillar on the second side."""
MOST_INPUTS = 30
"""Accounts listed under a figure of the annexe; the workbook lists them all."""

LABELS = {
    "pillars_drawing": "Le barycentre de vos trois piliers",
    "natures_drawing": "Vos trois natures de financement",
    "family": "La famille, parmi les sept",
    "flow": "D’où vient l’argent, où il va",
    "pillars": "Les trois piliers",
    "ratios": "Les trois repères, à titre indicatif",
    "solidity": "L’analyse financière, à côté",
    "questions": "Ce que vos comptes ne disent pas",
    "strengths": "Forces",
    "weaknesses": "Fragilités",
    "silent": "Vos comptes seuls ne le disent pas.",
    "actions": "Par où commencer",
    "annex": "Annexe des chiffres",
    "sources": "Sources",
    "alerts": ALERT_TITLE,
    "all_questions": "Toutes les questions",
    "statement": "Compte de résultat",
    "balance": "Bilan en grandes masses",
    "figures": "D’où sort chaque chiffre",
}
_GROUPS = (
    ("totaux", "Totaux"),
    ("ressources", "Ressources"),
    ("natures", "Natures de financement"),
    ("famille", "Famille"),
    ("charges", "Charges"),
    ("usages", "Usages des charges"),
    ("personnes", "Personnes"),
    ("financement", "Financement"),
    ("alliances", "Alliances"),
    ("piliers", "Piliers"),
    ("reperes", "Repères"),
    ("solidite", "Analyse financière"),
    ("resultat", "Compte de résultat"),
    ("bilan", "Bilan"),
    ("activites", "Activités"),
)
_REST = "Autres chiffres"


def board_data(
    model: SocioEconomicModel, drawings: dict[str, Drawing], *, today: dt.date, url: str
) -> dict[str, Any]:
    """The content of ``board.json`` for the last exercice; every leaf is a string, a list or a day number."""
    last = model.last
    asks = [ask for ask in last.asks if not ask.answer]
    return {
        **_front(model, today, url),
        "labels": LABELS,
        "drawings": {
            name: {"description": drawing.description, "sentence": drawing.sentence}
            for name, drawing in drawings.items()
        },
        "sentence": last.sentence,
        "doubt": last.doubt,
        "family": {
            "reasons": [_capital(reason) for reason in last.family.reasons[:4]],
            "change": last.family.what_would_change,
        },
        "pillars": [_pillar(pillar) for pillar in last.pillars],
        "ratios": [_ratio(ratio) for ratio in last.ratios if ratio.scope == "organisation"][:3],
        "solidity": [_indicator(item) for item in last.solidity],
        "questions": [ask.question for ask in asks[:MOST_QUESTIONS]],
        "more_questions": _more(len(asks) - MOST_QUESTIONS),
        "strengths": [{"title": f"{f.title}.", "why": f.why} for f in last.findings.strengths[:3]],
        "weaknesses": [{"title": f"{f.title}.", "why": f.why} for f in last.findings.weaknesses[:3]],
        "actions": [_action(action) for action in last.findings.actions[:6]],
        **_annex(model, last, asks, drawings),
    }


def _front(model: SocioEconomicModel, today: dt.date, url: str) -> dict[str, Any]:
    last = model.last
    published = model.origin == "publie"
    fictive = " · association fictive, pour l’exemple" if model.origin == "fictif" else ""
    footer = f"Trajectoires, {INDEPENDENT}." + (f" {url}" if url else "")
    alert = ""
    if last.cash_alert:
        alert = (
            "La trésorerie passe sous un mois de charges. Avant toute stratégie, ouvrez la page d’aide"
            "\u00a0: elle dit quoi rassembler et qui appeler, dans l’ordre."
        )
    dates = f"du {day(last.opening)} au {day(last.closing)}"
    project = (
        ("Vocation et spécificités", model.project.vocation),
        ("Missions et activités", model.project.missions),
        ("Ambition à trois ans", model.project.ambition),
    )
    return {
        "title": document_title(model),
        "kicker": PUBLISHED_TITLE
        if published
        else "Modèle socio-économique · une lecture que le conseil peut lire",
        "heading": model.organisation or "Votre association",
        "subtitle": f"Exercice {last.label}, {dates}, {BASES[last.basis]}{fictive}",
        "year": today.year,
        "month": today.month,
        "day": today.day,
        "date": day(today),
        "footer": footer,
        "alert": alert,
        "project": [{"name": name, "text": text} for name, text in project if text],
        "no_project": "Lecture sans votre projet\u00a0: elle décrit, elle ne conseille pas.",
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.rstrip().endswith((".", "!", "?")) else ".")


def _pillar(pillar: PillarReading) -> dict[str, Any]:
    shown = pillar.parts[:MOST_PARTS]
    parts = [
        {
            "label": part.label,
            "amount": "" if part.amount is None else euros(part.amount),
            "certainty": CERTAINTIES[part.certainty],
        }
        for part in shown
    ]
    missing = [pillar.missing] if pillar.missing else []
    if len(pillar.parts) > MOST_PARTS:
        missing.append(f"{len(pillar.parts) - MOST_PARTS} autres lignes sont dans l’annexe.")
    if pillar.without_euro:
        plural = "s" if pillar.without_euro > 1 else ""
        missing.append(f"{pillar.without_euro} alliance{plural} sans euro, comptée{plural} en nombre.")
    if pillar.amount is None:
        amount = "nous ne savons pas encore"
    else:
        amount = ("" if pillar.complete else "au moins ") + euros(pillar.amount)
    return {
        "label": pillar.label,
        "corner": pillar.corner,
        "amount": amount,
        "color": palette.TOKENS[palette.token(pillar.pillar)],
        "parts": parts,
        "missing": " ".join(missing),
    }


def _ratio(ratio: ReferenceRatio) -> dict[str, str]:
    return {
        "label": ratio.label,
        "value": "" if ratio.value is None else percent(ratio.value),
        "reference": f"repère\u00a0: {percent(ratio.repere)}",
        "text": ratio.text,
        "state": STATES[ratio.state],
        "status": STATUSES[ratio.status],
    }


def _indicator(item: SolidityIndicator) -> dict[str, str]:
    if item.value is None:
        return {"label": item.label, "value": item.why_not or NOT_MEASURED}
    return {"label": item.label, "value": item.text or value_in_words(item.value, item.unit)}


def _action(action: Action) -> dict[str, str]:
    start = [f"Première demi-heure\u00a0: {action.first_half_hour}"] if action.first_half_hour else []
    start += [f"Qui appeler\u00a0: {action.contact}"] if action.contact else []
    return {"title": f"{action.title}.", "why": action.why, "start": " · ".join(start)}


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return (
        f"{count} autres questions sont dans l’annexe."
        if count > 1
        else "Une autre question est dans l’annexe."
    )


# --- annexe ---------------------------------------------------------------------------------------------


def _annex(
    model: SocioEconomicModel, last: ExerciceModel, asks: list[Ask], drawings: dict[str, Drawing]
) -> dict[str, Any]:
    return {
        "annex_note": (
            "Pour chaque chiffre\u00a0: sa valeur, sa formule, les comptes et les paramètres dont il sort, "
            f"et son statut. Règles {model.rules_version}."
        ),
        "sources": [
            ". ".join(part for part in (source.title, source.address, source.note) if part)
            for source in model.sources
        ],
        "alerts": [
            {"message": " ".join(p for p in (alert.message, alert.why) if p), "source": alert.source}
            for alert in last.warnings
        ],
        "all_questions": [f"{ask.question} {ask.why}" for ask in asks] if len(asks) > MOST_QUESTIONS else [],
        "statement": {
            "header": ["Ligne", last.label, "Exercice d’avant", "Écart"],
            "rows": [
                [row.label, euros(row.amount), *_compared(row.previous, row.difference, row.to_comment)]
                for row in last.statement
            ],
        },
        "balance": {
            "header": ["Masse", "Montant"],
            "rows": [[f"{row.label} ({row.side})", euros(row.amount)] for row in last.balance_sheet],
        },
        "tables": [
            {
                "title": drawing.title,
                "header": list(drawing.table.header),
                "rows": [list(row) for row in drawing.table.rows],
            }
            for drawing in drawings.values()
            if drawing.table.rows
        ],
        "figure_header": ["Chiffre", "Valeur", "D’où ça sort"],
        "figures": _figures(last),
    }


def _compared(previous: int | None, difference: int | None, to_comment: bool) -> list[str]:
    told = "" if difference is None else euros(difference)
    return [
        "" if previous is None else euros(previous),
        f"{told} (à commenter)" if to_comment and told else told,
    ]


def _figures(exercice: ExerciceModel) -> list[dict[str, Any]]:
    """Figures by the first word of their key, in the order of the groups."""
    names = dict(_GROUPS)
    grouped: dict[str, list[dict[str, Any]]] = {name: [] for name in [*names.values(), _REST]}
    for figure in exercice.figures.values():
        grouped[names.get(figure.key.split(".")[0], _REST)].append(_figure(figure))
    return [{"title": title, "rows": rows} for title, rows in grouped.items() if rows]


def _figure(figure: Figure) -> dict[str, Any]:
    lines = [input_in_words(entry) for entry in figure.inputs[:MOST_INPUTS]]
    if len(figure.inputs) > MOST_INPUTS:
        lines.append(f"… et {len(figure.inputs) - MOST_INPUTS} autres, dans le tableur")
    lines += [parameter_in_words(use) for use in figure.parameters]
    lines += [
        part for part in (f"Source\u00a0: {figure.source}" if figure.source else "", figure.note) if part
    ]
    return {
        "label": figure.label,
        "value": value_in_words(figure.value, figure.unit),
        "formula": figure.formula,
        "lines": lines,
        "status": STATUSES[figure.status],
        "certainty": CERTAINTIES[figure.certainty],
    }

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
    inputs_in_words,
    parameter_in_words,
    value_in_words,
)
from equilibre.drawings import palette
from equilibre.drawings.drawing import Drawing
from equilibre.figures import Figure
from equilibre.formatting import day, euros, percent
from equilibre.model.indicators import said
from equilibre.model.results import (
    Action,
    Ask,
    ExerciceModel,
    PillarReading,
    ReferenceRatio,
    SocioEconomicModel,
    SolidityIndicator,
)

MOST_QUESTIONS = 4
"""Questions on the second side; all of them are in the annexe."""
MOST_PARTS = 6
"""Lines under a pillar on the second side."""
MOST_INDICATORS = 5
"""Indicators beside the months of cash; all of them, and why some are missing, are in the annexe."""
MOST_INPUTS = 30
"""Accounts listed under a figure of the annexe; the workbook lists them all."""

LABELS = {
    "pillars_drawing": "Le barycentre des trois piliers",
    "natures_drawing": "Les trois natures de financement",
    "family": "La famille, parmi les sept",
    "flow": "D’où vient l’argent, où il va",
    "pillars": "Les trois piliers",
    "ratios": "Les trois repères, à titre indicatif",
    "solidity": "L’analyse financière, à côté",
    "questions": "Questions à se poser",
    "strengths": "Forces",
    "weaknesses": "Fragilités",
    "silent": "Vos comptes seuls ne le disent pas.",
    "actions": "Par où commencer",
    "action_details": "Les actions, pas à pas",
    "annex": "Annexe des chiffres",
    "sources": "Sources",
    "alerts": ALERT_TITLE,
    "all_questions": "Ce que vos comptes ne disent pas",
    "figures": "D’où sort chaque chiffre",
    "figure_sources": "Ce qui fonde ces formules",
}
_GROUPS = (
    ("totaux", "Totaux"),
    ("valeur", "Totaux"),
    ("part_publique", "Totaux"),
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
    ("compte_resultat", "Compte de résultat"),
    ("bilan", "Bilan"),
    ("activites", "Activités"),
)
_REST = "Autres chiffres"


def board_data(
    model: SocioEconomicModel, drawings: dict[str, Drawing], *, today: dt.date, url: str
) -> dict[str, Any]:
    """The content of ``data.json`` for the last exercice; every leaf is a string, a list or a day number."""
    last = model.last
    asks = [ask for ask in last.asks if not ask.answer]
    questions = [alert.message for alert in last.warnings] + [ask.question for ask in asks]
    return {
        **_front(model, today, url),
        "labels": LABELS,
        "drawings": {
            name: {"description": drawing.description, "sentence": drawing.sentence}
            for name, drawing in drawings.items()
        },
        "sentence": last.sentence,
        "doubt": last.doubt,
        "family": _family(last),
        "pillars": [_pillar(pillar) for pillar in last.pillars],
        "ratios": [_ratio(ratio) for ratio in last.ratios if ratio.scope == "organisation"][:3],
        "solidity": [_indicator(item) for item in last.solidity if item.value is not None][:MOST_INDICATORS],
        "judged": model.origin != "publie",
        "questions": questions[:MOST_QUESTIONS],
        "more_questions": _more(len(questions) - MOST_QUESTIONS),
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


def _family(exercice: ExerciceModel) -> dict[str, Any]:
    """Two reasons, and what would change the reading unless the doubt says it already."""
    family = exercice.family
    change = family.what_would_change
    return {
        "reasons": [_capital(reason) for reason in family.reasons[:2]],
        "change": "" if change in exercice.doubt else change,
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
        missing.append(_rest(len(pillar.parts) - MOST_PARTS))
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


def _rest(count: int) -> str:
    return f"{count} autres lignes sont dans l’annexe." if count > 1 else "Une autre ligne est dans l’annexe."


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
    return {"label": item.label, "value": said(item) or NOT_MEASURED}


def _action(action: Action) -> dict[str, str]:
    start = [f"Première demi-heure\u00a0: {action.first_half_hour}"] if action.first_half_hour else []
    start += [f"Qui appeler\u00a0: {action.contact}"] if action.contact else []
    return {"title": f"{action.title}.", "why": action.why, "how": action.how, "start": " · ".join(start)}


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
    figures, sources = _figures(last)
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
        "all_questions": [f"{ask.question} {ask.why}" for ask in asks],
        "tables": [
            *_tables(last),
            *(
                {
                    "title": drawing.title,
                    "header": list(drawing.table.header),
                    "rows": [list(row) for row in drawing.table.rows],
                }
                for drawing in drawings.values()
                if drawing.table.rows
            ),
        ],
        "told": _told(last),
        "figure_header": ["Chiffre", "Valeur", "D’où ça sort"],
        "figures": figures,
        "figure_sources": sources,
    }


def _tables(last: ExerciceModel) -> list[dict[str, Any]]:
    """Compte de résultat, bilan, repères, indicators and activities, each as a table when there is any."""
    tables = (
        (
            "Compte de résultat",
            ["Ligne", last.label, "Exercice d’avant", "Écart"],
            [
                [r.label, euros(r.amount), *_compared(r.previous, r.difference, r.to_comment)]
                for r in last.statement
            ],
        ),
        (
            "Bilan en grandes masses",
            ["Masse", "Côté", "Montant"],
            [[row.label, row.side, euros(row.amount)] for row in last.balance_sheet],
        ),
        (
            "Les activités",
            ["Activité", "Ressources", "Coûts directs", "Contribution"],
            [
                [a.name, euros(a.resources), euros(a.direct_costs), euros(a.contribution)]
                for a in last.activities
            ],
        ),
    )
    return [{"title": title, "header": header, "rows": rows} for title, header, rows in tables if rows]


def _told(last: ExerciceModel) -> list[dict[str, Any]]:
    """Lines of a label and a sentence: the repères with their reading, the indicators with why not."""
    ratios = [
        {
            "label": ratio.label + (f"\u00a0: {ratio.activity}" if ratio.activity else ""),
            "text": f"{ratio.text} {ratio.reading} ({STATUSES[ratio.status]})",
        }
        for ratio in last.ratios
    ]
    indicators = [_indicator(item) for item in last.solidity]
    parts = (
        ("Les repères et la lecture choisie", ratios),
        ("L’analyse financière, à côté", [{"label": i["label"], "text": i["value"]} for i in indicators]),
    )
    return [{"title": title, "rows": rows} for title, rows in parts if rows]


def _compared(previous: int | None, difference: int | None, to_comment: bool) -> list[str]:
    told = "" if difference is None else euros(difference)
    return [
        "" if previous is None else euros(previous),
        f"{told} (à commenter)" if to_comment and told else told,
    ]


def _figures(exercice: ExerciceModel) -> tuple[list[dict[str, Any]], list[str]]:
    """Figures by the first word of their key, in the order of the groups; and their sources, numbered.

    A source is written once, at the end: a hundred figures share a dozen of them.
    """
    names = dict(_GROUPS)
    grouped: dict[str, list[dict[str, Any]]] = {name: [] for name in [*names.values(), _REST]}
    sources: list[str] = []
    for figure in exercice.figures.values():
        if figure.source and figure.source not in sources:
            sources.append(figure.source)
        rank = sources.index(figure.source) + 1 if figure.source else 0
        grouped[names.get(figure.key.split(".")[0], _REST)].append(_figure(figure, rank))
    return [{"title": title, "rows": rows} for title, rows in grouped.items() if rows], sources


def _figure(figure: Figure, source: int) -> dict[str, Any]:
    lines = [inputs_in_words(figure, most=MOST_INPUTS, between="\u202f; ")] if figure.inputs else []
    lines += [parameter_in_words(use) for use in figure.parameters]
    lines += [figure.note] if figure.note else []
    return {
        "label": figure.label,
        "value": value_in_words(figure.value, figure.unit),
        "formula": figure.formula,
        "source": f"[{source}]" if source else "",
        "lines": lines,
        "marks": f"{CERTAINTIES[figure.certainty]} · {STATUSES[figure.status]}",
    }

"""The workbook: every figure of the model with its lineage, as numbers that can be checked.

Amounts are numbers in euros. No formula, no link, no macro: whatever a label holds, it is written as text.
"""

from __future__ import annotations

import datetime as dt
import io

from equilibre.documents.sheets import Sheet, Workbook, columns
from equilibre.documents.words import (
    ALERT_TITLE,
    BASES,
    CERTAINTIES,
    INDEPENDENT,
    SIDES,
    STATES,
    STATUSES,
    UNITS,
    document_title,
    inputs_in_words,
    parameters_in_words,
)
from equilibre.formatting import day, euros_exact, percent
from equilibre.model.results import ExerciceModel, SocioEconomicModel


def workbook_xlsx(model: SocioEconomicModel, *, today: dt.date) -> bytes:
    """The XLSX file. ``today`` is printed and set as its date of creation."""
    buffer = io.BytesIO()
    with Workbook(buffer, title=document_title(model), today=today) as book:
        _read_me(book, model, today)
        _model(book, model)
        _resources(book, model)
        _costs(book, model)
        _pillars(book, model)
        _ratios(book, model)
        _solidity(book, model)
        _statement(book, model)
        _balance_sheet(book, model)
        _figures(book, model)
        _accounts(book, model)
    return buffer.getvalue()


def _read_me(book: Workbook, model: SocioEconomicModel, today: dt.date) -> None:
    sheet = book.sheet("Lisez-moi", columns("Rubrique 26 | Texte 100+"), header=False)
    sheet.title(document_title(model))
    rows = [
        ("Organisation", model.organisation or "non précisée"),
        ("Exercices", ", ".join(e.label for e in model.exercices)),
        ("Écrit le", day(today)),
        ("Version des règles", model.rules_version),
        ("Logiciel", f"Trajectoires, {INDEPENDENT}."),
        ("Montants", "En euros, positifs du côté naturel\u00a0: produits, charges, actif, passif."),
        ("Vide", "Une case vide n’est pas un zéro\u00a0: la ligne «\u00a0Note\u00a0» dit pourquoi."),
        ("Origine", "La feuille «\u00a0Chiffres et origine\u00a0» dit d’où sort chaque chiffre."),
    ]
    for row in rows:
        sheet.row(*row)
    if model.project.told:
        sheet.row("Votre projet", "")
        for name, text in (
            ("Vocation et spécificités", model.project.vocation),
            ("Missions et activités", model.project.missions),
            ("Ambition à trois ans", model.project.ambition),
        ):
            sheet.row(name, text)
    for source in model.sources:
        kind = "source primaire" if source.kind == "primaire" else "source secondaire"
        told = [part for part in (source.title, source.address, source.note) if part]
        sheet.row(f"Source ({kind})", ". ".join(told))


def _model(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns("Exercice 12 | Ligne 44 | Valeur 18 | Part 10 | En mots 90+")
    sheet = book.sheet("Modèle", headings)
    for exercice in model.exercices:
        totals = exercice.totals
        sheet.row(exercice.label, "La phrase", None, None, exercice.sentence)
        sheet.row(exercice.label, "Le doute", None, None, exercice.doubt)
        sheet.row(exercice.label, "Comptes lus", None, None, BASES[exercice.basis])
        for label, cents in (
            ("Total des produits", totals.products),
            ("Total des charges", totals.charges),
            ("Résultat", totals.result),
            ("Contributions volontaires en nature (classe 87)", totals.in_kind),
            ("Ressources de l’exercice", totals.year_resources),
            ("Déjà reçu ou promis, pas encore utilisé", totals.deferred),
            ("Dont reversé", totals.passed_on),
        ):
            sheet.row(exercice.label, label, sheet.euros(cents))
        for nature in exercice.natures:
            split = ""
            if nature.public_amount is not None and nature.private_amount is not None:
                public, private = euros_exact(nature.public_amount), euros_exact(nature.private_amount)
                split = f"dont public {public}, privé {private}"
            sheet.row(
                exercice.label, nature.label, sheet.euros(nature.amount), sheet.share(nature.share), split
            )
        _family(sheet, exercice)
        _attention(sheet, exercice)
        _findings(sheet, exercice)


def _family(sheet: Sheet, exercice: ExerciceModel) -> None:
    family = exercice.family
    told = [
        f"{family.label} (confiance {percent(family.confidence)})",
        *family.reasons,
        family.what_would_change,
    ]
    sheet.row(
        exercice.label, "Famille", None, None, ". ".join(part.rstrip(".") for part in told if part) + "."
    )
    for candidate in family.candidates:
        amount, share = sheet.euros(candidate.amount), sheet.share(candidate.share)
        sheet.row(exercice.label, f"Famille\u00a0: {candidate.label}", amount, share)


def _attention(sheet: Sheet, exercice: ExerciceModel) -> None:
    for alert in exercice.warnings:
        told = " ".join(part for part in (alert.message, alert.why, alert.source) if part)
        sheet.row(exercice.label, ALERT_TITLE, None, None, told)
    for ask in exercice.asks:
        sheet.row(exercice.label, "Question", None, None, f"{ask.question} {ask.why}")


def _findings(sheet: Sheet, exercice: ExerciceModel) -> None:
    for title, found in (("Force", exercice.findings.strengths), ("Fragilité", exercice.findings.weaknesses)):
        for finding in found:
            sheet.row(exercice.label, title, None, None, f"{finding.title}. {finding.why}")
    for action in exercice.findings.actions:
        told = (action.title, action.why, action.how, action.first_half_hour, action.contact)
        sheet.row(exercice.label, "Action", None, None, " — ".join(part for part in told if part))


def _resources(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns(
        "Exercice 12 | Ligne 8 | Libellé 48 | Nature 26 | Montant 16 | Part des produits 16 | "
        "Comptes 40+ | Note 60+"
    )
    sheet = book.sheet("Ressources", headings)
    for exercice in model.exercices:
        names = {n.nature: n.label for n in exercice.natures}
        for line in exercice.resources:
            accounts = ", ".join(a.number for a in line.accounts)
            sheet.row(
                exercice.label,
                line.line,
                line.label,
                names.get(line.nature, line.nature),
                sheet.euros(line.amount),
                sheet.share(line.share),
                accounts,
                line.guess,
            )


def _costs(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns(
        "Exercice 12 | Sorte 12 | Libellé 48 | Montant 16 | Part des charges 16 | Certitude 14 | Comptes 60+"
    )
    sheet = book.sheet("Charges", headings)
    for exercice in model.exercices:
        for cost in (*exercice.costs, *exercice.uses):
            sheet.row(
                exercice.label,
                "usage" if cost.by_use else "nature",
                cost.label,
                sheet.euros(cost.amount),
                sheet.share(cost.share),
                CERTAINTIES[cost.certainty],
                ", ".join(a.number for a in cost.accounts),
            )


def _pillars(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns("Exercice 12 | Pilier 22 | Ligne 60 | Montant 16 | Certitude 14 | Note 80+")
    sheet = book.sheet("Piliers", headings)
    for exercice in model.exercices:
        for pillar in exercice.pillars:
            sheet.row(
                exercice.label,
                pillar.label,
                "Total du pilier",
                sheet.euros(pillar.amount),
                "",
                pillar.missing,
            )
            for part in pillar.parts:
                sheet.row(
                    exercice.label,
                    pillar.label,
                    part.label,
                    sheet.euros(part.amount),
                    CERTAINTIES[part.certainty],
                    part.note,
                )


def _ratios(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns(
        "Exercice 12 | Repère 32 | Portée 24 | État 26 | Valeur 12 | Repère publié 14 | "
        "En mots 80+ | Lecture choisie 60+ | Statut 28"
    )
    sheet = book.sheet("Repères", headings)
    for exercice in model.exercices:
        for ratio in exercice.ratios:
            scope = ratio.activity or ("organisation" if ratio.scope == "organisation" else "activité")
            sheet.row(
                exercice.label,
                ratio.label,
                scope,
                STATES[ratio.state],
                sheet.share(ratio.value),
                sheet.share(ratio.repere),
                ratio.text,
                ratio.reading,
                STATUSES[ratio.status],
            )


def _solidity(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns(
        "Exercice 12 | Indicateur 48 | Valeur 18 | Unité 14 | En mots 70+ | Pourquoi il manque 70+"
    )
    sheet = book.sheet("Analyse financière", headings)
    for exercice in model.exercices:
        for item in exercice.solidity:
            sheet.row(
                exercice.label,
                item.label,
                sheet.value(item.value, item.unit),
                UNITS[item.unit],
                item.text,
                item.why_not,
            )
        for month in exercice.cash_months:
            sheet.row(
                exercice.label,
                f"Trésorerie à la fin de {month.month}",
                sheet.euros(month.balance),
                UNITS["centimes"],
            )


def _statement(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns(
        "Exercice 12 | Côté 12 | Ligne 52 | Montant 16 | Exercice d’avant 16 | Écart 16 | "
        "Écart, part 12 | À commenter 14"
    )
    sheet = book.sheet("Compte de résultat", headings)
    for exercice in model.exercices:
        for row in exercice.statement:
            sheet.row(
                exercice.label,
                SIDES[row.side],
                row.label,
                sheet.euros(row.amount),
                sheet.euros(row.previous),
                sheet.euros(row.difference),
                sheet.share(row.difference_share),
                "oui" if row.to_comment else "",
            )


def _balance_sheet(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns("Exercice 12 | Côté 12 | Masse 52 | Montant 16")
    sheet = book.sheet("Bilan", headings)
    for exercice in model.exercices:
        for row in exercice.balance_sheet:
            sheet.row(exercice.label, SIDES[row.side], row.label, sheet.euros(row.amount))


def _figures(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns(
        "Exercice 12 | Clé 34 | Chiffre 52 | Valeur 18 | Unité 14 | Formule 70+ | "
        "Comptes et entrées 80+ | Paramètres 70+ | Certitude 14 | Statut 28 | Source 50+ | "
        "Note 60+"
    )
    sheet = book.sheet("Chiffres et origine", headings)
    for exercice in model.exercices:
        for figure in exercice.figures.values():
            sheet.row(
                exercice.label,
                figure.key,
                figure.label,
                sheet.value(figure.value, figure.unit),
                UNITS[figure.unit],
                figure.formula,
                inputs_in_words(figure),
                parameters_in_words(figure),
                CERTAINTIES[figure.certainty],
                STATUSES[figure.status],
                figure.source,
                figure.note,
            )


def _accounts(book: Workbook, model: SocioEconomicModel) -> None:
    headings = columns("Exercice 12 | Sens 12 | Ligne 48 | Compte 14 | Libellé 60 | Montant 16")
    sheet = book.sheet("Comptes", headings)
    for exercice in model.exercices:
        for side, lines in (("produits", exercice.resources), ("charges", exercice.costs)):
            for line in lines:
                for account in line.accounts:
                    sheet.row(
                        exercice.label,
                        side,
                        line.label,
                        account.number,
                        account.label,
                        sheet.euros(account.amount),
                    )

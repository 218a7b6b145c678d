"""« Projet de rapport financier »: what the figures say, and marked places for what only the treasurer knows.

Nothing is explained that the figures do not say: a difference is printed, its reason is a blank.
"""

from __future__ import annotations

from equilibre.documents.assembly_data import (
    NOTHING_ACQUIRED,
    Assembly,
    counted_words,
    effect_words,
    kicker,
    resolutions,
    risk_words,
    scenario_words,
    surplus_words,
    timing_words,
    titled,
    trigger_words,
)
from equilibre.documents.digest_pages import cash_first, findings, results_table, support_words
from equilibre.documents.docx_pages import Blank, Pages, Run, Text
from equilibre.documents.trajectory_data import (
    MANY_YEARS,
    NO_PROJECT,
    TO_CHECK,
    WHAT_IT_IS,
    assumptions,
    years_rows,
)
from equilibre.drawings.cash_line import cash_line_svg
from equilibre.drawings.years import years_svg
from equilibre.formatting import NBSP, day, euros, number, percent, typographic
from equilibre.trajectory.digest import ExerciceDigest
from equilibre.trajectory.hypotheses import Side
from equilibre.trajectory.wording import STATUS_WORDS, in_two_sentences, of_month

DRAFT = typographic(
    "Projet à relire et à compléter. Ce qui est surligné attend vos mots : le logiciel ne connaît que les "
    "chiffres. Retirez ce qui ne vous sert pas."
)
TO_TELL = (
    ("Ce qui explique ce résultat", "deux ou trois faits de l’année"),
    ("Par rapport au budget voté", "le budget de l’an dernier, et les écarts qui comptent"),
    ("Bénévolat et dons en nature", "heures, lieux et matériel donnés, s’ils sont comptés"),
)
GAP_SHARE, GAP_CENTS = 0.10, 50_000
"""A difference that is commented: above 10 % and 500 € (field rule 16)."""
TO_COMMENT = typographic(
    "À commenter : les écarts de plus de 10 % et de plus de 500 € (convention de la plateforme)."
)


def financial_report_docx(assembly: Assembly) -> bytes:
    """The DOCX file: the year that ends, the budget of the next, the years that follow, what is asked."""
    pages = Pages(
        titled(assembly, "projet de rapport financier"),
        on=assembly.on,
        kicker=kicker(assembly, "Pour l’assemblée générale"),
    )
    pages.note(DRAFT)
    cash_first(pages, assembly.cash_first)
    _in_short(pages, assembly)
    _accounts(pages, assembly)
    _assets(pages, assembly)
    _budget(pages, assembly)
    _years(pages, assembly)
    _actions(pages, assembly)
    _decisions(pages, assembly)
    pages.heading("Ce que nous demandons à l’assemblée")
    pages.bullets([one.short for one in resolutions(assembly)], numbered=True)
    pages.note("Le texte de chaque résolution est dans le projet de résolutions.")
    pages.paragraph((Blank("lieu et date"), ", ", Blank("fonction de qui présente ce rapport")))
    _sources(pages, assembly)
    return pages.content()


def _in_short(pages: Pages, assembly: Assembly) -> None:
    pages.heading("En bref")
    project = assembly.project
    told = [one for one in (project.vocation, project.missions, project.ambition) if one]
    pages.paragraph(Run(" ".join(told) or NO_PROJECT, italic=True))
    said: list[Text] = []
    base = assembly.base
    if base is not None and base.charges is not None and base.result is not None:
        said.append(
            f"En {base.label}, nos ressources sont de {euros(base.products)} et nos charges de "
            f"{euros(base.charges)}{NBSP}: {surplus_words(base.result)}."
        )
    said += in_two_sentences(assembly.readings)
    if assembly.untold:
        said.append(NOTHING_ACQUIRED)
    pages.bullets(said)
    pages.paragraph(Blank("la question que vous posez aux membres, avec deux réponses possibles"))


def _accounts(pages: Pages, assembly: Assembly) -> None:
    pages.heading(f"L’exercice {assembly.base_label}")
    base, model = assembly.base, assembly.model
    if base is None or model is None:
        pages.paragraph(
            "Cette trajectoire a été saisie à la main\u202f: elle ne contient pas les comptes de l’exercice."
        )
        pages.room("produits, charges et résultat de l’exercice, avec ceux de l’année d’avant", lines=4)
    else:
        pages.paragraph(f"Ce que disent les comptes{NBSP}: «{NBSP}{base.sentence}{NBSP}»")
        results_table(pages, model.exercices)
        _natures(pages, base, model.exercices[-2] if len(model.exercices) > 1 else None)
        pages.note(support_words(base))
    for name, expected in TO_TELL:
        pages.paragraph((f"{name}{NBSP}: ", Blank(expected)))
    if model is not None:
        pages.heading("Sur quoi nous appuyer", 2)
        findings(pages, model.strengths)
        pages.heading("À quoi faire attention", 2)
        findings(pages, model.fragilities)
        pages.note("Ces phrases viennent de la lecture des comptes\u00a0: reprenez-les avec vos mots.")


def _natures(pages: Pages, base: ExerciceDigest, before: ExerciceDigest | None) -> None:
    if before is None:
        pages.table(
            ("D’où vient l’argent", "Montant", "Part"),
            [(one.label, euros(one.amount), percent(one.share)) for one in base.natures],
            widths=(0.6, 0.22, 0.18),
            caption="Ressources de l’exercice par nature",
            numbers=(1, 2),
        )
        return
    past = {one.label: one.amount for one in before.natures}
    rows: list[tuple[Text, ...]] = []
    for one in base.natures:
        then = past.get(one.label, 0)
        gap = one.amount - then
        marked = abs(gap) > GAP_CENTS and abs(gap) > GAP_SHARE * abs(then)
        why: Text = Blank("pourquoi") if marked else ""
        rows.append((one.label, euros(then), euros(one.amount), euros(gap), why))
    pages.table(
        ("D’où vient l’argent", before.label, base.label, "Écart", "À commenter"), rows,
        widths=(0.34, 0.15, 0.15, 0.15, 0.21), caption="Ressources par nature, deux exercices et leur écart",
        numbers=(1, 2, 3),
    )  # fmt: skip
    pages.note(TO_COMMENT)


def _assets(pages: Pages, assembly: Assembly) -> None:
    plan, year = assembly.plan, assembly.readings["tout"].years[0]
    pages.heading("Ce qu’il y a en banque, et ce qui nous appartient")
    eve = of_month(plan.first_month)
    months = ""
    if year.spent:
        months = number(plan.opening_cash * 12 / year.spent, 1)
        months = f", soit {months}{NBSP}mois des dépenses prévues en {year.label}"
    pages.bullets(
        [
            f"En banque à la veille {eve}{NBSP}: {euros(plan.opening_cash)}{months}.",
            f"Fonds propres le même jour{NBSP}: {euros(plan.opening_equity)}.",
            (f"Fonds dédiés, dettes, engagements{NBSP}: ", Blank("ce que dit votre bilan")),
        ]
    )


def _budget(pages: Pages, assembly: Assembly) -> None:
    sure, whole = assembly.budget
    pages.heading(f"Le budget {whole.label} que nous proposons")
    pages.table(
        ("En euros", "Acquis seulement", "Tout compris"),
        [
            ("Ressources", euros(sure.resources), euros(whole.resources)),
            ("Charges", euros(sure.costs), euros(whole.costs)),
            ("Résultat", euros(sure.result), euros(whole.result)),
        ],
        widths=(0.4, 0.3, 0.3),
        caption="Ressources, charges et résultat du budget, en deux lectures",
        numbers=(1, 2),
        strong=(2,),
    )
    resources, costs = _lines(assembly, "resource"), _lines(assembly, "cost")
    if resources:
        pages.table(
            ("Ressources", "Où elle en est", "Montant"),
            [*resources, ("Total, tout compris", "", euros(whole.resources))],
            widths=(0.6, 0.2, 0.2),
            caption="Ressources du budget, ligne par ligne",
            numbers=(2,),
            strong=(len(resources),),
        )
    if costs:
        pages.table(
            ("Charges", "Montant"),
            [*((name, amount) for name, _, amount in costs), ("Total, tout compris", euros(whole.costs))],
            widths=(0.8, 0.2),
            caption="Charges du budget, ligne par ligne",
            numbers=(1,),
            strong=(len(costs),),
        )


def _lines(assembly: Assembly, side: Side) -> list[tuple[str, str, str]]:
    """Name, status, amount of the first year, the largest first; a line that has nothing is left out."""
    told = [one for one in assembly.readings["tout"].lines if one.side == side and one.years[0]]
    return [
        (one.label, STATUS_WORDS[one.status], euros(one.years[0]))
        for one in sorted(told, key=lambda one: -one.years[0])
    ]


def _years(pages: Pages, assembly: Assembly) -> None:
    readings = assembly.readings
    labels = [year.label for year in readings["tout"].years]
    pages.heading(f"Les années qui viennent{NBSP}: {assembly.period}")
    pages.paragraph(years_svg(readings).sentence)
    first, size = (0.24, 9.5) if len(labels) <= MANY_YEARS else (0.16, 7)
    for title, rows in years_rows(readings):
        pages.table(
            (title, *labels), [(name, *cells) for name, cells in rows],
            widths=(first, *((1 - first) / len(labels) for _ in labels)),
            caption=f"{title}{NBSP}: les mesures de chaque année",
            numbers=range(1, len(labels) + 1), strong=(2,), size=size,
        )  # fmt: skip
    pages.paragraph(cash_line_svg(assembly.plan, readings).sentence)
    pages.note(WHAT_IT_IS)


def _actions(pages: Pages, assembly: Assembly) -> None:
    pages.heading("Ce que comprend le scénario")
    pages.paragraph(scenario_words(assembly))
    if not assembly.actions:
        return
    pages.table(
        ("Action", "Effet", "Quand", "Risque"),
        [
            (
                Run(one.label, bold=True),
                effect_words(assembly, one),
                timing_words(assembly, one),
                risk_words(one),
            )
            for one in assembly.actions
        ],
        widths=(0.22, 0.27, 0.33, 0.18),
        caption="Les actions, leur effet, leurs dates et leur risque", size=9,
    )  # fmt: skip
    watched = Blank("le signe que cela marche, et à quelle date")
    pages.paragraph((f"Ce que nous surveillerons{NBSP}: ", watched))


def _decisions(pages: Pages, assembly: Assembly) -> None:
    pages.heading("Ce qui se décide, et avant quand")
    if not assembly.to_take:
        missing = Blank("ce qui doit être décidé, et quand")
        pages.paragraph(("Aucune date de décision n’est écrite. ", missing))
        return
    rows: list[tuple[Text, ...]] = []
    for one in assembly.to_take:
        when = "sans date limite connue" if one.decide_by is None else day(one.decide_by)
        what = (Run(one.decision.label, bold=True), trigger_words(one))
        who = assembly.deciders.get(one.decision.decided_by, "")
        rows.append((f"{when} (passée)" if one.late else when, what, who, counted_words(one)))
    pages.table(
        ("Au plus tard", "Décision", "Qui décide", "Comment la date est comptée"), rows,
        widths=(0.17, 0.3, 0.18, 0.35), caption="Les décisions à prendre et leur dernière date utile", size=9,
    )  # fmt: skip
    pages.note(TO_CHECK)


def _sources(pages: Pages, assembly: Assembly) -> None:
    pages.heading("Les hypothèses et les sources")
    for title, rows in assumptions(assembly.plan, assembly.scenario):
        pages.heading(title, 2)
        pages.bullets([(Run(f"{label}{NBSP}: ", bold=True), text) for label, text in rows])
    pages.note(
        f"Scénario «{NBSP}{assembly.scenario.label}{NBSP}», établi le {day(assembly.on)}. "
        f"Sources{NBSP}: {' '.join(assembly.sources) or 'montants saisis.'}"
    )

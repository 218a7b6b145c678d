"""A small socio-economic model, written by hand with round figures: what drawings and documents are shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from equilibre.figures import Figure, Input, ParameterUse
from equilibre.model.dossier import Project
from equilibre.model.results import (
    AccountShare,
    Action,
    Alert,
    Ask,
    BalanceRow,
    BarycentrePoint,
    CashMonth,
    Choice,
    CostLine,
    ExerciceModel,
    FamilyCandidate,
    FamilyReading,
    Finding,
    Findings,
    FlowNode,
    NatureShare,
    PillarPart,
    PillarReading,
    ReferenceRatio,
    ResourceLine,
    SocioEconomicModel,
    SolidityIndicator,
    StatementRow,
    Totals,
)

SENTENCE = (
    "En 2024, 59 % de vos ressources sont des soutiens, dont 46 points publics ; "
    "la part des ventes est passée de 22 à 29 %."
)
K = 100_000
"""A thousand euros, in cents."""


def figure(key: str, label: str, value: int | float | None, **more: Any) -> Figure:
    return Figure(
        key=key,
        label=label,
        value=value,
        unit=more.pop("unit", "centimes"),
        formula="somme des comptes",
        **more,
    )


def figures() -> dict[str, Figure]:
    smic = ParameterUse(
        key="smic.horaire_brut",
        label="SMIC horaire brut",
        value=1188,
        unit="centimes/heure",
        valid_from=dt.date(2024, 11, 1),
        source="décret n° 2024-951 du 23 octobre 2024",
        status="etabli",
    )
    found = [
        figure(
            "totaux.produits",
            "Total des produits",
            133 * K,
            inputs=(Input(kind="compte", ref="740000", label="Subventions d’exploitation", value=61 * K),),
        ),
        figure(
            "piliers.benevolat",
            "Bénévolat valorisé",
            2_990_000,
            certainty="estime",
            status="convention",
            inputs=(
                Input(
                    kind="declare",
                    ref="volunteer_hours_field",
                    label="heures de terrain",
                    value=2516.8,
                    unit="heures",
                ),
            ),
            parameters=(smic,),
            source="règle de la plateforme, à partir du référentiel",
        ),
        figure(
            "piliers.alliances", "Alliances", None, certainty="non_mesure", note="personne ne l’a encore dit"
        ),
    ]
    return {f.key: f for f in found}


def family() -> FamilyReading:
    shares = [
        ("subventions_publiques", "Subventions publiques", 0.46),
        ("revenus_activite", "Revenus d’activité", 0.29),
        ("mobilisation_privee", "Mobilisation privée", 0.12),
        ("cofinancement", "Cofinancement", 0.07),
        ("membres", "Membres", 0.05),
        ("gestion_service_public", "Gestion d’un service public", 0.0),
    ]
    return FamilyReading(
        code="mixte_hybride",
        label="mixte / hybride",
        confidence=0.42,
        reasons=("aucune source ne fait la moitié des produits",),
        candidates=tuple(
            FamilyCandidate(code=code, label=label, share=share, amount=int(133 * K * share))  # type: ignore[arg-type]
            for code, label, share in shares
        ),
        runner_up="subventions_publiques",
        what_would_change="Une subvention publique de 6 k€ de plus ferait lire « subventions publiques ».",
    )


def natures(*euros: int) -> tuple[NatureShare, ...]:
    codes = ("subventionnement", "investissement_societal", "revenus_activite", "membres", "autre")
    labels = ("Soutiens", "Investissement sociétal", "Revenus d’activité", "Membres", "Autre")
    total = sum(euros) or 1
    return tuple(
        NatureShare(
            nature=code,
            label=label,
            amount=amount * K,
            share=amount / total,
            figure=f"natures.{code}",  # type: ignore[arg-type]
            public_amount=int(amount * K * 0.8) if code == "subventionnement" else None,
            private_amount=amount * K - int(amount * K * 0.8) if code == "subventionnement" else None,
        )
        for code, label, amount in zip(codes, labels, euros, strict=True)
    )


def pillars(
    people: int | None, money: int | None, shared: int | None
) -> tuple[PillarReading, PillarReading, PillarReading]:
    rows = (
        (
            "richesses_humaines",
            "Richesses humaines",
            "des personnes",
            people,
            "Salariés, 1,4 ETP",
            "Bénévoles, 2 540 h",
        ),
        ("financement", "Financement", "des moyens financés", money, "Achats et services", "Mis en réserve"),
        (
            "alliances",
            "Alliances",
            "des moyens partagés",
            shared,
            "Local prêté par la commune",
            "Moyens partagés",
        ),
    )
    made = []
    for code, label, corner, amount, first, second in rows:
        parts = (
            ()
            if amount is None
            else (
                PillarPart(
                    code="a",
                    label=first,
                    amount=amount * K * 6 // 10,
                    certainty="mesure",
                    figure=f"piliers.{code}.a",
                ),
                PillarPart(
                    code="b",
                    label=second,
                    amount=amount * K - amount * K * 6 // 10,
                    certainty="estime",
                    figure=f"piliers.{code}.b",
                ),
            )
        )
        made.append(
            PillarReading(
                pillar=code,
                label=label,
                corner=corner,
                amount=None if amount is None else amount * K,  # type: ignore[arg-type]
                parts=parts,
                figure=f"piliers.{code}",
                complete=amount is not None,
                missing="" if amount is not None else "personne n’a encore parlé des alliances",
            )
        )
    return made[0], made[1], made[2]


def point(label: str, *amounts: int | None, joins: bool = False) -> BarycentrePoint:
    known = [a or 0 for a in amounts]
    total = sum(known)
    weights = (known[0] / total, known[1] / total, known[2] / total) if total else None
    unmeasured = tuple(i for i, a in enumerate(amounts) if a is None)
    return BarycentrePoint(
        exercice=label,
        weights=weights,
        hollow=bool(unmeasured),
        unmeasured=unmeasured,
        size=total * K,
        joins_previous=joins,
    )


def resources() -> tuple[ResourceLine, ...]:
    rows = (
        ("R06", "Subventions publiques", "subventionnement", 61, "740000"),
        ("R11", "Prestations et ateliers", "revenus_activite", 38, "706000"),
        ("R04", "Dons et mécénat", "subventionnement", 18, "754100"),
        ("R05", "Partenariat pluriannuel", "investissement_societal", 9, "754200"),
        ("R01", "Cotisations", "membres", 7, "756000"),
    )
    return tuple(
        ResourceLine(
            line=line,
            label=label,
            nature=nature,
            group="",
            amount=amount * K,
            share=amount / 133,  # type: ignore[arg-type]
            accounts=(AccountShare(number=account, label=label, amount=amount * K),),
            figure=f"ressources.{line.lower()}",
        )
        for line, label, nature, amount, account in rows
    )


def costs() -> tuple[CostLine, ...]:
    rows = (
        ("personnel", "Personnel", 74),
        ("achats", "Achats et services", 31),
        ("locaux", "Locaux", 14),
        ("autres", "Autres charges", 6),
    )
    return tuple(
        CostLine(
            code=code,
            label=label,
            amount=amount * K,
            share=amount / 125,
            figure=f"charges.{code}",
            accounts=(AccountShare(number="641000", label="=cmd|' /C calc'!A0", amount=amount * K),),
        )
        for code, label, amount in rows
    )


def flow_in() -> tuple[FlowNode, ...]:
    return tuple(FlowNode(code=r.line, label=r.label, amount=r.amount, color=r.nature) for r in resources())


def flow_out() -> tuple[FlowNode, ...]:
    spent = [
        FlowNode(
            code=c.code,
            label=c.label,
            amount=c.amount,
            color="richesses_humaines" if c.code == "personnel" else "neutre",
        )
        for c in costs()
    ]
    return (*spent, FlowNode(code="reserve", label="Mis en réserve", amount=8 * K, color="financement"))


def ratios() -> tuple[ReferenceRatio, ...]:
    return (
        ReferenceRatio(
            code="quatre_tiers",
            label="Les 4 tiers",
            state="mesure",
            value=0.22,
            repere=0.25,
            text="Le bénévolat valorisé pèse 22 % de l’ensemble.",
            reading="bénévolat sur budget et bénévolat",
            status="convention",
            figure="reperes.quatre_tiers",
        ),
        ReferenceRatio(
            code="tiers_on_top",
            label="Le tiers « on top »",
            state="non_calculable",
            value=None,
            repere=1 / 3,
            text="Non calculable avec vos seuls comptes.",
            reading="part du total",
            status="lecture",
            figure="reperes.tiers",
        ),
        ReferenceRatio(
            code="dix_plus_un",
            label="La prime à l’alliance, 10 + 1 %",
            state="non_mesure",
            value=None,
            repere=0.11,
            text="Nous ne savons pas encore ce que coûtent vos alliances.",
            reading="part du budget de l’action",
            status="etabli",
            figure="reperes.dix",
        ),
    )


def findings() -> Findings:
    return Findings(
        strengths=(
            Finding(
                code="ventes", title="Des ventes qui montent", why="Elles passent de 22 à 29 % des produits."
            ),
        ),
        weaknesses=(
            Finding(code="mars", title="Un mois de mars tendu", why="La trésorerie descend à 1,3 mois."),
        ),
        actions=(
            Action(
                code="dates",
                title="Écrire les dates de versement de vos quatre subventions",
                why="La trésorerie descend en mars.",
                how="Une ligne par convention, avec l’échéance.",
                first_half_hour="La liste des conventions.",
                contact="Votre interlocuteur à la mairie",
            ),
        ),
    )


def cash(months: int = 12) -> tuple[CashMonth, ...]:
    levels = (31, 24, 13, 19, 27, 22, 18, 21, 34, 41, 37, 30, 28)
    return tuple(CashMonth(month=f"2024-{i + 1:02d}", balance=levels[i] * K) for i in range(months))


def exercice(label: str = "2024", **changes: Any) -> ExerciceModel:
    """One whole exercice; any field can be replaced."""
    year = int(label[:4])
    base = ExerciceModel(
        label=label,
        opening=dt.date(year, 1, 1),
        closing=dt.date(year, 12, 31),
        regime="anc2020",
        basis="engagement",
        scope="produits_et_charges",
        sentence=SENTENCE,
        doubt="Confiance moyenne : deux lignes mêlent dons et mécénat.",
        totals=Totals(
            products=133 * K,
            charges=125 * K,
            result=8 * K,
            in_kind=30 * K,
            year_resources=131 * K,
            deferred=4 * K,
        ),
        resources=resources(),
        costs=costs(),
        uses=(),
        natures=natures(79, 9, 38, 7, 0),
        public_share=0.46,
        family=family(),
        pillars=pillars(104, 59, 27),
        pillars_point=point(label, 104, 59, 27, joins=True),
        natures_point=point(label, 79, 9, 38, joins=True),
        flow_in=flow_in(),
        flow_out=flow_out(),
        ratios=ratios(),
        solidity=(
            SolidityIndicator(
                code="tresorerie_mois",
                label="Trésorerie à la clôture",
                value=2.9,
                unit="mois",
                text="2,9 mois de charges",
            ),
            SolidityIndicator(
                code="premier_financeur",
                label="Premier financeur",
                value=0.31,
                unit="part",
                text="31 % des produits",
            ),
            SolidityIndicator(
                code="bfr",
                label="Besoin en fonds de roulement",
                value=None,
                unit="centimes",
                text="",
                why_not="le bilan n’a pas été lu",
            ),
        ),
        cash_months=cash(),
        statement=(
            StatementRow(
                code="70",
                label="Ventes",
                side="produits",
                amount=38 * K,
                previous=27 * K,
                difference=11 * K,
                difference_share=0.407,
                to_comment=True,
            ),
            StatementRow(
                code="74",
                label="Subventions",
                side="produits",
                amount=61 * K,
                previous=60 * K,
                difference=1 * K,
                difference_share=0.017,
            ),
            StatementRow(
                code="64",
                label="Personnel",
                side="charges",
                amount=74 * K,
                previous=72 * K,
                difference=2 * K,
                difference_share=0.028,
            ),
            StatementRow(
                code="resultat",
                label="Résultat",
                side="total",
                amount=8 * K,
                previous=-2 * K,
                difference=10 * K,
            ),
        ),
        balance_sheet=(
            BalanceRow(code="tresorerie", label="Trésorerie", side="actif", amount=30 * K),
            BalanceRow(code="fonds_propres", label="Fonds propres", side="passif", amount=22 * K),
        ),
        warnings=(
            Alert(
                code="commissaire",
                message="Approchez-vous des 153 000 € de subventions ?",
                why="61 000 € d’argent public cette année.",
                source="Code de commerce, art. L.612-4",
            ),
        ),
        findings=findings(),
        activities=(),
        asks=(
            Ask(
                code="cotisation",
                question="Que paie la cotisation ?",
                why="Elle peut payer aussi l’activité.",
                choices=(Choice(code="adhesion", label="L’adhésion"),),
            ),
        ),
        figures=figures(),
    )
    return msgspec.structs.replace(base, **changes)


def model(*exercices: ExerciceModel, **changes: Any) -> SocioEconomicModel:
    """Three exercices with a path, unless others are given."""
    default = (
        exercice(
            "2022",
            pillars=pillars(80, 66, 15),
            pillars_point=point("2022", 80, 66, 15),
            natures=natures(75, 2, 22, 7, 0),
            natures_point=point("2022", 75, 2, 22),
        ),
        exercice(
            "2023",
            pillars=pillars(92, 64, 20),
            pillars_point=point("2023", 92, 64, 20, joins=True),
            natures=natures(74, 5, 29, 7, 0),
            natures_point=point("2023", 74, 5, 29, joins=True),
        ),
        exercice("2024"),
    )
    base = SocioEconomicModel(
        organisation="Association d’illustration",
        origin="fictif",
        project=Project(
            vocation="Ouvrir la musique à tous",
            missions="Ateliers, concerts, prêt d’instruments",
            ambition="Deux quartiers de plus en 2027",
        ),
        exercices=exercices or default,
        rules_version="test",
    )
    return msgspec.structs.replace(base, **changes)


def replaced(struct: Any, **changes: Any) -> Any:
    """A frozen value with some fields changed."""
    return msgspec.structs.replace(struct, **changes)

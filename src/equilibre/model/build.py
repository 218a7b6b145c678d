"""From what the user gave to the whole model: one pass per exercice, in one order.

Each part is a function of the context; it records its figures in ``context.book`` and hands back plain
values of ``model.results``. The order is a contract, because a part may read what the ones before filled:

 1. ``totals.read_totals(context) -> Totals``                          context.core_totals
 2. ``resources.read_resources(context) -> tuple[ResourceLine, ...]``  context.resources
 3. ``natures.read_natures(context) -> tuple[NatureShare, ...]``       context.natures
    and ``natures.read_public_share(context) -> float | None``         context.public_share
 4. ``families.read_family(context) -> FamilyReading``                 context.family
    (``families.family_of({line: cents}, context, key="activites.x")`` reads any set of resources)
 5. ``costs.read_costs(context) -> tuple[CostLine, ...]``              context.costs
    and ``costs.read_uses(context) -> tuple[CostLine, ...]``           context.uses
 6. ``pillars.read_pillars(context) -> three PillarReading``           context.pillars
    and ``barycentre.read_pillars_point / read_natures_point(context) -> BarycentrePoint``
 7. ``activities.read_activities(context) -> tuple[ActivityReading, ...]``   context.activities
 8. ``ratios.read_ratios(context) -> tuple[ReferenceRatio, ...]``
 9. ``solidity.read_solidity(context) -> tuple[SolidityIndicator, ...]``,
    ``solidity.read_cash_months(context) -> tuple[CashMonth, ...]``,
    ``solidity.read_cash_alert(context) -> bool``
10. ``statement.read_statement(context) -> tuple[StatementRow, ...]``,
    ``balance_sheet.read_balance_sheet(context) -> tuple[BalanceRow, ...]``
11. ``alerts.read_alerts(context) -> tuple[Alert, ...]``
12. ``findings.read_findings(context, *, alerts, ratios, solidity, cash_alert) -> Findings``
13. ``flow.read_flow(context) -> (flow_in, flow_out)``, ``sentence.read_sentence(context) -> str``,
    ``sentence.read_doubt(context) -> str``

For a published case (field rule 21) parts 9, 10's balance sheet and 12 are not called: solidity, cash,
funders and findings stay empty.
"""

from __future__ import annotations

from equilibre.model import (
    activities,
    alerts,
    balance_sheet,
    barycentre,
    cash,
    costs,
    findings,
    flow,
    pillars,
    ratios,
    sentence,
    solidity,
    statement,
)
from equilibre.model.context import ExerciceContext
from equilibre.model.core import open_contexts, read_core
from equilibre.model.dossier import Dossier
from equilibre.model.results import (
    Ask,
    BalanceRow,
    CashMonth,
    ExerciceModel,
    SocioEconomicModel,
    SolidityIndicator,
)
from equilibre.reference import RULES_VERSION


def build_model(dossier: Dossier) -> SocioEconomicModel:
    """The socio-economic model of a dossier, every exercice in chronological order.

    ``ReadError`` when there is no exercice, or when a correction cannot be applied (an unknown account or
    line, a split that does not add up).
    """
    contexts = open_contexts(dossier)
    return SocioEconomicModel(
        organisation=dossier.organisation,
        origin=dossier.origin,
        project=dossier.project,
        exercices=tuple(_read(context) for context in contexts),
        rules_version=RULES_VERSION,
        sources=dossier.sources,
    )


def _read(context: ExerciceContext) -> ExerciceModel:
    read_core(context)
    context.costs = costs.read_costs(context)
    context.uses = costs.read_uses(context)
    three = pillars.read_pillars(context)
    context.activities = activities.read_activities(context)
    read_ratios = ratios.read_ratios(context)
    beside, months, sheet, alert = _beside(context)
    rows = statement.read_statement(context)
    warnings = alerts.read_alerts(context)
    flow_in, flow_out = flow.read_flow(context)
    if context.family is None or context.core_totals is None:
        raise RuntimeError("the core was not read: see core.read_core")
    totals = context.accounts_read
    return ExerciceModel(
        label=context.label,
        opening=context.opening,
        closing=context.closing,
        regime=totals.regime,
        basis=totals.basis,
        scope=totals.scope,
        sentence=sentence.read_sentence(context),
        doubt=sentence.read_doubt(context),
        points_note=sentence.read_points(context),
        totals=context.core_totals,
        resources=context.resources,
        costs=context.costs,
        uses=context.uses,
        natures=context.natures,
        public_share=context.public_share,
        family=context.family,
        pillars=three,
        pillars_point=barycentre.read_pillars_point(context),
        natures_point=barycentre.read_natures_point(context),
        flow_in=flow_in,
        flow_out=flow_out,
        ratios=read_ratios,
        solidity=beside,
        cash_months=months,
        statement=rows,
        balance_sheet=sheet,
        warnings=warnings,
        findings=findings.read_findings(
            context, alerts=warnings, ratios=read_ratios, solidity=beside, cash_alert=alert
        ),
        activities=context.activities,
        asks=_asks(context),
        figures=context.book.as_dict(),
        cash_alert=alert,
        anomaly_count=totals.anomalies.count,
    )


Beside = tuple[tuple[SolidityIndicator, ...], tuple[CashMonth, ...], tuple[BalanceRow, ...], bool]


def _beside(context: ExerciceContext) -> Beside:
    """« L'analyse financière, à côté »: nothing of it for a published case (field rule 21)."""
    if context.published:
        return (), (), (), False
    return (
        solidity.read_solidity(context),
        cash.read_cash_months(context),
        balance_sheet.read_balance_sheet(context),
        cash.read_cash_alert(context),
    )


def _asks(context: ExerciceContext) -> tuple[Ask, ...]:
    """Every question, those that keep the family from being concluded first."""
    blocking = {(a.code, a.account): a for a in (context.family.asks if context.family else ())}
    asks = [blocking.get((a.code, a.account), a) for a in context.asks]
    return tuple(sorted(asks, key=lambda a: (not a.blocking, bool(a.answer))))

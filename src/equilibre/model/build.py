"""From what the user gave to the whole model: one pass per exercice, in one order.

Each part is a function of the context; it records its figures in ``context.book`` and hands back plain
values of ``model.results``. The order is a contract, because a part may read what the ones before filled:

 1. ``totals.read_totals(context) -> Totals``                          context.core_totals
 2. ``resources.read_resources(context) -> tuple[ResourceLine, ...]``  context.resources
 3. ``natures.read_natures(context) -> tuple[NatureShare, ...]``       context.natures
    and ``natures.read_public_share(context) -> float | None``         context.public_share
 4. ``families.read_family(context) -> FamilyReading``                 context.family
    (``families.family_of(lines, context, figure=…)`` reads any set of resource lines, e.g. an activity's)
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

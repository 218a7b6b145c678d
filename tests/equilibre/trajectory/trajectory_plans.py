"""Plans for tests: one that can be redone by hand, and any plan that can be computed."""

from __future__ import annotations

from hypothesis import strategies as st

from equilibre.trajectory.hypotheses import (
    CommonShock,
    Investment,
    InvestmentGrant,
    LeverAction,
    Line,
    Loan,
    Month,
    Payment,
    Range,
    Scenario,
    Shock,
    TrajectoryPlan,
)

FIRST = Month(2027, 1)
AS_IT_IS = Scenario(key="fil", label="Au fil de l’eau", kind="fil_de_l_eau")


def by_hand() -> TrajectoryPlan:
    """The worked example of docs/method-trajectory.md."""
    return TrajectoryPlan(
        first_month=FIRST,
        years=2,
        opening_cash=2_000_000,
        opening_equity=3_000_000,
        lines=(
            Line(
                key="ville",
                label="Ville",
                side="resource",
                nature="subventionnement",
                amount=6_000_000,
                public=True,
                payments=(Payment(4, 0.7), Payment(13, 0.3)),
            ),
            Line(
                key="region",
                label="Région",
                side="resource",
                nature="subventionnement",
                amount=2_400_000,
                public=True,
                status="demande",
                chance=0.5,
                delay=3,
            ),
            Line(
                key="ventes",
                label="Ateliers",
                side="resource",
                nature="revenus_activite",
                amount=3_600_000,
                indexation=0.02,
            ),
            Line(
                key="salaires",
                label="Salaires",
                side="cost",
                nature="personnel",
                amount=8_400_000,
                indexation=0.03,
                etp=2.0,
            ),
            Line(
                key="achats", label="Achats", side="cost", nature="achats", amount=1_800_000, follows="ventes"
            ),
        ),
        actions=(
            LeverAction(
                key="formation",
                label="Vendre des formations",
                starts=Month(2027, 3),
                delay=4,
                ramp=(0.5, 1.0),
                yearly=1_200_000,
                cost_once=100_000,
                cost_yearly=240_000,
                etp=0.1,
                chance=0.6,
            ),
        ),
        shocks=(
            Shock(
                key="coupe",
                label="La ville baisse de 30 %",
                kind="cut",
                lines=("ville",),
                share=0.3,
                starts=Month(2028, 1),
            ),
            Shock(
                key="attente",
                label="La ville paie deux mois plus tard",
                kind="delay",
                lines=("ville",),
                months=2,
                starts=FIRST,
            ),
        ),
        scenarios=(
            AS_IT_IS,
            Scenario(key="choisi", label="Choisi", actions=("formation",)),
            Scenario(
                key="prudent",
                label="Prudent",
                kind="prudent",
                actions=("formation",),
                shocks=("coupe", "attente"),
            ),
        ),
        common_shock=CommonShock(chance=0.2, share=0.1),
    )


MONTHS = st.builds(Month, st.integers(2026, 2031), st.integers(1, 12))
CENTS = st.integers(0, 50_000_000)
SPREADS = st.tuples(st.floats(-0.5, 0.0), st.floats(0.0, 0.5)).map(lambda two: Range(low=two[0], high=two[1]))


@st.composite
def line(draw: st.DrawFn, key: str) -> Line:
    """Any line of money."""
    starts = draw(st.none() | MONTHS)
    return Line(
        key=key,
        label=key,
        side=draw(st.sampled_from(("resource", "cost"))),
        nature=draw(st.sampled_from(("a", "b"))),
        amount=draw(CENTS),
        indexation=draw(st.floats(-0.1, 0.1)),
        volume=draw(st.floats(-0.2, 0.2)),
        status=draw(st.sampled_from(("acquis", "notifie", "demande", "a_rechercher"))),
        chance=draw(st.floats(0.0, 1.0)),
        public=draw(st.booleans()),
        starts=starts,
        ends=draw(st.none() | st.integers(0, 60).map((starts or FIRST).plus)),
        delay=draw(st.integers(0, 12)),
        payments=draw(st.sampled_from(((), (Payment(3, 0.5), Payment(14, 0.5)), (Payment(1, 1.0),)))),
        cash=draw(st.booleans()),
        spread=draw(SPREADS),
    )


STATUSES = st.sampled_from(("acquis", "notifie", "demande", "a_rechercher"))


@st.composite
def investment(draw: st.DrawFn, key: str, actions: tuple[str, ...], months: int) -> Investment:
    """Any purchase within the projected months, with up to two grants."""
    bought = draw(st.integers(0, months - 1))
    cost = draw(st.integers(1, 20_000_000))
    halves = draw(st.lists(st.integers(0, cost // 2), max_size=2))
    return Investment(
        key=key,
        label=key,
        cost=cost,
        bought=FIRST.plus(bought),
        in_use=draw(st.none() | st.integers(bought, bought + 12).map(FIRST.plus)),
        life=draw(st.integers(1 if halves else 0, 120)),
        grants=tuple(
            InvestmentGrant(
                label=f"{key} {rank}",
                amount=amount,
                paid=draw(st.integers(0, months + 12).map(FIRST.plus)),
                status=draw(STATUSES),
                chance=draw(st.floats(0.0, 1.0)),
                public=draw(st.booleans()),
            )
            for rank, amount in enumerate(halves)
        ),
        action=draw(st.sampled_from(("", *actions))),
    )


@st.composite
def loan(draw: st.DrawFn, key: str, actions: tuple[str, ...] = (), months: int = 60) -> Loan:
    """Any loan, some already running on the first month."""
    length = draw(st.integers(1, 120))
    return Loan(
        key=key,
        label=key,
        amount=draw(st.integers(1, 20_000_000)),
        received=FIRST.plus(draw(st.integers(-40, months - 1))),
        months=length,
        rate=draw(st.just(0.0) | st.floats(0.0, 0.25)),
        deferral=draw(st.integers(0, length - 1)),
        status=draw(STATUSES),
        chance=draw(st.floats(0.0, 1.0)),
        action=draw(st.sampled_from(("", *actions))),
    )


@st.composite
def plans(draw: st.DrawFn) -> TrajectoryPlan:
    """Any plan without a fault, one scenario with everything in it."""
    keys = [f"l{rank}" for rank in range(draw(st.integers(1, 6)))]
    actions = tuple(
        LeverAction(
            key=f"a{rank}",
            label=f"a{rank}",
            starts=draw(MONTHS),
            delay=draw(st.integers(0, 18)),
            ramp=tuple(draw(st.lists(st.floats(0.0, 1.5), min_size=1, max_size=3))),
            yearly=draw(CENTS),
            cost_once=draw(CENTS),
            cost_yearly=draw(CENTS),
            chance=draw(st.floats(0.0, 1.0)),
        )
        for rank in range(draw(st.integers(0, 2)))
    )
    shocks = tuple(
        Shock(
            key=f"s{rank}",
            label=f"s{rank}",
            kind=draw(st.sampled_from(("cut", "delay"))),
            lines=tuple(draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))),
            share=draw(st.floats(0.0, 1.0)),
            months=draw(st.integers(0, 6)),
            starts=draw(MONTHS),
        )
        for rank in range(draw(st.integers(0, 2)))
    )
    years = draw(st.integers(1, 5))
    keyed = tuple(one.key for one in actions)
    return TrajectoryPlan(
        first_month=FIRST,
        years=years,
        opening_cash=draw(st.integers(-1_000_000, 50_000_000)),
        opening_equity=draw(st.integers(-1_000_000, 50_000_000)),
        lines=tuple(draw(line(key)) for key in keys),
        actions=actions,
        shocks=shocks,
        scenarios=(
            Scenario(
                key="tout",
                label="Tout",
                actions=tuple(one.key for one in actions),
                shocks=tuple(one.key for one in shocks),
            ),
        ),
        common_shock=CommonShock(chance=draw(st.floats(0.0, 1.0)), share=draw(st.floats(0.0, 1.0))),
        investments=tuple(
            draw(investment(f"i{rank}", keyed, years * 12)) for rank in range(draw(st.integers(0, 2)))
        ),
        loans=tuple(draw(loan(f"p{rank}", keyed, years * 12)) for rank in range(draw(st.integers(0, 2)))),
    )

"""The whole model: published cases within their bounds, properties that hold for any accounts."""

import datetime as dt
from typing import Any

import msgspec
import pytest
from core_books import Books, book_totals, exercice, payer
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.amounts import cents_of
from equilibre.accounts.cases import case_dossier, case_slugs, load_case
from equilibre.errors import ReadError
from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier, ExerciceInputs, HumanMeans, MoveAccount, Partner
from equilibre.model.results import NATURES, SocioEconomicModel
from equilibre.reference import RULES_VERSION


@pytest.mark.parametrize("slug", case_slugs())
def test_published_cases(slug: str) -> None:
    case = load_case(slug)
    expected = case.expected
    model = build_model(case_dossier(case))
    last = model.last
    assert last.totals.products == cents_of(expected["total_produits"])
    if expected["total_charges"] is None:
        assert last.totals.charges is None
    else:
        assert last.totals.charges == cents_of(expected["total_charges"])
        assert last.totals.result == cents_of(expected["resultat"])
    tolerance = expected["tolerance_points"]
    shares = {n.nature: 100 * n.share for n in last.natures}
    shares["hors_nature"] = shares.pop("membres") + shares.pop("autre")
    for nature, bounds in expected["natures_pct"].items():
        assert bounds["min"] - tolerance <= shares[nature] <= bounds["max"] + tolerance, nature
    possible = expected["familles_possibles"]
    assert last.family.code in possible if len(possible) < 4 else last.family.code is None
    public = expected["part_publique_pct"]
    assert last.public_share is not None
    assert public["min"] - tolerance <= 100 * last.public_share <= public["max"] + tolerance


@pytest.mark.parametrize("slug", case_slugs())
def test_a_published_case_shows_what_its_source_printed(slug: str) -> None:
    """Field rule 21: no solidity, no cash, no funders, no judgement."""
    last = build_model(case_dossier(load_case(slug))).last
    assert (last.solidity, last.cash_months, last.balance_sheet) == ((), (), ())
    assert (last.findings.strengths, last.findings.weaknesses, last.findings.actions) == ((), (), ())
    assert not last.cash_alert
    assert "vos ressources" not in last.sentence


def test_an_empty_dossier_is_refused_with_a_remedy() -> None:
    with pytest.raises(ReadError) as caught:
        build_model(Dossier(exercices=()))
    assert caught.value.remedy


@pytest.mark.parametrize(
    "given_inputs",
    [
        {"means": HumanMeans(volunteer_hours_field=float("nan"))},
        {"means": HumanMeans(volunteer_hours_field=float("inf"))},
        {"means": HumanMeans(service_civique_months=-1)},
        {"means": HumanMeans(skills_patronage_value=10**15)},
        {"partners": (Partner(key="p", name="P", alliance="moyens", avoided_cost=-5),)},
        {"partners": tuple(Partner(key=str(n), name="P", alliance="moyens") for n in range(201))},
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_remedy(given_inputs: dict[str, Any]) -> None:
    with pytest.raises(ReadError) as caught:
        build_model(Dossier(exercices=(exercice({"741000": 100}, inputs=given_inputs),)))
    assert caught.value.remedy


def test_exercices_come_out_in_order() -> None:
    books: Books = {"741000": 100, "601000": 100}
    dossier = Dossier(exercices=(exercice(books, year=2024), exercice(books, year=2022)))
    model = build_model(dossier)
    assert [e.label for e in model.exercices] == ["2022", "2024"]
    assert model.rules_version == RULES_VERSION
    assert model.last.statement[0].previous is not None


def test_blocking_questions_come_first() -> None:
    books: Books = {"758000": (60, "Dons, ventes et cotisations"), "741000": 20, "756000": 20, "601000": 90}
    last = build_model(Dossier(exercices=(exercice(books),))).last
    assert last.family.code is None
    assert last.asks[0].code == "ventilation"
    assert last.asks[0].blocking


def test_every_figure_that_is_named_exists() -> None:
    books: Books = {
        "741000": 60,
        "706000": 30,
        "756000": 10,
        "641000": 50,
        "601000": 30,
        "861000": 5,
        "871000": 5,
    }
    partner = Partner(key="x", name="Ville", alliance="moyens", avoided_cost=300)
    means = HumanMeans(volunteer_hours_field=10, service_civique_months=3)
    given_inputs = {"means": means, "partners": (partner,)}
    last = build_model(Dossier(exercices=(exercice(books, inputs=given_inputs),))).last
    keys = set(last.figures)
    named = {line.figure for line in last.resources} | {n.figure for n in last.natures}
    named |= {p.figure for p in last.pillars} | {q.figure for p in last.pillars for q in p.parts}
    named |= {n.figure for n in (*last.flow_in, *last.flow_out)} | {last.family.figure}
    named |= {c.figure for c in (*last.costs, *last.uses)} | {r.figure for r in last.ratios}
    assert named <= keys
    for figure in last.figures.values():
        assert figure.formula
        assert figure.value is not None or figure.note, figure.key
        for item in figure.inputs:
            assert item.kind != "figure" or item.ref in keys


# --- properties ---------------------------------------------------------------------------------------

PRODUCTS = (
    "701000",
    "706000",
    "706300",
    "709000",
    "708300",
    "731000",
    "741000",
    "747000",
    "754100",
    "754200",
    "755000",
    "756000",
    "756200",
    "758000",
    "760000",
    "775000",
    "777000",
    "781500",
    "789400",
    "791000",
)
CHARGES = ("601000", "604000", "611000", "613200", "621000", "631100", "641000", "645000", "649000", "657100",
           "681100", "689400", "661000")  # fmt: skip
KIND = ("860000", "861000", "862000", "864000", "870000", "871000", "875000")
LABELS = ("", "Dons et ventes", "Subvention ville", "Marché public", "Cotisations", "Mécénat de compétences",
          "Bénévolat", "Formation", "Financements publics", "Fondation", "non ventilé")  # fmt: skip

euros = st.integers(min_value=-500_000, max_value=5_000_000).map(lambda cents: cents / 100)
amounts = st.tuples(euros, st.sampled_from(LABELS))


@st.composite
def books(draw: st.DrawFn) -> Books:
    found: Books = {}
    for numbers in (PRODUCTS, CHARGES, KIND):
        chosen = draw(st.lists(st.sampled_from(numbers), unique=True, max_size=6))
        found.update({number: draw(amounts) for number in chosen})
    return found


@st.composite
def inputs(draw: st.DrawFn) -> ExerciceInputs:
    hours = st.one_of(st.none(), st.floats(min_value=0, max_value=10_000))
    money = st.one_of(st.none(), st.integers(min_value=0, max_value=10_000_000))
    means = HumanMeans(
        volunteer_hours_field=draw(hours),
        volunteer_hours_governance=draw(hours),
        service_civique_months=draw(hours),
        intern_months=draw(hours),
        skills_patronage_value=draw(money),
        include_governance=draw(st.booleans()),
    )
    partner = st.builds(
        Partner,
        key=st.just("p"),
        name=st.just("Partenaire"),
        alliance=st.sampled_from(["positionnement", "moyens", "production_diffusion"]),
        body=st.sampled_from(["public", "prive", "pair"]),
        avoided_cost=money,
        lent_means=money,
    )
    partners = draw(st.one_of(st.none(), st.lists(partner, max_size=3).map(tuple)))
    kind = st.sampled_from(["public", "europe", "fondation", "entreprise", "particulier", "inconnu"])
    payers = (payer("f1", draw(kind), c706000=draw(euros), c741000=draw(euros), c755000=draw(euros)),)
    scope: Any = draw(st.sampled_from(["produits_et_charges", "produits_seuls"]))
    year = draw(st.sampled_from([2018, 2023, 2024, 2025, 2026]))
    totals = book_totals(draw(books()), payers=payers, scope=scope, opening=dt.date(year, 1, 1))
    return ExerciceInputs(totals=totals, means=means, partners=partners)


def check(model: SocioEconomicModel) -> None:
    for exercise in model.exercices:
        products = exercise.totals.products
        assert sum(line.amount for line in exercise.resources) == products
        for line in exercise.resources:
            assert sum(share.amount for share in line.accounts) == line.amount
        assert [n.nature for n in exercise.natures] == list(NATURES)
        assert sum(n.amount for n in exercise.natures) == products
        if products:
            assert sum(n.share for n in exercise.natures) == pytest.approx(1.0)
        pillars = [p.amount for p in exercise.pillars]
        for pillar in exercise.pillars:
            told = [q.amount for q in pillar.parts if q.amount is not None]
            assert pillar.amount is None or pillar.amount == sum(told)
        value = exercise.figures["valeur.totale"].value
        assert value == (
            sum(p for p in pillars if p is not None) if any(p is not None for p in pillars) else None
        )
        salaries = exercise.figures["personnes.salaries"].value
        if salaries is not None and 0 <= salaries <= products:
            in_cash = int(salaries) + (pillars[1] or 0)
            assert in_cash == products
        weights = exercise.pillars_point.weights
        if weights is not None:
            assert sum(weights) == pytest.approx(1.0)
            assert min(weights) >= 0
        if exercise.flow_out:
            left, right = sum(n.amount for n in exercise.flow_in), sum(n.amount for n in exercise.flow_out)
            assert left == right
        assert 0.0 <= exercise.family.confidence <= 1.0


@settings(max_examples=60, deadline=None)
@given(st.lists(inputs(), min_size=1, max_size=2))
def test_any_accounts_keep_the_sums(given_inputs: list[ExerciceInputs]) -> None:
    model = build_model(Dossier(exercices=tuple(given_inputs)))
    check(model)
    assert msgspec.json.decode(msgspec.json.encode(model), type=SocioEconomicModel) == model


@settings(max_examples=40, deadline=None)
@given(inputs(), st.sampled_from([f"R{n:02d}" for n in range(1, 19)]), st.data())
def test_corrections_keep_totals(given_inputs: ExerciceInputs, line: str, data: st.DataObject) -> None:
    numbers = [a.number for a in given_inputs.totals.accounts if a.number.startswith("7")]
    if not numbers:
        return
    number = data.draw(st.sampled_from(numbers))
    moved = msgspec.structs.replace(given_inputs, corrections=(MoveAccount(account=number, line=line),))
    before = build_model(Dossier(exercices=(given_inputs,))).last
    after = build_model(Dossier(exercices=(moved,))).last
    check(build_model(Dossier(exercices=(moved,))))
    assert before.totals.products == after.totals.products
    assert before.totals.result == after.totals.result

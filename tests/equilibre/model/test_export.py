"""The object of ``qualify --json``: exact keys, types, signs, and sums that hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from contexts import line, totals

from equilibre.accounts.anomalies import Anomaly, AnomalyReport
from equilibre.accounts.cases import case_dossier, case_slugs, load_case
from equilibre.accounts.totals import Reading, SourceInfo
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import Dossier, ExerciceInputs
from equilibre.model.export import account_balances, qualify_json
from equilibre.model.results import FAMILIES, NATURES

CENTS = int
SHARE = float
MAYBE_CENTS = (int, type(None))
MAYBE_NUMBER = (int, float, type(None))

SCHEMA: dict[str, Any] = {
    "exercice": {"opening": str, "closing": str, "regime": str},
    "totals": {"products": CENTS, "charges": MAYBE_CENTS, "result": MAYBE_CENTS, "in_kind": CENTS},
    "natures": {nature: {"amount": CENTS, "share": SHARE} for nature in NATURES},
    "family": {
        "code": (str, type(None)),
        "confidence": SHARE,
        "reasons": [str],
        "candidates": [{"code": str, "share": SHARE, "amount": CENTS}],
        "asks": [{"code": str, "question": str, "account": str, "answer": str}],
    },
    "resources": [
        {
            "line": str,
            "label": str,
            "amount": CENTS,
            "share": SHARE,
            "accounts": [{"number": str, "amount": CENTS}],
        }
    ],
    "accounts": {str: CENTS},
    "pillars": {
        pillar: {
            "amount": MAYBE_CENTS,
            "complete": bool,
            "missing": str,
            "without_euro": int,
            "parts": [{"code": str, "amount": MAYBE_CENTS, "certainty": str}],
        }
        for pillar in ("richesses_humaines", "financement", "alliances")
    },
    "reference_ratios": [
        {
            "code": str,
            "state": str,
            "value": MAYBE_NUMBER,
            "repere": SHARE,
            "amount": MAYBE_CENTS,
            "scope": str,
            "activity": str,
            "reading": str,
            "text": str,
        }
    ],
    "solidity": {str: {"value": MAYBE_NUMBER, "unit": str, "text": str, "why_not": str}},
    "warnings": [{"code": str, "message": str}],
    "findings": {
        "strengths": [{"code": str, "title": str, "why": str}],
        "weaknesses": [{"code": str, "title": str, "why": str}],
        "actions": [
            {"code": str, "title": str, "why": str, "how": str, "first_half_hour": str, "contact": str}
        ],
    },
    "anomalies": {
        "count": int,
        "by_code": {str: int},
        "items": [
            {
                "code": str,
                "severity": str,
                "message": str,
                "remedy": str,
                "line": MAYBE_CENTS,
                "field": str,
                "read": str,
                "expected": str,
            }
        ],
    },
    "source": {
        "name": str,
        "sha256": str,
        "format": str,
        "encoding": str,
        "separator": str,
        "lines": int,
    },
}


def check(value, schema, path="$"):
    """Exact keys and types; a bool is no integer."""
    if isinstance(schema, dict) and set(schema) == {str}:
        assert isinstance(value, dict), path
        for key, item in value.items():
            check(item, schema[str], f"{path}.{key}")
    elif isinstance(schema, dict):
        assert set(value) == set(schema), path
        for key, part in schema.items():
            check(value[key], part, f"{path}.{key}")
    elif isinstance(schema, list):
        assert isinstance(value, list), path
        for rank, item in enumerate(value):
            check(item, schema[0], f"{path}[{rank}]")
    else:
        assert isinstance(value, schema), f"{path}: {value!r}"
        assert schema is bool or not isinstance(value, bool), path


def exported(dossier):
    readings = [Reading(totals=e.totals) for e in dossier.exercices]
    return json.loads(json.dumps(qualify_json(build_model(dossier), readings)))


@pytest.mark.parametrize("slug", [*case_slugs(), ""])
def test_keys_and_types_are_the_contract(slug):
    dossier = case_dossier(load_case(slug)) if slug else fictitious_dossier()
    found = exported(dossier)
    check(found, SCHEMA)
    assert list(found) == list(SCHEMA)
    assert found["family"]["code"] in (*FAMILIES, None)
    assert 0 <= found["family"]["confidence"] <= 1


@pytest.mark.parametrize("slug", [*case_slugs(), ""])
def test_sums_hold(slug):
    found = exported(case_dossier(load_case(slug)) if slug else fictitious_dossier())
    products = found["totals"]["products"]
    accounts = found["accounts"]
    assert sum(v for n, v in accounts.items() if n.startswith("7")) == products
    assert sum(part["amount"] for part in found["natures"].values()) == products
    assert sum(part["share"] for part in found["natures"].values()) == pytest.approx(1)
    assert sum(resource["amount"] for resource in found["resources"]) == products
    if found["totals"]["charges"] is not None:
        assert sum(v for n, v in accounts.items() if n.startswith("6")) == found["totals"]["charges"]
        assert products - found["totals"]["charges"] == found["totals"]["result"]


def test_accounts_are_on_their_natural_side():
    read = totals(
        line("606000", 10), line("706000", -20), line("864000", 5), line("875000", -5), line("512000", 3)
    )
    assert account_balances(read) == {"606000": 1_000, "706000": 2_000, "864000": 500, "875000": 500}


def test_the_last_exercice_is_printed_with_its_own_reading():
    first = totals(line("706000", -10), year=2023, source=SourceInfo(name="2023.txt", format="fec"))
    second = totals(line("706000", -20), year=2024, source=SourceInfo(name="2024.txt", format="fec"))
    model = build_model(Dossier(exercices=(ExerciceInputs(totals=second), ExerciceInputs(totals=first))))
    found = qualify_json(model, [Reading(totals=second), Reading(totals=first)])
    assert found["source"]["name"] == "2024.txt"
    assert found["totals"]["products"] == 2_000


def test_a_reading_of_other_dates_is_refused():
    model = build_model(Dossier(exercices=(ExerciceInputs(totals=totals(line("706000", -10))),)))
    with pytest.raises(ValueError, match="dates"):
        qualify_json(model, [Reading(totals=totals(line("706000", -10), year=2020))])


def test_anomalies_are_counted_and_listed():
    item = Anomaly(code="T01", severity="serieux", message="m", remedy="r", line=3, field="f", read="x")
    report = AnomalyReport(by_code={"T01": 250}, items=(item,))
    read = totals(line("706000", -10), anomalies=report)
    found = exported(Dossier(exercices=(ExerciceInputs(totals=read),)))["anomalies"]
    check(found, SCHEMA["anomalies"])
    assert (found["count"], found["items"][0]["line"]) == (250, 3)

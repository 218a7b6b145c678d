"""One exercice as plain data: what ``equilibre qualify --json`` prints, with stable keys.

Amounts are integer cents, shares 0–1. ``accounts`` holds classes 6, 7 and 8 as they were read: credit
positive for 7 and 87 (and what else starts with 8), debit positive for 6 and 86.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from equilibre.accounts.totals import AccountTotals, Reading
from equilibre.model.results import (
    NATURES,
    Alert,
    ExerciceModel,
    FamilyReading,
    Findings,
    PillarReading,
    ReferenceRatio,
    ResourceLine,
    SocioEconomicModel,
    SolidityIndicator,
)

Json = dict[str, Any]


def qualify_json(model: SocioEconomicModel, readings: Sequence[Reading]) -> Json:
    """The last exercice of a model, with the reading it came from (the one of the same dates).

    ``ValueError`` when no reading has the dates of the last exercice: the caller mixed two organisations.
    """
    last = model.last
    totals = _totals_of(last, readings)
    return {
        "exercice": {
            "opening": last.opening.isoformat(),
            "closing": last.closing.isoformat(),
            "regime": last.regime,
        },
        "totals": {
            "products": last.totals.products,
            "charges": last.totals.charges,
            "result": last.totals.result,
            "in_kind": last.totals.in_kind,
        },
        "natures": _natures(last),
        "family": _family(last.family),
        "resources": [_resource(line) for line in last.resources],
        "accounts": account_balances(totals),
        "pillars": {pillar.pillar: _pillar(pillar) for pillar in last.pillars},
        "reference_ratios": [_ratio(ratio) for ratio in last.ratios],
        "solidity": {indicator.code: _indicator(indicator) for indicator in last.solidity},
        "warnings": [_alert(alert) for alert in last.warnings],
        "findings": _findings(last.findings),
        "anomalies": {
            "count": totals.anomalies.count,
            "by_code": dict(totals.anomalies.by_code),
            "items": [msgspec.to_builtins(item) for item in totals.anomalies.items],
        },
        "source": _source(totals),
    }


def account_balances(totals: AccountTotals) -> dict[str, int]:
    """Balance of each account of classes 6, 7 and 8, cents, on its natural side."""
    return {
        account.number: account.balance if account.number.startswith(("6", "86")) else -account.balance
        for account in totals.accounts
        if account.number.startswith(("6", "7", "8"))
    }


def _totals_of(last: ExerciceModel, readings: Sequence[Reading]) -> AccountTotals:
    for reading in reversed(readings):
        if (reading.totals.opening, reading.totals.closing) == (last.opening, last.closing):
            return reading.totals
    raise ValueError("no reading has the dates of the last exercice")


def _natures(last: ExerciceModel) -> Json:
    read = {share.nature: share for share in last.natures}
    return {
        nature: {
            "amount": read[nature].amount if nature in read else 0,
            "share": read[nature].share if nature in read else 0.0,
        }
        for nature in NATURES
    }


def _family(family: FamilyReading) -> Json:
    return {
        "code": family.code,
        "confidence": family.confidence,
        "reasons": list(family.reasons),
        "candidates": [{"code": c.code, "share": c.share, "amount": c.amount} for c in family.candidates],
        "asks": [
            {"code": ask.code, "question": ask.question, "account": ask.account, "answer": ask.answer}
            for ask in family.asks
        ],
    }


def _resource(line: ResourceLine) -> Json:
    return {
        "line": line.line,
        "label": line.label,
        "amount": line.amount,
        "share": line.share,
        "accounts": [{"number": a.number, "amount": a.amount} for a in line.accounts],
    }


def _pillar(pillar: PillarReading) -> Json:
    return {
        "amount": pillar.amount,
        "complete": pillar.complete,
        "missing": pillar.missing,
        "without_euro": pillar.without_euro,
        "parts": [
            {"code": part.code, "amount": part.amount, "certainty": part.certainty} for part in pillar.parts
        ],
    }


def _ratio(ratio: ReferenceRatio) -> Json:
    return {
        "code": ratio.code,
        "state": ratio.state,
        "value": ratio.value,
        "repere": ratio.repere,
        "amount": ratio.amount,
        "scope": ratio.scope,
        "activity": ratio.activity,
        "reading": ratio.reading,
        "text": ratio.text,
    }


def _indicator(indicator: SolidityIndicator) -> Json:
    return {
        "value": indicator.value,
        "unit": indicator.unit,
        "text": indicator.text,
        "why_not": indicator.why_not,
    }


def _alert(alert: Alert) -> Json:
    return {"code": alert.code, "message": alert.message}


def _findings(findings: Findings) -> Json:
    return {
        "strengths": [{"code": f.code, "title": f.title, "why": f.why} for f in findings.strengths],
        "weaknesses": [{"code": f.code, "title": f.title, "why": f.why} for f in findings.weaknesses],
        "actions": [
            {
                "code": a.code,
                "title": a.title,
                "why": a.why,
                "how": a.how,
                "first_half_hour": a.first_half_hour,
                "contact": a.contact,
            }
            for a in findings.actions
        ],
    }


def _source(totals: AccountTotals) -> Json:
    source = totals.source
    return {
        "name": source.name,
        "sha256": source.sha256,
        "format": source.format,
        "encoding": source.encoding,
        "separator": source.separator,
        "lines": source.lines,
    }

"""The budget table of a subsidy request (Cerfa n° 12156), two-sided or in one column → Reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from equilibre.accounts.assemble import AnomalyLog, Ledger, said, totals_of
from equilibre.accounts.cerfa_form import (
    INDIRECT,
    Converted,
    FormLine,
    line_titled,
    merging_line,
    section_titled,
    sections,
    to_chart,
)
from equilibre.accounts.cerfa_layout import Item, Side, read_sides
from equilibre.accounts.named_payers import named_payers
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.periods import choose_period, period_note, plain
from equilibre.accounts.table import Sheet, Table, open_table, text_of
from equilibre.accounts.totals import Reading, Regime
from equilibre.errors import ReadError
from equilibre.formatting import euros_exact
from equilibre.reference import chart
from equilibre.reference.labels import normalise

_TOTAL = re.compile(r"\btota(?:l|ux)\b|\bsous total\b")
_BALANCING = re.compile(
    r"^(?:ressources propres|autofinancement|fonds propres|excedent|insuffisance|benefice|deficit|resultat)\b"
)
_MEMO = re.compile(r"^(?:dont|la subvention|l association sollicite|soit|montant|preciser|a preciser)\b")
_REALISED = re.compile(r"\brealis(?:es?|ations?)\b|\bcompte rendu financier\b|\bcompte de resultat\b")
_PLURAL = re.compile(r"\((s|x|aux|es|e)\)")
_DETAILED = frozenset({"60", "61", "62", "63", "64", "74", "75", "86", "87"})
"""Sections that the form details: their total alone loses something."""
MIN_SECTIONS = 4


@dataclass
class _Detail:
    line: int
    code: str
    account: str
    label: str
    amount: int


@dataclass
class _Section:
    """What was read under one title. ``told``: the subtotal written beside it."""

    told: int | None = None
    line: int = 0
    details: list[_Detail] = field(default_factory=list)


@dataclass
class _State:
    section: str = ""
    heading: str = ""
    """Account of the last line that had no amount: the lines below detail it."""
    sections: dict[str, _Section] = field(default_factory=dict)
    totals: list[tuple[int, int]] = field(default_factory=list)


def read_cerfa(
    data: bytes,
    *,
    name: str = "",
    options: ReadOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Reading:
    """A Cerfa 12156 budget. Raises ReadError when the table is not one.

    ``asks`` always holds « perimetre » and « realise_ou_previsionnel »: the form tells neither for sure.
    """
    options = options or ReadOptions()
    reading = cerfa_from_table(open_table(data, name, options), options)
    if progress is not None:
        progress(1.0)
    return reading


def looks_like_cerfa(table: Table) -> bool:
    """Whether a sheet holds at least four sections of the form, by their titles, on both sides."""
    return any(_is_budget(sheet) for sheet in table.sheets)


def _is_budget(sheet: Sheet) -> bool:
    found = {
        section
        for side in read_sides(sheet.rows, AnomalyLog())
        for item in side.items
        if (section := section_titled(normalise(item.label))) and item.code in {"", section}
    }
    both = any(s.startswith("6") for s in found) and any(s.startswith("7") for s in found)
    return len(found) >= MIN_SECTIONS and both


def cerfa_from_table(table: Table, options: ReadOptions) -> Reading:
    """``read_cerfa`` from a table already open."""
    sheet = next((s for s in table.sheets if _is_budget(s)), None)
    if sheet is None:
        raise ReadError(
            "cerfa_non_reconnu",
            "Ce tableau n’a pas les rubriques du budget Cerfa 12156",
            expected="des rubriques comme « 60 – Achats » et « 74 – Subventions d’exploitation »",
            remedy="Gardez les titres des rubriques et une colonne de montants, puis déposez le fichier.",
        )
    titles = [text_of(cell) for row in sheet.rows for cell in row.cells if isinstance(cell, str)]
    period = choose_period(options, [t for t in titles if len(t) < 200], table.source.name)
    log = AnomalyLog()
    log.extend(table.anomalies)
    sides = read_sides(sheet.rows, log)
    regime = chart.regime_for(period.opening)
    details = _details(sides, regime, log)
    ledger = Ledger()
    for item in details:
        charge = item.account[0] == "6" or item.account.startswith("86")
        ledger.add(item.account, item.label, movement=item.amount if charge else -item.amount)
    _check_sides(ledger, log)
    received = [(d.label, d.account, d.amount) for d in details if d.account[0] == "7"]
    payers, names, unresolved = named_payers(received)
    realised = any(side.realised for side in sides) or any(_REALISED.search(plain(t)) for t in titles)
    totals = totals_of(
        ledger,
        opening=period.opening,
        closing=period.closing,
        basis="engagement" if realised else "budget",
        source=table.only(sheet).read_as("cerfa"),
        log=log,
        openings_known=False,
        perimeter="inconnu",
    )
    totals = msgspec.structs.replace(totals, payers=payers, payers_unresolved=unresolved)
    asks = ["perimetre", "realise_ou_previsionnel", *(["exercice"] if period.how == "annee" else [])]
    notes = (*table.notes, period_note(period), *_lost(details))
    return Reading(totals=totals, payer_names=names, notes=said(notes), asks=tuple(asks))


def _details(sides: list[Side], regime: Regime, log: AnomalyLog) -> list[_Detail]:
    found: list[_Detail] = []
    taken: dict[str, str] = {}
    for side in sides:
        state = _State()
        for item in side.items:
            _read_item(item, state, regime, log)
        for code, section in state.sections.items():
            found += _settled(code, section, log)
    return [_renumbered(detail, taken) for detail in found]


def _read_item(item: Item, state: _State, regime: Regime, log: AnomalyLog) -> None:
    words = normalise(_PLURAL.sub("", item.label))
    if _MEMO.match(words):
        return
    if _BALANCING.match(words) and not item.code:
        if item.amount:
            log.note("C07", line=item.line, read=euros_exact(item.amount))
        return
    if _TOTAL.search(words) and not item.code:
        return
    section = item.code[:2] if item.code else ""
    if section and section not in sections():
        section = ""
    if len(item.code) == 2 and section:
        _open(state, section, item)
        return
    if not item.code and (titled := section_titled(words)) and _opens(titled, state, words):
        _open(state, titled, item)
        return
    if section:
        state.section = section
    _add_detail(item, words, state, regime, log)


def _opens(titled: str, state: _State, words: str) -> bool:
    """Whether a title without code opens its section rather than names a line of the current one."""
    line = line_titled(words, state.section) if state.section else None
    return titled != state.section and line is None


def _open(state: _State, code: str, item: Item) -> None:
    state.section, state.heading = code, ""
    section = state.sections.setdefault(code, _Section(line=item.line))
    if item.amount is not None:
        section.told = (section.told or 0) + item.amount


def _add_detail(item: Item, words: str, state: _State, regime: Regime, log: AnomalyLog) -> None:
    line = line_titled(words, state.section)
    if item.amount is None:
        # « État : préciser le ministère » without amount: the lines below say which.
        state.heading = line.account if line is not None else state.heading
        return
    if not state.section:
        if item.amount:
            log.note("C04", line=item.line, read=euros_exact(item.amount))
        return
    if item.amount == 0 and not item.code:
        return
    account = _account(item, line, state)
    label = _label(item.label, line, state.section)
    converted = Converted(account, False)
    if item.code or line is None or account.startswith("87"):
        converted = to_chart(account, label, regime)
    if converted.changed:
        log.note("C05", line=item.line, read=account, expected=converted.account)
    section = state.sections.setdefault(state.section, _Section(line=item.line))
    section.details.append(_Detail(item.line, item.code, converted.account, label, item.amount))


def _account(item: Item, line: FormLine | None, state: _State) -> str:
    """The number written beside the line, unless it is the form's own (« 750 – Autres »); else the line's."""
    if item.code and not (line is not None and line.code == item.code == "750"):
        return item.code.ljust(6, "0")
    return line.account if line is not None else _unknown(state)


def _label(read: str, line: FormLine | None, section: str) -> str:
    """The user's words; the line's usual name where the form prints « Conseil(s) régional(aux) »."""
    if not read:
        return sections()[section].label
    return line.label if line is not None and _PLURAL.search(read) else read


def _unknown(state: _State) -> str:
    """The account of a line that the form does not have: its heading's, else its section's."""
    return state.heading or sections()[state.section].account


def _settled(code: str, section: _Section, log: AnomalyLog) -> list[_Detail]:
    """The lines to count for a section: its details, or its total when nothing details it."""
    details = _without_inner_totals(section.details)
    details = [detail for detail in details if detail.amount]
    total = sum(detail.amount for detail in details)
    if details:
        # Lines rounded to euros: half a euro each is no gap.
        if section.told and abs(section.told - total) > 50 * (len(details) + 1):
            log.note(
                "C01",
                line=section.line,
                field=code,
                read=euros_exact(section.told),
                expected=euros_exact(total),
            )
        return details
    if not section.told:
        return []
    if code in _DETAILED:
        log.note("C06", line=section.line, field=code, read=euros_exact(section.told))
    title = sections()[code]
    return [_Detail(section.line, "" if code == INDIRECT else code, title.account, title.label, section.told)]


def _without_inner_totals(details: list[_Detail]) -> list[_Detail]:
    """Leave out « 741 » when « 7411 » and « 7412 » below it add up to it."""
    kept = []
    for detail in details:
        below = [
            d.amount
            for d in details
            if detail.code and d.code.startswith(detail.code) and len(d.code) > len(detail.code)
        ]
        if not (below and abs(sum(below) - detail.amount) <= 50 * (len(below) + 1)):
            kept.append(detail)
    return kept


def _renumbered(detail: _Detail, taken: dict[str, str]) -> _Detail:
    """Keep two funders apart when the form gives them the same line: 741400, then 741401."""
    account = detail.account
    if detail.account.startswith(("74", "755")) and not (detail.code and len(detail.code) >= 6):
        while taken.get(account, detail.label) != detail.label and not account.endswith("99"):
            account = str(int(account) + 1)
    taken.setdefault(account, detail.label)
    return _Detail(detail.line, detail.code, account, detail.label, detail.amount)


def _check_sides(ledger: Ledger, log: AnomalyLog) -> None:
    gap = -ledger.balance_of("7") - ledger.balance_of("6")
    if gap and ledger.has("6") and ledger.has("7"):
        log.note("C02", read=f"écart de {euros_exact(abs(gap))}")
    in_kind = ledger.balance_of("86") + ledger.balance_of("87")
    if in_kind:
        log.note("C03", read=f"écart de {euros_exact(abs(in_kind))}")


def _lost(details: list[_Detail]) -> list[str]:
    """One sentence per distinction that a line of the form cannot show, in the form's own words."""
    merged = {
        line.lost: line.label
        for detail in details
        if len(detail.code) < 6 and (line := merging_line(detail.account)) is not None
    }
    return [f"La ligne « {label} » ne sépare pas : {lost}." for lost, label in merged.items()]

"""Reading a FEC: bytes in, totals by account and month out, with everything that was noticed on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from equilibre.accounts import closing, entry_checks, fec_checks, fec_notes, fec_totals
from equilibre.accounts.beside import Beside
from equilibre.accounts.books import Books, keep_books
from equilibre.accounts.checks import CATALOGUE
from equilibre.accounts.company import cash_basis, looks_like_company, producer_of
from equilibre.accounts.coverage import coverage_notes, refuse_another_year
from equilibre.accounts.encodings import LABELS, Text, as_text
from equilibre.accounts.exercice import FileName, Period, find_period, read_name
from equilibre.accounts.fec_columns import SEPARATOR_LABELS, Header, check_columns, find_header
from equilibre.accounts.fec_table import Table, parse_table, settle_amounts
from equilibre.accounts.findings import Findings
from equilibre.accounts.kinds import refuse_unreadable
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.payers import find_payers
from equilibre.accounts.quotes import PLAIN_SEPARATOR, has_quotes, unquote
from equilibre.accounts.ragged import Ragged, count_separators, settle_ragged
from equilibre.accounts.totals import AccountTotals, Reading, SourceInfo
from equilibre.errors import ReadError
from equilibre.reference import chart

if TYPE_CHECKING:
    import polars as pl

Progress = Callable[[float], None]


@dataclass(frozen=True)
class _Parsed:
    text: Text
    header: Header
    """As printed in the file (``table.header`` is what was parsed, once quotes were removed)."""
    table: Table
    ragged: Ragged


def read_fec(
    data: bytes,
    *,
    name: str = "",
    options: ReadOptions | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read one FEC (18, 21 or 22 columns, or what people make of them).

    ``progress`` is called with a share from 0 to 1. Raises ReadError, and nothing else, when the bytes are no
    FEC, when a limit is passed, or when nothing could be computed without guessing.
    """
    choices = options or ReadOptions()
    tell = progress or (lambda share: None)
    refuse_unreadable(data, choices.limits)
    tell(0.02)
    with Beside(len(data)) as beside:
        fingerprint = beside.start(_sha256, data)
        parsed = _parse(data, choices, beside)
        tell(0.5)
        books = keep_books(parsed.table, beside)
        _refuse_too_many_accounts(books, choices)
        closing.find_roles(books)
        tell(0.65)
        reading = _reading(parsed, books, name, choices, beside, tell)
        source = _source(parsed, name, fingerprint())
    tell(1.0)
    totals = msgspec.structs.replace(reading.totals, source=source)
    refuse_another_year(totals, choices)
    return msgspec.structs.replace(reading, totals=totals, notes=coverage_notes(totals) + reading.notes)


def _refuse_too_many_accounts(books: Books, options: ReadOptions) -> None:
    count = len(set(books.accounts))
    if count > options.limits.accounts:
        raise ReadError(
            "trop_de_comptes",
            "Ce fichier a trop de comptes différents pour être celui d’une association",
            field="CompteNum",
            read=f"{count} comptes",
            expected=f"au plus {options.limits.accounts} comptes",
            remedy="Exportez les tiers en comptes auxiliaires, ou déposez la balance.",
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parse(data: bytes, options: ReadOptions, beside: Beside) -> _Parsed:
    text = as_text(data, options.encoding, thorough=False)
    try:
        return _parse_text(text, options, beside, strict=True)
    except _polars_errors():
        # Some cell is not what the sample announced, or some byte no UTF-8: look at everything this time.
        return _parse_text(as_text(data, options.encoding, thorough=True), options, beside, strict=False)


def _polars_errors() -> tuple[type[Exception], ...]:
    from polars.exceptions import PolarsError

    return (PolarsError,)


def _parse_text(text: Text, options: ReadOptions, beside: Beside, *, strict: bool) -> _Parsed:
    header = find_header(text.body, separator=options.separator, limits=options.limits)
    if header is None:
        raise not_a_fec()
    check_columns(header)
    body, numbers, read_as = text.body, None, header
    if has_quotes(body, header):
        unquoted = unquote(body, header)
        if unquoted is not None:
            body, numbers = unquoted
            read_as = replace(header, separator=PLAIN_SEPARATOR, quoted=False)
    separators = beside.start(count_separators, body, read_as)
    table = parse_table(body, read_as, options.limits, numbers, strict=strict)
    if not table.frame.height:
        raise ReadError(
            "fec_vide",
            CATALOGUE["T09"].message,
            line=header.line + 1,
            expected=CATALOGUE["T09"].expected,
            remedy=CATALOGUE["T09"].remedy,
        )
    ragged = settle_ragged(table, separators())
    if not table.frame.height:
        first = min(ragged.lines)
        raise ReadError(
            "lignes_illisibles",
            "Aucune ligne de ce FEC n’a ses valeurs sous les bons titres",
            line=table.lines.physical(first),
            read=f"{ragged.lines[first]} colonnes",
            expected=f"{len(header.names)} colonnes, comme la ligne de titres",
            remedy="Exportez à nouveau le FEC depuis votre logiciel, sans l’ouvrir dans un tableur.",
        )
    settle_amounts(table)
    return _Parsed(text, header, table, ragged)


def not_a_fec() -> ReadError:
    """The error of a file whose first lines name no column of a FEC."""
    return ReadError(
        "fec_non_reconnu",
        "Ce fichier n’est pas un FEC : sa première ligne ne nomme pas les colonnes attendues",
        line=1,
        expected="JournalCode, JournalLib, EcritureNum, EcritureDate, CompteNum… séparés par des tabulations",
        remedy="Exportez le « FEC » depuis votre logiciel de comptabilité, ou déposez une balance.",
    )


def _period(books: Books, sums: pl.DataFrame, options: ReadOptions, name: FileName) -> Period:
    evidence = fec_totals.evidence_of(books, sums)
    if evidence is None:
        raise ReadError(
            "aucune_date",
            "Aucune date d’écriture ne peut être lue",
            field=books.date_column,
            expected="des dates comme 20240331",
            remedy="Exportez à nouveau le FEC, avec les dates au format AAAAMMJJ.",
        )
    return find_period(evidence, options, name)


def _check(parsed: _Parsed, books: Books, heads: pl.DataFrame, period: Period, name: str) -> Findings:
    """Everything about the file, its lines and its entries; what depends on balances comes after."""
    findings = Findings()
    fec_checks.check_name(name, period, findings)
    fec_checks.check_layout(parsed.header, findings)
    if "\ufffd" in parsed.text.body[: 1 << 20].decode("utf-8", "replace"):
        findings.add("S27")
    if period.others:
        findings.add("S25", detail=f" (non lu : {', '.join(period.others)})")
    fec_checks.check_rows(books, parsed.ragged, period, findings)
    entry_checks.check_balance(books, findings)
    entry_checks.check_entries(books, heads, findings)
    entry_checks.check_numbering(books, heads, findings)
    journals = fec_totals.label_pairs(books, "JournalCode", "JournalLib")
    entry_checks.check_labels(books, "JournalCode", "JournalLib", journals, findings)
    return findings


def _reading(
    parsed: _Parsed, books: Books, name: str, options: ReadOptions, beside: Beside, tell: Progress
) -> Reading:
    heads = beside.start(entry_checks.entry_heads, books)
    sums = fec_totals.monthly_sums(books)
    period = _period(books, sums, options, read_name(name))
    if period.others:
        heads()
        fec_totals.keep_period(books, period)
        heads = beside.start(entry_checks.entry_heads, books)
        sums = fec_totals.monthly_sums(books)
    if not sums.height:
        raise _no_result()
    regime = chart.regime_for(period.opening)
    pairs = fec_totals.label_pairs(books, "CompteNum", "CompteLib")
    names = fec_totals.account_labels(books, regime, pairs)
    who_paid = beside.start(find_payers, books, period, names)
    findings = _check(parsed, books, heads(), period, name)
    tell(0.8)
    accounts = fec_totals.account_lines(books, period, names, sums)
    if not any(a.number[:1] in ("6", "7") for a in accounts):
        raise _no_result()
    entry_checks.check_labels(books, "CompteNum", "CompteLib", pairs, findings)
    entry_checks.check_accounts(accounts, regime, findings)
    company = looks_like_company(accounts)
    if company:
        findings.add("S26")
    opened = books.opened
    payers = who_paid()
    tell(0.95)
    totals = AccountTotals(
        opening=period.opening,
        closing=period.closing,
        regime=regime,
        basis="tresorerie" if cash_basis(accounts, parsed.header) else "engagement",
        scope="produits_et_charges" if any(a.number[:1] == "6" for a in accounts) else "produits_seuls",
        accounts=accounts,
        source=SourceInfo(format="fec", lines=parsed.table.frame.height),
        payers=payers.payers,
        payers_unresolved=payers.unresolved,
        payers_beyond=payers.beyond,
        payers_beyond_count=payers.beyond_count,
        analytics=fec_totals.analytic_lines(books),
        has_balance_sheet=opened,
        openings_known=opened,
        cash_low=fec_totals.lowest_cash(books, period),
        anomalies=findings.report(),
    )
    notes = fec_notes.notes_of(parsed.text, parsed.header, books, period, opened=opened, company=company)
    return Reading(totals=totals, payer_names=payers.names, notes=notes, other_exercices=period.others)


def _no_result() -> ReadError:
    return ReadError(
        "aucun_produit_ni_charge",
        "Aucun produit ni aucune charge n’a été trouvé dans ce FEC",
        expected="des comptes qui commencent par 6 (charges) ou 7 (produits)",
        remedy="Vérifiez que c’est le bon fichier, et qu’il couvre toute l’association.",
    )


def _source(parsed: _Parsed, name: str, fingerprint: str) -> SourceInfo:
    first = parsed.table.cells(parsed.header.line + 1)
    return SourceInfo(
        name=name,
        sha256=fingerprint,
        format="fec",
        encoding=LABELS[parsed.text.encoding],
        separator=SEPARATOR_LABELS.get(parsed.header.separator, parsed.header.separator),
        lines=parsed.table.frame.height,
        producer=producer_of(parsed.header, name, first),
    )

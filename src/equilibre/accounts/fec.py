"""Reading a FEC: bytes in, totals by account and month out, with everything that was noticed on the way."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable

from equilibre.accounts import books as bookkeeping
from equilibre.accounts import closing, fec_totals
from equilibre.accounts.encodings import LABELS, Text, as_text
from equilibre.accounts.exercice import find_period, read_name
from equilibre.accounts.fec_columns import SEPARATOR_LABELS, Header, check_columns, find_header
from equilibre.accounts.fec_table import Table, read_table
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.quotes import PLAIN_SEPARATOR, has_quotes, unquote
from equilibre.accounts.totals import AccountTotals, Reading, SourceInfo
from equilibre.errors import ReadError
from equilibre.reference import chart

Progress = Callable[[float], None]


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
    tell(0.02)
    fingerprint = _Fingerprint(data)
    text, header, table = _table(data, choices)
    tell(0.5)
    books = bookkeeping.keep_books(table)
    closing.find_roles(books)
    tell(0.7)
    reading = _reading(books, name, choices, text, header, fingerprint)
    tell(1.0)
    return reading


class _Fingerprint:
    """SHA-256 of the file, computed beside the parsing (hashlib leaves the interpreter free meanwhile)."""

    def __init__(self, data: bytes) -> None:
        self._hash = hashlib.sha256()
        self._thread = threading.Thread(target=self._hash.update, args=(data,), daemon=True)
        self._thread.start()

    def hexdigest(self) -> str:
        self._thread.join()
        return self._hash.hexdigest()


def _table(data: bytes, options: ReadOptions) -> tuple[Text, Header, Table]:
    text = as_text(data, options.encoding)
    header = find_header(text.body, separator=options.separator, limits=options.limits)
    if header is None:
        raise not_a_fec()
    check_columns(header)
    body, numbers, read_as = text.body, None, header
    if has_quotes(body, header):
        unquoted = unquote(body, header)
        if unquoted is not None:
            body, numbers = unquoted
            read_as = Header(
                PLAIN_SEPARATOR,
                header.line,
                header.names,
                header.columns,
                header.analytic,
                False,
                header.duplicated,
            )
    table = read_table(body, read_as, options.limits, numbers)
    if not table.frame.height:
        raise ReadError(
            "fec_vide",
            "Ce FEC n'a que sa ligne de titres : il ne contient aucune écriture",
            line=header.line + 1,
            expected="une ligne par mouvement sous la ligne de titres",
            remedy="Vérifiez l'exercice choisi dans votre logiciel, puis exportez à nouveau.",
        )
    return text, header, table


def not_a_fec() -> ReadError:
    """The error of a file whose first lines name no column of a FEC."""
    return ReadError(
        "fec_non_reconnu",
        "Ce fichier n'est pas un FEC : sa première ligne ne nomme pas les colonnes attendues",
        line=1,
        expected="JournalCode, JournalLib, EcritureNum, EcritureDate, CompteNum… séparés par des tabulations",
        remedy="Exportez le « FEC » depuis votre logiciel de comptabilité, ou déposez une balance.",
    )


def _reading(
    books: bookkeeping.Books,
    name: str,
    options: ReadOptions,
    text: Text,
    header: Header,
    fingerprint: _Fingerprint,
) -> Reading:
    evidence = fec_totals.evidence_of(books)
    if evidence is None:
        raise ReadError(
            "aucune_date",
            "Aucune date d'écriture ne peut être lue",
            field=books.date_column,
            expected="des dates comme 20240331",
            remedy="Exportez à nouveau le FEC, avec les dates au format AAAAMMJJ.",
        )
    period = find_period(evidence, options, read_name(name))
    lines = books.frame.height
    fec_totals.keep_period(books, period)
    accounts = fec_totals.account_lines(books, period)
    if not any(a.number[:1] in ("6", "7") for a in accounts):
        raise ReadError(
            "aucun_produit_ni_charge",
            "Aucun produit ni aucune charge n'a été trouvé dans ce FEC",
            expected="des comptes qui commencent par 6 (charges) ou 7 (produits)",
            remedy="Vérifiez que c'est le bon fichier, et qu'il couvre toute l'association.",
        )
    totals = AccountTotals(
        opening=period.opening,
        closing=period.closing,
        regime=chart.regime_for(period.opening),
        basis="engagement",
        scope="produits_et_charges" if any(a.number[:1] == "6" for a in accounts) else "produits_seuls",
        accounts=accounts,
        source=SourceInfo(
            name=name,
            sha256=fingerprint.hexdigest(),
            format="fec",
            encoding=LABELS[text.encoding],
            separator=SEPARATOR_LABELS[header.separator],
            lines=lines,
        ),
        analytics=fec_totals.analytic_lines(books),
        has_balance_sheet=any(a.opening for a in accounts),
        openings_known=any(a.opening for a in accounts),
        cash_low=fec_totals.lowest_cash(books, period),
    )
    return Reading(totals=totals, notes=(*text.notes, *period.notes), other_exercices=period.others)

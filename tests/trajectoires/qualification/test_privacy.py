"""Names planted in a FEC are found nowhere afterwards; institutions only when they were ticked.

First something that could leak is made: the names are in the file, and in what the reader holds during the
request. Then every page, document, table, log and temporary folder is searched.
"""

from __future__ import annotations

import io
import logging
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from equilibre.accounts.fec import read_fec
from harness.books import Entry, Line, fec
from harness.client import ScanningClient
from trajectoires.config.logging import EventFormatter, PrivacyFilter
from trajectoires.qualification import access
from trajectoires.qualification.domain import packing
from trajectoires.qualification.links import EDIT, Link

BANK = "512000", "Banque"
PEOPLE = (
    "Zéphyrine Quatrepommes",
    "Barnabé Tournemire",
    "Ursuline Castagnède",
    "Melchior Vantadour",
    "Philomène Rascalou",
    "Anthelme Boisgontier",
    "Sidonie Malvoisin",
    "Hippolyte Caradec",
)
DONOR, WRITTEN, PARTNER_ACCOUNT, PAID, OWED, SALARY, TWICE, SUPPLIER = PEOPLE
TICKED, UNTICKED = "Fondation Hirondelle Bleue", "Conseil départemental de la Vallée Haute"


def _planted() -> bytes:
    """The small FEC with a name in every column that can hold one."""
    twice = Entry(
        "20240707",
        f"Remboursement de frais {TWICE}",
        (Line("625100", "Déplacements", debit="80,00"), Line(*BANK, credit="80,00")),
    )
    return fec(
        added=(
            Entry(
                "20240305",
                f"Don de {WRITTEN}",
                (
                    Line(*BANK, debit="500,00"),
                    Line("754100", "Dons manuels", credit="500,00", third="D1", third_name=DONOR),
                ),
            ),
            Entry(
                "20240401",
                "Appel à projets",
                (
                    Line("441700", "Subventions", "7000,00", third="F1", third_name=TICKED),
                    Line("755100", "Mécénat", credit="7000,00", third="F1", third_name=TICKED),
                ),
            ),
            Entry(
                "20240601",
                "Versement",
                (
                    Line(*BANK, debit="7000,00"),
                    Line("441700", "Subventions", credit="7000,00", third="F1", third_name=TICKED),
                ),
            ),
            Entry(
                "20240402",
                "Subvention",
                (
                    Line("441000", "Subventions", "9000,00", third="F2", third_name=UNTICKED),
                    Line("740200", "Subvention", credit="9000,00", third="F2", third_name=UNTICKED),
                ),
            ),
            Entry(
                "20240909",
                "Apport",
                (
                    Line(*BANK, debit="300,00"),
                    Line("455100", f"Compte courant {PARTNER_ACCOUNT}", credit="300,00"),
                ),
            ),
            Entry(
                "20241010",
                "Paie",
                (
                    Line("641101", f"Salaire {SALARY}", debit="900,00"),
                    Line("421001", f"Rémunération due {PAID}", credit="900,00"),
                ),
            ),
            Entry(
                "20241111",
                "Divers",
                (
                    Line("606800", "Achats divers", debit="120,00"),
                    Line("467001", f"Créditeur {OWED}", credit="120,00", third="X", third_name=SUPPLIER),
                ),
            ),
            # Twice the very same entry, and one dated outside the exercice: what anomalies quote.
            twice,
            twice,
            Entry(
                "20250203",
                f"Avance {TWICE}",
                (Line("625100", "Déplacements", debit="10,00"), Line(*BANK, credit="10,00")),
            ),
        )
    )


def _plain(text: str) -> str:
    """Lower case without accents, so that no way of writing a name escapes."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in split if not unicodedata.combining(c))


def _found(where: str, content: str | bytes) -> list[str]:
    """Family names met in some content, in any case, accents or not, in the encodings of a FEC."""
    texts = (
        [content] if isinstance(content, str) else [content.decode(e, "ignore") for e in ("utf-8", "cp1252")]
    )
    names = {name: _plain(name.split()[-1]) for name in PEOPLE}
    plain = [_plain(text) for text in texts]
    return [f"{name} in {where}" for name, word in names.items() if any(word in text for text in plain)]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that the site's own handler would write, at its most talkative."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PrivacyFilter())
    handler.setFormatter(EventFormatter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


_WRITTEN: list[str] = []
_WATCHING = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not _WATCHING or event != "open":
        return
    path, mode = arguments[0], arguments[1]
    if isinstance(path, str) and isinstance(mode, str) and set(mode) & set("wax+"):
        _WRITTEN.append(path)


sys.addaudithook(_watch)


@pytest.fixture
def written_files() -> Iterator[list[str]]:
    """Paths that Python opened for writing."""
    global _WATCHING
    _WRITTEN.clear()
    _WATCHING = True
    yield _WRITTEN
    _WATCHING = False


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of its own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def _database() -> Iterator[tuple[str, bytes]]:
    """Every cell of every table, unpacked when it is packed; and the raw pages of SQLite."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for cell in row:
                    if isinstance(cell, bytes | memoryview):
                        yield table, bytes(cell)
                        if table.startswith("qualification"):
                            yield f"{table} (unpacked)", _unpacked(bytes(cell))
                    else:
                        yield table, str(cell).encode()
    if connection.vendor == "sqlite":
        yield "pages", connection.connection.serialize()


def _unpacked(cell: bytes) -> bytes:
    """The inputs or the model that a cell packs, as JSON."""
    try:
        return msgspec.json.encode(packing.unpack_model(cell))
    except msgspec.DecodeError:
        return msgspec.json.encode(packing.unpack_inputs(cell))


def _documents(client: ScanningClient, link: Link) -> Iterator[tuple[str, str]]:
    """The text of everything that can be taken away."""
    pdf = client.get(f"/{link}/pdf/").content
    reader = PdfReader(io.BytesIO(pdf))
    yield "pdf", "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    book = client.get(f"/{link}/xlsx/").content
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for part in archive.namelist():
            yield f"xlsx {part}", archive.read(part).decode("utf-8", "ignore")
    yield "passation", client.get(f"/{link}/passation/").content.decode()


def _pages(client: ScanningClient, link: Link) -> Iterator[tuple[str, str]]:
    """Every page that reads the dossier."""
    for rest in ("", "imprimer/", "anomalies/0/", "projet/", "moyens/", "partenaires/", "activites/",
                 "usages/", "choix/", "financeurs/", "ajouter/", "partager/", "corriger/?compte=641101",
                 "corriger/?compte=754100", "corriger/?financeur=f1"):  # fmt: skip
        answer = client.get(f"/{link}/{rest}")
        assert answer.status_code == 200, rest
        yield rest or "result", answer.content.decode()


def _deposit(client: ScanningClient, data: bytes) -> tuple[Link, str]:
    upload = SimpleUploadedFile("compta Zéphyrine Quatrepommes.txt", data)
    answer = client.post(reverse("qualification:deposit"), {"fichiers": [upload], "cloture": "2024-12-31"})
    assert answer.status_code == 200
    html = answer.content.decode()
    address = next(h for h in answer.page.hrefs if h.startswith("/m/"))
    return Link(EDIT, address.split("/")[2]), html


def test_planted_names_could_leak() -> None:
    data = _planted()
    reading = read_fec(data, name="123456789FEC20241231.txt")
    assert [name for name in PEOPLE if name.encode() not in data] == []
    assert {TICKED, UNTICKED} <= set(reading.payer_names.values())


def test_no_planted_name_is_found_afterwards(
    client: ScanningClient,
    db: None,
    log: io.StringIO,
    written_files: list[str],
    temporary: Path,
) -> None:
    link, understood = _deposit(client, _planted())
    leaks = _found("understood", understood.replace("compta Zéphyrine Quatrepommes.txt", ""))
    ticks = [line for line in understood.split("<") if "financeur" in line and TICKED in line]
    value = ticks[0].split('value="')[1].split('"')[0]
    client.post(f"/{link}/financeurs/", {"financeur": [value], "depuis": "compris"})
    client.post(f"/{link}/moyens/", {"exercice": "0", "volunteer_hours_field": "120",
                "volunteer_certainty": "mesure", "volunteer_method": "smic_1"})  # fmt: skip
    pages = dict(_pages(client, link))
    documents = dict(_documents(client, link))
    for where, content in {**pages, **documents}.items():
        leaks += _found(where, content)
    for where, cell in _database():
        leaks += _found(where, cell)
    leaks += _found("log", log.getvalue())
    for path in temporary.rglob("*"):
        leaks.append(f"left in the temporary folder: {path.name}")
    for path in Path(settings.VAR_DIR).rglob("*"):
        if path.is_file() and path.suffix not in {".gz", ".br"} and path.stat().st_size < 50_000_000:
            leaks += _found(f"var/{path.name}", path.read_bytes())
    assert leaks == []
    assert [path for path in written_files if not path.startswith("/dev/")] == []
    assert "requete" in log.getvalue()
    assert link.token not in log.getvalue()


def test_institutions_are_kept_only_when_ticked(client: ScanningClient, db: None) -> None:
    link, understood = _deposit(client, _planted())
    assert TICKED in understood
    assert UNTICKED in understood
    stored = b"".join(cell for _, cell in _database())
    assert TICKED.encode() not in stored
    assert UNTICKED.encode() not in stored
    ticks = [line for line in understood.split("<") if "financeur" in line and TICKED in line]
    value = ticks[0].split('value="')[1].split('"')[0]
    client.post(f"/{link}/financeurs/", {"financeur": [value], "depuis": "compris"})
    stored = b"".join(cell for _, cell in _database())
    assert TICKED.encode() in stored
    assert UNTICKED.encode() not in stored
    assert TICKED in client.get(f"/{link}/").content.decode()
    assert UNTICKED not in client.get(f"/{link}/").content.decode()


def test_only_institutions_can_be_named(client: ScanningClient, db: None) -> None:
    link, _ = _deposit(client, _planted())
    payers = access.dossier_by_edit_link(link).inputs.exercices[0].totals.payers
    assert {payer.institutional for payer in payers} == {True, False}
    every_key = [f"0|{payer.key}|{DONOR}" for payer in payers]
    client.post(f"/{link}/financeurs/", {"financeur": every_key, "depuis": "compris"})
    after = access.dossier_by_edit_link(link).inputs.exercices[0].totals.payers
    assert {p.institutional for p in after if p.name} == {True}
    assert {p.name for p in after if not p.institutional} == {""}


def test_erasing_leaves_nothing(client: ScanningClient, db: None) -> None:
    link, _ = _deposit(client, _planted())
    client.post(f"/{link}/effacer/")
    assert client.get(f"/{link}/").status_code == 404
    tables = {where for where, _ in _database() if where.startswith("qualification")}
    assert tables == set()

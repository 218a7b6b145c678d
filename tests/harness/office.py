"""LibreOffice opens what we write: workbooks computed again, documents and slides as pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pypdf
import pytest


def office() -> str:
    """LibreOffice; without it the test is skipped, unless ``TRAJECTOIRES_REQUIRE`` names it."""
    program = shutil.which("soffice")
    if program is None:
        if "libreoffice" in os.environ.get("TRAJECTOIRES_REQUIRE", "").split(","):
            pytest.fail("LibreOffice is required and missing")
        pytest.skip("LibreOffice is missing (apt-get install --no-install-recommends libreoffice-calc)")
    return program


def converted(folder: Path, to: str, *files: Path) -> list[Path]:
    """The same files in another format, in the order they were given."""
    done = subprocess.run(
        [office(), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to,
         "--outdir", str(folder / "out"), *map(str, files)],
        capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [folder / "out" / f"{file.stem}.{to}" for file in files]


def recomputed(folder: Path, *books: openpyxl.Workbook) -> list[openpyxl.Workbook]:
    """The same books with every formula computed by LibreOffice: openpyxl saves none of the kept values."""
    office()
    files = [folder / f"{rank}.xlsx" for rank in range(len(books))]
    for book, file in zip(books, files, strict=True):
        book.save(file)
    return [openpyxl.load_workbook(file, data_only=True) for file in converted(folder, "xlsx", *files)]


def pages_of(folder: Path, name: str, data: bytes) -> list[str]:
    """The words of each page of a document or of slides, as LibreOffice lays them out."""
    office()
    file = folder / name
    file.write_bytes(data)
    return [page.extract_text() for page in pypdf.PdfReader(converted(folder, "pdf", file)[0]).pages]

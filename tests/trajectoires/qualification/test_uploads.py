"""Uploaded files stay in memory and within their limits; what is refused gets a French page."""

from __future__ import annotations

import tempfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harness.books import fec
from harness.client import ScanningClient
from trajectoires.qualification.models import Dossier

DEPOSIT = "/deposer/"


def _send(client: ScanningClient, *files: SimpleUploadedFile, **fields: str):  # type: ignore[no-untyped-def]
    return client.post(DEPOSIT, {"fichiers": list(files), **fields})


def _file(data: bytes, name: str = "comptes.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_file_over_the_limit_is_refused(client: ScanningClient, db: None, settings: Any) -> None:
    settings.UPLOAD_MAX_MB = 1
    answer = _send(client, _file(b"x" * 1_000_001, "lourd.txt"))
    assert answer.status_code == 413
    assert "lourd.txt" in answer.page.text
    assert "dépasse 1" in answer.page.text
    assert Dossier.objects.count() == 0


def test_a_file_at_the_limit_is_read(client: ScanningClient, db: None, settings: Any) -> None:
    settings.UPLOAD_MAX_MB = 1
    answer = _send(client, _file(fec() + b"\r\n" * ((1_000_000 - len(fec())) // 2)))
    assert answer.status_code in (200, 422)
    assert "dépasse" not in answer.page.text


def test_a_request_over_the_limit_is_refused(client: ScanningClient, db: None, settings: Any) -> None:
    settings.UPLOAD_MAX_MB = settings.UPLOAD_TOTAL_MAX_MB = 1
    files = [_file(b"x" * 900_000, f"{rank}.txt") for rank in range(3)]
    answer = _send(client, *files)
    assert answer.status_code == 413
    assert "ensemble" in answer.page.text


def test_too_many_files_are_refused(client: ScanningClient, db: None, settings: Any) -> None:
    settings.UPLOAD_MAX_FILES = 2
    answer = _send(client, *[_file(fec(), f"{rank}.txt") for rank in range(3)])
    assert answer.status_code == 422
    assert "au plus 2 fichiers" in answer.page.text
    assert Dossier.objects.count() == 0


def test_no_file_is_asked_for(client: ScanningClient, db: None) -> None:
    answer = client.post(DEPOSIT, {})
    assert answer.status_code == 422
    assert "Choisissez au moins un fichier" in answer.page.text


def test_too_many_fields_get_the_413_page(client: ScanningClient, db: None, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    answer = client.post(reverse("qualification:typed"), {f"champ{rank}": "1" for rank in range(20)})
    assert answer.status_code == 413


def test_too_many_deposits_get_the_429_page(client: ScanningClient, db: None, settings: Any) -> None:
    settings.DEPOSIT_RATE = "2/h"
    answers = [client.post(DEPOSIT, {}).status_code for _ in range(3)]
    assert answers == [422, 422, 429]
    assert client.get(DEPOSIT).status_code == 200
    other = client.post(DEPOSIT, {}, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 422


def test_a_proxy_is_believed_only_when_there_is_one(client: ScanningClient, db: None, settings: Any) -> None:
    settings.DEPOSIT_RATE = "1/h"
    assert client.post(DEPOSIT, {}, HTTP_X_FORWARDED_FOR="198.51.100.1").status_code == 422
    assert client.post(DEPOSIT, {}, HTTP_X_FORWARDED_FOR="198.51.100.2").status_code == 429
    settings.BEHIND_PROXY = True
    assert client.post(DEPOSIT, {}, HTTP_X_FORWARDED_FOR="198.51.100.3").status_code == 422
    forged = "198.51.100.99, 198.51.100.3"
    assert client.post(DEPOSIT, {}, HTTP_X_FORWARDED_FOR=forged).status_code == 429


def test_a_form_without_its_protection_is_refused(guarded: ScanningClient, db: None) -> None:
    assert guarded.post(DEPOSIT, {}).status_code == 403
    page = guarded.get(DEPOSIT)
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert guarded.post(DEPOSIT, {"csrfmiddlewaretoken": token}).status_code == 422


def test_a_large_file_never_touches_the_disk(
    client: ScanningClient, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three megabytes: more than what Django would keep in memory by itself."""

    def disk(*args: object, **kwargs: object) -> None:
        raise OSError("a temporary file was asked for")

    monkeypatch.setattr(tempfile, "_mkstemp_inner", disk)
    large = fec() + (b" " * 98 + b"\r\n") * 30_000
    assert _send(client, _file(large, "123456789FEC20241231.txt")).status_code == 200
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    with pytest.raises(OSError, match="temporary file"):
        _send(client, _file(large, "123456789FEC20241231.txt"))

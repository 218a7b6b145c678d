"""Uploaded files: in memory, bounded, and nowhere else.

Django's own handlers write large files to a temporary folder; a FEC names donors and staff, so ours never
does. What is too heavy or one too many is read to its end and forgotten, so that the browser gets a page
that says what to do rather than a broken connection.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

CHUNK = 1 << 20


@dataclass
class Refusals:
    """What the handler turned away while the request was being read."""

    too_large: list[str]
    too_many: list[str]
    request_too_large: bool = False

    @property
    def any(self) -> bool:
        """Whether anything was turned away."""
        return bool(self.too_large or self.too_many or self.request_too_large)


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keeps each file in memory up to the limits of the settings; never touches the disk."""

    chunk_size = CHUNK

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.refusals = Refusals(too_large=[], too_many=[])
        if request is not None:
            request.upload_refusals = self.refusals
        self.files = 0
        self.total = 0
        self.chunks: list[bytes] | None = None

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's own name, passed by position or by keyword
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        """Note at once a request that declares too much: none of its files will be held."""
        if content_length > (settings.UPLOAD_TOTAL_MAX_MB + 1) * settings.MEGABYTE:
            self.refusals.request_too_large = True

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a list of chunks, or skip a file that is one too many."""
        super().new_file(*args, **kwargs)
        self.files += 1
        if self.refusals.request_too_large:
            raise SkipFile
        if self.files > settings.UPLOAD_MAX_FILES:
            self.refusals.too_many.append(self.file_name)
            raise SkipFile
        self.chunks = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk, until the file or the request passes its limit."""
        if self.chunks is None:
            raise SkipFile
        self.total += len(raw_data)
        if self.total > settings.UPLOAD_TOTAL_MAX_MB * settings.MEGABYTE:
            self.refusals.request_too_large = True
        elif start + len(raw_data) > settings.UPLOAD_MAX_MB * settings.MEGABYTE:
            self.refusals.too_large.append(self.file_name)
        else:
            self.chunks.append(raw_data)
            return
        self.chunks = None
        raise SkipFile

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Hand over what is in memory."""
        if self.chunks is None:
            return None
        # Joined once: a buffer that grows would be copied again and again.
        buffer, self.chunks = BytesIO(b"".join(self.chunks)), None
        return UploadedFile(file=buffer, name=self.file_name, content_type=self.content_type, size=file_size)


def refusals(request: HttpRequest) -> Refusals:
    """What was turned away from this request, once its form has been read."""
    return getattr(request, "upload_refusals", None) or Refusals(too_large=[], too_many=[])

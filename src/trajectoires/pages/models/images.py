"""Pictures: the words that replace them are required, their sizes are made when they are uploaded."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition

# The sizes that templates ask for; no visitor waits for one to be made.
RENDITIONS = ("width-480|format-webp", "width-960|format-webp")


class SiteImage(AbstractImage):
    """A picture with the words that replace it for those who do not see it."""

    description = models.CharField(
        "texte de remplacement",
        max_length=255,
        help_text="Ce que l’image apprend à qui ne la voit pas. Obligatoire.",
    )
    admin_form_fields = ("title", "file", "description", "collection", "tags", "focal_point_x",
                         "focal_point_y", "focal_point_width", "focal_point_height")  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = "image"

    def _set_image_file_metadata(self) -> None:
        """Wagtail opens a stored file to measure it, and leaves it open."""
        super()._set_image_file_metadata()
        if self.file._committed:
            self.file.close()

    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> File:
        """A size, in memory: Wagtail leaves its temporary file open."""
        made = super().generate_rendition_file(filter, source=source)
        try:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)
        finally:
            made.close()


class SiteRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_size"
            )
        ]

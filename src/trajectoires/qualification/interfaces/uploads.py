"""The uploaded files of a deposit as the domain takes them, and a sentence for each one turned away."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from equilibre.errors import ReadError
from trajectoires.config.uploads import Refusals
from trajectoires.qualification.domain.deposit import FileOutcome, Upload

NAME_LENGTH = 200


def uploads(files: Sequence[UploadedFile]) -> tuple[Upload, ...]:
    """The files of a form as the domain takes them: a name and bytes."""
    return tuple(Upload(name=(f.name or "")[:NAME_LENGTH], data=f.file.getvalue()) for f in files)


def refused_outcomes(found: Refusals) -> tuple[FileOutcome, ...]:
    """One outcome for each file turned away, with what to do."""
    outcomes = [FileOutcome(name=name[:NAME_LENGTH], error=_too_large()) for name in found.too_large]
    outcomes += [FileOutcome(name=name[:NAME_LENGTH], error=_too_many()) for name in found.too_many]
    if found.request_too_large:
        outcomes.append(FileOutcome(name="Ensemble des fichiers", error=_request_too_large()))
    return tuple(outcomes)


def _too_large() -> ReadError:
    return ReadError(
        "fichier_trop_lourd",
        f"Ce fichier dépasse {settings.UPLOAD_MAX_MB} Mo",
        remedy="Exportez un seul exercice par fichier, sans pièces jointes\u202f; au-delà, la commande "
        "«\u00a0equilibre qualify\u00a0» lit votre fichier sur votre ordinateur.",
    )


def _too_many() -> ReadError:
    return ReadError(
        "trop_de_fichiers",
        f"Un dépôt prend au plus {settings.UPLOAD_MAX_FILES} fichiers",
        remedy="Déposez d’abord ceux-ci, puis ajoutez les autres exercices depuis votre modèle.",
    )


def _request_too_large() -> ReadError:
    return ReadError(
        "depot_trop_lourd",
        f"Vos fichiers dépassent ensemble {settings.UPLOAD_TOTAL_MAX_MB} Mo",
        remedy="Déposez-les en plusieurs fois\u00a0: les exercices s’ajoutent les uns aux autres.",
    )

"""A model in a space: a copy is a passation file, taken from a private link, opened again under a new one."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from equilibre.documents.passation import write_passation
from trajectoires.qualification.domain import deposit, packing
from trajectoires.qualification.domain.deposit import DepositRefusedError, Upload
from trajectoires.qualification.domain.handing import revision_behind
from trajectoires.qualification.links import EDIT, Link
from trajectoires.thread.exchange import Keeper, Kept

KIND = "model"


def snapshot(link: str) -> Kept | None:
    """The copy of the model behind « m/… » or « v/… »; None when the link opens nothing today."""
    revision = revision_behind(link)
    if revision is None:
        return None
    inputs, model = packing.unpack_inputs(revision.document), packing.unpack_model(revision.result)
    named = f"{inputs.organisation}, {model.last.label}" if inputs.organisation else model.last.label
    return Kept(
        kind=KIND,
        title=named,
        sentence=model.last.sentence,
        content=write_passation(inputs, model, today=timezone.localdate()),
    )


def reopen(content: bytes) -> str:
    """The address of a new dossier made from a copy. ``ValueError`` when this version does not read it."""
    try:
        created = deposit.reopen_passation(upload=Upload(name="copie.json", data=content))
    except DepositRefusedError as error:
        raise ValueError("unreadable copy") from error
    return reverse("qualification:result", args=[Link(EDIT, created.edit_token)])


KEEPER = Keeper(kind=KIND, label="Modèle socio-économique", snapshot=snapshot, reopen=reopen)

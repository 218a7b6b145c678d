"""Every address of the capability."""

from __future__ import annotations

from django.urls import path, register_converter

from trajectoires.diagnoses.links import AnyLinkConverter, EditLinkConverter, PartLinkConverter
from trajectoires.diagnoses.views import (
    accounts,
    again,
    answering,
    documents,
    parts,
    result,
    sharing,
    situation,
    start,
)

register_converter(AnyLinkConverter, "diagnosis_link")
register_converter(EditLinkConverter, "diagnosis_edit_link")
register_converter(PartLinkConverter, "diagnosis_part_link")

app_name = "diagnoses"

urlpatterns = [
    path("diagnostic/", start.start, name="start"),
    path("diagnostic/avec-vos-comptes/", accounts.with_accounts, name="with_accounts"),
    # Reading, by either link
    path("diagnostic/<diagnosis_link:link>/", result.result, name="result"),
    path("diagnostic/<diagnosis_link:link>/document.<slug:kind>", documents.document, name="document"),
    # One dimension, by the link that lends it
    path("diagnostic/<diagnosis_part_link:link>/", parts.part, name="part"),
    # Changing, by the edit link only
    path(
        "diagnostic/<diagnosis_edit_link:link>/questions/<int:number>/", answering.questions, name="questions"
    ),
    path("diagnostic/<diagnosis_edit_link:link>/votre-association/", situation.situation, name="situation"),
    path("diagnostic/<diagnosis_edit_link:link>/comptes/", accounts.beside, name="beside"),
    path("diagnostic/<diagnosis_edit_link:link>/travail/", parts.parts, name="parts"),
    path("diagnostic/<diagnosis_edit_link:link>/refaire/", again.again, name="again"),
    path("diagnostic/<diagnosis_edit_link:link>/annuler/", result.undo, name="undo"),
    path("diagnostic/<diagnosis_edit_link:link>/garder/", sharing.keep, name="keep"),
    path("diagnostic/<diagnosis_edit_link:link>/partager/", sharing.share, name="share"),
    path("diagnostic/<diagnosis_edit_link:link>/courriel/", sharing.mail, name="mail"),
    path("diagnostic/<diagnosis_edit_link:link>/effacer/", sharing.erase, name="erase"),
]

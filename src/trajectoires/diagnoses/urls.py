"""Every address of the capability."""

from __future__ import annotations

from django.urls import path, register_converter

from trajectoires.diagnoses.links import (
    AnyLinkConverter,
    EditLinkConverter,
    InvitationLinkConverter,
    PartLinkConverter,
    VoiceLinkConverter,
)
from trajectoires.diagnoses.views import (
    accounts,
    again,
    answering,
    documents,
    gathering,
    parts,
    result,
    sharing,
    situation,
    start,
    voices,
)

register_converter(AnyLinkConverter, "diagnosis_link")
register_converter(EditLinkConverter, "diagnosis_edit_link")
register_converter(PartLinkConverter, "diagnosis_part_link")
register_converter(InvitationLinkConverter, "diagnosis_invitation")
register_converter(VoiceLinkConverter, "diagnosis_voice")

app_name = "diagnoses"

urlpatterns = [
    path("diagnostic/", start.start, name="start"),
    path("diagnostic/avec-vos-comptes/", accounts.with_accounts, name="with_accounts"),
    # Reading, by either link
    path("diagnostic/<diagnosis_link:link>/", result.result, name="result"),
    path("diagnostic/<diagnosis_link:link>/document.<slug:kind>", documents.document, name="document"),
    path("diagnostic/<diagnosis_link:link>/ecarts/", gathering.spread, name="spread"),
    # One dimension, by the link that lends it
    path("diagnostic/<diagnosis_part_link:link>/", parts.part, name="part"),
    # Several people apart: the invitation, then the link of each one
    path("diagnostic/<diagnosis_invitation:link>/", voices.invitation, name="invitation"),
    path("diagnostic/<diagnosis_voice:link>/", voices.voice, name="voice"),
    path(
        "diagnostic/<diagnosis_voice:link>/questions/<int:number>/", voices.questions, name="voice_questions"
    ),
    path("diagnostic/<diagnosis_voice:link>/courriel/", voices.mail, name="voice_mail"),
    path("diagnostic/<diagnosis_voice:link>/effacer/", voices.withdraw, name="withdraw"),
    # Changing, by the edit link only
    path(
        "diagnostic/<diagnosis_edit_link:link>/questions/<int:number>/", answering.questions, name="questions"
    ),
    path("diagnostic/<diagnosis_edit_link:link>/votre-association/", situation.situation, name="situation"),
    path("diagnostic/<diagnosis_edit_link:link>/comptes/", accounts.beside, name="beside"),
    path("diagnostic/<diagnosis_edit_link:link>/travail/", parts.parts, name="parts"),
    path("diagnostic/<diagnosis_edit_link:link>/voix/", gathering.gather, name="gather"),
    path("diagnostic/<diagnosis_edit_link:link>/voix/clore/", gathering.close, name="gather_close"),
    path("diagnostic/<diagnosis_edit_link:link>/voix/effacer/", gathering.erase, name="gather_erase"),
    path("diagnostic/<diagnosis_edit_link:link>/refaire/", again.again, name="again"),
    path("diagnostic/<diagnosis_edit_link:link>/annuler/", result.undo, name="undo"),
    path("diagnostic/<diagnosis_edit_link:link>/garder/", sharing.keep, name="keep"),
    path("diagnostic/<diagnosis_edit_link:link>/partager/", sharing.share, name="share"),
    path("diagnostic/<diagnosis_edit_link:link>/courriel/", sharing.mail, name="mail"),
    path("diagnostic/<diagnosis_edit_link:link>/effacer/", sharing.erase, name="erase"),
]

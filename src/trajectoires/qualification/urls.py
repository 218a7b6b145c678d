"""Every address of the capability. Contexts and templates: ``docs/pages.md``."""

from __future__ import annotations

from django.urls import path, register_converter

from trajectoires.qualification.links import AnyLinkConverter, EditLinkConverter, PrivateLinkConverter
from trajectoires.qualification.views import (
    cases,
    correct,
    deposit,
    documents,
    drawings,
    entry,
    example,
    figures,
    mapping,
    pages,
    people,
    refine,
    result,
    sharing,
    tables,
    understood,
)

register_converter(AnyLinkConverter, "link")
register_converter(PrivateLinkConverter, "private_link")
register_converter(EditLinkConverter, "edit_link")

app_name = "qualification"

urlpatterns = [
    # Before a dossier exists
    path("deposer/", deposit.deposit, name="deposit"),
    path("saisir/", entry.typed, name="typed"),
    path("saisir/tresorerie/", entry.typed_cash_book, name="cash_book"),
    path("correspondances/", mapping.mapping, name="mapping"),
    path("rouvrir/", deposit.reopen, name="reopen"),
    path("essayer/", example.example, name="example"),
    path("cas/", cases.cases, name="cases"),
    # Reading, by any link
    path("<link:link>/", result.result, name="result"),
    path("<link:link>/imprimer/", result.print_view, name="print"),
    path("<link:link>/d-ou-ca-sort/<int:index>/<str:key>/", figures.figure, name="figure"),
    path("<link:link>/dessin/<int:index>/<str:name>/", drawings.drawing, name="drawing"),
    path("<link:link>/tableau/<int:index>/<str:table>/", tables.table, name="table"),
    path("<private_link:link>/anomalies/<int:index>/", figures.anomalies, name="anomalies"),
    path("<link:link>/pdf/", documents.pdf, name="pdf"),
    path("<link:link>/xlsx/", documents.xlsx, name="xlsx"),
    path("<private_link:link>/passation/", documents.passation, name="passation"),
    # Changing, by the edit link only
    path("<edit_link:link>/ajouter/", deposit.add, name="add"),
    path("<edit_link:link>/financeurs/", understood.funders, name="funders"),
    path("<edit_link:link>/qui-paie/<int:index>/", tables.payers, name="payers"),
    path("<edit_link:link>/projet/", people.project, name="project"),
    path("<edit_link:link>/moyens/", people.means, name="means"),
    path("<edit_link:link>/partenaires/", people.partners, name="partners"),
    path("<edit_link:link>/activites/", refine.activities, name="activities"),
    path("<edit_link:link>/usages/", refine.uses, name="uses"),
    path("<edit_link:link>/corriger/", correct.correct, name="correct"),
    path("<edit_link:link>/repondre/", refine.answer, name="answer"),
    path("<edit_link:link>/choix/", refine.choices, name="choices"),
    path("<edit_link:link>/annuler/", refine.undo, name="undo"),
    path("<edit_link:link>/garder/", sharing.keep, name="keep"),
    path("<edit_link:link>/partager/", sharing.share, name="share"),
    path("<edit_link:link>/courriel/", sharing.mail, name="mail"),
    path("<edit_link:link>/effacer/", sharing.erase, name="erase"),
    # To read
    path("aide-tresorerie/", pages.cash_help, name="cash_help"),
    path("sortir-mes-comptes/", pages.export_help, name="export_help"),
    path("mes-donnees/", pages.my_data, name="my_data"),
    path("methode/", pages.method, name="method"),
    path("parametres-de-calcul/", pages.parameters, name="parameters"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("mentions/", pages.legal, name="legal"),
]

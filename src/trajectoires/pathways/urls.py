"""Every address of the capability."""

from __future__ import annotations

from django.urls import path, register_converter

from trajectoires.pathways.links import AnyLinkConverter, EditLinkConverter
from trajectoires.pathways.views import changing, check_in, plan, sharing, start

register_converter(AnyLinkConverter, "plan_any")
register_converter(EditLinkConverter, "plan_edit")

app_name = "pathways"

urlpatterns = [
    path("parcours/", start.ask, name="ask"),
    path("parcours/preparer/", start.start, name="start"),
    # From a mail
    path("parcours/nouvelles/<str:token>/", check_in.check_in, name="check_in"),
    path("parcours/nouvelles/<str:token>/arreter/", check_in.stop, name="stop"),
    # Reading, by either link
    path("parcours/<plan_any:link>/", plan.plan, name="plan"),
    path("parcours/<plan_any:link>/comparer/", plan.compare, name="compare"),
    path("parcours/<plan_any:link>/pdf/", plan.pdf, name="pdf"),
    path("parcours/<plan_any:link>/mon-parcours.ics", plan.calendar, name="calendar"),
    # Changing, by the edit link only
    path("parcours/<plan_edit:link>/changer/", changing.change, name="change"),
    path("parcours/<plan_edit:link>/remplacer/", changing.swap, name="swap"),
    path("parcours/<plan_edit:link>/annuler/", changing.undo, name="undo"),
    path("parcours/<plan_edit:link>/garder/", sharing.keep, name="keep"),
    path("parcours/<plan_edit:link>/partager/", sharing.share, name="share"),
    path("parcours/<plan_edit:link>/courriel/", sharing.mail, name="mail"),
    path("parcours/<plan_edit:link>/prendre-des-nouvelles/", check_in.follow, name="follow"),
    path("parcours/<plan_edit:link>/effacer/", sharing.erase, name="erase"),
]

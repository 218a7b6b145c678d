"""From the form to dated steps, and what one does with them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from equilibre.diagnosis.questionnaire import DiagnosisAction
from equilibre.diagnosis.results import DiagnosisResult, DimensionReading
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.pathway.plans import Plan
from harness.client import ScanningClient
from harness.plans import ANSWERS, Made
from trajectoires.pathways.domain import storage
from trajectoires.pathways.domain.catalogue import catalogue
from trajectoires.pathways.links import READ, Link
from trajectoires.pathways.models import Pathway, PathwayVersion
from trajectoires.private_links.keys import fingerprint
from trajectoires.thread import exchange


def test_the_form_gives_dated_steps_with_reasons(client: ScanningClient, made: Made) -> None:
    assert client.get(reverse("pathways:ask")).status_code == 200
    page = client.get(made.address)
    plan = made.opened.saved.plan
    assert plan.steps
    assert plan.sentence in page.page.text
    for step in plan.steps:
        assert step.item.key in page.page.hrefs
        assert step.reasons[0].text in page.page.text
        assert step.due >= timezone.localdate()
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_same_answers_give_the_same_plan(client: ScanningClient, made: Made) -> None:
    assert Made(client).opened.saved == made.opened.saved


def test_wrong_answers_are_said_where_they_are(client: ScanningClient, db: None) -> None:
    start = reverse("pathways:start")
    yesterday = (timezone.localdate() - dt.timedelta(days=1)).isoformat()
    for wrong in ({"temps": "9h"}, {"echeance": yesterday}, {"echeance_nom": "ag"}, {"echeance": "demain"}):
        answer = client.post(start, ANSWERS | wrong)
        assert answer.status_code == 422, wrong
        assert 'class="error"' in answer.content.decode()
    assert client.get(start).status_code == 302
    assert Pathway.objects.count() == 0


def test_the_deadline_and_who_travels_reach_the_plan(client: ScanningClient, db: None) -> None:
    day = timezone.localdate() + dt.timedelta(days=60)
    said = {"echeance_nom": "ag", "echeance": day.strftime("%d/%m/%Y"), "compagnie": "conseil", "heures": "4"}
    who = Made(client, **said, objectif="hybrider", formats=["fiche"]).opened.saved.plan.traveller
    assert (who.deadline, who.deadline_label, who.company) == (day, "assemblée générale", "conseil")
    assert (who.hours_a_week, who.objective, who.formats) == (4.0, "hybrider", ("fiche",))


def test_low_cash_leads_to_the_help_first(client: ScanningClient, db: None) -> None:
    low = Made(client, tresorerie="oui")
    assert low.keys[0] == "/aide-tresorerie/"
    page = client.get(low.address).content.decode()
    assert page.index("/aide-tresorerie/") < page.index('id="etapes"')


def test_a_page_that_hands_on_its_link_alone_is_asked_the_rest(client: ScanningClient, db: None) -> None:
    page = client.post(reverse("pathways:start"), {"diagnosis": "d/inconnu"})
    assert page.status_code == 200
    assert 'value="d/inconnu"' in page.content.decode()
    # A link that opens nothing is a plan without a diagnosis, not a failure.
    assert Made(client, diagnosis="d/inconnu").keys


def test_a_diagnosis_and_a_model_reach_the_traveller(
    client: ScanningClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = DiagnosisAction(
        code="tenir_un_budget", title="Tenir un budget", why="", how="", first_half_hour="",
        sheet="/agir/kits/fixer-un-prix/#prix", contact="", hours=2.0, effect=3, effort=1,
    )  # fmt: skip
    reading = DimensionReading(
        code="anticipation",
        label="Anticipation",
        short="Anticiper",
        level=0.0,
        word="à initier",
        scored=2,
        asked=3,
    )  # fmt: skip
    result = DiagnosisResult(
        version="1", variant="emergent", length="flash", answers={}, dimensions=(reading,), strengths=(),
        fragilities=(), actions=(action,),
    )  # fmt: skip
    model = build_model(fictitious_dossier())
    monkeypatch.setitem(exchange._openers, "diagnosis", {"d/vrai": result}.get)
    monkeypatch.setitem(exchange._openers, "model", {"m/vrai": model}.get)
    day = timezone.localdate() + dt.timedelta(days=80)
    said = {"diagnosis": "d/vrai", "model": "m/vrai", "echeance": [day.isoformat(), ""], "objectif": "agir"}
    said |= {"conseil": day.isoformat(), "bureau": "bientôt"}
    saved = Made(client, **said).opened.saved
    who = saved.plan.traveller
    assert saved.sheets == {"/agir/kits/fixer-un-prix/": ("tenir_un_budget",)}
    called = next(step for step in saved.plan.steps if step.item.key == "/agir/kits/fixer-un-prix/")
    assert called.reasons[0].text == "«\u00a0Tenir un budget\u00a0» est votre première action."
    assert (who.variant, who.audience, who.objective) == ("emergent", "porteur", "agir")
    assert who.maturity == {"anticipation": 0.0}
    assert who.actions[0] == "tenir_un_budget"
    assert set(who.actions[1:]) == {one.code for one in model.last.findings.actions}
    assert set(who.findings) == {one.code for one in model.last.findings.weaknesses}
    assert (who.deadline, who.deadline_label) == (day, "assemblée générale")
    assert (who.next_board, who.next_office) == (day, None)
    # A day that a page knew and that is past is nobody's mistake.
    past = (timezone.localdate() - dt.timedelta(days=9)).isoformat()
    assert Made(client, diagnosis="d/vrai", echeance=[past, ""]).opened.saved.plan.traveller.deadline is None


def test_steps_are_done_removed_added_swapped_postponed_and_undone(made: Made) -> None:
    first, second, third = made.keys[:3]
    made.change("fait", etape=first)
    assert made.keys[0] == first
    assert made.opened.saved.done_keys == (first,)
    made.change("retirer", etape=second)
    assert second not in made.keys
    assert first not in made.keys, "nothing already done is proposed again"
    made.change("ajouter", etape=second)
    assert second in made.keys
    swap = made.client.get(made.url("swap"), {"etape": third})
    assert swap.status_code == 200
    other = swap.context["items"][0].key
    made.change("remplacer", etape=third, par=other)
    assert other in made.keys
    assert third not in made.keys
    before = made.opened.saved
    made.change("plus_tard", etape=made.keys[0])
    assert made.opened.saved != before
    assert made.client.post(made.url("undo")).status_code == 303
    assert made.opened.saved == before
    assert "Annuler" in made.client.get(made.address).content.decode()


def test_what_means_nothing_changes_nothing(made: Made) -> None:
    for said in (
        {"action": "fait", "etape": "/nulle-part/"},
        {"action": "remplacer", "etape": made.keys[0], "par": "/nulle-part/"},
        {"action": "ajouter", "etape": "/nulle-part/"},
        {"action": "rythme", "rythme": "9h"},
        {"action": "inconnue"},
        {},
    ):
        assert made.client.post(made.url("change"), said).status_code == 303
    assert made.client.get(made.url("change")).status_code == 303
    assert made.client.get(made.url("swap")).status_code == 303
    assert PathwayVersion.objects.count() == 1


def test_a_late_plan_is_dated_again(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    last = made.opened.saved.plan.steps[-1].due
    monkeypatch.setattr(timezone, "localdate", lambda *_: last + dt.timedelta(days=10))
    assert "Une date est passée" in made.client.get(made.address).content.decode()
    made.change("retard")
    assert all(step.due > last for step in made.opened.saved.plan.steps)


def test_two_paces_side_by_side(made: Made) -> None:
    page = made.client.get(made.url("compare"), {"rythme": "2h"})
    assert {row.item.key for row in page.context["rows"]} >= set(made.keys)
    made.change("rythme", rythme="2h")
    assert made.opened.saved.plan.traveller.pace == "2h"
    assert made.client.get(made.url("compare")).status_code == 200


def test_links_are_keys(client: ScanningClient, made: Made) -> None:
    row = Pathway.objects.get()
    assert row.edit_hash == fingerprint(made.link.token)
    assert client.get(made.url("share")).status_code == 200
    client.post(made.url("share"), {"action": "ouvrir"})
    read = Link(READ, storage.share(pathway=row, edit_token=made.link.token))
    assert f"/parcours/{read}/" in client.get(made.url("share")).content.decode()
    shared = client.get(reverse("pathways:plan", args=[read]))
    assert shared.status_code == 200
    assert made.link.token not in shared.content.decode()
    assert client.get(reverse("pathways:compare", args=[read])).status_code == 200
    with pytest.raises(NoReverseMatch):
        reverse("pathways:change", args=[read])
    client.post(made.url("share"), {"action": "revoquer"})
    assert client.get(reverse("pathways:plan", args=[read])).status_code == 404
    assert storage.share(pathway=row, edit_token=made.link.token) != read.token


def test_kept_expired_purged_erased(client: ScanningClient, made: Made) -> None:
    client.post(made.url("keep"), {"garder": "oui"})
    later = timezone.now() + dt.timedelta(days=4000)
    assert storage.purge_expired(now=later) == 0
    client.post(made.url("keep"), {"garder": "non"})
    Pathway.objects.update(expires_at=timezone.now() - dt.timedelta(minutes=1))
    assert client.get(made.address).status_code == 410
    assert storage.purge_expired(now=timezone.now()) == 1
    assert PathwayVersion.objects.count() == 0
    assert client.get(made.address).status_code == 410
    storage.purge_expired(now=timezone.now() + dt.timedelta(days=31))
    assert client.get(made.address).status_code == 404
    other = Made(client)
    assert client.get(other.url("erase")).status_code == 200
    assert client.post(other.url("erase")).status_code == 200
    assert (Pathway.objects.count(), PathwayVersion.objects.count()) == (0, 0)


def test_the_mail_holds_the_link_and_the_steps(made: Made, mailoutbox: list) -> None:
    assert made.client.get(made.url("mail")).status_code == 200
    assert made.client.post(made.url("mail"), {"adresse": "moi"}).status_code == 422
    assert made.client.post(made.url("mail"), {"adresse": "moi@exemple.fr"}).status_code == 200
    (message,) = mailoutbox
    assert made.address in message.body
    assert all(key in message.body for key in made.keys)


def test_other_capabilities_open_keep_and_reopen_a_plan(made: Made) -> None:
    plan = exchange.open_link("plan", str(made.link))
    assert isinstance(plan, Plan)
    assert exchange.open_link("plan", "p/" + "A" * 43) is None
    assert exchange.open_link("plan", "n’importe quoi") is None
    keeper = exchange.keepers()["plan"]
    kept = keeper.snapshot(str(made.link))
    assert kept is not None
    assert kept.sentence == plan.sentence
    address = keeper.reopen(kept.content)
    assert address != made.address
    assert made.client.get(address).status_code == 200
    assert "pathways/_ask.html" in {step.template for step in exchange.next_steps("diagnosis")}


def test_pages_ask_the_database_little(made: Made, django_assert_num_queries: object) -> None:
    made.client.get(made.url("compare"))
    with django_assert_num_queries(2):  # the version with its row, the check-in
        made.client.get(made.address)
    with django_assert_num_queries(2):  # the version with its row, the version of the site
        made.client.get(made.url("compare"))


def test_the_catalogue_is_the_live_site(db: None, django_assert_num_queries: object) -> None:
    items = {item.key: item for item in catalogue()}
    assert len(items) > 80
    assert "/" not in items
    assert "/agir/" not in items
    assert items["/aide-tresorerie/"].actions
    assert items["/agir/kits/preparer-une-ag/"].kind == "kit"
    assert items["/agir/parcours-methodologique/2-clarifier-le-projet/"].needs == (
        "/agir/parcours-methodologique/1-se-preparer/",
    )
    assert all(set(item.needs) <= set(items) for item in items.values())
    with django_assert_num_queries(1):
        catalogue()

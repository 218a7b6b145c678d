"""From accounts to a diagnosis that sees them, to a plan that knows them; nobody else sees a figure."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.urls import reverse

from equilibre.diagnosis import bank
from equilibre.diagnosis.facts import Facts
from equilibre.diagnosis.questionnaire import Question
from harness.books import fec
from harness.client import ScanningClient
from harness.diagnoses import Opened as Diagnosis
from harness.diagnoses import open_diagnosis
from harness.dossiers import open_deposit
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import handing
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.queries.screens import field_name
from trajectoires.diagnoses.links import link_of
from trajectoires.diagnoses.models import DiagnosisRevision
from trajectoires.qualification.domain.example import open_example
from trajectoires.qualification.links import EDIT, Link

WITH = reverse("diagnoses:with_accounts")
FACTS = Facts(year="2024", cash_months=0.4, alliances=2, findings=("tresorerie_sous_un_mois",))
BESIDE = "0,4 mois de dépenses en banque"


def question(fact: str) -> Question:
    """The question of the flash that a fact is beside."""
    return next(one for one in bank.load().questions if one.fact == fact and "flash" in one.lengths)


def hidden(html: str, address: str) -> dict[str, str]:
    """The hidden fields of the form that posts to an address."""
    form = html[html.index(f'action="{address}"') :].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def plain(text: str) -> str:
    """With the spaces of a keyboard."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def opened_at(address: str) -> Opened:
    """The diagnosis behind « /diagnostic/q/…/questions/1/ »."""
    link = link_of("/".join(address.split("/")[2:4]))
    assert link is not None
    return access.readable_diagnosis(link)


def started(client: ScanningClient, model: Link, **said: str) -> Opened:
    """From « voici votre modèle », as its page does it."""
    page = client.get(reverse("qualification:result", args=[model])).content.decode()
    assert hidden(page, WITH)["model"] == str(model)
    asked = client.post(WITH, {"model": str(model)})
    assert asked.status_code == 200
    given = {"variante": "employeuse", "objectif": "equilibrer", "longueur": "flash"}
    answer = client.post(WITH, {**given, **hidden(asked.content.decode(), WITH), **said})
    assert answer.status_code == 303
    return opened_at(answer.headers["Location"])


def test_the_example_goes_from_accounts_to_a_diagnosis_then_to_a_plan_that_knows_them(
    client: ScanningClient, db: None
) -> None:
    model = Link(EDIT, open_example().edit_token)
    asked = client.post(WITH, {"model": str(model)}).content.decode()
    assert re.search(r'value="employeuse"[^>]* checked', asked), "salaries are paid"
    assert "Vous avez décrit 3 alliances" in asked
    diagnosis = started(client, model)
    assert diagnosis.saved.variant == "employeuse"
    alliances = question("alliances_dites")
    pages = [reverse("diagnoses:questions", args=[diagnosis.link, number]) for number in range(1, 5)]
    page = next(one for one in pages if field_name(alliances.key) in client.get(one).content.decode())
    assert "vous avez décrit 3 alliances" in client.get(page).content.decode()
    client.post(page, {field_name(alliances.key): "0"})
    result = client.get(reverse("diagnoses:result", args=[diagnosis.link])).page.text
    assert "À vérifier ensemble" in result
    assert "vous avez décrit 3 alliances dans votre modèle" in result
    assert "Vos comptes 2025 et vos réponses se regardent ensemble." in result
    html = client.get(reverse("diagnoses:result", args=[diagnosis.link])).content.decode()
    start = reverse("pathways:start")
    plan = client.post(start, {**hidden(html, start), "temps": "12h"}, follow=True).page.text
    assert "Vos comptes disent « Fragile ici : vos subventions arrivent tard »" in plain(plan)


def test_what_is_kept_names_nobody(client: ScanningClient, db: None) -> None:
    deposited = open_deposit(fec())
    names = {p.name for e in deposited.inputs.exercices for p in e.totals.payers} - {""}
    labels = {a.label for e in deposited.inputs.exercices for a in e.totals.accounts if a.label}
    diagnosis = started(client, deposited.link)
    kept = zlib.decompress(DiagnosisRevision.objects.get(diagnosis=diagnosis.diagnosis).document).decode()
    assert diagnosis.saved.facts is not None
    assert '"facts":{' in kept
    assert labels
    assert not [said for said in (*names, *labels, "inanceur 1", deposited.token) if said in kept]
    assert deposited.model.organisation == "" or deposited.model.organisation not in kept


def test_only_the_key_of_a_model_brings_its_figures(client: ScanningClient, db: None) -> None:
    deposited = open_deposit(fec())
    read = deposited.share()
    shared = client.get(reverse("qualification:result", args=[read])).content.decode()
    assert WITH not in shared
    for wrong in (str(read), "m/" + "A" * 43, "cas/une", ""):
        answer = client.post(WITH, {"model": wrong, "variante": "petite", "objectif": "comprendre"})
        assert (answer.status_code, answer.headers["Location"]) == (303, reverse("diagnoses:start")), wrong
    assert client.post(WITH, {"model": str(deposited.link), "objectif": "tout"}).status_code == 422
    assert not DiagnosisRevision.objects.exists()


def test_a_proposed_answer_is_nobody_s_until_somebody_continues(client: ScanningClient, db: None) -> None:
    cash = question("tresorerie_mois")
    opened = open_diagnosis(length="flash", facts=FACTS)
    page = page_of(client, opened, cash)
    html = client.get(page).content.decode()
    assert BESIDE in html and "cochée d’après eux" in html
    checked = re.findall(rf'name="{field_name(cash.key)}" value="(\w+)" checked', html)
    assert checked == ["0"]
    assert opened.now.saved.answers == {}
    assert "/aide-tresorerie/" in client.get(opened.url()).content.decode(), "help does not wait"
    client.post(page, {field_name(cash.key): "2"})
    html = client.get(page).content.decode()
    assert "cochée d’après eux" not in html and BESIDE in html
    result = client.get(opened.url()).page.text
    assert "la banque couvrait 0,4 mois de dépenses" in result


def page_of(client: ScanningClient, opened: Diagnosis, asked: Question) -> str:
    """Address of the page that asks a question."""
    pages = (opened.url("questions", number) for number in range(1, 9))
    return next(one for one in pages if field_name(asked.key) in client.get(one).content.decode())


def test_readers_and_helpers_see_no_figure_unless_the_owner_says_so(client: ScanningClient, db: None) -> None:
    cash = question("tresorerie_mois")
    opened = open_diagnosis({cash.key: 2}, facts=FACTS)
    lent = reverse("diagnoses:part", args=[opened.lend(cash.dimension)])
    read = opened.share()
    result = reverse("diagnoses:result", args=[read])
    documents = [reverse("diagnoses:document", args=[read, kind]) for kind in ("pdf", "pptx", "xlsx")]
    for address in (lent, result):
        html = client.get(address).content.decode()
        assert "comptes 2024" not in html and "0,4" not in html, address
    before = [client.get(address).content for address in documents]
    assert opened.now.result.contradictions and not access.readable_diagnosis(read).result.contradictions
    for link in (read, opened.link):
        kept = handing.snapshot(str(link))
        assert kept is not None and b'"facts":null' in kept.content, "a space shows its copies to others"
    behind = handing.result_behind(str(read))
    assert behind is not None and behind.model_findings == ()
    for name in ("share", "parts"):
        assert "Aucun chiffre de vos comptes ne s’y voit" in client.get(opened.url(name)).content.decode()
    client.post(opened.url("beside"), {"montrer": "oui"})
    assert "Les chiffres de vos comptes s’y voient" in client.get(opened.url("share")).content.decode()
    kept = handing.snapshot(str(opened.link))
    assert kept is not None and b'"year":"2024"' in kept.content
    assert BESIDE in client.get(lent).content.decode()
    assert "la banque couvrait 0,4" in client.get(result).content.decode()
    assert opened.url("beside") not in client.get(result).content.decode()
    assert before != [client.get(address).content for address in documents]
    client.post(opened.url("beside"), {"montrer": "non"})
    assert "0,4" not in client.get(result).content.decode()


def test_figures_grow_old(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis({question("alliances_dites").key: 2}, facts=FACTS)
    assert "Les chiffres de vos comptes 2024 ne sont pas repris" in client.get(opened.url("again")).page.text
    new = opened_at(client.post(opened.url("again")).headers["Location"])
    assert new.saved.previous is not None and new.saved.facts is None


def test_the_accounts_cost_no_query(
    client: ScanningClient,
    db: None,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    opened = open_diagnosis({question("tresorerie_mois").key: 2}, facts=FACTS)
    for address in (opened.url("questions", 1), opened.url("beside")):
        with django_assert_num_queries(1):  # the revision, with its diagnosis and its questionnaire
            client.get(address)


def test_figures_are_taken_away_and_put_back(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis({question("tresorerie_mois").key: 2}, facts=FACTS)
    assert "Retirer ces chiffres" in client.get(opened.url()).content.decode()
    assert BESIDE.capitalize() in client.get(opened.url("beside")).content.decode()
    client.post(opened.url("beside"), {"action": "retirer"})
    assert opened.now.saved.facts is None
    html = client.get(opened.url()).content.decode()
    assert "À vérifier ensemble" not in html
    assert "le retrait des chiffres de vos comptes" in html
    assert "Aucun chiffre" in client.get(opened.url("beside")).content.decode()
    client.post(opened.url("beside"), {"montrer": "oui"})
    assert not opened.now.saved.facts_shared, "nothing to show"
    client.post(opened.url("undo"))
    assert opened.now.saved.facts == FACTS

"""What changes a model: each verb recomputes, appends one revision, and can be undone."""

from __future__ import annotations

import pytest
from django.conf import settings
from msgspec.structs import replace

from equilibre.model.dossier import CostUses, MoveAccount, SplitAccount, StrategicPartner
from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.private_links.revisions import ConcurrentChangeError
from trajectoires.qualification.domain import edits, packing, storage
from trajectoires.qualification.enums import Change
from trajectoires.qualification.models import Dossier, Revision

MEANS = {"exercice": "0", "volunteer_certainty": "mesure", "volunteer_method": "smic_1"}


def _partners(**row: str) -> dict[str, str]:
    posted = {"exercice": "0", "p-TOTAL_FORMS": "10", "p-INITIAL_FORMS": "10"}
    for rank in range(10):
        posted |= {
            f"p-{rank}-alliance": "moyens",
            f"p-{rank}-body": "prive",
            f"p-{rank}-certainty": "suppose",
        }
    return posted | {f"p-0-{name}": value for name, value in row.items()}


def _activities(**row: str) -> dict[str, str]:
    posted = {"exercice": "0", "a-TOTAL_FORMS": "10", "a-INITIAL_FORMS": "10"}
    return posted | {f"a-0-{name}": value for name, value in row.items()}


def test_hours_recompute_the_pillars(client: ScanningClient, opened: Opened) -> None:
    before = opened.model.last.pillars[0]
    answer = client.post(opened.url("means"), {**MEANS, "volunteer_hours_field": "1 200,5"})
    assert answer.status_code == 303
    assert answer["Location"] == f"{opened.url()}?exercice=0#piliers"
    assert opened.inputs.exercices[0].means.volunteer_hours_field == 1200.5
    assert opened.model.last.pillars[0].amount > before.amount


def test_not_told_stays_not_told(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("means"), MEANS)
    means = opened.inputs.exercices[0].means
    assert means.volunteer_hours_field is None
    assert means.is_employer is None


def test_htmx_gets_the_result_again(htmx: ScanningClient, opened: Opened) -> None:
    answer = htmx.post(opened.url("means"), {**MEANS, "volunteer_hours_field": "1200"})
    assert answer.status_code == 200
    assert answer["HX-Retarget"] == "#resultat"
    assert answer["HX-Trigger"] == "modele-recalcule"
    assert answer.content.decode().lstrip().startswith('<div id="resultat"')
    assert not answer.page.is_document


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("volunteer_hours_field", "beaucoup"),
        ("volunteer_hours_field", "-3"),
        ("volunteer_hours_field", "99999999"),
        ("volunteers_count", "2,5"),
        ("volunteer_method", "au_hasard"),
        ("skills_patronage_value", "1.234"),
    ],
)
def test_what_cannot_be_read_is_shown_again(
    client: ScanningClient, htmx: ScanningClient, opened: Opened, field: str, value: str
) -> None:
    for visitor in (client, htmx):
        answer = visitor.post(opened.url("means"), {**MEANS, field: value})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    assert Revision.objects.count() == 1


def test_replacement_needs_its_rate(client: ScanningClient, opened: Opened) -> None:
    posted = {**MEANS, "volunteer_method": "remplacement"}
    assert client.post(opened.url("means"), posted).status_code == 422
    assert client.post(opened.url("means"), {**posted, "replacement_rate": "18,50"}).status_code == 303
    assert opened.inputs.exercices[0].means.replacement_rate == 1850


def test_project_is_printed(client: ScanningClient, opened: Opened) -> None:
    posted = {
        "organisation": "Les Voisins",
        "vocation": "Rompre  l’isolement",
        "missions": "",
        "ambition": "",
    }
    assert client.post(opened.url("project"), posted).status_code == 303
    page = client.get(opened.url())
    assert page.context["model"].organisation == "Les Voisins"
    assert "Rompre l’isolement" in page.page.text


def test_partners_none_is_an_answer_and_silence_is_not(client: ScanningClient, opened: Opened) -> None:
    assert opened.inputs.exercices[0].partners is None
    client.post(opened.url("partners"), {**_partners(), "aucun": "on"})
    assert opened.inputs.exercices[0].partners == ()
    client.post(opened.url("partners"), _partners())
    assert opened.inputs.exercices[0].partners is None
    client.post(opened.url("partners"), _partners(name="La Mairie", lent_means="2 000"))
    (partner,) = opened.inputs.exercices[0].partners
    assert (partner.key, partner.name, partner.lent_means) == ("p1", "La Mairie", 200_000)


def test_partner_amount_without_a_name_is_refused(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(opened.url("partners"), _partners(avoided_cost="100"))
    assert answer.status_code == 422


def test_activities_are_typed_line_by_line(client: ScanningClient, opened: Opened) -> None:
    line = next(x for x in opened.model.last.resources if any(a.number == "706000" for a in x.accounts))
    posted = _activities(name="Stages", direct_costs="12 000", **{f"resource_{line.line}": "30000"})
    assert client.post(opened.url("activities"), posted).status_code == 303
    (activity,) = opened.inputs.exercices[0].activities
    assert (activity.name, activity.direct_costs, activity.resources) == (
        "Stages",
        1_200_000,
        {line.line: 3_000_000},
    )
    shown = client.get(opened.url("activities"))
    assert "Stages" in shown.content.decode()


def test_engineering_is_a_part_of_direct_costs(client: ScanningClient, opened: Opened) -> None:
    posted = _activities(name="Stages", direct_costs="100", engineering_costs="200")
    assert client.post(opened.url("activities"), posted).status_code == 422


def test_uses_add_up(client: ScanningClient, opened: Opened) -> None:
    wrong = {"exercice": "0", "action": "60", "animation": "20"}
    answer = client.post(opened.url("uses"), wrong)
    assert answer.status_code == 422
    right = {**wrong, "pilotage": "12,5", "capitalisation": "5", "valorisation": "2,5"}
    assert client.post(opened.url("uses"), right).status_code == 303
    assert opened.inputs.exercices[0].uses == CostUses(
        action=0.6, animation=0.2, pilotage=0.125, capitalisation=0.05, valorisation=0.025
    )
    assert client.post(opened.url("uses"), {"exercice": "0"}).status_code == 303
    assert opened.inputs.exercices[0].uses is None


def test_choices(client: ScanningClient, opened: Opened) -> None:
    posted = {"tiers_on_top_base": "action", "mayotte": "on"}
    assert client.post(opened.url("choices"), posted).status_code == 303
    assert (opened.inputs.choices.tiers_on_top_base, opened.inputs.choices.mayotte) == ("action", True)


def test_an_account_moves_to_another_line_and_back(client: ScanningClient, opened: Opened) -> None:
    before = {x.line: x.amount for x in opened.model.last.resources}
    page = client.get(opened.url("correct") + "?exercice=0&compte=706000")
    lines = [code for code, _ in page.context["forms"].move.fields["ligne"].choices]
    target = next(code for code in lines if code not in before)
    posted = {"exercice": "0", "compte": "706000", "action": "deplacer", "ligne": target}
    assert client.post(opened.url("correct"), posted).status_code == 303
    assert opened.inputs.exercices[0].corrections == (MoveAccount(account="706000", line=target),)
    after = {x.line: x.amount for x in opened.model.last.resources}
    assert after[target] == 3_000_000
    client.post(opened.url("undo"))
    assert {x.line: x.amount for x in opened.model.last.resources} == before


def test_an_account_is_split_to_the_cent(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("correct") + "?exercice=0&compte=740000")
    one, two = [code for code, _ in page.context["forms"].move.fields["ligne"].choices][:2]
    posted = {
        "exercice": "0", "compte": "740000", "action": "partager",
        "s-TOTAL_FORMS": "4", "s-INITIAL_FORMS": "4",
        "s-0-ligne": one, "s-0-montant": "20 000", "s-1-ligne": two, "s-1-montant": "9 999,99",
    }  # fmt: skip
    assert client.post(opened.url("correct"), posted).status_code == 422
    posted["s-1-montant"] = "10 000,00"
    assert client.post(opened.url("correct"), posted).status_code == 303
    (correction,) = opened.inputs.exercices[0].corrections
    assert correction == SplitAccount(account="740000", parts=((one, 2_000_000), (two, 1_000_000)))


def test_no_part_of_a_split_is_negative(client: ScanningClient, opened: Opened) -> None:
    posted = {
        "exercice": "0", "compte": "740000", "action": "partager",
        "s-TOTAL_FORMS": "4", "s-INITIAL_FORMS": "4",
        "s-0-ligne": "R06", "s-0-montant": "40 000", "s-1-ligne": "R11", "s-1-montant": "-10 000",
    }  # fmt: skip
    assert client.post(opened.url("correct"), posted).status_code == 422
    assert opened.inputs.exercices[0].corrections == ()


def test_only_traits_make_a_strategic_partner_and_never_a_public_one(
    client: ScanningClient, opened: Opened
) -> None:
    """Field rule 11: no list of lines leads there, and a public convention stays a support."""
    shown = client.get(opened.url("correct") + "?exercice=0&compte=740000").context["forms"]
    assert "R05" not in [code for code, _ in shown.move.fields["ligne"].choices]
    assert shown.strategic is None
    posted = {"exercice": "0", "compte": "740000", "action": "deplacer", "ligne": "R05"}
    assert client.post(opened.url("correct"), posted).status_code == 422
    for payer in opened.inputs.exercices[0].totals.payers:
        page = client.get(opened.url("correct") + f"?exercice=0&financeur={payer.key}")
        assert (page.context["forms"].strategic is None) == (payer.kind in ("public", "europe"))


def test_a_later_correction_of_the_same_kind_prevails(opened: Opened) -> None:
    for traits in ((), ("accompagnement",)):
        edits.apply_correction(
            dossier=opened.dossier, index=0, correction=StrategicPartner(payer="f1", traits=traits)
        )
    assert opened.inputs.exercices[0].corrections == (
        StrategicPartner(payer="f1", traits=("accompagnement",)),
    )


@pytest.mark.parametrize("query", ["compte=999999", "financeur=f99", "compte=", ""])
def test_nothing_to_correct_is_not_found(client: ScanningClient, opened: Opened, query: str) -> None:
    assert client.get(f"{opened.url('correct')}?{query}").status_code == 404
    posted = {"action": "deplacer", "ligne": "R01"} | dict([query.split("=")] if "=" in query else [])
    assert client.post(opened.url("correct"), posted).status_code == 404


@pytest.mark.parametrize(
    ("account", "action"),
    [("641100", "deplacer"), ("706000", "contribution_en_nature"), ("706000", "compter_avec_personnes"),
     ("706000", "nature_financeur"), ("706000", "effacer")],
)  # fmt: skip
def test_a_correction_that_does_not_apply_is_not_found(
    client: ScanningClient, opened: Opened, account: str, action: str
) -> None:
    posted = {"compte": account, "action": action, "ligne": "R01", "pilier": "alliances"}
    assert client.post(opened.url("correct"), posted).status_code == 404
    assert Revision.objects.count() == 1


def test_perimeter_is_answered_once_for_all(client: ScanningClient, opened: Opened) -> None:
    posted = {"exercice": "0", "question": "perimetre", "reponse": "action"}
    assert client.post(opened.url("answer"), posted).status_code == 303
    assert opened.inputs.exercices[0].totals.perimeter == "action"
    assert opened.inputs.exercices[0].answers["perimetre"] == "action"
    assert client.post(opened.url("answer"), {**posted, "reponse": "autre"}).status_code == 422
    assert client.post(opened.url("answer"), {**posted, "question": "inconnue"}).status_code == 404


def test_every_question_of_the_model_can_be_answered(client: ScanningClient, opened: Opened) -> None:
    asks = opened.model.last.asks
    assert asks
    for ask in asks:
        posted = {"exercice": "0", "question": ask.code, "compte": ask.account}
        posted["reponse"] = ask.choices[0].code
        assert client.get(opened.url("answer"), posted).status_code == 200
        assert client.post(opened.url("answer"), posted).status_code == 303
    given = opened.inputs.exercices[0].answers
    assert set(given) == {f"{a.code}:{a.account}" if a.account else a.code for a in asks}


def test_undo_shows_the_very_result_that_was_stored(client: ScanningClient, opened: Opened) -> None:
    first = bytes(Revision.objects.get().result)
    client.post(opened.url("means"), {**MEANS, "volunteer_hours_field": "1200"})
    assert client.get(opened.url()).context["record"].undo_label == Change.MEANS.label
    assert client.post(opened.url("undo")).status_code == 303
    assert bytes(Revision.objects.get().result) == first
    page = client.get(opened.url())
    assert page.context["record"].can_undo is False
    assert client.post(opened.url("undo")).status_code == 303
    assert Revision.objects.count() == 1


def test_a_change_of_nothing_adds_no_revision(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("means"), {**MEANS, "volunteer_hours_field": "1200"})
    client.post(opened.url("means"), {**MEANS, "volunteer_hours_field": "1200"})
    assert Revision.objects.count() == 2


def test_old_changes_are_forgotten_beyond_the_limit(
    client: ScanningClient, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "REVISIONS_KEPT", 3)
    for hours in range(1, 8):
        client.post(opened.url("means"), {**MEANS, "volunteer_hours_field": str(hours)})
    assert sorted(Revision.objects.values_list("number", flat=True)) == [6, 7, 8]
    for expected in (6, 5, 5):
        client.post(opened.url("undo"))
        assert opened.inputs.exercices[0].means.volunteer_hours_field == expected


def test_two_changes_at_once_are_both_kept(opened: Opened) -> None:
    """Somebody writes between our reading and our writing: our edit is made again on theirs."""
    seen = []

    def edit(inputs):  # type: ignore[no-untyped-def]
        seen.append(inputs.choices.mayotte)
        if len(seen) == 1:
            edits.set_choices(dossier=opened.dossier, choices=inputs.choices.__class__(mayotte=True))
        return edits.replace(inputs, organisation="Les Voisins")

    storage.revise(dossier=opened.dossier, change=Change.PROJECT, edit=edit)
    assert seen == [False, True]
    assert (opened.inputs.organisation, opened.inputs.choices.mayotte) == ("Les Voisins", True)


def test_a_change_to_an_erased_dossier_is_refused(opened: Opened) -> None:
    dossier = Dossier.objects.get()
    Dossier.objects.all().delete()
    with pytest.raises(ConcurrentChangeError):
        storage.revise(dossier=dossier, change=Change.PROJECT, edit=lambda inputs: inputs)


def test_the_page_shows_what_was_stored_then(client: ScanningClient, opened: Opened) -> None:
    """Old results never move: the page reads the stored result, it does not compute one."""
    then = replace(opened.model, organisation="Autrefois", rules_version="1999.1")
    Revision.objects.update(result=packing.pack_model(then), rules_version=then.rules_version)
    assert client.get(opened.url()).context["model"] == then

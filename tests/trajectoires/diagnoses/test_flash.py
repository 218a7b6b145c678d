"""The flash: few screens, few words, a result at any time, help before strategy when cash is short."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import VARIANTS
from harness.client import ScanningClient
from harness.diagnoses import open_diagnosis
from trajectoires.diagnoses import access
from trajectoires.diagnoses.links import link_of

FIRST = "/agir/definir-mon-besoin/"
SCREENS_MOST, WORDS_MOST = 8, 900


HIDDEN = {"nav", "svg", "progress", "select", "footer"}
FOLDED = re.compile(r"<details(?! open)[^>]*>\s*<summary>(.*?)</summary>(?:(?!<details).)*?</details>", re.S)


def visible_words(html: str) -> int:
    """Words that somebody reads on the way: <main> without what is folded, closed, or only for the ear."""
    main = html[html.index("<main") : html.index("</main>")].split('class="page-foot')[0]
    while FOLDED.search(main):
        # The innermost first.
        main = FOLDED.sub(r"\1", main)
    for tag in HIDDEN:
        main = re.sub(rf"<{tag}\b.*?</{tag}>", " ", main, flags=re.S)
    main = re.sub(r'<(\w+)[^>]*class="[^"]*visually-hidden[^"]*"[^>]*>.*?</\1>', " ", main, flags=re.S)
    text = re.sub(r"&\w+;", " ", re.sub(r"<[^>]+>", " ", main))
    return len(re.findall(r"[\w’'-]+", text))


def radios(html: str) -> dict[str, list[str]]:
    """Name of each group of radio buttons → its values."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"', html):
        found.setdefault(name, []).append(value)
    return found


def test_from_the_need_to_the_result(client: ScanningClient, db: None) -> None:
    first = client.get(FIRST)
    words, seen = visible_words(first.content.decode()), 1
    given = {"variante": "employeuse", "objectif": "equilibrer", "longueur": "flash"}
    answer = client.post(reverse("diagnoses:start"), given, follow=True)
    while "/questions/" in answer.redirect_chain[-1][0]:
        html = answer.content.decode()
        words, seen = words + visible_words(html), seen + 1
        assert 1 <= len(radios(html)) <= 2
        chosen = {name: values[rank % 2] for rank, (name, values) in enumerate(radios(html).items())}
        answer = client.post(answer.redirect_chain[-1][0], chosen, follow=True)
    html = answer.content.decode()
    words, seen = words + visible_words(html), seen + 1
    form = html[html.index(f'action="{reverse("pathways:start")}"') :].split("</form>")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    plan = client.post(reverse("pathways:start"), {**hidden, "temps": "4h"}, follow=True)
    assert plan.redirect_chain[-1][0].startswith("/parcours/p/")
    assert seen + 1 <= SCREENS_MOST, "the plan is the last screen"
    assert words <= WORDS_MOST, f"{words} words to read before the plan"
    assert "<svg" not in html[html.index("<main") : html.index("</main>")]
    assert answer.page.headings == ["Votre diagnostic"]
    link = link_of(answer.redirect_chain[-1][0].removeprefix("/diagnostic/").rstrip("/"))
    assert link is not None
    assert access.readable_diagnosis(link).saved.objective == "equilibrer"


def test_under_a_month_of_cash_help_comes_first(client: ScanningClient, db: None) -> None:
    cash = next(
        one for one in bank.load().questions if one.fact == "tresorerie_mois" and "flash" in one.lengths
    )
    short = open_diagnosis({cash.key: 0}, length="flash", variant=cash.variants[0])
    main = client.get(short.url()).content.decode().split("<main", 1)[1]
    assert main.index("/aide-tresorerie/") < main.index("<h1")
    enough = open_diagnosis({cash.key: 1}, length="flash", variant=cash.variants[0])
    assert (
        "/aide-tresorerie/"
        not in client.get(enough.url()).content.decode().split("<main", 1)[1].split("<h1", 1)[0]
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_nothing_answered_still_gives_a_result(client: ScanningClient, db: None, variant: str) -> None:
    for length in ("flash", "standard", "complet"):
        opened = open_diagnosis(length=length, variant=variant)
        assert client.get(opened.url("questions", 1)).status_code == 200
        assert client.get(opened.url()).status_code == 200


def test_the_start_says_what_is_missing(client: ScanningClient, db: None) -> None:
    refused = client.post(reverse("diagnoses:start"), {"longueur": "flash"})
    assert refused.status_code == 422
    assert "Choisissez une réponse." in refused.content.decode()

"""Every address of the spaces × eight kinds of people. An address that is not in the table fails."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.urls import reverse

from harness.spaces import PEOPLE, Space, enter, open_space, signed_in
from trajectoires.organisations import urls
from trajectoires.organisations.enums import Role

SIGNED_IN = dict.fromkeys(PEOPLE, 200) | {"anonymous": 302}
INSIDE = {"reader": 200, "member": 200, "manager": 200}
WORKERS = {"member": 200, "manager": 200}
MANAGERS = {"manager": 200}
BREAKABLE = re.compile(r"[^\W_»)’}] (?=[;:?!%€»](?:\W|$))|« | »")
POST_ONLY = 405

TABLE: dict[str, dict[str, int]] = {
    "spaces": SIGNED_IN,
    "create": SIGNED_IN,
    "keep_link": SIGNED_IN,
    "rights": SIGNED_IN | {"anonymous": 200},
    # A key sent to somebody else: nobody signed in is told anything, an account is told it is not the one.
    "invitation": dict.fromkeys(PEOPLE, 422) | {"anonymous": 200},
    "proposed_share": dict.fromkeys(PEOPLE, 422) | {"anonymous": 200},
    "give_up": dict.fromkeys(PEOPLE, POST_ONLY),
    "home": INSIDE,
    "identity": MANAGERS,
    "journal": WORKERS,
    "keep": WORKERS,
    "copy": INSIDE | {"adviser": 200},
    "drop": MANAGERS,
    "members": MANAGERS,
    "change_member": dict.fromkeys(PEOPLE, POST_ONLY),
    "leave": INSIDE,
    "hand_on": MANAGERS,
    "who_sees": INSIDE,
    "share": MANAGERS,
    "withdraw": dict.fromkeys(PEOPLE, POST_ONLY),
    "shared_space": {"adviser": 200},
    "export": MANAGERS,
    "erase": MANAGERS,
}
"""Who is not named: asked to sign in when nobody is signed in, 404 otherwise."""
POSTED = {
    name: expected
    for name, expected in {**TABLE, "change_member": MANAGERS, "withdraw": MANAGERS}.items()
    if name not in ("spaces", "rights", "home", "journal", "who_sees", "shared_space", "invitation")
    and name not in ("proposed_share", "give_up", "create", "keep_link")
}


def _address(name: str, space: Space, *, number: int | None = None) -> str:
    pattern = next(str(one.pattern) for one in urls.urlpatterns if one.name == name)
    args: list[Any] = []
    if "slug:slug" in pattern:
        args.append(space.organisation.slug)
    if "int:number" in pattern:
        args.append(number or (space.share.pk if name == "give_up" else space.copy.pk))
    if "str:token" in pattern:
        args.append(space.tokens["share" if name == "proposed_share" else "invitation"])
    return reverse(f"organisations:{name}", args=args)


def _expected(table: dict[str, int]) -> dict[str, int]:
    return {who: table.get(who, 302 if who == "anonymous" else 404) for who in PEOPLE}


def _rows() -> list[tuple[Any, ...]]:
    models = apps.get_app_config("organisations").get_models()
    return [row for model in models for row in model.objects.order_by("pk").values_list()]


def test_every_address_of_the_spaces_is_in_the_table() -> None:
    assert {one.name for one in urls.urlpatterns} == set(TABLE)


def test_reading(db: None) -> None:
    """Pages and fragments, by each kind of people."""
    space = open_space()
    for headers in ({}, {"HX-Request": "true"}):
        found = {name: {} for name in TABLE}
        for who in PEOPLE:
            browser = space.browser(who)
            for name in TABLE:
                answer = browser.get(_address(name, space), headers=headers)
                found[name][who] = answer.status_code
                assert (
                    name == "rights"
                    or "no-store" in answer.headers["Cache-Control"]
                    or (answer.status_code == POST_ONLY)
                )
        assert found == {name: _expected(table) for name, table in TABLE.items()}


def test_changing_needs_the_permission(db: None) -> None:
    """Whoever may not is refused as a stranger is, and no row moves."""
    space = open_space()
    before = _rows()
    for who in PEOPLE:
        browser = space.browser(who)
        for name, table in POSTED.items():
            if who in table:
                continue
            for data in ({"action": "retirer", "qui": "1"}, {"nom": "Les amis du lac", "confirmer": "oui"}):
                answer = browser.post(_address(name, space), data)
                assert answer.status_code == (302 if who == "anonymous" else 404), (who, name)
    assert _rows() == before


def test_a_share_opens_its_kinds_only(db: None) -> None:
    space = open_space()
    for who in PEOPLE:
        status = space.browser(who).get(_address("copy", space, number=space.hidden.pk)).status_code
        assert status == _expected(INSIDE)[who], who


def test_absent_and_forbidden_give_the_same_answer(db: None) -> None:
    """To a stranger, a space that is there and one that is not are the same bytes; to nobody too."""
    space = open_space()
    slug = space.organisation.slug
    for who in ("stranger", "staff", "former", "anonymous"):
        browser = space.browser(who)
        for name in ("home", "members", "copy", "export"):
            there = browser.get(_address(name, space))
            absent = browser.get(_address(name, space).replace(slug, "inconnu-aaaaaa"))
            assert there.status_code == absent.status_code
            assert there.content.decode().replace(slug, "") == absent.content.decode().replace(
                "inconnu-aaaaaa", ""
            )


def test_two_spaces_never_mix(db: None) -> None:
    """One person, two tabs: each form changes the space of its own address, whatever came between."""
    first, second = open_space(), open_space(name="La ressourcerie", prefix="b-")
    both = first.people["manager"]
    enter(second.organisation, both, Role.MANAGER)
    browser = signed_in(both)
    browser.get(_address("home", first))
    browser.get(_address("home", second))
    answer = browser.post(_address("identity", first), {"nom": "Les amies du lac", "profil": "petite"})
    assert answer.headers["Location"] == _address("home", first)
    for space, name in ((first, "Les amies du lac"), (second, "La ressourcerie")):
        space.organisation.refresh_from_db()
        assert space.organisation.name == name
    # The numbers of one space mean nothing under the address of the other.
    other = first.organisation.memberships.get(role="lecture").pk
    browser.post(_address("change_member", second), {"qui": str(other), "action": "retirer"})
    assert first.organisation.memberships.filter(pk=other).exists()
    assert browser.get(_address("copy", second, number=first.copy.pk)).status_code == 404
    browser.post(_address("withdraw", second), {"partage": str(first.share.pk)})
    assert first.organisation.shares.filter(pk=first.share.pk).exists()
    assert list(browser.session.keys()) == ["_auth_user_id", "_auth_user_backend", "_auth_user_hash"]

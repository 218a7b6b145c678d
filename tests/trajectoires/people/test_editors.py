"""An administrator of the editorial side sees editors, never visitors."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from harness.spaces import person, signed_in
from trajectoires.pages.domain.accounts import invite

NADIA = "nadia@exemple.fr"


@pytest.fixture
def administrator(db: None) -> Any:
    return signed_in(person("claire", is_staff=True, is_superuser=True))


def test_visitors_are_in_no_list(administrator: Any) -> None:
    visitor = person("nadia")
    index = reverse("wagtailusers_users:index")
    for query in ({}, {"q": "nadia"}, {"q": "compte"}):
        assert visitor.username not in administrator.get(index, query).content.decode()
    editor = get_user_model().objects.get(username="claire")
    edit = reverse("wagtailusers_users:edit", args=[editor.pk])
    assert edit in administrator.get(index).content.decode()


def test_a_visitor_gets_no_role_by_mistake(administrator: Any) -> None:
    visitor, editor = person("nadia"), get_user_model().objects.get(username="claire")
    for name in ("edit", "delete", "history"):
        address = f"wagtailusers_users:{name}"
        assert administrator.get(reverse(address, args=[visitor.pk])).status_code == 404, name
        assert administrator.get(reverse(address, args=[editor.pk])).status_code in (200, 302), name


def test_an_editor_s_account_is_another_one(db: None) -> None:
    visitor = person("nadia")
    invite(email=NADIA, group="contribution")
    invite(email=NADIA, group="moderation")
    visitor.refresh_from_db()
    assert not visitor.groups.exists()
    editor = get_user_model().objects.exclude(pk=visitor.pk).get(email=NADIA)
    assert editor.groups.count() == 2

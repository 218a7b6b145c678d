"""Who does what in the editor: three groups, and the moderation that a page goes through before it is public.

``ensure_roles`` adds what is missing and takes nothing away: run it after each loading. Accounts are made by
``compte_editorial``; only a superuser changes groups.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail import hooks
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

CONTRIBUTION, MODERATION, COORDINATION = "Contribution", "Modération", "Coordination"
REVIEW = "Relecture"
# What Wagtail's own migrations make, in English.
WAGTAIL_GROUPS = ("Editors", "Moderators")
WAGTAIL_WORKFLOW = "Moderators approval"


@dataclass(frozen=True)
class Role:
    """The rights of a group: on pages (under the home page), on files (everywhere), on rows."""

    group: str
    pages: tuple[str, ...]
    files: tuple[str, ...]
    rows: tuple[str, ...]


READERSHIP = ("pages.view_dailycount", "pages.view_emptysearch")
ROLES = (
    Role(
        CONTRIBUTION,
        pages=("add", "change"),
        files=("add_image", "choose_image", "add_document", "choose_document"),
        # A page cites at least one source: whoever writes one may add it.
        rows=("wagtailadmin.access_admin", "pages.add_source"),
    ),
    Role(
        MODERATION,
        pages=("add", "change", "publish", "lock", "unlock"),
        files=(
            "add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document",
        ),
        rows=("wagtailadmin.access_admin", "pages.add_source", "pages.change_source", *READERSHIP),
    ),
    Role(
        COORDINATION,
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        files=(
            "add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document",
        ),
        rows=(
            "wagtailadmin.access_admin",
            *READERSHIP,
            *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")),
        ),
    ),
)  # fmt: skip
# What visitors sent is moderated, never forged.
NEVER = {"pages.add_proposal"}


@transaction.atomic
def ensure_roles() -> None:
    """The three groups with their rights, the moderation of the whole site; Wagtail's own unused ones go."""
    home = _home()
    groups = {role.group: _ensure(role, home) for role in ROLES}
    _allow(groups[COORDINATION], _of_every_snippet())
    _ensure_review(home, (groups[MODERATION], groups[COORDINATION]))
    _forget_wagtails()


def _home() -> Page:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise LookupError("Aucun site\u00a0: chargez d’abord le contenu.")
    home: Page = site.root_page
    return home


def _ensure(role: Role, home: Page) -> Group:
    group, _ = Group.objects.get_or_create(name=role.group)
    for verb in role.pages:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{verb}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    root = Collection.get_first_root_node()
    for codename in role.files:
        permission = Permission.objects.get(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename=codename
        )
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    _allow(group, (_permission(name) for name in role.rows))
    return group


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    found: Permission = Permission.objects.get(content_type__app_label=app, codename=codename)
    return found


def _allow(group: Group, permissions: Iterable[Permission]) -> None:
    group.permissions.add(*permissions)


def _of_every_snippet() -> list[Permission]:
    """All the rights on everything that a capability gave to the editor."""
    hooks.search_for_hooks()  # their registration is in their ``wagtail_hooks``
    types = ContentType.objects.get_for_models(*get_snippet_models()).values()
    allowed = Permission.objects.filter(content_type__in=types).select_related("content_type")
    return [
        one for one in allowed.order_by("pk") if f"{one.content_type.app_label}.{one.codename}" not in NEVER
    ]


def _ensure_review(home: Page, reviewers: tuple[Group, ...]) -> None:
    task = GroupApprovalTask.objects.filter(name=REVIEW).order_by("pk").first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=REVIEW)
    task.groups.add(*reviewers)
    workflow = Workflow.objects.filter(name=REVIEW).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=REVIEW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    # One that a superuser chose for the site stays.
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def _forget_wagtails() -> None:
    used = WorkflowState.objects.filter(workflow__name=WAGTAIL_WORKFLOW)
    if not used.exists():
        Workflow.objects.filter(name=WAGTAIL_WORKFLOW).delete()
        GroupApprovalTask.objects.filter(name=WAGTAIL_WORKFLOW, workflow_tasks=None).delete()
    for group in Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None).order_by("pk"):
        if not GroupApprovalTask.objects.filter(groups=group).exists():
            group.delete()

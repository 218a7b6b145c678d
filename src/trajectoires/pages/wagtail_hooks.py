"""What the editor shows beside Wagtail's own: see ``pages.admin``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.base import BasePermissionPolicy

from trajectoires.pages.admin import desk_cards, guards, snippets
from trajectoires.pages.admin.home import Desk
from trajectoires.pages.admin.reports import REPORTS, EditorialReport

# Entries of Wagtail's help menu that lead to other sites, in English.
FOREIGN_HELP = ("whats-new-in-wagtail", "editor-guide")

snippets.register()
desk_cards.register()


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    """Two addresses a report: the page, its table alone."""
    return [
        address
        for report in REPORTS
        for address in (
            path(f"rapports/{report.slug}/", report.as_view(), name=f"pages_report_{report.slug}"),
            path(
                f"rapports/{report.slug}/lignes/",
                report.as_view(results_only=True),
                name=f"pages_report_{report.slug}_results",
            ),
        )
    ]


class ReportMenuItem(MenuItem):
    """A report that those who may open it see."""

    def __init__(self, report: type[EditorialReport], order: int) -> None:
        from django.urls import reverse_lazy

        self.report = report
        super().__init__(
            report.page_title, reverse_lazy(f"pages_report_{report.slug}"), name=report.slug,
            icon_name=report.header_icon, order=order,
        )  # fmt: skip

    def is_shown(self, request: HttpRequest) -> bool:
        """As the report itself decides."""
        policy: BasePermissionPolicy = self.report.permission_policy
        return bool(policy.user_has_any_permission(request.user, self.report.any_permission_required))


for _rank, _report in enumerate(REPORTS, start=1):
    hooks.register("register_reports_menu_item", lambda r=_report, n=_rank: ReportMenuItem(r, n * 10))


@hooks.register("construct_homepage_panels")
def desk_first(request: HttpRequest, panels: list[Any]) -> None:
    """The desk."""
    panels.append(Desk())


@hooks.register("construct_help_menu")
def no_foreign_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Help is here, in French."""
    items[:] = [item for item in items if not item.name.startswith(FOREIGN_HELP)]


@hooks.register("insert_global_admin_css")
def editor_styles() -> SafeString:
    """A few lines for the desk and the reports."""
    return format_html('<link rel="stylesheet" href="{}">', static("pages/css/editor.css"))


hooks.register("before_delete_page", guards.keep_fixed)
hooks.register("before_unpublish_page", guards.keep_fixed)
hooks.register("before_move_page", guards.keep_fixed)
hooks.register("before_copy_page", guards.keep_fixed)
hooks.register("before_bulk_action", guards.keep_fixed_in_bulk)
hooks.register("after_create_page", guards.say_what_is_missing)
hooks.register("after_edit_page", guards.say_what_is_missing)

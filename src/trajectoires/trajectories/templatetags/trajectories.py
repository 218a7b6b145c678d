"""The menu of a trajectory, on each of its pages; the help that comes before them when cash is short."""

from __future__ import annotations

from typing import Any

from django import template

from equilibre.trajectory.cash_alert import alert_sentences, called
from equilibre.trajectory.hypotheses import Scenario
from trajectoires.trajectories import menu
from trajectoires.trajectories.domain.queries import lever_tree
from trajectoires.trajectories.domain.queries.reading import cash_alert_of
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.links import Link

register = template.Library()


@register.inclusion_tag("trajectories/_menu.html")
def trajectory_menu(link: Link, current: str) -> dict[str, Any]:
    """Groups of pages, then the pages of the group that holds ``current``."""
    groups = menu.groups_for(can_edit=link.can_edit)
    opened = next((one for one in groups if any(page.name == current for page in one.pages)), None)
    return {"link": link, "current": current, "groups": groups, "opened": opened}


@register.inclusion_tag("trajectories/_lever.html")
def chosen_lever(link: Link, saved: Saved, code: str) -> dict[str, Any]:
    """What is known of the lever that an action chose; nothing when it names none."""
    branches = {one.lever.code: one for one in lever_tree.tree(saved).branches}
    branch = branches.get(code)
    return {"link": link, "branch": branch, "sheet": lever_tree.sheet_of(branch.lever) if branch else None}


@register.inclusion_tag("trajectories/_cash_first.html")
def cash_first(saved: Saved, scenario: Scenario | None = None, *, whole: bool = False) -> dict[str, Any]:
    """What to do before any scenario when cash is short, with the figures that say so; nothing otherwise.

    ``whole``: with what to ask each of those to call.
    """
    alert = cash_alert_of(saved, scenario)
    return {"sentences": alert_sentences(alert) if alert else (), "who": called(), "whole": whole}

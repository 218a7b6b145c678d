"""The menu of a trajectory, on each of its pages."""

from __future__ import annotations

from typing import Any

from django import template

from trajectoires.trajectories import menu
from trajectoires.trajectories.links import Link

register = template.Library()


@register.inclusion_tag("trajectories/_menu.html")
def trajectory_menu(link: Link, current: str) -> dict[str, Any]:
    """Groups of pages, then the pages of the group that holds ``current``."""
    groups = menu.groups_for(can_edit=link.can_edit)
    opened = next((one for one in groups if any(page.name == current for page in one.pages)), None)
    return {"link": link, "current": current, "groups": groups, "opened": opened}

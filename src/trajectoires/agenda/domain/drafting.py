"""What a form begins with."""

from __future__ import annotations

import datetime as dt

from trajectoires.agenda.domain.third_thursday import ENDS, STARTS, next_third_thursday
from trajectoires.agenda.models import Webinar
from trajectoires.agenda.paris import today


def next_webinar(*, now: dt.datetime) -> Webinar:
    """A webinar, stored nowhere, on the next third Thursday that no webinar has taken, draft or published."""
    after = today(now)
    taken = set(Webinar.objects.filter(day__gt=after).order_by("day").values_list("day", flat=True))
    day = next_third_thursday(after=after, taken=taken)
    latest = Webinar.objects.filter(day__isnull=False).order_by("-day", "-pk").first()
    return Webinar(
        key=f"web-{day.isoformat()}",
        day=day,
        starts=STARTS,
        ends=ENDS,
        cycle=latest.cycle if latest else "",
        live=False,
    )

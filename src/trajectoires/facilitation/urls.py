"""Every address of the capability."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from trajectoires.facilitation.links import (
    HostLinkConverter,
    KeyLinkConverter,
    ScreenLinkConverter,
    SeatLinkConverter,
)
from trajectoires.facilitation.views import (
    adapting,
    counting,
    deciding,
    ending,
    following,
    from_trajectory,
    hosting,
    joining,
    phone,
    preparing,
    screen,
    sharing,
    starting,
    streaming,
    who_decides,
)

register_converter(HostLinkConverter, "session_host")
register_converter(KeyLinkConverter, "session_key")
register_converter(ScreenLinkConverter, "session_screen")
register_converter(SeatLinkConverter, "session_seat")

app_name = "facilitation"

urlpatterns = [
    path("seance/", joining.code, name="code"),
    path("seance/animer/", starting.start, name="start"),
    path("seance/animer/modele/", starting.from_model, name="from_model"),
    path("seance/animer/trajectoire/", from_trajectory.from_trajectory, name="from_trajectory"),
    path("seance/animer/diagnostic/", starting.from_diagnosis, name="from_diagnosis"),
    re_path(r"^seance/(?P<code>[A-Za-z0-9]{6})/$", joining.join, name="join"),
    # One participant, by a link of their own
    path("seance/<session_seat:link>/", phone.phone, name="phone"),
    path("seance/<session_seat:link>/direct/", phone.phone_live, name="phone_live"),
    path("seance/<session_seat:link>/flux/", streaming.phone_stream, name="phone_stream"),
    # What the room sees
    path("seance/<session_screen:link>/", screen.screen, name="screen"),
    path("seance/<session_screen:link>/direct/", screen.screen_live, name="screen_live"),
    path("seance/<session_screen:link>/flux/", streaming.screen_stream, name="screen_stream"),
    # Conducting, by either host
    path("seance/<session_host:link>/", hosting.host, name="host"),
    path("seance/<session_host:link>/direct/", hosting.live, name="host_live"),
    path("seance/<session_host:link>/flux/", streaming.host_stream, name="host_stream"),
    path("seance/<session_host:link>/deroule/", adapting.adapt, name="adapt"),
    path("seance/<session_host:link>/preparer/", preparing.prepare, name="prepare"),
    path("seance/<session_host:link>/preparer/depart/", preparing.prepare_from, name="prepare_from"),
    path("seance/<session_host:link>/preparer/seance.ics", preparing.day_file, name="day_file"),
    path(
        "seance/<session_host:link>/preparer/decisions/<slug:key>/",
        preparing.prepare_decision,
        name="prepare_decision",
    ),
    path("seance/<session_host:link>/a-lire-avant.<slug:kind>", preparing.preread_file, name="preread_file"),
    path("seance/<session_host:link>/qui-decide/", who_decides.who_decides, name="who_decides"),
    path("seance/<session_host:link>/qui-decide.pdf", who_decides.who_decides_file, name="who_decides_file"),
    path("seance/<session_host:link>/conduire/", hosting.conduct, name="conduct"),
    path("seance/<session_host:link>/notes/<slug:section>/", hosting.note, name="note"),
    path("seance/<session_host:link>/bulletins/", counting.ballots, name="ballots"),
    path("seance/<session_host:link>/bulletins/<uuid:round_id>/", counting.paper, name="paper"),
    path("seance/<session_host:link>/decisions/", deciding.decisions, name="decisions"),
    path("seance/<session_host:link>/decisions/<slug:key>/", deciding.decision, name="decision"),
    path("seance/<session_host:link>/suites/", following.followed, name="followed"),
    path("seance/<session_host:link>/prochaine/", following.next_session, name="next_session"),
    path("seance/<session_host:link>/terminer/", ending.end, name="end"),
    path("seance/<session_host:link>/compte-rendu/", ending.minutes, name="minutes"),
    path("seance/<session_host:link>/compte-rendu/dates.ics", ending.dates_file, name="dates_file"),
    path("seance/<session_host:link>/compte-rendu.<slug:kind>", ending.minutes_file, name="minutes_file"),
    # The key alone
    path("seance/<session_key:link>/a-deux/", sharing.second_host, name="second_host"),
    path("seance/<session_key:link>/garder/", sharing.keep, name="keep"),
    path("seance/<session_key:link>/effacer/", sharing.erase, name="erase"),
]

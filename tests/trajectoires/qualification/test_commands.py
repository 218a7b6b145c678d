"""Commands for whoever runs the site."""

from __future__ import annotations

import datetime as dt
import io

from django.core.management import call_command
from django.utils import timezone

from harness.dossiers import Opened
from trajectoires.qualification.models import Dossier, Revision


def test_purge_expired_says_how_many_and_nothing_else(opened: Opened) -> None:
    out = io.StringIO()
    call_command("purge_expired", stdout=out)
    assert out.getvalue() == "Dossiers expirés effacés\u00a0: 0\n"
    assert Revision.objects.count() == 1
    Dossier.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    out = io.StringIO()
    call_command("purge_expired", stdout=out)
    assert out.getvalue() == "Dossiers expirés effacés\u00a0: 1\n"
    assert Revision.objects.count() == 0

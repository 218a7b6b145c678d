"""« Utilisateurs », in the editorial side: editors alone. The addresses of visitors are shown to nobody."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from wagtail.users.views import users

from trajectoires.people.models import Account


class _EditorsAlone:
    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The user of the address, when it is an editor's."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if Account.objects.filter(person=found).exists():
            raise Http404
        return found


class EditorsIndex(users.IndexView):
    """The list."""

    def get_base_queryset(self) -> Any:
        """Without the visitors."""
        return super().get_base_queryset().filter(account=None)


class EditorsEdit(_EditorsAlone, users.EditView):
    """One of them: a visitor never gets a role by mistake, which a code by mail would then open."""


class EditorsDelete(_EditorsAlone, users.DeleteView):
    """One of them, deleted."""


class EditorsHistory(_EditorsAlone, users.HistoryView):
    """What was done to one of them."""


class EditorViewSet(users.UserViewSet):
    """Wagtail's own pages, for editors alone."""

    index_view_class = EditorsIndex
    edit_view_class = EditorsEdit
    delete_view_class = EditorsDelete
    history_view_class = EditorsHistory

"""A form that several people may have open at once: only what one changed is written, nothing is lost.

Each field carries what was shown. When somebody else changed the same field meanwhile, it is told at its
place with what they wrote, and saving again decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from equilibre.formatting import NBSP, day


class MeanwhileError(Exception):
    """Fields that somebody else changed too, with what is stored now."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__(", ".join(stored))
        self.stored = stored


class TogetherForm(forms.Form):
    """``initial`` is what is stored when the page is shown."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def changes(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """What to write over what is stored now. Raises ``MeanwhileError``."""
        # A field that the page did not show says nothing.
        posted = [name for name in self.cleaned_data if self.add_prefix(name) in self.data]
        told = {name: self.cleaned_data[name] for name in posted}
        mine = {name: value for name, value in told.items() if value != self._seen(name, stored)}
        clashing = {
            name: stored[name]
            for name, value in mine.items()
            if stored[name] not in (self._seen(name, stored), value)
        }
        if clashing:
            raise MeanwhileError(clashing)
        return mine

    def tell(self, error: MeanwhileError) -> None:
        """Say it beside each field, and take what is stored as seen: saving again decides."""
        self.data = self.data.copy()
        for name, value in error.stored.items():
            shown = day(value) if hasattr(value, "year") else value
            what = f"«{NBSP}{shown}{NBSP}»" if value else "plus rien"
            self.add_error(
                name,
                f"Quelqu’un a changé ce champ pendant que vous écriviez. Il y est écrit{NBSP}: {what}. "
                "Gardez ce qui vaut, puis enregistrez à nouveau.",
            )
            self.data[self.add_initial_prefix(name)] = "" if value is None else str(value)

    def _seen(self, name: str, stored: Mapping[str, Any]) -> Any:
        """What was shown to who typed; what is stored when the page did not say."""
        field = self.fields[name]
        posted = self.data.get(self.add_initial_prefix(name))
        try:
            return stored[name] if posted is None else field.to_python(posted)
        except forms.ValidationError:
            return stored[name]

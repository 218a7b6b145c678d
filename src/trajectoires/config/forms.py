"""Form widgets written directly: a template per box costs more than all the rest of a page of forms.

A result page holds twenty boxes, the page of a free sheet hundreds of lists; Django renders each through
three templates. The common widgets are written here, to the same HTML (a test compares them); the others are
left to Django's own templates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Widget = dict[str, Any]


class QuickRenderer(DjangoTemplates):
    """Django's renderer, with a short way for boxes, tick boxes and lists."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The HTML of a widget."""
        quick = QUICK.get(template_name)
        if quick is None:
            return super().render(template_name, context, request)
        return quick(context["widget"])


def _attributes(attributes: dict[str, Any]) -> SafeString:
    """In the order given; True is a bare name, False is nothing: as Django's templates do."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value)),)
            for name, value in attributes.items()
            if value is not False
        ),
    )


def _input(widget: Widget) -> SafeString:
    value = {} if widget["value"] is None else {"value": str(widget["value"])}
    given = {"type": widget["type"], "name": widget["name"], **value, **widget["attrs"]}
    return format_html("<input{}>", _attributes(given))


def _option(widget: Widget) -> SafeString:
    given = _attributes({"value": str(widget["value"]), **widget["attrs"]})
    return format_html("<option{}>{}</option>", given, widget["label"])


def _select(widget: Widget) -> SafeString:
    groups = []
    for name, options, _ in widget["optgroups"]:
        inside = format_html_join("\n", "{}", ((_option(option),) for option in options))
        label = _attributes({"label": str(name)})
        groups.append(format_html("<optgroup{}>\n{}\n</optgroup>", label, inside) if name else inside)
    content = format_html_join("\n", "{}", ((group,) for group in groups))
    given = _attributes({"name": widget["name"], **widget["attrs"]})
    return format_html("<select{}>\n{}\n</select>", given, content)


QUICK: dict[str, Callable[[Widget], SafeString]] = {
    **{
        f"django/forms/widgets/{name}.html": _input
        for name in ("text", "number", "email", "hidden", "date", "checkbox")
    },
    "django/forms/widgets/select.html": _select,
}

"""The SVG builder escapes whatever goes in."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.drawings.svg import document, element, group, number, polyline_path


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_gives_well_formed_markup(text: str, title: str) -> None:
    svg = document(
        element("text", text, data_label=text),
        width=10,
        height=10,
        prefix="p",
        title=title,
        description=text,
        class_="x",
    )
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert [child.tag.rpartition("}")[2] for child in root] == ["title", "desc", "text"]


def test_markup_is_not_escaped_twice_and_text_is_escaped_once() -> None:
    assert element("g", element("text", "<b> & «")) == "<g><text>&lt;b&gt; &amp; «</text></g>"
    assert element("rect", class_='"x"') == '<rect class="&quot;x&quot;"/>'


def test_characters_that_xml_refuses_are_left_out() -> None:
    assert element("text", "a\x00b\x1bc\ud800d") == "<text>abcd</text>"


def test_numbers_are_short_and_never_negative_zero() -> None:
    assert [number(v) for v in (12.0, 12.54, -0.01, -3.25)] == ["12", "12.5", "0", "-3.2"]


def test_an_empty_group_is_nothing() -> None:
    assert group() == ""


def test_a_prefix_must_be_an_identifier() -> None:
    with pytest.raises(ValueError, match="prefix"):
        document(width=1, height=1, prefix="a b", title="", description="", class_="")


def test_print_enlarges_letters_only() -> None:
    body = element("text", 'font-size="10"', x=10, font_size=10)
    svg = document(body, width=9, height=9, prefix="p", title="t", description="d", class_="c", print_=True)
    assert 'x="10" font-size="11.7"' in svg


def test_paths_are_closed_when_asked() -> None:
    assert polyline_path([(0, 0), (1, 2), (3, 4)], closed=True) == "M0 0L1 2L3 4Z"

"""Foreign text on the page: always text, never markup, never able to reorder what is beside it."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from ui.html import html, join, label, lang_attributes, running, web_address


def test_values_are_escaped_and_markup_is_not() -> None:
    made = html("<p>{text}{more}</p>", text="<b>&", more=html("<i>{x}</i>", x='"'))
    assert made == "<p>&lt;b&gt;&amp;<i>&#34;</i></p>"
    assert isinstance(made, Markup)


def test_braces_in_a_value_are_left_alone() -> None:
    assert html("{text}", text="{text.__class__} ${x} {{y}}") == "{text.__class__} ${x} {{y}}"


def test_pieces_are_joined_as_markup_and_text_is_escaped() -> None:
    assert join([Markup("<b>"), html("{x}", x="<")], " · ") == "<b> · &lt;"


def test_a_label_is_one_line_of_bounded_length_cut_at_a_word() -> None:
    assert label("one\n two\tthree") == "one two three"
    assert label("word " * 100, 22) == "word word word word…"
    assert len(label("x" * 100_000)) == 241


def test_a_label_cannot_turn_what_follows_it_around() -> None:
    assert label("\u202eknab\u202c \u2067x\u2069\u200f") == "knab x"


def test_running_text_keeps_its_marks_but_no_overrides_and_no_control_characters() -> None:
    assert running("a\u200fb\u202dc\u202ed\x00e\x1bf\ud800\ng") == "a\u200fbcdef\ng"


def test_running_text_is_markup_that_can_break_in_endless_runs() -> None:
    made = running("<b> " + "&" * 1_000)
    assert made.startswith("&lt;b&gt; &amp;")
    assert made.count("<wbr>") == 9
    assert made.replace("<wbr>", "") == html("{text}", text="<b> " + "&" * 1_000)
    assert "<wbr>" not in running("word " * 1_000)


@pytest.mark.parametrize(
    ("code", "attributes"),
    [
        ("ar", 'lang="ar" dir="rtl"'),
        ("nl", 'lang="nl" dir="ltr"'),
        ("no", 'lang="nb" dir="ltr"'),
        (None, 'dir="auto"'),
        ('"><script>', 'dir="auto"'),
    ],
)
def test_a_language_gives_direction(code: str | None, attributes: str) -> None:
    assert lang_attributes(code) == attributes


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.oeverbode.example/a?b=c#d", "oeverbode.example"),
        ("http://news.example:8080/", "news.example"),
    ],
)
def test_addresses_of_the_web_become_links(url: str, host: str) -> None:
    assert web_address(url) == (url, host)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "https:///nohost",
        "https://bank.example@evil.example/",
        'https://evil.example/" onclick="x',
        "https://[broken/",
        "https://e.example/" + "x" * 3_000,
    ],
)
def test_no_other_address_becomes_a_link(url: str | None) -> None:
    assert web_address(url) is None

"""Bytes to text: what was written is read, or refused with a reason; nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sources.decoding import check_is_text, decode
from rag.errors import InputError

NO_CONTROLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@settings(deadline=None)
@given(NO_CONTROLS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_text_with_a_mark_is_read_as_it_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@settings(deadline=None)
@given(NO_CONTROLS)
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    # A letter may happen to begin a byte order mark or a signature; then it is that.
    data = b"news: " + text.encode()
    assert decode(data) == "news: " + text


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError as error:
        assert str(error).endswith(".")
    else:
        assert "\0" not in text or data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:2] == b"\0\0"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04rest", "a ZIP or Office document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"SQLite format 3\0", "an SQLite database"),
    ],
)
def test_a_known_binary_format_is_named(head: bytes, name: str) -> None:
    with pytest.raises(InputError, match=f"This is {name}, not text"):
        check_is_text(head)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1252",
            "L’été dernier, le maire a annoncé la réouverture du pont à Mérel, après l’hiver.",
        ),
        (
            "cp1250",
            "Most został ponownie otwarty w piątek. Prace trwały jedenaście tygodni, źródła.",
        ),
        (
            "cp1251",
            "Мост снова открыт. Ремонт занял одиннадцать недель, сообщили городские власти.",
        ),
        (
            "koi8_r",
            "Мост снова открыт. Ремонт занял одиннадцать недель, сообщили городские власти.",
        ),
        ("cp1253", "Η γέφυρα άνοιξε ξανά την Παρασκευή. Οι εργασίες διήρκεσαν έντεκα εβδομάδες."),
        ("cp1256", "أعيد فتح الجسر يوم الجمعة. استغرقت الإصلاحات أحد عشر أسبوعا حسب البلدية."),
        ("gb18030", "大桥于周五重新开放。维修工作历时十一周。当地居民对此表示欢迎，市长说。"),
        ("cp932", "橋は金曜日に再開された。修理には十一週間かかった。住民は歓迎している。"),
    ],
)
def test_what_newspapers_once_wrote_in_is_told_from_the_text(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text

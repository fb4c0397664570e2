"""Bytes to text: what was written is read, or refused with a reason; nothing else happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Origin, RawArticle
from ingest.sources import read_content
from ingest.sources.decoding import check_is_text, declared_charset, decode
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


RUSSIAN = "Мэр города подал в отставку во вторник."
DECLARED = [
    ("iso-8859-5", RUSSIAN),
    ("koi8-u", RUSSIAN),
    ("mac-cyrillic", RUSSIAN),
    ("iso-8859-7", "Ο δήμαρχος του Μερέλ παραιτήθηκε."),
    ("iso-2022-jp", "市長は火曜日に辞任した。橋は閉鎖される。"),
    ("euc-kr", "시장은 화요일에 사임했다. 다리는 폐쇄된다."),
    ("iso-8859-1", "L’été dernier le maire a rouvert le pont à Mérel."),
]


@pytest.mark.parametrize(("charset", "text"), DECLARED)
@pytest.mark.parametrize(
    ("name", "frame"),
    [("a.txt", "{}"), ("a.csv", "title,text\nPool,{}\n"), ("a.json", '[{{"text": "{}"}}]')],
)
def test_what_a_server_declares_is_believed_where_it_can_be(
    charset: str, text: str, name: str, frame: str
) -> None:
    # Browsers take the one for the other.
    data = frame.format(text).encode("cp1252" if charset == "iso-8859-1" else charset)
    (article,) = read_content(data, name, Origin(name), charset=charset)
    assert isinstance(article, RawArticle)
    assert article.body.strip() == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "iso-8859-5", "utf-16", "rot13", "none"])
def test_sound_utf_8_is_that_whatever_is_declared(declared: str) -> None:
    assert decode(RUSSIAN.encode(), declared) == RUSSIAN


def test_a_latin_page_is_not_believed_of_another_script() -> None:
    text = f"{RUSSIAN} Мост снова открыт. Ремонт занял одиннадцать недель."
    assert decode(text.encode("cp1251"), "iso-8859-1") == text


def test_broken_utf_8_is_told_whatever_is_declared() -> None:
    with pytest.raises(InputError, match="This is UTF-8, but byte 0 is broken"):
        decode(b"\xff" + RUSSIAN.encode(), "iso-8859-5")


@pytest.mark.parametrize(
    ("parameters", "charset"),
    [
        ("charset=utf-8", "utf-8"),
        (" charset = ISO-8859-2 ; profile=x", "iso-8859-2"),
        ("boundary=a; Charset='koi8-r'", "koi8-r"),
        ("charset=", None),
        ("profile=charset", None),
        ("", None),
    ],
)
def test_a_content_type_may_declare_an_encoding(parameters: str, charset: str | None) -> None:
    assert declared_charset(parameters) == charset

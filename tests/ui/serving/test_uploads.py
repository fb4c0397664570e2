"""Files sent to the library, over the network: how many, how large, and what is said of too much."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from ingest import IngestStoppedError, IngestSummary
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.settings import load_settings
from tests.locking import writing_elsewhere
from tests.loops import run_apart
from tests.ui import http
from tests.ui.conftest import Serve
from ui.page.app import build
from ui.refusals import RefusedError
from ui.serving import uploads
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background
from ui.serving.users import new_token, set_password
from ui.serving.visitors import VISITOR, Visitor
from ui.texts import TEXTS, Texts

FERRY = b"The ferry to Hollemeer was cancelled on Monday because of the fog."
ENGLISH = TEXTS["en"]
DUTCH = {"accept-language": "nl-BE, en;q=0.5"}


def send(
    address: str,
    name: str = "a.txt",
    size: int = 10,
    batch: int = 1,
    content: bytes | None = None,
    **headers: str,
) -> httpx.Response:
    query = {"batch": f"{batch:032x}", "name": name}
    body = b"x" * size if content is None else content
    return http.post(f"{address}uploads", params=query, content=body, headers=headers)


def test_so_many_files_a_minute_of_one_visitor_and_then_no_more(
    serve: Serve, tmp_path: Path
) -> None:
    users = tmp_path / "users"
    for name in ("anna", "bert"):
        set_password(users, name, "correct horse battery")
    anna, bert = (f"Bearer {new_token(users, name)}" for name in ("anna", "bert"))
    with serve(users=users, library="write", uploads_a_minute=2) as (address, _):
        assert [send(address, authorization=anna).status_code for _ in range(2)] == [200, 200]
        refused = send(address, authorization=anna, **DUTCH)
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert refused.text.startswith(
            "Dit zijn te veel bestanden en adressen: per minuut zijn er 2"
        )
        assert "2 a minute" in send(address, authorization=anna).text
        assert send(address, authorization=bert).status_code == 200
        figures = http.get(f"{address}metrics", headers={"authorization": bert}).text
        assert 'news_refused_total{reason="too_many"} 2.0' in figures


def test_one_visitor_has_room_for_so_much_in_all_batches_together(serve: Serve) -> None:
    with serve(library="write", upload_megabytes=1) as (address, _):
        assert send(address, size=600_000).status_code == 200
        refused = send(address, size=600_000, batch=2, **DUTCH)
        assert refused.status_code == 413
        assert "van 1 MB" in refused.text
        assert send(address, "b.txt", size=300_000, batch=2).status_code == 200
        assert send(address, "huge.txt", size=3_000_000).status_code == 413
        assert send(address, size=650_000, batch=3).status_code == 200  # what was refused is gone


def test_a_batch_has_so_many_files(serve: Serve) -> None:
    with serve(library="write") as (address, _):
        sent = [send(address, f"{number}.txt").status_code for number in range(51)]
        assert sent == [*[200] * 50, 413]


def test_files_of_whatever_names_stay_apart_and_are_told_by_them(serve: Serve) -> None:
    pairs = (
        ("दिल्ली की खबर.pdf", "दिल्ली का खबर.pdf"),
        ("ข่าวที่กรุงเทพ.pdf", "ข่าวทีกรุงเทพ.pdf"),
        ("新" * 100 + ".pdf", "新" * 100 + "闻.pdf"),
        ("a?.pdf", "a:.pdf"),
        ("index.pdf", "index.pdf"),
    )
    with serve(library="write") as (address, assistant):
        for batch, names in enumerate(pairs):
            for name in names:
                sent = send(address, name, batch=batch, content=b"%PDF-1.4 nothing more")
                assert sent.text == "Received.\n"
            token = VISITOR.set(Visitor("127.0.0.1"))  # who sent them
            *_, taken = assistant.uploads.take_in(f"{batch:032x}", "", ENGLISH)
            VISITOR.reset(token)
            told = [Path(item.path).name for item in taken.summary.rejected]
            assert len(told) == 2
            for shown, name in zip(sorted(told), sorted(names), strict=True):
                assert re.sub("[?:]", "_", name).endswith(shown)
                assert len(shown) >= min(len(name), 60)


def test_what_there_is_no_room_for_on_the_disk_is_not_received() -> None:
    resource = pytest.importorskip("resource")
    taking = uploads.Uploads(Mock(), megabytes=1, admit=lambda: None)

    async def whole() -> Message:
        return {"type": "http.request", "body": b"x" * 5_000}

    def received(batch: int) -> Response:
        query = f"batch={batch:032x}&name=a.txt".encode()
        headers = [(b"accept-language", b"nl"), (b"content-length", b"5000")]
        scope = {"type": "http", "method": "POST", "query_string": query, "headers": headers}
        return run_apart(taking.receive(Request(scope, whole)))

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        refused = received(batch=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.status_code == 507
    assert bytes(refused.body).decode() == f"{TEXTS['nl'].add_not_stored}\n"
    assert received(batch=2).status_code == 200
    (taken,) = taking.take_in(f"{1:032x}", "", ENGLISH)
    assert taken.fault == ENGLISH.add_gone
    taking.close()


def test_an_address_counts_as_a_file(serve: Serve) -> None:
    with serve(library="write", uploads_a_minute=1) as (_, assistant):
        taken = list(assistant.uploads.take_in("", "http://127.0.0.1:9/", ENGLISH))
        assert taken[-1].summary.rejected
        with pytest.raises(RefusedError, match="1 a minute"):
            list(assistant.uploads.take_in("", "http://127.0.0.1:9/", ENGLISH))


def test_a_server_that_is_stopped_takes_no_file(serve: Serve) -> None:
    with serve(library="write") as (address, assistant):
        assistant.stop(seconds=1)
        refused = send(address, **DUTCH)
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        assert "wordt gestopt" in refused.text


@pytest.fixture
def own(
    corpus: Corpus, corpus_folder: Path, embedder: Embedder
) -> Iterator[tuple[str, ServedAssistant]]:
    """Address and assistant of a corpus that is empty and may be written to."""
    with (
        ServedAssistant(corpus_folder, embedder=embedder, writer="extractive") as assistant,
        in_background(application(build(assistant), assistant)) as address,
    ):
        yield address, assistant


def begun(assistant: ServedAssistant) -> Any:
    """What tells how far the taking in of what was sent is, once that has begun."""
    token = VISITOR.set(Visitor("127.0.0.1"))  # who sent it
    taking = assistant.uploads.take_in(f"{1:032x}", "", ENGLISH)
    next(taking)
    VISITOR.reset(token)
    return taking


def taken_in(assistant: ServedAssistant, texts: Texts = ENGLISH) -> uploads.IntakeState:
    token = VISITOR.set(Visitor("127.0.0.1"))  # who sent it
    *_, taken = assistant.uploads.take_in(f"{1:032x}", "", texts)
    VISITOR.reset(token)
    return taken


def test_other_writing_is_waited_for(own: tuple[str, ServedAssistant], corpus_folder: Path) -> None:
    address, assistant = own
    send(address, content=FERRY)
    with writing_elsewhere(corpus_folder) as released:
        threading.Timer(0.3, released.set).start()
        summary = taken_in(assistant).summary
    assert summary is not None
    assert summary.added == 1


def test_what_came_while_others_wrote_for_long_is_kept_to_be_taken_in_later(
    own: tuple[str, ServedAssistant], corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FOR_THE_CORPUS_SECONDS", 0.1)
    address, assistant = own
    send(address, content=FERRY)
    with writing_elsewhere(corpus_folder):
        assert taken_in(assistant) == uploads.IntakeState(locked=True)
    again = taken_in(assistant).summary
    assert again is not None
    assert again.added == 1
    assert "is gone" in (taken_in(assistant).fault or "")


def test_what_was_begun_goes_on_when_the_page_is_left(
    own: tuple[str, ServedAssistant], corpus: Corpus, corpus_folder: Path
) -> None:
    address, assistant = own
    send(address, content=FERRY)
    with writing_elsewhere(corpus_folder):
        begun(assistant).close()
    for thread in threading.enumerate():
        if thread.name == "taking-in":
            thread.join()
    assert [article.body for article in corpus.articles()] == [FERRY.decode()]
    assert corpus.rejected() == []
    assert "is gone" in (taken_in(assistant).fault or "")


def test_what_is_being_taken_in_stays_while_old_files_of_others_go(
    own: tuple[str, ServedAssistant], corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, assistant = own
    send(address, content=FERRY)
    with writing_elsewhere(corpus_folder):
        taking = begun(assistant)
        monkeypatch.setattr(uploads, "_KEPT_SECONDS", -1)
        assert send(address, batch=2).status_code == 200
    *_, taken = taking
    assert taken.summary is not None
    assert (taken.summary.added, taken.summary.rejected) == (1, ())


def test_what_was_kept_for_too_long_is_told_of(
    own: tuple[str, ServedAssistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, assistant = own
    send(address, content=FERRY)
    monkeypatch.setattr(uploads, "_KEPT_SECONDS", -1)
    assert taken_in(assistant).fault == (
        "What was sent is gone: it is kept for an hour. Add it again."
    )
    assert taken_in(assistant, TEXTS["nl"]).fault == (
        "Wat u hebt verstuurd, is weg: het blijft een uur bewaard. Voeg het opnieuw toe."
    )


def test_what_is_no_address_is_told_in_the_language_of_the_page(
    own: tuple[str, ServedAssistant],
) -> None:
    *_, taken = own[1].uploads.take_in("", "ftp://news.example/", TEXTS["nl"])
    assert taken.fault == "'ftp://news.example/' is geen webadres: begin het met https://."


def test_a_server_that_is_stopped_waits_for_what_is_being_taken_in(
    own: tuple[str, ServedAssistant], corpus: Corpus, corpus_folder: Path
) -> None:
    address, assistant = own
    send(address, content=FERRY)
    with writing_elsewhere(corpus_folder):
        taking = begun(assistant)
        assert not assistant.stop(seconds=0.1)
    assert assistant.stop(seconds=60)
    *_, taken = taking
    assert taken.summary is not None
    assert [article.body for article in corpus.articles()] == [FERRY.decode()]
    with pytest.raises(RefusedError, match="being stopped"):
        list(assistant.uploads.take_in("", "https://news.example/", ENGLISH))


def test_what_is_being_taken_in_when_the_server_ends_is_broken_off_before_its_files_go(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    began, broken_off = threading.Event(), threading.Event()

    def endless(*_: object, stop: threading.Event, **__: object) -> IngestSummary:
        began.set()
        stop.wait()
        broken_off.set()
        raise IngestStoppedError

    monkeypatch.setattr(uploads, "ingest", endless)
    assistant: Any = SimpleNamespace(corpus=None, embedder=None, settings=load_settings())
    sent = uploads.Uploads(assistant, 1, lambda: None)
    taking = sent.take_in("", "https://news.example/", ENGLISH)
    next(taking)
    began.wait()
    assert not sent.finish(seconds=0)
    sent.close()
    assert broken_off.is_set()
    *_, taken = taking
    assert taken.fault == "The server is being stopped. Try again in a minute."
    assert "Broken off: a taking in of files and addresses, 1 in all." in caplog.text

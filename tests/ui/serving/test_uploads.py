"""Files sent to the library, over the network: how many, how large, and what is said of too much."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from tests.ui.conftest import Serve
from ui.refusals import RefusedError
from ui.serving.users import new_token, set_password
from ui.serving.visitors import VISITOR, Visitor

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
    return httpx.post(f"{address}uploads", params=query, content=body, headers=headers)


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
        figures = httpx.get(f"{address}metrics", headers={"authorization": bert}).text
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
            *_, taken = assistant.uploads.take_in(f"{batch:032x}", "")
            VISITOR.reset(token)
            told = [Path(item.path).name for item in taken.summary.rejected]
            assert len(told) == 2
            for shown, name in zip(sorted(told), sorted(names), strict=True):
                assert re.sub("[?:]", "_", name).endswith(shown)
                assert len(shown) >= min(len(name), 60)


def test_an_address_counts_as_a_file(serve: Serve) -> None:
    with serve(library="write", uploads_a_minute=1) as (_, assistant):
        taken = list(assistant.uploads.take_in("", "http://127.0.0.1:9/"))
        assert taken[-1].summary.rejected
        with pytest.raises(RefusedError, match="1 a minute"):
            list(assistant.uploads.take_in("", "http://127.0.0.1:9/"))


def test_a_server_that_is_stopped_takes_no_file(serve: Serve) -> None:
    with serve(library="write") as (address, assistant):
        assistant.stop(seconds=1)
        refused = send(address, **DUTCH)
        assert refused.status_code == 503
        assert refused.headers["retry-after"]
        assert "wordt gestopt" in refused.text

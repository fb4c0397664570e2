"""`news rejected` and `news ingest --retry`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

News = Callable[..., Result]


def test_what_was_rejected_is_listed_and_tried_again_alone(news: News, tmp_path: Path) -> None:
    at = ("--corpus", tmp_path / "corpus")
    file, array, empty = (tmp_path / name for name in ("a.jsonl", "b.json", "empty.txt"))
    file.write_text('{"id": "ferry", "body": \n')
    array.write_text('[{"body": "The tram runs again."}, {"body": "No."}]')
    empty.write_text("")
    taken_in = news("ingest", file, array, empty, "--source", "Merel Courier", *at)
    assert taken_in.exit_code == 3
    assert f"{array}, item 2: The body is too short" in taken_in.stderr
    listed = news("rejected", *at).stdout
    assert f"{file}:1: " in listed
    assert listed.endswith(f"{empty}: The file is empty.\n3 rejected.\n")
    assert f"{array}, item 2: The body is too short" in listed
    assert json.loads(news("rejected", "--json", *at).stdout)["rejected"][0]["line"] == 1

    file.write_text('{"id": "ferry", "body": "The ferry was cancelled on Monday."}\n')
    retried = news("ingest", "--retry", *at)
    assert retried.exit_code == 3
    assert retried.stdout.startswith("1 added, 0 updated, 1 unchanged, 0 duplicates, 2 rejected;")
    assert news("articles", "list", "--json", *at).stdout.count('"Merel Courier"') == 2
    assert news("rejected", "--clear", *at).stdout == "2 forgotten.\n"
    assert news("rejected", *at).stdout == "0 rejected.\n"

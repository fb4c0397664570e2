"""What docs/api.md and docs/serving.md show works, and what they say of settings is so."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from rag.embedding.model import Embedder
from ui.serving.settings import ServingSettings

DOCS = Path(__file__).resolve().parents[3] / "docs"
API = (DOCS / "api.md").read_text()
SERVING = (DOCS / "serving.md").read_text()
HERE = "http://127.0.0.1:7860/"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", API, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block.splitlines()[0])
def test_the_examples_in_python_run(
    block: str,
    address: str,
    sample_corpus: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("NEWS_CORPUS", str(sample_corpus))
    monkeypatch.setattr("rag.embedding.model.load_embedder", lambda _: embedder)  # loaded once
    exec(compile(block.replace(HERE, address), "docs/api.md", "exec"), {})
    assert capsys.readouterr().out.strip()


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(
    "line", [line for block in blocks("console") for line in block.splitlines()]
)
def test_the_examples_with_curl_run(line: str, address: str) -> None:
    prompt, *command = shlex.split(line.replace(HERE, address))
    assert (prompt, command[0]) == ("$", "curl")
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "/stream" in line:
        assert "event: done" in output
    else:
        assert json.loads(output).keys() & {"sentences", "passages", "reports", "body"}


def test_every_way_and_status_is_in_the_docs() -> None:
    ways = ("/ask", "/ask/stream", "/search", "/timeline", "/articles/", "/status", "/openapi.json")
    assert not [way for way in ways if f"/api/v1{way}" not in API]


def test_every_setting_of_serving_is_in_the_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(NEWS_SERVE_\w+)` \| (.+?) \|", SERVING, re.MULTILINE))
    assert rows.keys() == {f"NEWS_SERVE_{name.upper()}" for name in ServingSettings.model_fields}
    for name, field in ServingSettings.model_fields.items():
        if field.default not in ("", None, ()):
            told = rows[f"NEWS_SERVE_{name.upper()}"].strip("`")
            default = ",".join(field.default) if isinstance(field.default, tuple) else field.default
            assert told == f"{default}".lower().removesuffix(".0")

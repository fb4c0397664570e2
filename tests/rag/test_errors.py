"""The tree of errors that is drawn is that of the code."""

from __future__ import annotations

import re
from pathlib import Path

from rag import errors

ROOT = Path(__file__).resolve().parents[2]
CLASS = re.compile(r"^class (\w+)\((\w+)\):", re.MULTILINE)


def test_every_error_that_a_user_can_meet_is_drawn_below_its_base() -> None:
    files = [path for name in ("rag", "ingest", "ui") for path in (ROOT / name).rglob("*.py")]
    bases = {name: base for path in files for name, base in CLASS.findall(path.read_text("utf-8"))}

    def is_ours(name: str) -> bool:
        return name == "NewsError" or (name in bases and is_ours(bases[name]))

    ours = {name: base for name, base in bases.items() if is_ours(name)}
    assert drawn(errors.__doc__ or "") == ours


def drawn(tree: str) -> dict[str, str]:
    """Errors with their bases, by how far each line of a tree is indented."""
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = [(-1, "Exception")]
    for line in tree.splitlines():
        if match := re.match(r"([│├└─ ]*)(\w+Error)\s", line):
            depth = len(match[1])
            above = [item for item in above if item[0] < depth]
            found[match[2]] = above[-1][1]
            above.append((depth, match[2]))
    return found

"""What is imported is declared, and the pins are within what is declared."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
OURS = ("rag", "ingest", "ui")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
DECLARED = [
    Requirement(line)
    for line in (*PROJECT["dependencies"], *EXTRAS["chat"], *EXTRAS["local"], *EXTRAS["dev"])
]


def imported() -> set[str]:
    """The packages that are not ours nor Python's, by the name they are imported by."""
    found = set()
    for path in (path for name in OURS for path in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {*OURS}


def test_every_package_that_is_imported_is_declared() -> None:
    declared = {canonicalize_name(requirement.name) for requirement in DECLARED}
    of_package = packages_distributions()
    missing = {
        name
        for name in imported()
        if not declared & set(map(canonicalize_name, of_package.get(name, [])))
    }
    assert not missing


def test_every_pin_is_within_what_is_declared() -> None:
    pins: dict[str, list[str]] = {}
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        pin = Requirement(line)
        pins.setdefault(canonicalize_name(pin.name), []).append(str(pin.specifier)[len("==") :])
    for wanted in DECLARED:
        if wanted.name != PROJECT["name"]:
            for version in pins[canonicalize_name(wanted.name)]:
                assert wanted.specifier.contains(version), wanted

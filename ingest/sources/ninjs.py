"""Reads ninjs, the JSON of news agencies (IPTC, versions 1 to 3), into records with this project's
names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OF_NINJS = frozenset(
    "bodies body_text body_html body_xhtml headlines pubstatus versioncreated firstcreated".split()  # noqa: SIM905
)
_NAMES = {
    "title": ("headline", "title"),
    "published_at": ("firstcreated", "contentcreated", "versioncreated"),
    "updated_at": ("versioncreated",),
    "author": ("byline",),
    "language": ("language",),
    "status": ("pubstatus",),
}


def is_ninjs(record: Mapping[str, object]) -> bool:
    """Tell whether a JSON object is a ninjs item: it has a ``uri`` and two more names of ninjs."""
    return "uri" in record and len(_OF_NINJS & {name.lower() for name in record}) > 1


def as_record(item: Mapping[str, object]) -> dict[str, object]:
    """Return what a ninjs item says, by the names of an article's fields.

    The ``uri`` is the id, by which a later version or a withdrawal is recognised.
    """
    data = {name.lower(): value for name, value in item.items()}
    record: dict[str, object] = {"id": data["uri"], "body": _body(data)}
    for field, names in _NAMES.items():
        if (value := next((data[name] for name in names if data.get(name)), None)) is not None:
            record[field] = value
    if heading := _part(data.get("headlines")).get("value"):
        record.setdefault("title", heading)
    if source := _part(data.get("infosource") or data.get("infosources")):
        record["source"] = source.get("name") or source.get("literal")
    if str(data["uri"]).startswith(("http://", "https://")):
        record["url"] = data["uri"]
    return record


def _body(data: Mapping[str, object]) -> str:
    bodies = data.get("bodies")
    found = _part([body for body in bodies if _is_main(body)]) if isinstance(bodies, list) else {}
    given = (
        data.get("body_text"),
        found.get("value"),
        data.get("body_xhtml"),
        data.get("body_html"),
    )
    return next((text for text in given if isinstance(text, str) and text), "")


def _is_main(body: object) -> bool:
    return isinstance(body, dict) and body.get("role", "main") in ("main", "body", None)


def _part(parts: object) -> Mapping[str, Any]:
    """Return the first object of a list; empty if there is none."""
    items = parts if isinstance(parts, list) else []
    return next((item for item in items if isinstance(item, dict)), {})

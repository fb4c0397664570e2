"""Decides for whose articles a fetched content may speak: those of the site that it came from.

Whoever names another site's article, by its address or an id, could rewrite it or take it back. So
an address counts only on its own site, and an id only within its site.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from ingest.naming import address_of, id_from
from ingest.records import Origin, RawArticle, Rejection

_IDS = ("id", "duplicate_of", "corrects")


def site_of(url: str) -> str:
    """Return the owner of a URL: its registered domain, or its host if it has none."""
    from tld import get_fld

    domain = get_fld(url, fail_silently=True, search_private=True)
    try:
        return domain or urlsplit(url).hostname or ""
    except ValueError:
        return url


def same_site(one: str, other: str) -> bool:
    """Tell whether two URLs are of one owner."""
    return site_of(one) == site_of(other)


def restricted_to_site(
    item: RawArticle | Rejection, where: str, *, is_fetched: bool = False
) -> RawArticle | Rejection:
    """Restrict what was read at an address to what its site may say; reject it if it speaks for
    another site.

    An article that alone stood at an address is known by that; one of several also by an id.

    Args:
        where: The address at which it stood in the end, after redirects.
        is_fetched: Whether it was fetched from there, and is not what a list says of a page.
    """
    if isinstance(item, Rejection):
        return item
    url = address_of(item)
    if url is not None and not same_site(url, where):
        reason = (
            f"It gives itself an address of another site, {url}, for which this one cannot speak."
        )
        return Rejection.at(item.origin, f"{reason} If you trust it, save it and ingest the file.")
    if is_fetched and item.origin == Origin(where):
        fields = {name: value for name, value in item.fields.items() if name not in _IDS}
        return replace(item, fields={**fields, "url": url or where})
    fields, site = dict(item.fields), site_of(where)
    for name in _IDS:
        value = fields.get(name)
        if isinstance(value, str | int | float) and str(value).strip():
            fields[name] = id_from(site, str(value).strip())
    if url is None and not fields.get("id"):
        fields["id"] = id_from(site, str(fields.get("title", "")), item.body)
    return replace(item, fields=fields)

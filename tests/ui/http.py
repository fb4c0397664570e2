"""Requests to servers without TLS: certificates are not read for them, which takes 60 ms a call."""

from __future__ import annotations

from functools import partial

import httpx

get = partial(httpx.get, verify=False, timeout=60)
post = partial(httpx.post, verify=False, timeout=60)

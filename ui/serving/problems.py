"""Errors in the form that programs get them: problem details (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

from rag.errors import InputError, NewsError
from ui.refusals import RefusedError
from ui.terminal import json_line

FAULT = "A fault of the program, not of yours; it has been noted."
FAILURES = (StarletteHTTPException, RequestValidationError, NewsError, Exception)
"""Errors that `problem_of` handles."""

_log = logging.getLogger(__name__)


class Problem(BaseModel):
    """Why there is no answer (RFC 9457).

    Attributes:
        fields: What is wrong with which field of the request.
    """

    title: str
    status: int
    detail: str
    fields: dict[str, str] = Field(default_factory=dict)


class Exact(JSONResponse):
    """JSON exactly as the command line prints it."""

    def render(self, content: Any) -> bytes:
        """Encode as UTF-8, escaping what a terminal or an encoder cannot take."""
        return json_line(content).encode()


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for status in (400, 401, 413, 415, 422, 429, 503)
}
"""Problems that any request may meet, by status code, for the API's description."""


def nothing_at(address: str) -> str:
    """Say that there is nothing at an address.

    Args:
        address: Path of the API, without the host.
    """
    return f"There is nothing at this address: {address}/openapi.json describes what there is."


def problem(
    status: int,
    detail: str,
    *,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Exact:
    """Make the response for an error."""
    content = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    if fields:
        content["fields"] = fields
    return Exact(content, status, dict(headers or {}), "application/problem+json")


def problem_of(request: Request, error: Exception) -> Exact:
    """Make the response for a request that ended with an error."""
    match error:
        case RefusedError():
            status = 429 if error.why == "too_many" else 503
            return problem(status, str(error), headers={"Retry-After": str(error.seconds)})
        case InputError():
            return problem(422, str(error))
        case NewsError():  # names folders and models: not for visitors
            _log.error("A question could not be answered: %s", error)
            return problem(503, "The archive cannot be asked just now.")
        case RequestValidationError():
            return _misfit(error)
        case StarletteHTTPException(status_code=404, detail="Not Found"):  # no route of ours
            return problem(404, nothing_at(request.app.servers[0]["url"]))
        case StarletteHTTPException():
            detail = error.detail.rstrip(".") + "."
            return problem(error.status_code, detail, headers=error.headers)
    return problem(500, FAULT)


def _misfit(error: RequestValidationError) -> Exact:
    """Make the response for a request that does not have the form described."""
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return problem(400, "The body is not JSON.")
    if any(isinstance(fault["input"], bytes) for fault in faults):  # FastAPI did not read it
        return problem(415, "Send JSON with the header Content-Type: application/json.")
    fields = {
        ".".join(map(str, fault["loc"][1:])) or "body": fault["msg"].rstrip(".") + "."
        for fault in faults
    }
    detail = " ".join(f"{field}: {message}" for field, message in fields.items())
    return problem(422, detail, fields=fields)

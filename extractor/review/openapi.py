"""The OpenAPI description, made from the same table that the routes are made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extractor import __version__

if TYPE_CHECKING:
    from extractor.review.endpoints import Endpoint

Json = dict[str, Any]
PROBLEM = {
    "type": "object",
    "required": ["error", "message"],
    "properties": {"error": {"type": "string"}, "message": {"type": "string"}, "advice": {"type": "string"}},
}
PROBLEMS = {
    "400": "Not of the described shape", "401": "Nobody is logged in", "403": "The role or the token is missing",
    "404": "No such thing", "405": "No such method", "409": "Changed by somebody else meanwhile", "413": "Too large",
    "422": "Not understood", "423": "Held by somebody else", "429": "Too many failed log-ins",
}  # fmt: skip


def describe(endpoints: Sequence[Endpoint]) -> Json:
    """Return the description of all operations."""
    paths: Json = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "extractor review",
            "version": __version__,
            "description": "POST /api/login, then GET /api/me for `csrf`: send it as X-CSRF-Token with every change.",
        },
        "paths": paths,
        "components": {
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "extractor_session"}},
            "schemas": {"Problem": PROBLEM},
        },
    }


def _operation(endpoint: Endpoint) -> Json:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0, "maximum": 2**31}}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]
    parameters += [{"name": name, "in": "query", "schema": shape} for name, shape in endpoint.query]
    if endpoint.role is not None and endpoint.method != "GET":
        parameters.append({"name": "X-CSRF-Token", "in": "header", "required": True, "schema": {"type": "string"}})
    out: Json = {
        "summary": endpoint.summary,
        "description": f"{(endpoint.answer.__doc__ or '').strip()} Role: {endpoint.role or 'anybody'}.",
        "operationId": endpoint.answer.__name__,
        "parameters": parameters,
        "responses": _responses(endpoint),
        "security": [{"session": []}] if endpoint.role is not None else [],
    }
    if endpoint.body is not None:
        out["requestBody"] = {"required": True, "content": {"application/json": {"schema": endpoint.body}}}
    elif endpoint.raw:
        schema = {"type": "string", "format": "binary"}
        out["requestBody"] = {"required": True, "content": {"application/octet-stream": {"schema": schema}}}
    return out


def _responses(endpoint: Endpoint) -> Json:
    picture = endpoint.path.endswith("/picture")
    content: Json = {"image/jpeg": {}} if picture else {"application/json": {"schema": {"type": "object"}}}
    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    done = "202" if endpoint.raw else "200"
    return {
        done: {"description": "Done", "content": content},
        **{code: {"description": text, "content": problem} for code, text in PROBLEMS.items()},
    }

"""Shapes of what is sent to the API: JSON Schema, of which the few words that are used here are checked.

The same shapes stand in the OpenAPI description, so that what is described is what is checked.
"""

from __future__ import annotations

import math
import re
from typing import Any

from extractor.review.errors import MalformedError

Shape = dict[str, Any]
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None),
}  # fmt: skip


def check(shape: Shape, data: Any, where: str = "body") -> None:
    """Hold data against a shape; MalformedError says what does not fit, and where."""
    kinds = shape.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(kind, data) for kind in kinds):
        raise MalformedError(f"{where} is no {' or '.join(kinds)}")
    if "enum" in shape and data not in shape["enum"]:
        raise MalformedError(f"{where} is none of {', '.join(map(str, shape['enum']))}")
    if isinstance(data, str):
        _check_text(shape, data, where)
    elif isinstance(data, list):
        _check_list(shape, data, where)
    elif isinstance(data, dict):
        _check_object(shape, data, where)
    elif isinstance(data, int | float) and not isinstance(data, bool):
        _check_number(shape, data, where)


def _is(kind: str, data: Any) -> bool:
    if isinstance(data, bool) and kind in {"integer", "number"}:
        return False
    return isinstance(data, _TYPES[kind])


def _check_text(shape: Shape, data: str, where: str) -> None:
    if not shape.get("minLength", 0) <= len(data) <= shape.get("maxLength", 10_000):
        raise MalformedError(f"{where} is too long or too short")
    if "pattern" in shape and not re.search(shape["pattern"], data):
        raise MalformedError(f"{where} does not fit {shape['pattern']}")
    try:
        data.encode()
    except UnicodeEncodeError as error:
        raise MalformedError(f"{where} holds half a character") from error


def _check_list(shape: Shape, data: list[Any], where: str) -> None:
    if not shape.get("minItems", 0) <= len(data) <= shape.get("maxItems", 10_000):
        raise MalformedError(f"{where} has too many or too few entries")
    for index, entry in enumerate(data):
        check(shape.get("items", {}), entry, f"{where}[{index}]")


def _check_object(shape: Shape, data: dict[str, Any], where: str) -> None:
    for name in shape.get("required", ()):
        if name not in data:
            raise MalformedError(f"{where} lacks {name}")
    known, more = shape.get("properties", {}), shape.get("additionalProperties", True)
    for name, value in data.items():
        if name in known:
            check(known[name], value, f"{where}.{name}")
        elif more is False:
            raise MalformedError(f"{where} has no {name[:60]}")
        elif isinstance(more, dict):
            check(more, value, f"{where}.{name[:60]}")


def _check_number(shape: Shape, data: float, where: str) -> None:
    low, high = shape.get("minimum", -math.inf), shape.get("maximum", math.inf)
    if not (math.isfinite(data) and low <= data <= high):
        raise MalformedError(f"{where} is out of range")


def obj(required: tuple[str, ...] = (), **properties: Shape) -> Shape:
    """Return the shape of an object with these properties and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def string(most: int = 200, **more: Any) -> Shape:
    """Return the shape of a text."""
    return {"type": "string", "maxLength": most, **more}


def integer(low: int = 0, high: int = 2**31) -> Shape:
    """Return the shape of a whole number."""
    return {"type": "integer", "minimum": low, "maximum": high}


BOX: Shape = {
    "type": "array",
    "minItems": 4,
    "maxItems": 4,
    "items": {"type": "number", "minimum": -10000, "maximum": 100000},
}

"""Values of a sidecar as its file writes them, and as people type them."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from typing import Any

from cephview.core.landmarks import SCHEMES, Scheme
from cephview.io.toml import toml_of
from cephview.model.fields import decoding_section
from cephview.model.specification import Decoding


def text_of(raw: Any) -> str:
    """A value of a sidecar as people type it: words as they are, lists by commas, sections as TOML."""
    if isinstance(raw, list | tuple):
        return ", ".join(text_of(part) for part in raw)
    return raw if isinstance(raw, str) else toml_of(raw)


def raw_of(text: str) -> Any:
    """What somebody typed as a value of a sidecar: TOML, or words and numbers, several by commas or ×.

    Raises ValueError for an empty text.
    """
    bare = text.strip()
    if not bare:
        raise ValueError("a value is needed")
    with suppress(tomllib.TOMLDecodeError):
        return tomllib.loads(f"value = {bare}")["value"]
    parts = [part for part in re.split(r"[,;×]", bare) if part.strip()]
    return [raw_of(part) for part in parts] if len(parts) > 1 else bare


def plain(value: Any) -> Any:
    """A field's value as a sidecar writes it: text, numbers, lists, sections."""
    match value:
        case Decoding():
            return decoding_section(value)
        case Scheme():
            known = value.name in SCHEMES
            return value.name if known else {"scheme": value.name, "symbols": list(value.symbols)}
    return value

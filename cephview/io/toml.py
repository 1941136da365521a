"""TOML that a person or another program wrote."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cephview.core.errors import CephViewError
from cephview.io.reading import read_text

_LIMIT = 1 << 20
_DEPTH = 50  # what is deeper ends readers further on, and no file of CephView goes beyond 6


def read_toml(path: Path, use: str = "") -> dict[str, Any]:
    """The content of a TOML file of 1 MB at most.

    Raises CephViewError, one sentence that ends in `use`, where it is none, nested without end, or holds a number that
    no computer counts with.
    """
    text = read_text(path, _LIMIT)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = " ".join(str(error).split())[:80].rstrip(".")
        raise CephViewError("{name} is not TOML ({reason}){use}.", name=path.name, reason=reason, use=use) from None
    except RecursionError:
        raise CephViewError("{name} is nested without end{use}.", name=path.name, use=use) from None
    except (ValueError, OverflowError):  # a number of thousands of digits
        raise CephViewError("{name} holds a number that cannot be read{use}.", name=path.name, use=use) from None
    _check(path, content, use, 0)
    return content


def quoted(text: str) -> str:
    """A text as TOML writes it: its basic strings are JSON's, but for one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_of(value: Any) -> str:
    """A value as TOML writes it within a line; what is None in a table is left out."""
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {toml_of(each)}' for key, each in value.items() if each is not None)} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_of, value))}]"
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def _check(path: Path, value: Any, use: str, depth: int) -> None:
    if depth > _DEPTH:
        raise CephViewError("{name} is nested without end{use}.", name=path.name, use=use)
    if isinstance(value, int) and abs(value) >= 2**63:  # more than TOML promises; 400 digits are no float, either
        raise CephViewError("{name} holds a number that is too large{use}.", name=path.name, use=use)
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check(path, part, use, depth + 1)

"""Where the figures of norms were read: the paper itself, or what others say of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from cephview.core.norms import Checked
from cephview.core.resources import resource
from cephview.io.analyses.names import Table, Text
from cephview.io.toml import read_toml


class Source(Table):
    """A paper (or its abstract or a table of it), or a secondary source; those of one `hand` count as one."""

    kind: Literal["paper", "transcript", "lecture", "website", "program", "form"]
    name: Text  # as the window shows it
    text: Text
    hand: str = ""


@cache
def sources() -> dict[str, Source]:
    """The sources of CephView's own norms, by name."""
    return {name: Source.model_validate(table) for name, table in read_toml(resource("norm-sources.toml")).items()}


def where_read(names: Sequence[str]) -> tuple[str, Checked]:
    """The sources in words, and what they weigh together. Raises ValueError for a name that is not known."""
    if not names:
        return "", ""
    unknown = [name for name in names if name not in sources()]
    if unknown:
        raise ValueError(f"its source {unknown[0]!r} is not known")
    read = [sources()[name] for name in names]
    said = ", ".join(dict.fromkeys(source.name for source in read))
    hands = {source.hand or name for name, source in zip(names, read, strict=True)}
    if any(source.kind == "paper" for source in read):
        return f"Read in {said}.", "paper"
    if len(hands) > 1:
        return f"Read in {len(hands)} secondary sources: {said}.", "several"
    return f"Read in one secondary source alone: {said}.", "one"

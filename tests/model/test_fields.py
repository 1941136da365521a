"""The one table of fields, and what PREPROCESSING.md says of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from cephview.model.fields import DECODING_PARTS, FIELDS, Field
from cephview.model.sidecar import CONFIG, key_of

PAGE = (Path(__file__).resolve().parents[2] / "resources/models/PREPROCESSING.md").read_text(encoding="utf-8")


def row(entry: Field) -> str:
    """The PAGE's row of a field."""
    if entry.parts:
        first = entry.parts[0]
        values = f'`{{ {first.name} = "…" }}`, one of {", ".join(f"`{word}`" for word in first.choices)}'
    else:
        values = " ".join(f"`{word}`" for word in entry.choices or entry.suggested) or f"`{entry.example}`"
    return f"| `{key_of(entry)}` | {entry.about} | {values} |"


@pytest.mark.parametrize("entry", FIELDS, ids=key_of)
def test_the_page_has_a_row_of_each_field_as_the_table_says_it(entry: Field) -> None:
    assert row(entry) in PAGE.splitlines()
    assert entry.choices or entry.suggested or entry.example or entry.parts, "the form and PREPROCESSING.md show one"


def test_the_page_names_each_part_of_a_decoding_and_the_config() -> None:
    section = PAGE[PAGE.index("Of a decoding the parts count") :][:900]
    for part in DECODING_PARTS[1:]:
        assert f"`{part.name}`" in section
        assert all(f"`{word}`" in section for word in part.choices)
    assert f"| `{CONFIG}` |" in PAGE


def test_each_part_counts_for_methods_that_there_are() -> None:
    methods = DECODING_PARTS[0].choices
    assert all(set(part.of) <= set(methods) for part in DECODING_PARTS)

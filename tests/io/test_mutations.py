"""A shorter `mutate_files.py`: broken files of each format end in what they hold, or in one sentence."""

from __future__ import annotations

import os
import random

import pytest
from mutate_files import Format, formats, judge_apart, mutated

FORMATS = formats()


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.title)
def test_whole_files_are_read_and_broken_ones_end_in_a_sentence(form: Format, tmp_path) -> None:
    for seed in form.seeds:
        path = tmp_path / form.name
        path.write_bytes(seed)
        assert form.read(path) is not None
    row = judge_apart(form, 40, seed=7)
    assert row.problems == [] and row.read + row.refused == 40
    assert row.refused > 0


def test_what_is_wrong_is_told(tmp_path) -> None:
    seeds = FORMATS[-1].seeds

    def dies(_: object) -> None:
        os._exit(3)

    def slips(_: object) -> None:
        raise KeyError("x")

    assert "ended with" in judge_apart(Format("a", "a.x", seeds, dies), 2, 1).problems[0]
    assert judge_apart(Format("a", "a.x", seeds, slips), 2, 1).problems == ["a 0: KeyError: 'x'", "a 1: KeyError: 'x'"]
    dice = random.Random(3)
    assert len({mutated(seeds[0], seeds[0], dice) for _ in range(50)}) > 40

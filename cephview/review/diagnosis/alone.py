"""Where nothing makes sense of the mean of the readers: the search by one reader alone, then what the others do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cephview.review.diagnosis.bench import Bench
from cephview.review.diagnosis.evidence import Gain
from cephview.review.diagnosis.hypotheses import applied
from cephview.review.diagnosis.odd_films import film_levels, is_lost
from cephview.review.diagnosis.readers import Readers, observers_of, try_readers
from cephview.review.diagnosis.search import Repair, search
from cephview.review.diagnosis.setup import Setup


def search_alone(bench: Bench, setup: Setup, tell: Callable[[str], None]) -> tuple[Readers, list[Repair]] | None:
    """What is wrong with the set, found by one reader, and what is wrong with the others besides; None where nothing.

    One reader whose file is wrong as a whole hides what else is wrong in the mean of all.
    """
    everything = range(len(bench.films))
    names = observers_of(bench)
    for observer in names if len(names) > 1 else []:
        repaired, repairs = search(bench.of_reader(observer), setup, tell)
        if not repairs or lost(bench.of_reader(observer), repaired):
            continue
        readers = try_readers(bench, repaired, tell)
        if not readers.findings or lost(bench, readers.setup):
            continue
        after, again = bench.errors(readers.setup, everything), []
        for repair in repairs:
            others = applied(setup, tuple(each.hypothesis for each in repairs if each is not repair))
            without = replace(others, of_readers=readers.setup.of_readers)
            again.append(Repair(repair.hypothesis, Gain(bench.errors(without, everything), after)))
        return readers, again
    return None


def lost(bench: Bench, setup: Setup) -> bool:
    """Whether the model's points make no sense of the films."""
    return is_lost(film_levels(bench.errors(setup, range(len(bench.films)))))

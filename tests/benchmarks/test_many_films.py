"""4,000 films in the list: what each of them costs the GUI thread, beside the same in a folder of 100.

`pytest tests/benchmarks/test_many_films.py -s`; the figures are processor time of the GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from cephview.app.background.film_reading import Keeping
from cephview.app.background.nearest import Walk
from cephview.app.editing.document import CaseDocument
from cephview.app.film_list import Entry
from cephview.app.panels.cases import CasesPanel
from cephview.app.session import Session
from cephview.core.case import Case
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.datasets import find_films

FEW, MANY = 100, 4000


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    taken = []
    for _ in range(rounds):
        start = time.thread_time()
        work()
        taken.append(time.thread_time() - start)
    return min(taken)


def panel_of(count: int) -> tuple[Session, CasesPanel]:
    document = CaseDocument()
    session = Session(document, Keeping(enabled=False))
    rng = np.random.default_rng(0)
    for i in range(count):
        case = Case(Radiograph(np.zeros((4, 4), np.uint8), Path(f"/films/{i}.png")))
        found = Prediction(ISBI_19, rng.uniform(0, 9, (19, 2)), rng.uniform(0, 1, 19), ModelIdentity("m", "0" * 64))
        session.entries.append(Entry(case.radiograph.path, looked_at=case.with_prediction(found)))
    session.current = count // 2
    panel = CasesPanel(session, document)
    session.list_changed.emit()
    return session, panel


def test_what_a_film_costs_in_a_large_folder(qtbot) -> None:
    told = {}
    for count in (FEW, MANY):
        session, panel = panel_of(count)
        qtbot.addWidget(panel)
        walk, entry = Walk(session), session.entries[count // 3]
        walk.begin_anew()
        told[count] = {
            "next film to work on": seconds(lambda walk=walk: walk.next(lambda _: True)),
            "a film was looked at": seconds(lambda s=session, e=entry: s.note(e, e.looked_at)),
            "another film is shown": seconds(lambda s=session: s.current_changed.emit(s.current)),
            "sorted by doubt": seconds(lambda p=panel: p.order.set_sort("Least sure"), 2),
        }
        session.close()
    for name, many in told[MANY].items():
        print(f"{name}: {1e3 * told[FEW][name]:.2f} ms of {FEW}, {1e3 * many:.2f} ms of {MANY}")
    # Once it was quadratic: 40 times the films cost 1,600 times as much.
    for name in ("another film is shown", "sorted by doubt"):
        assert told[MANY][name] < 3 * MANY / FEW * told[FEW][name]
    for name in ("next film to work on", "a film was looked at"):
        assert told[MANY][name] < 20 * told[FEW][name], f"{name} must not look at all of them"


@pytest.mark.parametrize("count", [MANY])
def test_a_large_folder_is_listed_in_a_multiple_of_asking_the_disk(tmp_path: Path, count: int) -> None:
    for i in range(count):
        (tmp_path / f"{i}.png").touch()
    bare = seconds(lambda: [path.stat() for path in tmp_path.iterdir()])
    listed = seconds(lambda: find_films(tmp_path))
    print(f"listing {count} films: {1e3 * listed:.0f} ms, asking the disk for each alone {1e3 * bare:.0f} ms")
    assert listed < 15 * bare

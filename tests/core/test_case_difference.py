"""Where two works on one film differ."""

from __future__ import annotations

import numpy as np

from cephview.core.case import Case, Edit, Status
from cephview.core.case_difference import differences
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph

FILM = Radiograph(np.zeros((50, 40), np.uint8))


def case(**edits: Edit) -> Case:
    points = np.stack([np.arange(19.0), np.arange(19.0)], axis=1)
    prediction = Prediction(ISBI_19, points, np.full(19, 0.5), ModelIdentity("m", "0" * 64))
    return Case(FILM, prediction=prediction, edits=edits)


def test_same_works_do_not_differ() -> None:
    assert differences(case(), case()) == ()
    assert differences(case(S=Edit((1.0, 2.0))), case(S=Edit((1.0, 2.0)))) == ()


def test_points_statuses_and_landmarks_that_one_alone_has() -> None:
    x, y = 0.0, 0.0  # where S is predicted
    here = case(S=Edit((x, y), confirmed=True), N=Edit((4.0, 5.0)), A=Edit((30.0, 30.0)), Pn=Edit((9.0, 9.0)))
    there = case(N=Edit((1.0, 1.0)), A=Edit(visible=False))
    found = {each.symbol: each for each in differences(here, there)}
    assert set(found) == {"S", "N", "A", "Pn"}
    assert found["S"].apart_px == 0 and found["S"].status_here is Status.CONFIRMED
    assert found["N"].apart_px == 5.0
    assert found["A"].apart_px is None and found["A"].status_there is Status.NOT_VISIBLE
    assert found["Pn"].there is None and found["Pn"].status_there is Status.MISSING
    assert [each.symbol for each in differences(here, there)][-2:] == ["N", "S"], "the farthest first"

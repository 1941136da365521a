from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from case_helpers import SIZE, calibrations, edits, empty_case, floats, locks, new_film, steps, times, turns, words
from hypothesis import given, settings
from hypothesis import strategies as st
from io_helpers import FACE, case_of, reference_of

from cephview.core.case import Case, Edit, Status
from cephview.core.error_shape import ErrorShape
from cephview.core.errors import CephViewError
from cephview.core.history import HistoryEntry, replay
from cephview.core.landmarks import CL_DETECTION_38, ISBI_19, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.reference import Reference
from cephview.core.turn import UPRIGHT
from cephview.io.cases.file import (
    SCHEMA,
    DamagedCaseFile,
    FilmChanged,
    NewerCaseFile,
    StoredCase,
    StoredExport,
    _checksum,
    decode_case,
    encode_case,
    identify_film,
    load_case,
)
from cephview.io.cases.schema import StoredFilm

FILM = StoredFilm(name="151.jpg", size=SIZE, sha256="ab" * 32)
OWN = Scheme("own", "A scheme of one's own", ("S", "Pog′", "牙"))


@st.composite
def predictions(draw: st.DrawFn) -> Prediction:
    scheme = draw(st.sampled_from((ISBI_19, CL_DETECTION_38, OWN)))
    maybe = st.just(float("nan")) | floats
    points = np.array(draw(st.lists(st.tuples(maybe, maybe), min_size=len(scheme), max_size=len(scheme))))
    confidence = np.array(draw(st.lists(maybe, min_size=len(scheme), max_size=len(scheme))))
    model = ModelIdentity(draw(words), "cd" * 32, tuple(draw(st.lists(words, max_size=2))))
    expected = draw(st.none() | st.lists(maybe, min_size=len(scheme), max_size=len(scheme)))
    expected_error = None if expected is None else np.array(expected)
    return Prediction(scheme, points, confidence, model, draw(st.floats(0, 1e6)), expected_error)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    case = empty_case(Path("151.jpg"))
    prediction = draw(st.none() | predictions())
    case = case.with_prediction(prediction) if prediction else case
    chosen = st.dictionaries(st.sampled_from(case.scheme.symbols), edits)
    layers = {
        "edits": draw(chosen),
        "calibration": draw(st.none() | calibrations),
        "turn": draw(turns),
        "locked": draw(locks),
    }
    layers["added"] = tuple(draw(st.lists(st.sampled_from(("UIA", "Co", "Pn")), unique=True)))
    return Case(case.radiograph, case.scheme, prediction=case.prediction, **layers)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(cases(), st.lists(st.builds(HistoryEntry, times, words, words), max_size=3), st.none() | st.booleans())
def test_everything_reads_back_to_the_last_bit(case: Case, history: list[HistoryEntry], clean: bool | None) -> None:
    exported = None if clean is None else StoredExport(path="/a/ü.csv", clean=clean)
    stored = StoredCase.of(case, FILM, history, exported)
    again = decode_case(encode_case(stored), "151.jpg.ceph.json", FILM)
    assert again == stored
    assert [entry.core() for entry in again.history] == history
    restored = again.apply_to(empty_case(Path("151.jpg")))
    assert restored.scheme == case.scheme
    assert repr(restored.edits) == repr(case.edits)  # repr tells -0.0 from 0.0
    assert restored.calibration == case.calibration
    assert (restored.turn, restored.locked) == (case.turn, case.locked)
    if case.prediction is None:
        assert restored.prediction is None
    else:
        assert restored.prediction is not None
        assert restored.prediction.points.tobytes() == case.prediction.points.tobytes()
        assert restored.prediction.confidence.tobytes() == case.prediction.confidence.tobytes()
        former, now = case.prediction.expected_error, restored.prediction.expected_error
        assert (former is None) == (now is None)
        assert former is None or now.tobytes() == former.tobytes()
        assert restored.prediction.model == case.prediction.model
        assert restored.prediction.seconds == case.prediction.seconds


@settings(max_examples=25, deadline=None)
@given(cases(), st.lists(steps, max_size=8))
def test_steps_on_the_stored_case_and_on_the_case_are_one(case: Case, taken: list) -> None:
    stored = StoredCase.of(
        case, FILM, [HistoryEntry(datetime.now(UTC), "before")], StoredExport(path="a.csv", clean=True)
    )
    after = stored.with_steps(taken).apply_to(empty_case(Path("151.jpg")))
    expected = replay(case, taken)
    assert repr(sorted(after.edits.items())) == repr(sorted(expected.edits.items()))
    assert (after.calibration, after.turn, after.locked) == (expected.calibration, expected.turn, expected.locked)
    # Results, not differences: once more changes nothing.
    assert dict(replay(expected, taken).edits) == dict(expected.edits)
    assert len(stored.with_steps(taken).history) == 1 + len(taken)
    assert stored.with_steps(taken).exported == StoredExport(path="a.csv", clean=not taken)


def test_all_statuses_come_back(tmp_path: Path) -> None:
    points = FACE.copy()
    points[3:5] = np.nan
    marks = {"S": Edit(point=(1.5, 2.5)), "N": Edit(confirmed=True), "Or": Edit(visible=False), "Po": Edit((3.0, 4.0))}
    marks |= {"Pog": Edit((5.0, 6.5), estimated=12.5), "B": Edit(constructed=True)}
    case = case_of(points, edits=marks)
    (tmp_path / "c.json").write_bytes(encode_case(StoredCase.of(case, FILM)))
    again = load_case(tmp_path / "c.json", FILM).apply_to(Case(case.radiograph))
    statuses = [again.status(symbol) for symbol in ISBI_19.symbols]
    assert statuses == [case.status(symbol) for symbol in ISBI_19.symbols]
    assert set(statuses) == set(Status)
    assert again.edit("Pog") == marks["Pog"]


def test_the_chosen_reference_is_chosen_again_where_it_is_still_there() -> None:
    senior, junior = reference_of(FACE), Reference("junior", ISBI_19, FACE + 1)
    stored = StoredCase.of(case_of(FACE, references=(senior, junior), reference=junior), FILM)
    assert stored.apply_to(case_of(FACE, references=(senior, junior), reference=senior)).reference is junior
    assert stored.apply_to(case_of(FACE, references=(senior,), reference=senior)).reference is senior


def test_names_that_are_no_unicode_can_be_kept() -> None:
    film = StoredFilm(name="film\udcff.jpg", size=SIZE, sha256="ab" * 32)
    stored = StoredCase.of(empty_case(Path("x")), film)
    assert decode_case(encode_case(stored), "x", film) == stored
    assert stored.film.name == "film?.jpg"


def _document() -> dict:
    return json.loads(encode_case(StoredCase.of(case_of(FACE), FILM)))


def test_newer_damaged_and_changed_are_three_things(tmp_path: Path) -> None:
    path = tmp_path / "151.jpg.ceph.json"
    newer = {**_document(), "schema": SCHEMA + 1, "more": []}
    for content, kind, says in (
        (json.dumps(newer).encode(), NewerCaseFile, "newer version of CephView: update"),
        (b"{", DamagedCaseFile, "is damaged"),
        (b"[]", DamagedCaseFile, "is damaged"),
        (b"[" * 100_000, DamagedCaseFile, "is damaged"),
        (b"\xff\xfe\x00", DamagedCaseFile, "is damaged"),
        (json.dumps({**_document(), "schema": "1"}).encode(), DamagedCaseFile, "is damaged"),
        (json.dumps({**_document(), "schema": 0}).encode(), DamagedCaseFile, "is damaged"),
        (json.dumps({"schema": SCHEMA, "checksum": ""}).encode(), DamagedCaseFile, "is damaged"),
        (b"", CephViewError, "is empty"),
    ):
        path.write_bytes(content)
        with pytest.raises(kind, match=says) as error:
            load_case(path, FILM)
        assert str(error.value).startswith("151.jpg.ceph.json ")
        assert path.read_bytes() == content
    path.write_bytes(encode_case(StoredCase.of(case_of(FACE), FILM)))
    for other in ({"sha256": "cd" * 32}, {"size": (9, 8)}):
        with pytest.raises(FilmChanged, match=r"151\.jpg has changed since 151\.jpg\.ceph\.json was saved"):
            load_case(path, FILM.model_copy(update=other))
    assert load_case(path).film == FILM


# As the program of schema 1 wrote it.
FIRST_SCHEMA = (
    b'{"schema":1,"checksum":"f7e7086115c3da8af14ec2526bca4e3f6ac2c3cef431503987f92bb548e384cf","case":{"program":"0.1.0",'
    b'"saved":"2026-11-25T01:01:51.114990Z","film":{"name":"151.jpg","size":[8,8],"sha256":"' + b"ab" * 32 + b'"},'
    b'"scheme":{"name":"own","title":"Own","symbols":["S","N"]},"calibration":null,"prediction":null,"reference":"",'
    b'"edits":{"S":{"point":[1.5,2.25],"confirmed":false,"visible":true},"N":{"point":null,"confirmed":false,'
    b'"visible":false}},"history":[{"at":"2026-11-23T00:00:00Z","text":"Move S","who":""}],"exported":null,'
    b'"absorbed":null}}'
)


def test_a_file_of_the_first_schema_is_read_with_the_film_as_stored_and_nothing_locked() -> None:
    stored = decode_case(FIRST_SCHEMA, "151.jpg.ceph.json", FILM)
    case = stored.apply_to(empty_case(Path("151.jpg")))
    assert dict(case.edits) == {"S": Edit(point=(1.5, 2.25)), "N": Edit(visible=False)}
    assert (case.turn, case.locked) == (UPRIGHT, frozenset())
    assert json.loads(encode_case(stored))["schema"] == SCHEMA
    assert decode_case(encode_case(stored), "151.jpg.ceph.json", FILM) == stored
    with pytest.raises(DamagedCaseFile):
        decode_case(FIRST_SCHEMA.replace(b'"schema":1', b'"schema":2'), "151.jpg.ceph.json")


def test_a_calibration_of_a_source_to_come_is_newer_not_damaged() -> None:
    document = _document()
    document["case"]["calibration"] = {"mm_per_px_x": 0.1, "mm_per_px_y": 0.1, "source": "moon", "detail": ""}
    document["checksum"] = _checksum(document["case"])
    with pytest.raises(NewerCaseFile):
        decode_case(json.dumps(document).encode(), "x")
    document["case"]["calibration"].update(source="ruler", mm_per_px_x=0.0)
    document["checksum"] = _checksum(document["case"])
    with pytest.raises(DamagedCaseFile):
        decode_case(json.dumps(document).encode(), "x")


def test_each_flipped_bit_is_seen_or_does_no_harm() -> None:
    stored = StoredCase.of(case_of(FACE, edits={"S": Edit(point=(0.1, 1e-300))}), FILM)
    data = encode_case(stored)
    seen = 0
    for place in range(0, len(data), 3):
        broken = bytearray(data)
        broken[place] ^= 1 << (place % 8)
        try:
            assert decode_case(bytes(broken), "x", FILM) == stored
        except (DamagedCaseFile, NewerCaseFile):
            seen += 1
    assert seen > len(data) / 6  # the rest is the white space between the values


def test_a_file_that_an_editor_laid_out_anew_is_the_same(tmp_path: Path) -> None:
    document = _document()
    assert decode_case(json.dumps(document, indent=4, sort_keys=True).encode(), "x").film == FILM
    document["case"]["edits"]["S"] = {"point": [1.0, 2.0], "confirmed": False, "visible": True}
    with pytest.raises(DamagedCaseFile):
        decode_case(json.dumps(document).encode(), "x")


def test_a_film_is_known_by_its_bytes(tmp_path: Path) -> None:
    path, film = new_film(tmp_path)
    assert film.sha256 == hashlib.sha256(b"a film").hexdigest()
    assert new_film(tmp_path, "other.bmp")[1].sha256 == film.sha256
    path.unlink()
    with pytest.raises(CephViewError, match="cannot be read"):
        identify_film(path, SIZE)


def test_how_a_models_errors_lie_is_kept_with_its_points() -> None:
    case = case_of(FACE)
    mix = np.random.default_rng(1).normal(size=(38, 60))
    shape = ErrorShape(ISBI_19.symbols, mix @ mix.T / 60)
    case = case.with_prediction(replace(case.prediction, error_shape=shape))
    kept = decode_case(encode_case(StoredCase.of(case, FILM)), "151.jpg.ceph.json", FILM)
    again = kept.apply_to(case_of(FACE)).prediction.error_shape
    assert again.symbols == shape.symbols and again.products == pytest.approx(shape.products, abs=1e-4)
    assert len(encode_case(StoredCase.of(case, FILM))) < 60_000

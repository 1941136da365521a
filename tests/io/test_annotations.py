from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from io_helpers import DATA, FACE, Writer, needs_data

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.case import Case
from cephview.core.errors import CephViewError
from cephview.core.geometry import Points
from cephview.core.head_shape import MEAN_HEAD_MM
from cephview.core.landmarks import AARIZ_29, AARIZ_31, CL_DETECTION_38, ISBI_19, SCHEMES, Scheme
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.core.radiograph import Radiograph
from cephview.io.annotations import ANNOTATION_SUFFIXES, WRITTEN, AnnotationFormat, document, read_annotation
from cephview.io.annotations.labels import resolve_labels
from cephview.io.annotations.writing import write_annotation

SIZE = (1000, 1200)


def points_of(count: int) -> Points:
    """Points of a head in the order of the scheme of this many landmarks; somewhere, where no mean head has one."""
    points = np.random.default_rng(count).uniform(100, 999, (count, 2))
    symbols = next(scheme for scheme in SCHEMES.values() if len(scheme) == count).symbols
    known = [i for i, symbol in enumerate(symbols) if symbol in MEAN_HEAD_MM]
    points[known] = np.array([MEAN_HEAD_MM[symbols[i]] for i in known]) * 5 + 500
    return points


def isbi(points: Points, separator: str = ",", ending: str = "\n") -> str:
    return "".join(f"{x!r}{separator}{y!r}{ending}" for x, y in points.tolist())


def labelme(marks: Sequence[tuple[str, Sequence[float]]], size: tuple[int, int] = SIZE) -> str:
    shapes = [{"label": label, "points": [list(point)], "shape_type": "point", "flags": {}} for label, point in marks]
    return json.dumps({"version": "5.0.1", "shapes": shapes, "imageWidth": size[0], "imageHeight": size[1]})


def numbered(points: Points) -> list[tuple[str, list[float]]]:
    return [(f"l{i}", point) for i, point in enumerate(points.tolist(), start=1)]


def aariz(points: Points, strip: bool = False) -> str:
    names = {"N′": "N`", "Pog′": "Pog`", "L1": "LIT", "U1": "UIT"}
    titles = {"LPM": "Lower 2nd PM Cusp Tip", "UMT": "Upper Molar Cusp Tip", "L1": "Lower Incisor Tip"}
    titles |= {"N′": "Soft Tissue Nasion", "Pog′": "Soft Tissue Pogonion", "U1": "Upper Incisor Tip", "A": "A-point"}
    rows = []
    for landmark, (x, y) in zip(AARIZ_29.landmarks, points.tolist(), strict=True):
        symbol = names.get(landmark.symbol, landmark.symbol)
        title = titles.get(landmark.symbol, landmark.name)
        value = {"x": x, "y": y}
        rows.append({"title": title, "symbol": symbol.replace("`", "") if strip else symbol, "value": value})
    return json.dumps({"ceph_id": "x", "landmarks": rows[::-1]})


def cl_detection(films: dict[int, Points]) -> str:
    rows = [
        {"name": i if film % 2 else str(i), "point": [x, y, film], "scale": "0.1"}
        for film, points in films.items()
        for i, (x, y) in enumerate(points.tolist(), start=1)
    ]
    return json.dumps({"name": "Orthodontic landmarks", "type": "Multiple points", "points": rows})


@pytest.mark.parametrize("separator", [",", ", ", " ", "\t", ";"])
@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_isbi_text(write: Writer, separator: str, scheme: Scheme) -> None:
    points = points_of(len(scheme))
    reference = read_annotation(write("151.txt", isbi(points, separator, "\r\n") + "1\n2\n3\n1\n2\n3\n1\n2\n"))
    assert reference.scheme is scheme and reference.name == "file 151.txt" and reference.notes == ()
    assert np.array_equal(reference.points, points)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.lists(st.floats(1.5, 1e6), min_size=38, max_size=38))
def test_text_and_json_give_the_same_points_to_the_last_bit(write: Writer, values: list[float]) -> None:
    points = np.array(values).reshape(19, 2)
    for name, content in (("a.txt", isbi(points)), ("a.json", labelme(numbered(points)))):
        assert np.array_equal(read_annotation(write(name, content)).points, points)


def test_points_outside_the_film_are_told(write: Writer) -> None:
    points = points_of(19)
    points[3] = -7, 5
    reference = read_annotation(write("a.txt", isbi(points)), film_size=SIZE)
    assert reference.notes == ("1 of 19 points lie outside the film",)


@pytest.mark.parametrize(
    "labels",
    [[f"L{i}" for i in range(1, 20)], [f"{i:02d}" for i in range(1, 20)], list(ISBI_19.symbols),
     [m.name.upper() for m in ISBI_19.landmarks]],
)  # fmt: skip
def test_labelme_labels(write: Writer, labels: list[str]) -> None:
    marks = list(zip(labels, FACE.tolist(), strict=True))[::-1]
    reference = read_annotation(write("a.json", labelme(marks)), film_size=SIZE)
    assert reference.scheme is ISBI_19 and np.allclose(reference.points, FACE) and reference.notes == ()


def test_teeth_are_not_numbers() -> None:
    for labels, scheme, symbols in (
        (["L1", "L6"], CL_DETECTION_38, ("L1", "L6")),
        (["l1", "l6"], ISBI_19, ("S", "B")),
        (["l1", "l38"], CL_DETECTION_38, ("S", "L6")),
    ):
        found = resolve_labels(labels)
        assert (found.scheme, found.symbols) == (scheme, symbols)
    wanted = resolve_labels(["l1", "l20"], wanted=ISBI_19)
    assert (wanted.scheme, wanted.symbols, wanted.unclear) == (ISBI_19, ("S", None), ("l20",))


def test_labelme_of_another_size_and_with_other_shapes(write: Writer) -> None:
    content = json.loads(labelme([*numbered(FACE), ("ruler", [1, 2])], (500, 600)))
    content["shapes"].append({"label": "l1", "points": [[0, 0], [9, 9]], "shape_type": "rectangle"})
    reference = read_annotation(write("a.json", json.dumps(content)), film_size=SIZE)
    assert np.isnan(reference.points).sum() == 0
    assert any("says it was read on 500 × 600 px, but its points lie beyond" in note for note in reference.notes)
    assert any("left out ruler" in note for note in reference.notes)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("symbol", ISBI_19.symbols)
def test_of_a_label_that_comes_twice_the_likely_point_is_kept(write: Writer, symbol: str, mirrored: bool) -> None:
    face = FACE * [-1, 1] + [1000, 0] if mirrored else FACE
    turn = np.array([[0.96, 0.28], [-0.28, 0.96]])
    face = face @ turn + 3
    slip = face[ISBI_19.index(symbol)] + [90, -90]
    marks = [(f"l{ISBI_19.index(symbol) + 1}", slip.tolist()), *numbered(face)]
    reference = read_annotation(write("a.json", labelme(marks)))
    assert np.allclose(reference.points, face)
    assert reference.notes == (
        f"{symbol} was marked 2 times, 127 px apart: kept the one nearer to where the others expect it",
    )


def test_a_second_label_that_lies_at_the_missing_landmark_is_taken_for_it(write: Writer) -> None:
    marks = [("l17" if label == "l18" else label, point) for label, point in numbered(FACE)]
    reference = read_annotation(write("a.json", labelme(marks)))
    assert np.allclose(reference.points, FACE)
    assert "ANS was missing: took the second point marked PNS" in reference.notes[-1]


def test_a_second_label_elsewhere_leaves_the_landmark_missing(write: Writer) -> None:
    marks = [(label, point) for label, point in numbered(FACE) if label != "l18"] + [("l17", [900.0, 900.0])]
    reference = read_annotation(write("a.json", labelme(marks)))
    assert np.isnan(reference.points[ISBI_19.index("ANS")]).all()
    assert "ANS is missing, perhaps the second point marked PNS: left out" in reference.notes


def test_the_same_point_twice_and_too_few_others(write: Writer) -> None:
    same = read_annotation(write("a.json", labelme([("l1", [1, 2]), ("l1", [1, 2])])))
    assert same.notes == () and same.points[0].tolist() == [1, 2]
    few = read_annotation(write("a.json", labelme([("l1", [1, 2]), ("l1", [4, 6])])))
    assert few.notes == ("S was marked 2 times, 5 px apart: kept the first",)
    collapsed = read_annotation(write("a.json", labelme([*((f"l{i}", [5, 5]) for i in range(2, 20)), ("l1", [1, 2]),
                                                         ("l1", [4, 6])])))  # fmt: skip
    assert collapsed.points[0].tolist() == [1, 2]


@pytest.mark.parametrize("strip", [False, True])
def test_aariz(write: Writer, strip: bool) -> None:
    points = points_of(29)
    reference = read_annotation(write("a.json", aariz(points, strip)))
    assert reference.scheme is AARIZ_29 and reference.notes == ()
    assert np.array_equal(reference.points, points)


def test_aariz_with_strangers_and_twins(write: Writer) -> None:
    content = json.loads(aariz(points_of(29)))
    content["landmarks"] += [{"title": "Bregma", "value": {"x": 1, "y": 1}}, content["landmarks"][0]]
    reference = read_annotation(write("a.json", json.dumps(content)))
    assert np.array_equal(reference.points, points_of(29))
    assert [note.split(":")[0] for note in reference.notes] == ["left out Bregma"]


def test_a_scheme_that_is_asked_for_numbers_the_rows(write: Writer) -> None:
    own = Scheme("own", "Own", ISBI_19.symbols[::-1])
    assert read_annotation(write("a.txt", isbi(FACE)), scheme=own).scheme is own
    rows = "LM=19\n" + isbi(FACE, " ")
    assert read_annotation(write("a.tps", rows), film_size=SIZE, scheme=own).scheme is own
    assert read_annotation(write("a.json", labelme(numbered(FACE))), scheme=own).scheme is own


def test_cl_detection_takes_the_points_of_the_film(write: Writer) -> None:
    films = {1: points_of(38), 2: points_of(38) + 1, 12: points_of(38) + 2}
    path = write("gt.json", cl_detection(films))
    assert np.array_equal(read_annotation(path, film="IMG_0012.png").points, films[12])
    for film, says in ((None, "open the film first"), ("013.png", "none numbered as 013.png"), ("x.png", "none")):
        with pytest.raises(CephViewError, match=says):
            read_annotation(path, film=film)
    alone = read_annotation(write("one.json", cl_detection({7: points_of(38)})))
    assert alone.scheme is CL_DETECTION_38 and np.array_equal(alone.points, points_of(38))


def test_coco(write: Writer) -> None:
    flat = [value for x, y in FACE.tolist() for value in (x, y, 2)]
    flat[5] = 0
    content = {
        "images": [{"id": 1, "file_name": "x/a.png"}, {"id": 2, "file_name": "b.png"}],
        "categories": [{"id": 1, "keypoints": list(ISBI_19.symbols)}],
        "annotations": [{"image_id": i, "category_id": 1, "keypoints": flat} for i in (1, 2)],
    }
    path = write("coco.json", json.dumps(content))
    reference = read_annotation(path, film="a.png")
    assert np.isnan(reference.points[1]).all() and np.allclose(reference.points[2:], FACE[2:])
    with pytest.raises(CephViewError, match="points of 2 films"):
        read_annotation(path)
    with pytest.raises(CephViewError, match="but none of c"):
        read_annotation(path, film="c.png")


def test_tps(write: Writer) -> None:
    rows = [f"{x!r} {SIZE[1] - 1 - y!r}" for x, y in FACE.tolist()]
    rows[4] = "NA NA"
    one = "LM=19\n" + "\n".join(rows) + "\nIMAGE=C:\\films\\a.png\nID=0\nSCALE=0.1\n"
    reference = read_annotation(write("a.tps", one), film_size=SIZE)
    assert np.isnan(reference.points[4]).all() and np.allclose(reference.points[5:], FACE[5:])
    both = write("b.tps", one + one.replace("a.png", "b.png"))
    assert np.allclose(read_annotation(both, film="b.png", film_size=SIZE).points[5:], FACE[5:])
    for film, size, says in (("c.png", SIZE, "none of c.png"), ("a.png", None, "open the film first")):
        with pytest.raises(CephViewError, match=says):
            read_annotation(both, film=film, film_size=size)


GOOD = {".txt": isbi(FACE), ".json": labelme(numbered(FACE)), ".tps": "LM=1\n1 2\n", ".csv": "image,scheme\n"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is empty"),
        ("a.txt", b"\xff\xfe1\x00x\x00", "cannot be read at line 1"),
        ("a.txt", b"\x89PNG\0\0\0\r", "no text"),
        ("a.txt", isbi(FACE[:18]), "holds 18 points instead of 19, 29, 31, 38"),
        ("a.txt", isbi(FACE) + "1,2\n", "holds 20 points"),
        ("a.txt", isbi(FACE[:18]) + "1,inf\n", "line 19"),
        ("a.txt", isbi(FACE[:18]) + "1e999,2\n", "infinite"),
        ("a.txt", isbi(FACE[:3]) + "hello\n", "line 4"),
        ("a.txt", isbi(FACE) + "1\nhello\n", "line 21"),
        ("a.json", "{", "not valid JSON (line 1"),
        ("a.json", "[" * 100_000, "not valid JSON"),
        ("a.json", "9" * 10_000, "not valid JSON"),
        ("a.json", "null", "is none of"),
        ("a.json", "{}", "is none of"),
        ("a.json", labelme([("l1", [1, 2])]).replace("1, 2", "NaN, 2"), "holds NaN"),
        ("a.json", labelme([("l1", [1, 2])]).replace("1, 2", "1e999, 2"), "shapes.0.points"),
        ("a.json", labelme([("l1", [1, 2])]).replace("1, 2", "1"), "shapes.0.points"),
        ("a.json", labelme([("x", [1, 2])]), "holds no landmark"),
        ("a.json", labelme([]), "holds no landmark"),
        ("a.json", '{"shapes": 3}', "labelme JSON"),
        ("a.json", '{"landmarks": [{"title": "Sella", "value": {"x": null, "y": 1}}]}', "Aariz JSON"),
        ("a.json", '{"points": [{"name": "x", "point": [1, 2]}]}', "CL-Detection JSON"),
        ("a.json", '{"points": [{"name": "39", "point": [1, 2]}]}', "holds no landmark"),
        ("a.json", '{"categories": [], "annotations": [{"keypoints": [1]}]}', "gives 1 numbers for 0 keypoints"),
        ("a.tps", "LM=19\n1 2\n", "too early"),
        ("a.tps", "LM=1\nx y\n", "line 2"),
        ("a.tps", "LM=2\n1 2\n3 4\n", "holds 2 points instead of"),
        ("a.tps", "LM=1\n1e999 2\n", "infinite"),
        ("a.tps", "LM=19\n" + "1e999 2\n" * 19, "infinite"),
        ("a.tps", "LM3=4\n1 2 3\n", "only flat"),
        ("a.csv", "a,b\n1,2\n", "not understood: known are"),
        ("a.doc", "x", "is no landmark file"),
    ],
)
def test_what_is_no_annotation_is_refused_in_one_sentence(write: Writer, name: str, content: str, says: str) -> None:
    with pytest.raises(CephViewError) as error:
        read_annotation(write(name, content), film_size=SIZE)
    sentence = str(error.value)
    assert sentence.startswith(name) and sentence.endswith(".") and says in sentence and "\n" not in sentence


def test_huge_files_are_not_read(write: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_BYTES", 1 << 20)
    with pytest.raises(CephViewError, match="more than the 1 MB"):
        read_annotation(write("a.json", b" " * ((1 << 20) + 1)))


KEYS = ("shapes", "landmarks", "points", "annotations", "categories", "label", "value", "x", "y", "name", "point")
_TEXTS = [isbi(FACE), labelme(numbered(FACE)), aariz(points_of(29)), cl_detection({1: points_of(38)})]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(
    seed=st.sampled_from([*_TEXTS, *GOOD.values()]),
    suffix=st.sampled_from(ANNOTATION_SUFFIXES),
    changes=st.lists(
        st.tuples(st.integers(0, 5000), st.sampled_from([*'0-e",:[]{}\nNn=;', "null", "1e400"])), max_size=6
    ),
    cut=st.integers(1, 9000),
)
def test_damaged_files_end_in_points_or_a_sentence(
    write: Writer, seed: str, suffix: str, changes: list[tuple[int, str]], cut: int
) -> None:
    for place, text in changes:
        place %= len(seed)
        seed = seed[:place] + text + seed[place + 1 :]
    try:
        reference = read_annotation(write(f"a{suffix}", seed[:cut]), film="001.png", film_size=SIZE)
    except CephViewError as error:
        assert str(error).startswith(f"a{suffix}")
    else:
        assert reference.points.shape == (len(reference.scheme), 2) and not np.isinf(reference.points).any()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    content=st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(KEYS),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_ends_in_points_or_a_sentence(write: Writer, content: object) -> None:
    try:
        read_annotation(write("a.json", json.dumps(content)), film="001.png", film_size=SIZE)
    except CephViewError as error:
        assert str(error).startswith("a.json")


@needs_data
def test_the_slips_of_the_real_files_are_sorted_out() -> None:
    for number, observer, symbol in (("002", 2, "ANS"), ("109", 1, "Ls"), ("140", 1, "S"), ("098", 1, "A")):
        sorted_out = read_annotation(DATA / f"hamedan/observer_{observer}/{number}.json", film_size=(1340, 1671))
        other = read_annotation(DATA / f"hamedan/observer_{3 - observer}/{number}.json", film_size=(1340, 1671))
        index = ISBI_19.index(symbol)
        assert sorted_out.notes
        assert np.hypot(*(sorted_out.points[index] - other.points[index])) < 40
    aariz_file = next((DATA / "formats/aariz").glob("*.json"))
    assert np.isfinite(read_annotation(aariz_file).points).all()


# -- writing -----------------------------------------------------------------------------------------------------------

KNOWN = Calibration(0.1, 0.1, CalibrationSource.RULER)


def a_case(missing: bool = False, calibration: Calibration | None = KNOWN, scheme: Scheme = ISBI_19) -> Case:
    points = points_of(len(scheme))
    if missing:
        points[4] = np.nan
    film = Radiograph(np.zeros(SIZE[::-1], np.uint8), Path("/Smith^John/151.png"))
    prediction = Prediction(scheme, points, np.ones(len(scheme)), ModelIdentity("m", "0" * 64))
    return Case(film, scheme, calibration, prediction)


@pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row.title)
@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
@pytest.mark.parametrize("missing", [False, True])
def test_what_is_written_reads_back(tmp_path: Path, row: AnnotationFormat, scheme: Scheme, missing: bool) -> None:
    case = a_case(missing, scheme=scheme)
    path = tmp_path / f"151{row.suffixes[-1]}"
    if (row.title == "ISBI 2015 text" and missing) or (
        row.title == "CL-Detection JSON" and scheme in (AARIZ_29, AARIZ_31)
    ):
        with pytest.raises(CephViewError, match="choose another format"):
            write_annotation(path, case, row)
        assert not path.exists()
        return
    write_annotation(path, case, row)
    assert b"Smith" not in path.read_bytes(), "the folder names the patient"
    again = read_annotation(path, film="151.png", film_size=SIZE)
    assert not again.notes
    np.testing.assert_allclose(scheme.take(again.points, again.scheme), case.points, rtol=0, atol=1e-9)


def test_formats_that_cannot_say_it_write_nothing(tmp_path: Path) -> None:
    rows = {row.title: row for row in WRITTEN}
    uneven, none = Calibration(0.1, 0.2, CalibrationSource.TYPED), None
    empty = Case(a_case().radiograph)
    for title, case, says in (
        ("3D Slicer markups", a_case(calibration=none), "calibrate 151.png first"),
        ("TPS", a_case(calibration=uneven), "knows one scale"),
        ("CL-Detection JSON", a_case(calibration=uneven), "knows one scale"),
        *((title, empty, "has no points yet") for title in rows if title != "3D Slicer markups"),
    ):
        with pytest.raises(CephViewError, match=says):
            write_annotation(tmp_path / "x", case, rows[title])
    assert list(tmp_path.iterdir()) == []


def slicer(points: Sequence[tuple[str, Sequence[float], str]], system: str = "LPS") -> str:
    marks = [
        {"id": str(i), "label": label, "position": at, "positionStatus": s} for i, (label, at, s) in enumerate(points)
    ]
    return json.dumps({"markups": [{"type": "Fiducial", "coordinateSystem": system, "controlPoints": marks}]})


def test_slicer_gives_mm_of_the_patient(write: Writer) -> None:
    uneven = Calibration(0.1, 0.2, CalibrationSource.FIDUCIAL)
    marks = [
        ("S", (20.0, 30.0, 0.0), "defined"),
        ("N", (1.0, 1.0, 0.0), "undefined"),
        ("?", (1.0, 1.0, 0.0), "defined"),
    ]
    for system, sign in (("LPS", 1), ("RAS", -1)):
        path = write("a.mrk.json", slicer([(n, [sign * x for x in at], s) for n, at, s in marks], system))
        reference = read_annotation(path, calibration=uneven)
        assert tuple(reference.points[0]) == pytest.approx((200, 150)) and np.isnan(reference.points[1]).all()
        assert reference.notes == ("left out ?: no landmark of ISBI 2015, 19 landmarks",)
        with pytest.raises(CephViewError, match="nobody knows yet how many a pixel"):
            read_annotation(path)
    for broken, says in (
        (slicer(marks).replace("LPS", "XYZ"), "coordinateSystem"),
        (slicer(marks).replace("20.0", "1e999"), "position"),
        (slicer([]), "holds no landmark"),
        ('{"markups": 3}', "3D Slicer markups"),
    ):
        with pytest.raises(CephViewError, match=says):
            read_annotation(write("a.mrk.json", broken), calibration=uneven)

"""Readings in the structure that other programs' documentation gives (looked up): the true points, whatever encoding.

Label Studio: labelstud.io/tags/keypointlabels; CVAT: docs.cvat.ai, XML annotation format 1.1; Slicer: its developer
guide on markups; YOLO: docs.ultralytics.com/datasets/pose; DeepLabCut: its labelled-data tables; VIA: its exports.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from cephview.core.calibration import Calibration, CalibrationSource
from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.io.annotations import read_annotation

HERE = Path(__file__).parent / "readings"
SIZE, MM = (1200, 1488), 0.1
TRUTH = np.loadtxt(HERE / "pts_300w.pts", skiprows=3, max_rows=19)
ROWS = [(symbol, x, y) for symbol, (x, y) in zip(ISBI_19.symbols, TRUTH.tolist(), strict=True)]
SCORER, PARTS = ",".join(["me"] * 38), ",".join(f"{s},{s}" for s, _, _ in ROWS)
FIDUCIALS = "# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n"


def cell(value: object) -> str:
    return '"' + json.dumps(value, ensure_ascii=False).replace('"', '""') + '"'


def label_studio(*images: str) -> str:
    result = [
        {
            "original_width": SIZE[0],
            "original_height": SIZE[1],
            "image_rotation": 0,
            "type": "keypointlabels",
            "value": {"x": x / SIZE[0] * 100, "y": y / SIZE[1] * 100, "width": 0.3, "keypointlabels": [s]},
        }
        for s, x, y in ROWS
    ]
    annotation = {"id": 1, "completed_by": 1, "result": result, "was_cancelled": False}
    return json.dumps(
        [{"id": i, "annotations": [annotation], "data": {"img": image}} for i, image in enumerate(images)]
    )


def markups(system: str, sign: int, label: str) -> str:
    points = [
        {
            "label": label.format(number=number, symbol=s),
            "position": [sign * x * MM, sign * y * MM, 0.0],
            "positionStatus": "defined",
        }
        for number, (s, x, y) in enumerate(ROWS, start=1)
    ]
    markup = {"type": "Fiducial", "coordinateSystem": system, "coordinateUnits": "mm", "controlPoints": points}
    return json.dumps({"markups": [markup]})


VIA_HEAD = "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes"
VIA_CSV = "\n".join(
    [
        VIA_HEAD,
        *(
            f'phantom.png,9,"{{}}",19,{i},{cell({"name": "point", "cx": x, "cy": y})},{cell({"landmark": s})}'
            for i, (s, x, y) in enumerate(ROWS)
        ),
        f'other.png,9,"{{}}",1,0,{cell({"name": "point", "cx": 1, "cy": 2})},{cell({"landmark": "S"})}',
    ]
)
VIA_3 = {
    "project": {"pid": "__VIA_PROJECT_ID__", "pname": "cephs", "data_format_version": "3.1.1", "vid_list": ["1", "2"]},
    "attribute": {"1": {"aname": "landmark", "anchor_id": "FILE1_Z0_XY1", "type": 1, "options": {}}},
    "file": {
        f"{i}": {"fid": f"{i}", "fname": name, "type": 2, "loc": 3, "src": f"films/{name}"}
        for i, name in enumerate(("phantom.png", "other.png"), start=1)
    },
    "metadata": {
        **{
            f"1_{i}": {"vid": "1", "flg": 0, "z": [], "xy": [1, x, y], "av": {"1": s}}
            for i, (s, x, y) in enumerate(ROWS)
        },
        "2_0": {"vid": "2", "flg": 0, "z": [], "xy": [1, 3, 4], "av": {"1": "S"}},
        "1_box": {"vid": "1", "flg": 0, "z": [], "xy": [2, 3, 4, 50, 60], "av": {"1": "S"}},
    },
    "view": {"1": {"fid_list": ["1"]}, "2": {"fid_list": ["2"]}},
}
OLD_LABEL_STUDIO = {
    "completions": json.loads(label_studio("a.png"))[0]["annotations"],
    "data": {"image": "https://user.example/files/phantom.png"},
    "id": 0,
    "task_path": "../tasks.json",
}
TWO_MICE = (
    f"scorer,{SCORER},me,me\nindividuals,{','.join(['mouse1'] * 38)},mouse2,mouse2\nbodyparts,{PARTS},S,S\n"
    f"coords,{','.join(['x,y'] * 20)}\nlabeled-data/v/phantom.png," + ",".join(f"{x},{y}" for _, x, y in ROWS)
)
CVAT_POINTS = "".join(
    f'<points label="{s}" source="manual" occluded="0" points="{x},{y}" z_order="0"></points>' for s, x, y in ROWS
)
FILES = {
    "local.json": label_studio("/data/local-files/?d=films%2Fphantom.png", "/data/local-files/?d=films%2Fb.png"),
    "upload.json": label_studio("/data/upload/1/8f3b2c1a-phantom.png"),
    "via.csv": VIA_CSV,
    "cvat.xml": (
        '<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version><meta><task><id>1</id></task></meta>'
        f'<image id="0" name="films/phantom.png" width="1200" height="1488">{CVAT_POINTS}</image>'
        '<image id="1" name="films/b.png" width="10" height="10"></image></annotations>'
    ),
    "via3.json": json.dumps(VIA_3),
    "completions.json": json.dumps(OLD_LABEL_STUDIO),
    "skeleton.xml": (
        '<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version><meta><job><id>1</id></job></meta>'
        '<image id="0" name="phantom.png" width="1200" height="1488"><skeleton label="head" source="manual">'
        + CVAT_POINTS.replace('occluded="0"', 'occluded="0" outside="0"')
        + '<points label="Gl" source="manual" outside="1" occluded="0" points="5,5"></points></skeleton></image>'
        "</annotations>"
    ),
    "dlc_one_of_two.csv": TWO_MICE + ",,",
    "dlc.csv": (
        f"scorer,{SCORER}\nbodyparts,{PARTS}\ncoords,{','.join(['x,y'] * 19)}\nlabeled-data/v/phantom.png,"
        + ",".join(f"{x},{y}" for _, x, y in ROWS)
    ),
    "dlc_new.csv": (
        f"scorer,,,{SCORER}\nbodyparts,,,{PARTS}\ncoords,,,{','.join(['x,y'] * 19)}\nlabeled-data,v,phantom.png,"
        + ",".join(f"{x},{y}" for _, x, y in ROWS)
    ),
    "napari.csv": "index,axis-0,axis-1\n" + "\n".join(f"{float(i)},{y},{x}" for i, (_, x, y) in enumerate(ROWS)),
    "ras.fcsv": (
        "# Markups fiducial file version = 4.11\n# CoordinateSystem = RAS\n"
        + FIDUCIALS
        + "\n".join(f"n_{i},{-x * MM},{-y * MM},0,0,0,0,1,1,1,0,{s},," for i, (s, x, y) in enumerate(ROWS))
    ),
    "old.fcsv": (
        "# Markups fiducial file version = 4.6\n# CoordinateSystem = 0\n"
        + FIDUCIALS
        + "\n".join(f"n_{i},{-x * MM},{-y * MM},0,0,0,0,1,1,1,0,{s},," for i, (s, x, y) in enumerate(ROWS))
    ),
    "slicer_5.fcsv": (
        "# Markups fiducial file version = 5.6\n# CoordinateSystem = LPS\n"
        + FIDUCIALS
        + "\n".join(f"{i},{x * MM},{y * MM},0,0,0,0,1,1,1,0,{s},,,2,0" for i, (s, x, y) in enumerate(ROWS))
        + "\n19,0,0,0,0,0,0,1,1,1,0,Ar,,,0,0\n"
    ),
    "points_ras.csv": "label,r,a,s,defined,selected,visible,locked,description\n"
    + "\n".join(f"{s},{-x * MM},{-y * MM},0,1,1,1,0," for s, x, y in ROWS)
    + "\nGl,0,0,0,0,1,1,0,",
    "points_lps.csv": "label,l,p,s,defined,selected,visible,locked,description\n"
    + "\n".join(f"{s},{x * MM},{y * MM},0,1,1,1,0," for s, x, y in ROWS),
    "ras.mrk.json": markups("RAS", -1, "{symbol}"),
    "numbered.mrk.json": markups("LPS", 1, "F-{number}"),
    "crlf.pts": "version: 1\r\nn_points: 19\r\n{\r\n" + "".join(f"{x} {y}\r\n" for _, x, y in ROWS) + "}\r\n",
    "yolo.txt": "0 0.5 0.5 0.9 0.9 " + " ".join(f"{x / 1200:.7f} {y / 1488:.7f} 2" for _, x, y in ROWS),
    "yolo_pairs.txt": "0 0.5 0.5 0.9 0.9 " + " ".join(f"{x / 1200:.7f} {y / 1488:.7f}" for _, x, y in ROWS),
    "yolo_model.txt": "0 0.5 0.5 0.9 0.9 " + " ".join(f"{x / 1200:.7f} {y / 1488:.7f} 0.98" for _, x, y in ROWS),
    "yolo_save_conf.txt": "0 0.5 0.5 0.9 0.9 "
    + " ".join(f"{x / 1200:.6f} {y / 1488:.6f} {0.98 - i / 50:.4f}" for i, (_, x, y) in enumerate(ROWS))
    + " 0.9137",
    "yolo_pairs_conf.txt": "0 0.5 0.5 0.9 0.9 "
    + " ".join(f"{x / 1200:.6f} {y / 1488:.6f}" for _, x, y in ROWS)
    + " 0.9137",
    "list.json": json.dumps([{"name": s, "x": x, "y": y} for s, x, y in reversed(ROWS)]),
    "named.json": json.dumps({"landmarks": [{"symbol": s, "x": x, "y": y} for s, x, y in reversed(ROWS)]}),
    "by_film.json": json.dumps(
        {"phantom": [{"label": s, "x": x, "y": y} for s, x, y in reversed(ROWS)], "other": [[1, 2]] * 19}
    ),
    "rows.json": json.dumps(TRUTH.tolist()),
    "keypoints.json": json.dumps({"keypoints": TRUTH.tolist()}),
    "x1_y1.csv": ",".join(f"x{i},y{i}" for i in range(1, 20)) + "\n" + ",".join(f"{x},{y}" for _, x, y in ROWS),
    "x0_y0.csv": "image,"
    + ",".join(f"x{i},y{i}" for i in range(19))
    + "\nphantom.png,"
    + ",".join(f"{x},{y}" for _, x, y in ROWS),
    "bare.csv": "\n".join(f"{x},{y}" for _, x, y in ROWS),
    "german.csv": "Name;X;Y\n" + "\n".join(f"{s};{x:.3f};{y:.3f}".replace(".", ",") for s, x, y in ROWS),
    "mapping.json": json.dumps({"phantom.png": TRUTH.tolist(), "other": TRUTH.tolist()}),
    "dos.txt": "".join(f"{x},{y}\r\n\r\n" for _, x, y in ROWS) + "1\r\n2\r\n\x1a",
    "german.txt": "\n".join(f"{x:.3f};{y:.3f}".replace(".", ",") for _, x, y in ROWS),
}


@pytest.mark.parametrize("name", FILES)
def test_what_other_programs_write_gives_the_true_points(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name].encode())
    known = Calibration(MM, MM, CalibrationSource.UNCERTAIN)
    found = read_annotation(tmp_path / name, film="phantom.png", film_size=SIZE, calibration=known)
    assert ISBI_19.take(found.points, found.scheme) == pytest.approx(TRUTH, abs=0.001)
    assert found.notes == ()


@pytest.mark.parametrize("name", ["ras.fcsv", "points_lps.csv", "numbered.mrk.json"])
def test_millimetres_that_nobody_stated_are_said(tmp_path: Path, name: str) -> None:
    """The file holds none of the film's spacing: what was typed or stands in a table need not be what Slicer used."""
    (tmp_path / name).write_bytes(FILES[name].encode())
    right = Calibration(MM, MM, CalibrationSource.TABLE)
    found = read_annotation(tmp_path / name, film="phantom.png", film_size=SIZE, calibration=right)
    assert found.notes == ("its millimetres were brought to px by 0.1 mm a px (data set table)",)
    for wrong, says in ((0.2, "fill 2"), (0.05, "outside the film")):
        known = Calibration(wrong, wrong, CalibrationSource.TYPED)
        notes = read_annotation(tmp_path / name, film="phantom.png", film_size=SIZE, calibration=known).notes
        assert f"{wrong} mm a px (typed in)" in notes[0] and says in " ".join(notes)


@pytest.mark.parametrize("scale", [1.0, 0.6])
def test_points_of_another_frame_are_told(tmp_path: Path, scale: float) -> None:
    """A flipped or transposed head is a head all the same, so nothing else can tell; a film that faces left is none."""
    size = (int(SIZE[0] * scale), int(SIZE[1] * scale))
    right = TRUTH * scale
    ways = {
        "y counts upwards": right * [1, -1] + [0, size[1]],
        "x and y are exchanged": right[:, ::-1],
        "": right * [-1, 1] + [size[0] - 1, 0],
    }
    for says, points in ways.items():
        (tmp_path / "a.txt").write_text("\n".join(f"{x:.2f},{y:.2f}" for x, y in points))
        notes = read_annotation(tmp_path / "a.txt", film_size=(1500, 1500)).notes
        assert len(notes) == bool(says) and says in "".join(notes)


def test_a_film_that_cvat_flipped_is_told(tmp_path: Path) -> None:
    text = FILES["cvat.xml"].replace("<id>1</id>", "<id>1</id><flipped>True</flipped>")
    (tmp_path / "a.xml").write_text(text)
    assert "flipped" in read_annotation(tmp_path / "a.xml", film="phantom.png", film_size=SIZE).notes[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", FILES)
def test_whatever_unicode_it_is_saved_in(tmp_path: Path, name: str, encoding: str) -> None:
    """Excel's "Unicode text", Notepad's "Unicode" and what PowerShell redirects are UTF-16."""
    (tmp_path / name).write_bytes(FILES[name].encode(encoding))
    known = Calibration(MM, MM, CalibrationSource.TYPED)
    found = read_annotation(tmp_path / name, film="phantom.png", film_size=SIZE, calibration=known)
    assert ISBI_19.take(found.points, found.scheme) == pytest.approx(TRUTH, abs=0.001)


def test_letters_of_western_windows(tmp_path: Path) -> None:
    """What Excel saves as plain CSV there: labels that no landmark has are named by their letters."""
    text = "Name;X;Y\n" + "\n".join(f"{s};{x:.3f};{y:.3f}".replace(".", ",") for s, x, y in ROWS)
    (tmp_path / "a.csv").write_bytes((text + "\nZahnhöcker;5;5\n").encode("cp1252", errors="replace"))
    found = read_annotation(tmp_path / "a.csv", film_size=SIZE)
    assert found.points[:10] == pytest.approx(TRUTH[:10], abs=0.001) and "Zahnhöcker" in " ".join(found.notes)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("via.csv", VIA_CSV.replace('"{""name""', '"{""name', 1)),
        ("via.csv", f'{VIA_HEAD}\nphantom.png,9,"{{}}",1,0,"[1]","{{}}"\n'),
        ("two.csv", TWO_MICE + ",7,8"),
        ("local.json", label_studio("/data/local-files/?d=a.png", "/data/local-files/?d=b.png")),
    ],
)
def test_what_is_not_as_documented_is_one_sentence(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CephViewError, match=name):
        read_annotation(tmp_path / name, film="phantom.png", film_size=SIZE)

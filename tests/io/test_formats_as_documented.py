"""Readings in the variants that other programs write, as far as their formats are known here: the true points."""

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
    "ras.mrk.json": markups("RAS", -1, "{symbol}"),
    "numbered.mrk.json": markups("LPS", 1, "F-{number}"),
    "crlf.pts": "version: 1\r\nn_points: 19\r\n{\r\n" + "".join(f"{x} {y}\r\n" for _, x, y in ROWS) + "}\r\n",
    "yolo.txt": "0 0.5 0.5 0.9 0.9 " + " ".join(f"{x / 1200:.7f} {y / 1488:.7f} 2" for _, x, y in ROWS),
    "yolo_pairs.txt": "0 0.5 0.5 0.9 0.9 " + " ".join(f"{x / 1200:.7f} {y / 1488:.7f}" for _, x, y in ROWS),
    "yolo_model.txt": "0 0.5 0.5 0.9 0.9 " + " ".join(f"{x / 1200:.7f} {y / 1488:.7f} 0.98" for _, x, y in ROWS),
    "german.csv": "Name;X;Y\n" + "\n".join(f"{s};{x:.3f};{y:.3f}".replace(".", ",") for s, x, y in ROWS),
    "mapping.json": json.dumps({"phantom.png": TRUTH.tolist(), "other": TRUTH.tolist()}),
    "dos.txt": "".join(f"{x},{y}\r\n\r\n" for _, x, y in ROWS) + "1\r\n2\r\n\x1a",
    "german.txt": "\n".join(f"{x:.3f};{y:.3f}".replace(".", ",") for _, x, y in ROWS),
}


@pytest.mark.parametrize("name", FILES)
def test_what_other_programs_write_gives_the_true_points(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name].encode())
    known = Calibration(MM, MM, CalibrationSource.TYPED)
    found = read_annotation(tmp_path / name, film="phantom.png", film_size=SIZE, calibration=known)
    assert ISBI_19.take(found.points, found.scheme) == pytest.approx(TRUTH, abs=0.001)
    assert found.notes == ()


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
        ("local.json", label_studio("/data/local-files/?d=a.png", "/data/local-files/?d=b.png")),
    ],
)
def test_what_is_not_as_documented_is_one_sentence(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CephViewError, match=name):
        read_annotation(tmp_path / name, film="phantom.png", film_size=SIZE)

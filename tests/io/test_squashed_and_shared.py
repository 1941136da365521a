"""Readings of a squashed copy, and files of several observers: understood, or refused with the true reason."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.io.annotations import read_annotation

HERE = Path(__file__).parent / "readings"
SIZE = (1200, 1488)
TRUTH = np.loadtxt(HERE / "pts_300w.pts", skiprows=3, max_rows=19)


def labelme(points: np.ndarray, size: tuple[int, int]) -> str:
    shapes = [
        {"label": s, "points": [p], "shape_type": "point"}
        for s, p in zip(ISBI_19.symbols, points.tolist(), strict=True)
    ]
    return json.dumps(
        {"shapes": shapes, "imagePath": "phantom.png", "imageWidth": size[0], "imageHeight": size[1], "version": "5"}
    )


def coco(points: np.ndarray, size: tuple[int, int], readers: int = 1) -> str:
    numbers = [v for x, y in points.tolist() for v in (x, y, 2)]
    rows = [{"id": i, "image_id": 1, "category_id": 1, "keypoints": numbers} for i in range(readers)]
    image = {"id": 1, "file_name": "phantom.png", "width": size[0], "height": size[1]}
    categories = [{"id": 1, "keypoints": list(ISBI_19.symbols)}]
    return json.dumps({"images": [image], "categories": categories, "annotations": rows})


def cvat(points: np.ndarray, size: tuple[int, int]) -> str:
    marks = "".join(
        f'<points label="{s}" points="{x},{y}"/>' for s, (x, y) in zip(ISBI_19.symbols, points.tolist(), strict=True)
    )
    image = f'<image id="0" name="phantom.png" width="{size[0]}" height="{size[1]}">{marks}</image>'
    return f"<annotations><version>1.1</version>{image}</annotations>"


WRITERS = {"labelme.json": labelme, "coco.json": coco, "cvat.xml": cvat}


def read(folder: Path, name: str, text: str):
    (folder / name).write_text(text, encoding="utf-8")
    return read_annotation(folder / name, film="phantom.png", film_size=SIZE)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("size", [(512, 1024), (300, 744), (900, 600)])
def test_a_reading_of_a_squashed_copy_is_stretched_to_the_film(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    ratio = np.array(size) / SIZE
    found = read(tmp_path, name, WRITERS[name](TRUTH * ratio, size))
    assert ISBI_19.take(found.points, found.scheme) == pytest.approx(TRUTH, abs=1e-6)
    assert f"read on a squashed copy of {size[0]} × {size[1]} px: stretched to the film's 1200 × 1488 px" in found.notes


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("size", [(1200, 1000), (900, 900), (1240, 1488), (2000, 1488)])
def test_a_cropped_copy_is_not_stretched_but_refused_with_the_reason(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    with pytest.raises(CephViewError, match="of another film, or of a cropped or squashed copy"):
        read(tmp_path, name, WRITERS[name](TRUTH * 0.6, size))


def test_a_squash_that_the_points_do_not_tell_is_refused_too(tmp_path: Path) -> None:
    size = (1150, 1488)
    with pytest.raises(CephViewError, match="its points do not tell which"):
        read(tmp_path, "labelme.json", labelme(TRUTH * (np.array(size) / SIZE), size))
    with pytest.raises(CephViewError, match="on its side"):
        read(tmp_path, "labelme.json", labelme(TRUTH[:, ::-1], SIZE[::-1]))


def test_several_observers_in_one_file_are_refused_with_what_to_do(tmp_path: Path) -> None:
    other = TRUTH + np.random.default_rng(0).normal(0, 4, TRUTH.shape)
    one, two = (json.loads(labelme(points, SIZE)) for points in (TRUTH, other))
    one["shapes"] += two["shapes"]
    with pytest.raises(CephViewError, match=r"marks 19 of its 19 landmarks more than once.*observer_1, observer_2"):
        read(tmp_path, "labelme.json", json.dumps(one))
    with pytest.raises(CephViewError, match=r"holds 2 sets of keypoints.*observer_1, observer_2"):
        read(tmp_path, "coco.json", coco(TRUTH, SIZE, readers=2))
    # One landmark marked twice is a slip, and is sorted out as before.
    slip = json.loads(labelme(TRUTH, SIZE))
    slip["shapes"].append({"label": "S", "points": [[5, 5]], "shape_type": "point"})
    assert any("S was marked 2 times" in note for note in read(tmp_path, "labelme.json", json.dumps(slip)).notes)

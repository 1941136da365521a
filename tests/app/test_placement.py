"""The window on small and finely drawn screens: wholly within them, nothing cut, and as it was left on each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def placed(folder: Path, screen: tuple[int, int], scale: float = 1.0, *more: str) -> dict:
    """What `place_window.py` measures on a screen of so many device px, with settings kept in `folder`."""
    width, height = screen
    layout = {"name": "test", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    config = folder / f"{width}x{height}.json"
    config.write_text(json.dumps({"screens": [layout | {"logicalBaseDpi": 96}]}), encoding="utf-8")
    environment = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_SCALE_FACTOR": str(scale),
        "PYTHONPATH": str(HERE.parent.parent),
    }
    command = [sys.executable, str(HERE / "place_window.py"), str(folder / "settings.ini"), *more]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def inside(rect: list[int], room: list[int]) -> bool:
    x, y, width, height = rect
    left, top, most_width, most_height = room
    return x >= left and y >= top and x + width <= left + most_width and y + height <= top + most_height


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="Qt's screens of a file are those of its offscreen platform")
@pytest.mark.parametrize(
    ("screen", "scale"),
    [((1280, 800), 1.0), ((1366, 768), 1.0), ((1920, 1080), 1.5), ((2560, 1600), 2.0), ((1920, 1200), 1.0)],
)
def test_the_window_opens_within_its_screen_and_nothing_is_cut(tmp_path: Path, screen, scale) -> None:
    found = placed(tmp_path, screen, scale)
    assert found["ratio"] == scale and inside(found["frame"], found["screen"])
    assert found["cut"] == [] and found["too_narrow"] == []
    assert found["film"][2] > 0.45 * found["frame"][2], "the panels leave the film too little"
    together = found["landmarks"][3] > 0.75 * found["frame"][3]
    if found["screen"][3] < 860:
        assert found["tab_bars"] == [["Landmarks", "Measurements", "Display", "History"]]
        assert together and found["measurements"][3] > 0.75 * found["frame"][3]
    else:
        assert found["tab_bars"] == [["Measurements", "Display", "History"]]
        assert found["measurements"][3] > 200 and found["landmarks"][3] > 500


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="Qt's screens of a file are those of its offscreen platform")
def test_size_and_panels_are_remembered_for_each_screen_by_itself(tmp_path: Path) -> None:
    assert placed(tmp_path, (1920, 1200), 1.0, "1500")["width"] == 1500
    small = placed(tmp_path, (1280, 800), 1.0, "1100")
    assert small["width"] == 1100 and inside(small["frame"], small["screen"])
    large, small = placed(tmp_path, (1920, 1200)), placed(tmp_path, (1280, 800))
    assert large["width"] == 1500 and small["width"] == 1100
    assert large["tab_bars"] == [["Measurements", "Display", "History"]], "a tab bar of before is left over"
    assert small["tab_bars"] == [["Landmarks", "Measurements", "Display", "History"]]

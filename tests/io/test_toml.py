"""TOML files of users that are nested without end or hold giant numbers: each costs only itself, in one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cephview.core.errors import CephViewError
from cephview.core.resources import resource
from cephview.io.analyses import usable_analyses
from cephview.io.toml import read_toml
from cephview.model.sidecar import read_sidecar
from cephview.model.training.settings import read_settings
from cephview.review.predictions import read_predictions

FAULTS = Path(__file__).parent / "faults"
NINES = "9" * 5000
HOSTILE = {
    "deep": "a = " + "[" * 2000 + "]" * 2000,
    "tables": "a = " + "{a=" * 2000 + "1" + "}" * 2000,
    "dotted": ".".join("a" * 2000) + " = 1",
    "digits": f"rate = {NINES}",
    "many digits": f"rate = {'9' * 400}",
    "hex": f"rate = 0x{'f' * 9000}",
    "not TOML": "rate = = 1",
    "not text": "rate = '\udcff'",
    "empty": "",
}


def put(path: Path, text: str) -> Path:
    path.write_bytes(text.encode(errors="surrogateescape"))
    return path


@pytest.mark.parametrize("kind", HOSTILE)
def test_each_reader_of_toml_ends_in_one_sentence(tmp_path: Path, kind: str) -> None:
    path = put(tmp_path / "own.toml", HOSTILE[kind])
    model = tmp_path / "own.pth"
    beside = put(tmp_path / "own.preprocessing.toml", HOSTILE[kind])
    for read, name in (
        (lambda: read_toml(path), path.name),
        (lambda: read_settings(path), path.name),
        (lambda: read_sidecar(model), beside.name),
    ):
        with pytest.raises(CephViewError) as error:
            read()
        text = str(error.value)
        assert name in text and text.endswith(".") and "\n" not in text and len(text) < 300


@pytest.mark.parametrize("kind", HOSTILE)
def test_an_analysis_that_cannot_be_used_costs_only_itself(tmp_path: Path, kind: str) -> None:
    put(tmp_path / "broken.toml", HOSTILE[kind])
    own = resource("analyses", "tweed.toml").read_text().replace('name = "Tweed"', 'name = "Mine"', 1)
    put(tmp_path / "mine.toml", own)
    (tmp_path / "folder.toml").mkdir()
    analyses, problems = usable_analyses(tmp_path)
    assert "Mine" in {analysis.name for analysis in analyses} and len(analyses) > 5
    assert len(problems) == 2 and any("broken.toml" in text for text in problems)


def test_the_files_that_went_wrong_end_in_one_sentence(tmp_path: Path) -> None:
    shutil.copy(FAULTS / "analysis_toml_5.toml", tmp_path)
    analyses, problems = usable_analyses(tmp_path)
    assert len(problems) == 1 and "analysis_toml_5.toml" in problems[0] and len(analyses) > 5
    with pytest.raises(CephViewError, match=r"settings_toml_5\.toml"):
        read_settings(FAULTS / "settings_toml_5.toml")
    shutil.copy(FAULTS / "sidecar_toml_26.toml", tmp_path / "m.preprocessing.toml")
    with pytest.raises(CephViewError, match=r"m\.preprocessing\.toml"):
        read_sidecar(tmp_path / "m.pth")


@pytest.mark.parametrize("number", ["1" + "0" * 400, "-" + "9" * 400, NINES, "1e400", "[1]", '"x"', "{}"])
def test_numbers_that_are_none_in_a_file_of_predictions(tmp_path: Path, number: str) -> None:
    path = put(tmp_path / "p.json", '{"001": [' + ", ".join([f"[{number}, 1]"] * 19) + "]}")
    with pytest.raises(CephViewError, match=r"p\.json"):
        read_predictions(path)
    with pytest.raises(CephViewError):
        read_predictions(FAULTS / "pred_int_400_digits.json")

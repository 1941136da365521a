"""A sidecar fills what the checkpoint leaves open, never what it declares, and never touches the checkpoint."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from clinic import REMOVED, clinic_checkpoint, write

from cephview.core.errors import CephViewError
from cephview.model.families.loading import load_checkpoint
from cephview.model.predictor import Predictor
from cephview.model.sidecar import keep_sidecar, look_at_sidecar, sidecar_path, write_sidecar
from cephview.model.specification import Decoding, Origin


def test_gaps_are_filled_and_shown_as_the_sidecars(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED, "INPUT.STD": REMOVED}))
    before = path.read_bytes()
    assert load_checkpoint(path).specification.mean.origin is Origin.ASSUMED
    written = write_sidecar(
        path,
        {
            "mean": (0.5, 0.5, 0.5),
            "std": (0.25, 0.25, 0.25),
            "padding": "corner",
            "decoding": {"method": "softargmax", "temperature": 2.0, "radius": 5},
        },
        "found by a diagnosis",
    )
    assert written == sidecar_path(path) == tmp_path / "m.preprocessing.toml"
    found = load_checkpoint(path).specification
    assert found.mean.value == (0.5, 0.5, 0.5) and found.std.value == (0.25, 0.25, 0.25)
    assert found.padding.value == "corner" and found.decoding.value == Decoding("softargmax", 2.0, 5)
    for stated in (found.mean, found.std, found.padding, found.decoding):
        assert stated.origin is Origin.SIDECAR
    assert path.read_bytes() == before
    # The decoding that is settled on when a model is made ready is the sidecar's too.
    predictor = Predictor.load(path)
    assert predictor.specification.decoding.value == Decoding("softargmax", 2.0, 5)
    rows = {row.field: row for row in predictor.card().preprocessing}
    assert rows["mean"].origin == "declared by sidecar"
    assert not any("mean" in text for text in predictor.card().assumptions)


def test_a_second_finding_joins_the_first(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))
    write_sidecar(path, {"mean": (0.5, 0.5, 0.5)})
    write_sidecar(path, {"image_size": (64, 32), "padding": "stretch"})
    found = load_checkpoint(path).specification
    assert found.mean.value == (0.5, 0.5, 0.5) and found.padding.value == "stretch"
    # The size is declared by the checkpoint: it is kept.
    assert found.image_size.value == (64, 64)


def test_what_the_checkpoint_declares_is_kept_and_the_contradiction_said(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint())
    own = load_checkpoint(path).specification.mean
    write_sidecar(path, {"mean": (0.5, 0.5, 0.5)})
    found = load_checkpoint(path).specification.mean
    assert replace(found, why="") == own
    assert found.origin is Origin.DECLARED
    assert "m.preprocessing.toml says" in found.why and "kept" in found.why


def test_a_size_is_width_and_height(tmp_path: Path) -> None:
    path = write(
        tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.IMAGE_SIZE": REMOVED, "INPUT.HEATMAP_SIZE": REMOVED})
    )
    write_sidecar(path, {"image_size": (64, 96)})
    found = load_checkpoint(path).specification
    assert found.image_size.value == (64, 96) and found.heatmap_size.value == (16, 24)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("mean = [0.5", "is not TOML"),
        ("means = [0.5]", r"names means, which is no field \(known: mean\)"),
        ('padding = "left"', "line 1: padding = left"),
        ("mean = 7", "line 1: mean = 7"),
    ],
)
def test_a_bad_sidecar_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))
    sidecar_path(path).write_text(text, encoding="utf-8")
    with pytest.raises(CephViewError, match=sentence):
        load_checkpoint(path)
    assert sidecar_path(path).read_text(encoding="utf-8") == text


def test_another_sidecar_is_another_model_so_that_no_kept_prediction_serves_it(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))
    plain = load_checkpoint(path).sha256
    write_sidecar(path, {"mean": (0.5, 0.5, 0.5)})
    first = load_checkpoint(path).sha256
    write_sidecar(path, {"mean": (0.4, 0.4, 0.4)})
    second = load_checkpoint(path).sha256
    sidecar_path(path).unlink()
    assert load_checkpoint(path).sha256 == plain
    assert len({plain, first, second}) == 3


HAND = """\
# Measured by Ali on the scanner's test card.
mean = [0.5, 0.5, 0.5]  # not ImageNet's
# mean = [0.4, 0.4, 0.4], as it was in 2024

padding = "corner" # a '#' in "quotes" is none
[decoding]  # from the paper
# Table 3:
method = "softargmax"
temperature = 2.0
# That is all.
"""
NOTES = (
    *(
        "# Measured by Ali on the scanner's test card.",
        "# not ImageNet's",
        "# mean = [0.4, 0.4, 0.4], as it was in 2024",
    ),
    *("# a '#' in \"quotes\" is none", "# from the paper", "# Table 3:", "# That is all."),
)


@pytest.mark.slow
def test_the_comments_of_a_hand_stay_whoever_writes_the_file_anew(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED, "DECODING": REMOVED}))
    sidecar_path(path).write_text(HAND, encoding="utf-8")
    before = load_checkpoint(path).specification
    for _ in range(3):
        write_sidecar(path, {"resize": "cubic"}, "Found by a diagnosis of CephView.")
        keep_sidecar(path, load_checkpoint(path).specification, config=None, onnx=False)
        lines = sidecar_path(path).read_text(encoding="utf-8").splitlines()
        assert [lines.count(note) for note in NOTES] == [1] * len(NOTES)
        assert lines.index(NOTES[0]) < lines.index("mean = [0.5, 0.5, 0.5]") < lines.index(NOTES[3])
    after = load_checkpoint(path).specification
    assert (after.mean, after.padding, after.resize.value) == (before.mean, before.padding, "cubic")
    assert sum(line.startswith("# Found by") for line in lines) == 0, "what is said of the whole file is not a hand's"


def test_what_cannot_be_read_is_kept_as_comments(tmp_path: Path) -> None:
    path = write(tmp_path / "m.pth", clinic_checkpoint(changes={"INPUT.MEAN": REMOVED}))
    specification = load_checkpoint(path).specification
    for broken in ("mean = [0.5\n# mine\n", 'padding = "corner"\nmeans = [0.5]\n# mine\n'):
        sidecar_path(path).write_text(broken, encoding="utf-8")
        found, problem = look_at_sidecar(path)
        assert "preprocessing.toml" in problem and dict(found.values) == (
            {"padding": "corner"} if "corner" in broken else {}
        )
        keep_sidecar(path, specification, config=None, onnx=False)
        text = sidecar_path(path).read_text(encoding="utf-8")
        assert text.endswith(
            "could not be read:\n" + "".join(f"# {line}\n" for line in broken.splitlines()[:-1]) + "# mine\n"
        )
        assert load_checkpoint(path).specification.mean.origin is Origin.ASSUMED

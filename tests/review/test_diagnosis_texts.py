"""What a diagnosis says: templates with fields throughout, in the words of who reads films, the same in JSON."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from cephview.core.sentences import Sentence
from cephview.model.families.loading import load_checkpoint
from cephview.model.predictor import embedded_model
from cephview.review.diagnosis import Diagnosis, Finding, Setup
from cephview.review.diagnosis.findings import one_after_another, told
from cephview.review.diagnosis.hypotheses import Hypothesis, decoding_hypotheses, network_hypotheses
from cephview.review.diagnosis.of_predictions import of_predictions

ROOM = Path(__file__).resolve().parents[2] / "cephview/review/diagnosis"
# What only an engineer knows stands in the detail, which opens on demand.
TECHNICAL = re.compile(r"heatmap|forward pass|letterbox|cell|soft-?argmax|normalis|tensor|fusion|padding", re.I)
# Of files whose texts are for the command line or are errors, which are templates themselves.
NOT_TOLD = {"what_if.py", "repair.py", "kept.py", "bench.py", "films.py"}


def given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(word.value for word in call.keywords)]


@pytest.mark.parametrize("path", sorted(p for p in ROOM.glob("*.py") if p.name not in NOT_TOLD), ids=lambda p: p.name)
def test_no_text_of_a_diagnosis_is_filled_in_where_it_is_written(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "Sentence",
            "marked",
            "Finding",
            "Hypothesis",
        ):
            assert not any(isinstance(each, ast.JoinedStr) for each in given(node)), f"{path.name}:{node.lineno}"


@pytest.fixture(scope="module")
def hypotheses() -> list[Hypothesis]:
    setup = Setup(load_checkpoint(embedded_model()).specification)
    return [*network_hypotheses(setup), *decoding_hypotheses(setup)]


def test_titles_and_advice_are_in_the_words_of_who_reads_films(hypotheses: list[Hypothesis]) -> None:
    for hypothesis in hypotheses:
        for text in (hypothesis.title, hypothesis.advice):
            assert not TECHNICAL.search(text), text


def test_what_was_tried_can_be_told_apart(hypotheses: list[Hypothesis]) -> None:
    names = [hypothesis.name for hypothesis in hypotheses]
    assert len(set(names)) == len(names)


def test_json_has_each_text_as_template_and_fields() -> None:
    order = Sentence("{pairs} are exchanged", pairs=Sentence("{one} and {other}", one="L1", other="U1"))
    finding = Finding("order", order, "seen", "sure", float("nan"), "do", {"mean": (0.5, 0.5)})
    remains = Sentence("mean error {after:.2f} mm", after=1.25)
    row = json.loads(json.dumps(Diagnosis(6, 2.0, 1.25, (finding,), (remains,)).as_json()))
    (found,) = row["findings"]
    assert (
        found["title"] == "L1 and U1 are exchanged" and found["mm"] is None and found["fields"] == {"mean": [0.5, 0.5]}
    )
    assert found["told"]["title"] == {
        "template": "{pairs} are exchanged",
        "fields": {"pairs": {"template": "{one} and {other}", "fields": {"one": "L1", "other": "U1"}}},
    }
    assert row["remains"] == ["mean error 1.25 mm"] and row["told"] == [told(remains)]


def test_several_texts_are_one_sentence_whose_parts_can_be_translated() -> None:
    parts = one_after_another(["a", Sentence("{n} b", n=2), "c"])
    assert parts == "a; 2 b; c" and isinstance(parts.fields["one"], Sentence)


def test_what_is_told_of_readings_is_told_of_predictions() -> None:
    inner = Sentence("{mm} mm in the readings", mm=3)
    text = of_predictions(
        Sentence("the readings: {inner}, nearer to the predictions of {film}", inner=inner, film="reading.png")
    )
    assert text == "the predictions: 3 mm in the predictions, nearer to the readings of reading.png"
    assert isinstance(text, Sentence) and text.template.startswith("the predictions: {inner}")

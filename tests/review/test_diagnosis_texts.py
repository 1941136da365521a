"""What a diagnosis says: templates with fields throughout, in the words of who reads films, the same in JSON."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import numpy as np
import pytest

from cephview.core.sentences import Sentence
from cephview.model.families.loading import load_checkpoint
from cephview.model.predictor import embedded_model
from cephview.review.diagnosis import Diagnosis, Finding, Setup
from cephview.review.diagnosis.certainty import certainty_of, standard_error
from cephview.review.diagnosis.conclusion import as_hints
from cephview.review.diagnosis.evidence import Gain
from cephview.review.diagnosis.findings import RepairedReading, one_after_another, told
from cephview.review.diagnosis.hypotheses import Hypothesis, decoding_hypotheses, network_hypotheses
from cephview.review.diagnosis.of_predictions import of_predictions

ROOM = Path(__file__).resolve().parents[2] / "cephview/review/diagnosis"
# What only an engineer knows stands in the detail, which opens on demand.
TECHNICAL = re.compile(
    r"\b(std|input|heatmaps?|sigmoid|activation|soft-?argmax|argmax|decod\w+|tensors?|kernel|cells?|"
    r"fusion|branches|config\w*|forward pass\w*|letterbox|padding|normalis\w+|networks?|channels?|bgr|rgb|udp|bytes?|"
    r"checkpoints?|sidecars?|fine-?tun\w+|cephview \w+|eval|look-up|epochs?|loss|outliers?|affine|bilinear)\b|--\w+",
    re.I,
)
# Of files whose texts are for engineers, on the command line, or are errors.
NOT_TOLD = {"what_if.py", "repair.py", "kept.py", "bench.py", "films.py"}
TOLD = sorted(path for path in ROOM.glob("*.py") if path.name not in NOT_TOLD)


def given(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(word.value for word in call.keywords)]


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda p: p.name)
def test_no_text_of_a_diagnosis_is_filled_in_where_it_is_written(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "Sentence",
            "marked",
            "Finding",
            "Hypothesis",
        ):
            assert not any(isinstance(each, ast.JoinedStr) for each in given(node)), f"{path.name}:{node.lineno}"
            bare = node.func.id in ("Finding", "Hypothesis") and any(
                isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
                for each in given(node)[1:]
            )
            assert not bare, f"{path.name}:{node.lineno} is not marked"


def literals(node: ast.AST) -> list[str]:
    """The texts for people in a piece of code, but for those of a detail: an argument or a variable of that name.

    The third argument of `_specified` is a detail.
    """
    if isinstance(node, ast.keyword) and node.arg == "detail":
        return []
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").startswith("detail"):
        return []
    name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    first = node.args[0] if name in ("marked", "Sentence") else None
    choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    own = [each.value for each in choices if isinstance(each, ast.Constant)]
    skipped = node.args[2:3] if name == "_specified" else []
    return own + [text for child in ast.iter_child_nodes(node) if child not in skipped for text in literals(child)]


@pytest.mark.parametrize("path", TOLD, ids=lambda p: p.name)
def test_what_only_an_engineer_knows_stands_in_the_detail_alone(path: Path) -> None:
    for text in literals(ast.parse(path.read_text(encoding="utf-8"))):
        found = TECHNICAL.search(re.sub(r"{\w*(:[^}]*)?}", "{}", text))
        assert not found, f"{found and found[0]}: {text}"


def test_the_walk_sees_titles_and_skips_details() -> None:
    code = """
detail = Sentence("heatmaps")
Finding("x", marked("title"), Sentence("seen {a}", a=1), detail=marked("sigmoid"))
_specified("x", marked("words"), Sentence("padding: {p}", p=1))
marked("one" if a else "other")
"""
    assert literals(ast.parse(code)) == ["title", "seen {a}", "words", "one", "other"]


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
    finding = Finding("order", order, "seen", "sure", float("nan"), "do", {"mean": (0.5, 0.5)}, error_mm=0.04)
    remains = Sentence("mean error {after:.2f} mm", after=1.25)
    problem, reading = Sentence("{name} was left out", name="7.png"), RepairedReading("1.png", "A", {"S": (1.23456, 2)})
    diagnosis = Diagnosis(6, 2.0, 1.25, (finding,), (remains,), (problem,), 9, repaired=(reading,), notes=("odd",))
    row = json.loads(json.dumps(diagnosis.as_json()))
    (found,) = row["findings"]
    assert found["standard_error_mm"] == 0.04 and row["forward_passes"] == 9 and row["seconds"] is None
    assert row["problems"] == ["7.png was left out"] and row["told_problems"] == [told(problem)]
    assert row["notes"] == ["odd"] and row["repaired"] == [
        {"film": "1.png", "observer": "A", "points": {"S": [1.235, 2]}}
    ]
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


def gain_of(before: list[float], after: list[float]) -> Gain:
    """Films with two points each, of the same errors in mm."""
    return Gain(np.array([before, before]).T, np.array([after, after]).T)


def test_a_gain_is_told_with_one_standard_error() -> None:
    gain = gain_of([2.0, 3.0, 4.0], [1.0, 1.0, 1.0])
    assert certainty_of(gain) == "3 of 3 films become better by it, by 2.00 ± 0.58 mm (one standard error)"
    assert standard_error(gain) == pytest.approx(1 / 3**0.5)


def test_a_change_of_a_few_films_is_told_of_those() -> None:
    text = certainty_of(gain_of([20.0, 1.0, 30.0, 1.0], [1.0, 1.0, 2.0, 1.0]))
    assert text == "2 of the 2 films that it concerns become better by it, by 23.5 mm on average"
    assert certainty_of(gain_of([1, 1, 9], [1, 1, 2])) == (
        "the one film that it concerns becomes better by it, by 7.0 mm"
    )


def test_where_nothing_could_be_compared_the_films_are_counted_alone() -> None:
    gain = gain_of([float("nan")] * 5, [1.0] * 5)
    assert certainty_of(gain) == "5 of 5 films become better by it" and np.isnan(standard_error(gain))


def test_hints_have_no_mm_and_mend_nothing() -> None:
    finding = Finding("order", "t", "s", "u", 4.0, "d", {"mean": (0.5,)}, error_mm=0.1)
    (hint,) = as_hints([finding], 4)
    assert np.isnan(hint.mm) and np.isnan(hint.error_mm) and not hint.fields
    assert (
        hint.hint
        and str(hint).startswith("hint: t")
        and Diagnosis(4, 5.0, 5.0, (hint,)).as_json()["findings"][0]["hint"]
    )
    assert Diagnosis(4, 5.0, 1.0, (hint,)).text().startswith("4 films: MRE 5.00 mm as set up.\n")
    assert Diagnosis(5, 5.0, 1.0, (finding,)).mends

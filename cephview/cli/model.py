"""`cephview model info`: what a checkpoint says of itself, what had to be assumed; `films`: what it was trained on."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from cephview.cli import averaging
from cephview.cli.films import films_of
from cephview.cli.models import MODEL_HELP, model_path
from cephview.cli.outputs import add_force, check_outputs, checkpoint_path, onnx_path, toml_path
from cephview.core.errors import CephViewError, sentence_of_unforeseen
from cephview.core.film_statistics import CARD_KEY, film_statistics, summarise_statistics
from cephview.core.model_card import ModelCard
from cephview.io.datasets import stems_in
from cephview.io.films.images import read_film
from cephview.io.films.names import name_key
from cephview.io.priority import lower_process


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cephview model`."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    info = commands.add_parser("info", help="print a model's card")
    info.add_argument("file", nargs="?", type=model_path, help=MODEL_HELP)
    info.add_argument("--json", action="store_true", help="print it as JSON, with all that the file says of itself")
    export = commands.add_parser("export", help="write a checkpoint as ONNX, which runs twice as fast")
    export.add_argument("file", type=model_path, help="a checkpoint (.pth)")
    where = "write it there; left out, it is kept where CephView finds it whenever the checkpoint is opened"
    export.add_argument("-o", "--out", type=onnx_path, metavar="ONNX", help=where)
    export.add_argument("--low-priority", action="store_true", help="step back for other programs")
    add_force(export)
    sidecar = commands.add_parser("sidecar", help="write what is known of a model's preprocessing, to be corrected")
    sidecar.add_argument("file", type=model_path, help="a model (.pth, .safetensors, .onnx, …)")
    sidecar.add_argument(
        "-o", "--out", type=toml_path, metavar="TOML", help="there; else beside the model, or - to print it"
    )
    add_force(sidecar)
    films = commands.add_parser("films", help="keep on a model's card what its training films are like")
    films.add_argument("file", type=model_path, help="a checkpoint (.pth)")
    films.add_argument("films", nargs="+", type=Path, metavar="FILM", help="the films, or folders of them")
    films.add_argument("--leave-out", metavar="NAMES", default="", help="stems of the last folder: 001,010")
    films.add_argument(
        "-o", "--out", type=checkpoint_path, required=True, metavar="FILE", help="write the checkpoint there"
    )
    add_force(films)
    averaging.add_arguments(commands.add_parser("average", help="the mean of the weights of several runs"))


def run(options: argparse.Namespace) -> int:
    """Print the card, or keep the films on it; 0 when all could be read."""
    actions = {"films": _keep_films, "export": _export, "info": _print_card, "sidecar": _write_sidecar}
    actions["average"] = averaging.run
    return actions[options.action](options)


def _write_sidecar(options: argparse.Namespace) -> int:
    from cephview.io.outputs import write_output
    from cephview.model.exported import open_fastest
    from cephview.model.opening import weights_in
    from cephview.model.predictor import Predictor
    from cephview.model.sidecar import read_sidecar, sidecar_path, sidecar_text

    path = weights_in(options.file) if options.file.is_dir() else options.file
    model = open_fastest(path)
    former = read_sidecar(path).config
    text = sidecar_text(path.name, Predictor(model).specification, config=former, onnx=model.is_onnx)
    if str(options.out) == "-":
        print(text, end="")
        return 0
    target = options.out or sidecar_path(path)
    check_outputs(options, (target,), (path,))
    write_output(target, text.encode())
    print(f"{target} was written: take the # away from what you know better.")
    return 0


def _keep_films(options: argparse.Namespace) -> int:
    from cephview.model.families.rewriting import store_on_card

    check_outputs(options, (options.out,), (options.file, *options.films))
    out = stems_in(options.leave_out)
    rows, problems = [], []
    for path in tqdm(films_of(options.films), unit="film", disable=None):
        if name_key(path.stem) in out and path.is_relative_to(options.films[-1]):
            continue
        try:
            rows.append(film_statistics(read_film(path)))
        except Exception as error:  # one film must not cost the others  # noqa: BLE001
            problems.append(sentence_of_unforeseen(path.name, error))
    if not rows:
        raise CephViewError("No film could be read, so nothing was written.")
    found = summarise_statistics(rows)
    store_on_card(options.file, options.out, {CARD_KEY: found})
    for problem in problems:
        print(f"cephview: {problem}", file=sys.stderr)
    print(f"{len(rows)} films:", ", ".join(f"{name} {mean:.3g} ± {sd:.2g}" for name, (mean, sd) in found.items()))
    return 1 if problems else 0


def _export(options: argparse.Namespace) -> int:
    if options.low_priority:
        lower_process()
    check_outputs(options, (options.out,), (options.file,))
    if options.out is None:
        from cephview.model.families.exporting import keep_export

        kept = keep_export(options.file)
    else:
        kept = options.out, _export_to(options.file, options.out)
    if kept:
        name, moved = kept[0].name, max(kept[1], 0.001)
        print(f"{name}: no landmark of a drawn head lies over {moved:.3f} film px from where torch puts it")
    return 0


def _export_to(checkpoint: Path, target: Path) -> float:
    from cephview.model.families.exporting import export

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CephViewError(
            "{name} cannot be exported: {strerror}.", name=checkpoint.name, strerror=error.strerror
        ) from None
    return export(checkpoint, target)


def _print_card(options: argparse.Namespace) -> int:
    from cephview.model.predictor import Predictor

    predictor = Predictor.load(options.file)
    if options.json:
        print(json.dumps(card_document(predictor.card(), predictor.model.card)))
    else:
        print(card_text(predictor.card(), shutil.get_terminal_size((120, 24)).columns))
    return 0


def card_document(card: ModelCard, told: Mapping[str, Any]) -> dict[str, Any]:
    """The card as JSON: what is shown of it, and in `card` what the file itself says, whole."""
    from cephview.model.export_metadata import plain

    document = asdict(card) | {"facts": dict(card.facts)}
    document["preprocessing"] = {row.field: asdict(row) for row in card.preprocessing}
    return document | {"card": plain(told)}


def card_text(card: ModelCard, columns: int) -> str:
    """The card as aligned tables, no line longer than `columns` where its words allow."""
    head = (
        ("model", card.name),
        ("file", card.file),
        ("SHA-256", card.sha256),
        ("architecture", card.architecture),
        ("landmarks", str(card.landmarks)),
    )
    rows = [(row.field, row.value, row.origin, row.why) for row in card.preprocessing]
    fields, values, origins = (max(len(row[i]) for row in rows) for i in range(3))
    lines = [
        f"{name:{fields}}  {value:{values}}  {origin:{origins}}  {why}".rstrip() for name, value, origin, why in rows
    ]
    parts = [_pairs(head, columns), "\n".join(["preprocessing", *(f"  {line}" for line in lines)])]
    if card.assumptions:
        parts.append("\n".join(["can cost accuracy", *(f"  {assumption}" for assumption in card.assumptions)]))
    if card.facts:
        parts.append(_pairs(card.facts, columns))
    return "\n\n".join(parts)


def _pairs(pairs: Iterable[tuple[str, str]], columns: int) -> str:
    pairs = list(pairs)
    width = max(len(name) for name, _ in pairs) + 2
    return "\n".join(
        textwrap.fill(text, max(columns, width + 40), initial_indent=f"{name:{width}}", subsequent_indent=" " * width)
        for name, text in pairs
    )

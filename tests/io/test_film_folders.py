"""The films of a folder as people and clinics' CDs have them: how deep, which files, and what is said of the rest."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
from dicom_helpers import dataset_of, dicom
from io_helpers import Writer, encoded

from cephview.core.errors import Cancelled, CephViewError
from cephview.io.datasets import ask_for, find_films
from cephview.io.films.dicom.sniff import looks_like_dicom, modality_of
from cephview.io.films.folders import DEPTH, list_films
from cephview.io.films.images import read_film

PNG = encoded(np.zeros((2, 2), np.uint8), ".png")


def names(folder: Path, *, below: bool = False) -> list[str]:
    return [film.relative_to(folder).as_posix() for film in list_films(folder, below=below).films]


def without_preamble(*, implicit: bool) -> bytes:
    dataset, stream = dataset_of(), BytesIO()
    del dataset.file_meta
    pydicom.dcmwrite(stream, dataset, implicit_vr=implicit, little_endian=True)
    return stream.getvalue()


def of_modality(kind: str) -> bytes:
    dataset, stream = dataset_of(), BytesIO()
    dataset.Modality = kind
    dataset.save_as(stream, enforce_file_format=True)
    return stream.getvalue()


def test_a_clinics_cd(tmp_path: Path, write: Writer) -> None:
    film = dicom()
    for name in ("PAT10/ST0/SE0/IM000001", "PAT2/ST0/SE0/IM000001", "PAT2/ST0/SE1/IM000002"):
        write(f"cd/{name}", film)
    write("cd/DICOMDIR", film)
    write("cd/VIEWER/logo.png", PNG)
    write("cd/autorun.inf", b"[autorun]")
    write("cd/PAT2/ST0/SE2/IM000003", of_modality("CT"))
    listing = list_films(tmp_path / "cd")
    assert names(tmp_path / "cd") == ["PAT2/ST0/SE0/IM000001", "PAT2/ST0/SE1/IM000002", "PAT10/ST0/SE0/IM000001"]
    said = " ".join(listing.notes("cd"))
    assert f"{DEPTH} deep" in said and "1 DICOM file is of another kind" in said
    assert read_film(listing.films[0]).size[0] > 0


@pytest.mark.parametrize("name", ["IM000001", "1.2.840.113.5", "FILM.IMA", "film.dic", "a.b.c", "FILM.DCM", "x.img"])
@pytest.mark.parametrize("implicit", [None, True, False])
def test_dicom_under_any_name_with_and_without_preamble(write: Writer, name: str, implicit: bool | None) -> None:
    path = write(f"films/{name}", dicom() if implicit is None else without_preamble(implicit=implicit))
    assert find_films(path.parent) == [path]
    assert read_film(path).is_deep


@pytest.mark.parametrize("data", [b"", b"\x08\x00", b"\x02\x00\x00\x00 nothing at all", b"PK\3\4" * 40, b"a" * 200])
def test_other_files_are_no_dicom(write: Writer, data: bytes) -> None:
    assert not looks_like_dicom(data)
    path = write("films/thing", data)
    assert list_films(path.parent).films == []


@pytest.mark.parametrize("kind", ["CT", "SR", "PR", "CR", "DX", "OT"])
def test_the_kind_of_an_image_is_seen_without_reading_it(kind: str) -> None:
    assert modality_of(of_modality(kind)[:4096]) == kind
    dataset, stream = dataset_of(), BytesIO()
    dataset.Modality = kind
    del dataset.file_meta
    pydicom.dcmwrite(stream, dataset, implicit_vr=True, little_endian=True)
    assert modality_of(stream.getvalue()[:4096]) == kind


def test_one_folder_a_patient_in_natural_order(tmp_path: Path, write: Writer) -> None:
    for name in ("Doe 10/ceph.png", "Doe 2/ceph.png", "Roe/2024/ceph.jpg", "Roe/notes.txt", ".hidden/x.png"):
        write(name, PNG)
    assert names(tmp_path) == ["Doe 2/ceph.png", "Doe 10/ceph.png", "Roe/2024/ceph.jpg"]
    asked = ask_for([tmp_path])
    assert len(asked.notes) == 1 and asked.notes[0].startswith("3 films in 3 folders of ")


def test_films_in_the_folder_itself_come_alone_and_the_rest_is_told(tmp_path: Path, write: Writer) -> None:
    for name in ("1.png", "images/2.png", "original_tif/1.tif", "old/deep/3.png", "observer/1.txt"):
        write(name, PNG)
    assert names(tmp_path) == ["1.png", "images/2.png"]
    asked = ask_for([tmp_path])
    assert asked.more_below == (tmp_path,) and "Sub-folders" in asked.notes[-1]
    everything = ["1.png", "images/2.png", "old/deep/3.png", "original_tif/1.tif"]
    assert names(tmp_path, below=True) == everything
    assert ask_for([tmp_path], below=True).more_below == ()


def test_what_is_too_deep_is_told(tmp_path: Path, write: Writer) -> None:
    deepest = "/".join("abcd"[:DEPTH])
    write(f"{deepest}/1.png", PNG)
    write(f"{deepest}x/e/2.png", PNG)
    listing = list_films(tmp_path)
    assert names(tmp_path) == [f"{deepest}/1.png"] and listing.too_deep == 1
    assert "deeper than 4 folders" in listing.notes("x")[-1]


def test_what_cephview_drew_is_no_film(tmp_path: Path, write: Writer) -> None:
    for name in ("1.png", "1.tracing.png", "runs/a/curves.png", "runs/a/last.pth", "runs/a/settings.toml"):
        write(name, PNG)
    assert names(tmp_path, below=True) == ["1.png"]


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="no links here")
def test_a_link_that_leads_back_ends(tmp_path: Path, write: Writer) -> None:
    write("a/b/1.png", PNG)
    (tmp_path / "a/b/back").symlink_to(tmp_path / "a")
    assert names(tmp_path, below=True) == ["a/b/1.png"]


def test_a_search_can_be_cancelled(tmp_path: Path, write: Writer) -> None:
    for i in range(9):
        write(f"{i}/1.png", PNG)

    def go_on(count: int) -> None:
        if count == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        list_films(tmp_path, go_on)


def test_a_folder_without_films_says_how_deep_it_was_looked(tmp_path: Path, write: Writer) -> None:
    write("a/b/c/d/e/1.png", PNG)
    with pytest.raises(CephViewError, match=r"nor do those 4 deep in it.*deeper than 4 folders"):
        ask_for([tmp_path])

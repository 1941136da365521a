"""A film is its pixels: its work is found again under another name, in another folder, in another file format."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from case_helpers import case_after, empty_case, same_work, step_number
from dicom_helpers import DEEP, dicom
from io_helpers import exif, png_chunk

from cephview.core.errors import CephViewError
from cephview.core.landmarks import ISBI_19
from cephview.core.prediction import ModelIdentity, Prediction
from cephview.io.cases.file import identify_film
from cephview.io.cases.store import CaseStore, OpenedCase
from cephview.io.cases.survey import OfferKind
from cephview.io.films.images import read_film
from cephview.io.films.pixels import pixel_hash

GREYS = np.random.default_rng(7).integers(0, 256, (24, 30)).astype(np.uint8)


DECODED = cv2.imdecode(cv2.imencode(".jpg", cv2.GaussianBlur(GREYS, (5, 5), 0))[1], cv2.IMREAD_GRAYSCALE)


class Clinic:
    """Folders with films, and the work folder of one user."""

    def __init__(self, root: Path) -> None:
        self.root, self.work = root, root / "work"

    def film(self, name: str, data: bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def open(self, path: Path, take: Path | None = None) -> OpenedCase:
        film = read_film(path)
        return CaseStore.open(path, identify_film(path, film.size, film), self.work, take=take)

    def edit(self, path: Path, count: int, *, save: bool = True, take: Path | None = None) -> OpenedCase:
        """Go on with so many steps, and leave the film."""
        opened = self.open(path, take)
        for _ in range(count):
            opened.store.record(step_number(len(opened.store.history)))
        if save:
            opened.store.save(case_after(len(opened.store.history), path))
        opened.store.close()
        return opened

    def steps(self, path: Path, count: int) -> OpenedCase:
        """The film as it is opened now; it must hold exactly the first `count` steps."""
        opened = self.open(path)
        opened.store.close()
        assert [entry.text for entry in opened.store.history] == [f"step {number}" for number in range(count)]
        assert same_work(opened.restore(empty_case(path)), case_after(count, path))
        return opened


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


def png(greys: np.ndarray = GREYS, *flags: int) -> bytes:
    return cv2.imencode(".png", greys, flags)[1].tobytes()


def jpeg(comment: bytes = b"") -> bytes:
    data = cv2.imencode(".jpg", cv2.GaussianBlur(GREYS, (5, 5), 0))[1].tobytes()
    return data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:] if comment else data


def turned_by_exif() -> bytes:
    """The same picture as `jpeg`'s, stored on its side with a tag that says so; lossless, since JPEG is not."""
    data, on_its_side = png(np.ascontiguousarray(np.rot90(DECODED))), exif(6)
    end_of_header = 8 + 25
    return data[:end_of_header] + png_chunk(b"eXIf", on_its_side) + data[end_of_header:]


SAME_PICTURE: dict[str, tuple[Callable[[], bytes], str, Callable[[], bytes]]] = {
    "a comment in a JPEG": (jpeg, "a.jpg", lambda: jpeg(b"seen by Dr. K.")),
    "PNG saved as BMP": (png, "a.bmp", lambda: cv2.imencode(".bmp", GREYS)[1].tobytes()),
    "PNG saved as compressed TIFF": (png, "a.tif", lambda: cv2.imencode(".tif", GREYS)[1].tobytes()),
    "PNG packed harder": (png, "b.png", lambda: png(GREYS, cv2.IMWRITE_PNG_COMPRESSION, 9)),
    "grey saved as colour": (png, "c.png", lambda: png(cv2.cvtColor(GREYS, cv2.COLOR_GRAY2BGR))),
    "8 bit saved as 16": (png, "d.png", lambda: png(GREYS.astype(np.uint16) * 257)),
    "on its side, with a tag": (jpeg, "e.png", turned_by_exif),
    "a JPEG saved losslessly": (jpeg, "f.png", lambda: png(DECODED)),
    "an anonymised DICOM": (lambda: dicom(DEEP, PatientName="Doe^Jane"), "g.dcm", lambda: dicom(DEEP, PatientName="")),
    "a DICOM saved as PNG": (lambda: dicom(DEEP), "h.png", lambda: png(DEEP * 16)),
}  # fmt: skip


@pytest.mark.parametrize("kind", SAME_PICTURE)
def test_the_same_picture_in_another_file_finds_its_work(clinic: Clinic, kind: str) -> None:
    before, name, after = SAME_PICTURE[kind]
    old = clinic.film("films/old.film", before())
    clinic.edit(old, 5)
    old.unlink()
    new = clinic.film(f"elsewhere/{name}", after())
    opened = clinic.steps(new, 5)
    assert opened.came_from is not None and "old.film" in opened.came_from and str(old.parent) in opened.came_from
    clinic.edit(new, 2)
    again = clinic.steps(new, 7)
    assert again.came_from is None and again.offers == () and again.problem is None
    assert (new.parent / f"{name}.ceph.json").exists()
    assert (old.parent / "old.film.ceph.json").exists()  # left as it was


def test_a_comment_added_in_place_is_no_change_of_the_film(clinic: Clinic) -> None:
    path = clinic.film("films/a.jpg", jpeg())
    clinic.edit(path, 4)
    clinic.edit(path, 1, save=False)  # a journal, too
    path.write_bytes(jpeg(b"anonymised"))
    opened = clinic.steps(path, 5)
    assert (opened.problem, opened.came_from, opened.offers) == (None, None, ())
    clinic.edit(path, 1)
    assert [p.name for p in path.parent.glob("*.json")] == ["a.jpg.ceph.json"]
    clinic.steps(path, 6)


@pytest.mark.parametrize("save", [True, False], ids=["case file", "journal alone"])
def test_a_renamed_film_goes_on_where_it_was(clinic: Clinic, save: bool) -> None:
    path = clinic.film("films/151.jpg", jpeg())
    clinic.edit(path, 3, save=save)
    renamed = path.rename(path.with_name("Doe, Jane.jpg"))
    opened = clinic.steps(renamed, 3)
    assert opened.came_from is not None and "151.jpg" in opened.came_from


def test_a_film_moved_with_and_without_its_case_file(clinic: Clinic) -> None:
    path = clinic.film("a/film.png", png())
    clinic.edit(path, 3)
    moved = clinic.root / "b" / "film.png"
    moved.parent.mkdir()
    path.rename(moved)
    opened = clinic.steps(moved, 3)
    assert str(path.parent) in (opened.came_from or "")
    shutil.move(path.parent / "film.png.ceph.json", moved.parent)
    assert clinic.steps(moved, 3).came_from is None


def test_the_work_folder_is_searched_by_the_pixels(clinic: Clinic) -> None:
    path = clinic.film("films/a.jpg", jpeg())
    film = read_film(path)
    opened = CaseStore.open(path, identify_film(path, film.size, film), clinic.work, beside_film=False)
    for number in range(3):
        opened.store.record(step_number(number))
    opened.store.save(case_after(3, path))
    opened.store.close()
    other = path.rename(path.with_name("b.jpg"))
    other.write_bytes(jpeg(b"a comment"))
    assert clinic.steps(other, 3).came_from is not None


def test_the_work_of_a_copy_is_offered_and_not_taken(clinic: Clinic) -> None:
    first = clinic.film("films/a.jpg", jpeg())
    clinic.edit(first, 3)
    copy = clinic.film("second reading/x.jpg", jpeg())
    opened = clinic.steps(copy, 0)
    (offer,) = opened.offers
    assert offer.kind is OfferKind.COPY and offer.steps == 3 and "a.jpg" in offer.text
    assert offer.case_file == first.parent / "a.jpg.ceph.json"
    clinic.edit(copy, 0, take=offer.case_file)
    taken = clinic.steps(copy, 3)  # kept at once, without a step of its own
    assert taken.offers == ()
    clinic.edit(copy, 2)
    clinic.steps(copy, 5)
    clinic.steps(first, 3)


def test_two_copies_without_room_beside_them_are_two_films(clinic: Clinic) -> None:
    first, copy = clinic.film("cd/a.jpg", jpeg()), clinic.film("cd/b.jpg", jpeg(b"again"))
    films = [identify_film(path, (30, 24), read_film(path)) for path in (first, copy)]
    store = CaseStore.open(first, films[0], clinic.work, beside_film=False).store
    store.record(step_number(0))
    store.save(case_after(1, first))
    store.close()
    opened = CaseStore.open(copy, films[1], clinic.work, beside_film=False)
    opened.store.close()
    assert opened.stored is None and [offer.kind for offer in opened.offers] == [OfferKind.COPY]
    assert CaseStore.peek(copy, films[1], clinic.work, beside_film=False) is None
    first.unlink()
    assert CaseStore.peek(copy, films[1], clinic.work, beside_film=False) is not None


def test_a_copy_that_is_read_anew_is_not_asked_about_again(clinic: Clinic) -> None:
    clinic.edit(clinic.film("films/a.jpg", jpeg()), 3)
    copy = clinic.film("films/b.jpg", jpeg())
    clinic.edit(copy, 1)
    assert clinic.steps(copy, 1).offers == ()


def test_another_picture_of_the_same_size_can_be_given_the_points(clinic: Clinic) -> None:
    path = clinic.film("films/a.png", png())
    clinic.edit(path, 3)
    path.write_bytes(png(255 - GREYS // 2))
    opened = clinic.steps(path, 0)
    (offer,) = opened.offers
    assert (
        offer.kind is OfferKind.CHANGED and "another picture" in offer.text and "has changed" in (opened.problem or "")
    )
    taken = clinic.edit(path, 1, take=offer.case_file)
    assert len(taken.store.history) == 4
    assert clinic.steps(path, 4).offers == ()
    assert "a.png.ceph-2.json" in {p.name for p in path.parent.iterdir()}


def test_points_of_another_size_are_refused(clinic: Clinic) -> None:
    path = clinic.film("films/a.png", png())
    clinic.edit(path, 3)
    other = clinic.film("films/b.png", png(GREYS[:, :-1]))
    with pytest.raises(CephViewError, match=r"30 × 24 px, b\.png has 29 × 24: its points would lie elsewhere"):
        clinic.open(other, take=path.parent / "a.png.ceph.json")
    clinic.steps(other, 0)  # and the lock is free
    path.write_bytes(png(GREYS[:, :-1]))
    assert clinic.steps(path, 0).offers == ()


def test_a_film_of_before_is_found_by_its_bytes(clinic: Clinic) -> None:
    path = clinic.film("films/a.png", png())
    film = identify_film(path, (30, 24))  # no hash of the pixels, as the program of before wrote it
    store = CaseStore.open(path, film, clinic.work).store
    store.record(step_number(0))
    store.save(case_after(1, path))
    store.close()
    clinic.steps(path.rename(path.with_name("b.png")), 1)


def test_two_pictures_are_two_films() -> None:
    assert pixel_hash(GREYS) != pixel_hash(255 - GREYS)
    assert pixel_hash(GREYS) != pixel_hash(GREYS[::-1].copy())
    assert pixel_hash(GREYS) != pixel_hash(GREYS.reshape(30, 24))
    nearly = GREYS.copy()
    nearly[3, 4] ^= 1
    assert pixel_hash(GREYS) != pixel_hash(nearly)


def test_a_prediction_of_another_picture_is_none_of_this(clinic: Clinic) -> None:
    path = clinic.film("a.png", png())
    with_prediction = case_after(3, path)
    opened = clinic.open(path)
    for number in range(3):
        opened.store.record(step_number(number))
    prediction = Prediction(ISBI_19, np.zeros((19, 2)), np.ones(19), ModelIdentity("m", "0" * 64))
    opened.store.save(with_prediction.with_prediction(prediction))
    opened.store.close()
    other = clinic.film("b/a.png", png(255 - GREYS))
    taken = clinic.open(other, path.with_name("a.png.ceph.json"))
    taken.store.close()
    case = taken.restore(empty_case(other))
    assert case.prediction is None and case.edits == with_prediction.edits

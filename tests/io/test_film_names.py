from __future__ import annotations

from pathlib import Path

import pytest

from cephview.io.films.names import ListedFilms, distinct_names


@pytest.mark.parametrize(
    ("films", "names"),
    [
        (["/d/a.png", "/d/b.png"], ["a.png", "b.png"]),
        (["/d/2023/ceph.png", "/d/2024/ceph.png"], ["2023/ceph.png", "2024/ceph.png"]),
        (["/d/ceph.png", "/d/ceph.jpg"], ["ceph.png", "ceph.jpg"]),
        (["/a/x/c.png", "/b/x/c.png", "/b/x/d.png"], ["a/x/c.png", "b/x/c.png", "d.png"]),
        (["/d/1/c.png", "/d/1_c.png", "/d/2/c.png"], ["1/c.png", "1_c.png", "2/c.png"]),
        (["/d/1/C.png", "/d/2/c.PNG"], ["1/C.png", "2/c.PNG"]),
        (["/c.png", "/d/c.png"], ["//c.png", "d/c.png"]),
        (["/d/1.2.840.7", "/d/1.2.840.8"], ["1.2.840.7", "1.2.840.8"]),
        (["/d/c.png", "/d/c.png"], ["c.png", "c.png"]),
    ],
)
def test_films_are_told_apart_by_the_shortest_path(films: list[str], names: list[str]) -> None:
    paths = [Path(film) for film in films]
    assert list(distinct_names(paths)) == names


def test_a_film_is_found_by_what_a_file_calls_it() -> None:
    listed = ListedFilms(["2023/ceph.png", "2024\\ceph.png", "images/151.jpg", "152", "1.2.840.7", "7"])
    assert listed.find(Path("/x/2024/ceph.png")) == ("2024\\ceph.png",)
    assert listed.find("151.png") == ("images/151.jpg",) and listed.find("151.png", any_ending=False) == ()
    assert listed.find("152.png", any_ending=False) == ("152",)
    assert listed.find("ceph.png") == ("2023/ceph.png", "2024\\ceph.png")
    assert listed.find("1.2.840.7") == ("1.2.840.7",) and listed.find("1.2.840.8") == ()
    assert listed.find("007.png") == ("7",) and listed.find("x.png") == ()

"""Norms: which fits whom, what lies between two ages, what films enlarge, and what is never assumed."""

from __future__ import annotations

from datetime import date

import pytest

from cephview.core.norms import Norm, choose, norm_note
from cephview.core.patient import Patient, PatientInfo

BOYS = Norm("mm", sex="male", population="white American", table=((6, 70.0, 3.0), (8, 72.0, 4.0), (10, 76.0, 4.0)))
GIRLS = Norm("mm", sex="female", population="white American", table=((6, 69.0, 3.0), (10, 73.0, 3.0)))
WOMEN = Norm("mm", mean=91.0, sd=4.0, sex="female", ages=(18, 99), enlarged=8)
IRANIAN = Norm("mm", mean=85.0, sd=4.0, sex="female", ages=(18, 99), population="Iranian")
ALL = (BOYS, GIRLS, WOMEN, IRANIAN)


def test_deviations_are_in_sd_and_half_a_range_is_none():
    assert Norm("°", mean=82, sd=2).deviation(85) == pytest.approx(1.5)
    assert Norm("°", low=52, high=56).deviation(50) is None
    assert Norm("°", low=52, high=56).distance(50) == (-2, "°", "range")
    assert Norm("°", mean=25).deviation(30) is None
    assert [Norm("°", mean=-4.6, sd=3.7).describe(), Norm("%", low=62, high=65).describe()] == ["−4.6 ± 3.7", "62–65"]
    assert BOYS.describe() == "70–76 by age"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"mean": 1, "sd": 0},
        {"mean": 1, "low": 0, "high": 2},
        {"low": 2, "high": 1},
        {"mean": 1, "table": ((6, 1, 1), (7, 1, 1))},
        {"table": ((6, 1, 1),)},
        {"table": ((7, 1, 1), (6, 1, 1))},
        {"table": ((6, 1, 0), (7, 1, 1))},
        {"mean": 1, "enlarged": 8},
    ],
)
def test_a_norm_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match=r"norm|enlargement"):
        Norm("°", **wrong)


@pytest.mark.parametrize(("age", "mean", "sd"), [(6, 70, 3), (7, 71, 3.5), (9.5, 75, 4), (10, 76, 4)])
def test_between_two_published_ages_in_proportion(age, mean, sd):
    found = choose(ALL, Patient("male", age)).norm
    assert (found.mean, found.sd) == (pytest.approx(mean), pytest.approx(sd))


def test_never_beyond_the_ages_that_were_published():
    assert choose((BOYS,), Patient("male", 10.1)).norm is None
    assert choose((BOYS,), Patient("male", 5.9)).reason == "no norm of this age"


def test_what_norms_depend_on_is_asked_for_and_not_assumed():
    assert choose(ALL, Patient()).norm is None
    assert choose((BOYS, GIRLS), Patient()).reason == "needs the patient's sex"
    assert choose((BOYS, GIRLS), Patient("male")).reason == "needs the patient's age"
    assert choose((BOYS, GIRLS), Patient(age=7)).reason == "needs the patient's sex"
    assert choose((), Patient()).reason == "no norm that could be checked against its source"
    one = Norm("°", mean=82, sd=2)
    assert choose((one,), Patient()).norm == one


def test_people_of_the_patients_own_come_first_and_others_are_told():
    assert choose(ALL, Patient("female", 30, "iranian")).published is IRANIAN
    assert choose(ALL, Patient("female", 30)).published is WOMEN
    assert choose(ALL, Patient("female", 30)).caution == ""
    stranger = choose((WOMEN,), Patient("male", 9, "Taiwanese"))
    assert stranger.norm is not None
    assert stranger.caution == "norm of women: the patient is male and the patient is 9 years"
    assert choose((WOMEN, IRANIAN), Patient("female", 30)).published is WOMEN, "nobody is taken for an Iranian"
    young = Norm("mm", mean=80.0, ages=(12, 17), population="Iranian")
    assert choose((WOMEN, young), Patient("female")).published is WOMEN, "nor is an age asked for on their account"
    other = choose((IRANIAN,), Patient("female", 30, "Taiwanese"))
    assert other.caution == "norm of Iranian women: the patient is Taiwanese"


def test_lengths_of_enlarged_films_are_made_life_size_and_the_figure_in_print_is_told():
    found = choose((WOMEN,), Patient("female", 30))
    assert (found.norm.mean, found.norm.sd) == (pytest.approx(91 / 1.08), pytest.approx(4 / 1.08))
    assert found.norm.rounded().describe() == "84.3 ± 3.7"
    assert norm_note(found) == "91 ± 4 as published, on films enlarged by 8 %"


def test_whom_a_norm_is_of():
    assert [norm.whom for norm in ALL] == [
        "white American boys, 6–10 years",
        "white American girls, 6–10 years",
        "women",
        "Iranian women",
    ]
    assert Norm("°", mean=1, ages=(12, 17)).whom == "children, 12–17 years" and Norm("°", mean=1).whom == ""


@pytest.mark.parametrize(
    ("info", "patient"),
    [
        (PatientInfo(sex="F", birth_date=date(2010, 3, 1), study_date=date(2022, 9, 1)), Patient("female", 12.5)),
        (PatientInfo(sex="M", birth_date=None, study_date=date(2022, 9, 1)), Patient("male")),
        (PatientInfo(sex="O", birth_date=date(2022, 9, 2), study_date=date(2022, 9, 1)), Patient()),
        (PatientInfo(sex="m", birth_date=date(1800, 1, 1), study_date=date(2022, 9, 1)), Patient("male")),
    ],
)
def test_what_a_dicom_offers(info, patient):
    assert info.patient == patient


def test_a_patient_is_in_no_repr():
    assert "female" not in repr(Patient("female", 12.5, "Iranian")) and "Iranian" not in repr(
        Patient(population="Iranian")
    )
    assert Patient("female", 12.5, "Iranian").describe() == "female, 12.5 years, Iranian"
    with pytest.raises(ValueError, match="120"):
        Patient(age=121)

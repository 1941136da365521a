"""Norms: what was published of whom, and which of several fits a patient. The figures come in as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from cephview.core.patient import Patient, Sex, age_text
from cephview.core.sentences import Sentence, together

if TYPE_CHECKING:
    from cephview.core.formulas import Unit

ADULT = 18.0
# Where its figures were read: in a paper, in several secondary sources that agree, in one alone; "" where nobody says.
Checked = Literal["", "paper", "several", "one"]
# Grown up, not grown up, and of any age.
_PEOPLE: dict[Sex, tuple[str, str, str]] = {
    "female": ("women", "girls", "female"),
    "male": ("men", "boys", "male"),
    "": ("adults", "children", ""),
}


@dataclass(frozen=True)
class Norm:
    """A published norm: a mean with its SD (where given), a range, or means and SDs by age; of whom; cited.

    `ages` are the years that it holds for, both ends included; `table` has (age, mean, SD or None) in the order of age.
    `enlarged` says by how many per cent the films were on which lengths were measured; `mean` and the others are as
    published. Raises ValueError unless it is one of the three.
    """

    unit: Unit
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    sex: Sex = ""
    ages: tuple[float, float] | None = None
    population: str = ""
    citation: str = ""
    enlarged: float = 0.0
    table: tuple[tuple[float, float, float | None], ...] = ()
    checked: Checked = ""

    def __post_init__(self) -> None:
        is_range = self.low is not None and self.high is not None and self.low < self.high
        kinds = (self.mean is not None) + is_range + bool(self.table)
        if kinds != 1 or (self.sd is not None and (self.mean is None or self.sd <= 0)):
            raise ValueError("a norm is a mean, a mean with a positive SD, a range from low to high, or a table by age")
        years = [age for age, _, _ in self.table]
        if years != sorted(set(years)) or len(years) == 1 or any(sd is not None and sd <= 0 for *_, sd in self.table):
            raise ValueError("a norm by age has two ages or more, each once, from the youngest, and positive SDs")
        if not 0 <= self.enlarged < 50 or (self.enlarged and self.unit != "mm"):
            raise ValueError("an enlargement is a per cent of lengths, below 50")

    @property
    def years(self) -> tuple[float, float] | None:
        """The ages that it holds for; None where nothing is said."""
        return (self.table[0][0], self.table[-1][0]) if self.table else self.ages

    @property
    def centre(self) -> float:
        """The mean, or the middle of the range. A norm by age has none until a patient's age is known."""
        if self.mean is not None:
            return self.mean
        assert self.low is not None and self.high is not None
        return (self.low + self.high) / 2

    def deviation(self, value: float) -> float | None:
        """How many SD a value lies above the mean; None where no SD is known: half a range is none."""
        return (value - self.centre) / self.sd if self.sd is not None else None

    def distance(self, value: float) -> tuple[float, str, str]:
        """How far a value lies from the norm, in what unit, and from what: SDs from the mean, or the value's own unit
        from a mean without SD, or from the nearer end of a range (0 within): half a range is no SD.
        """
        if self.low is not None and self.high is not None:
            return value - min(max(value, self.low), self.high), self.unit, "range"
        return (value - self.centre) / (self.sd or 1.0), "SD" if self.sd else self.unit, "mean"

    def describe(self) -> str:
        """`82 ± 2`, `62–65` or `25`, without the unit; `101.8–130.9 by age` where it is by age."""
        if self.table:
            means = [mean for _, mean, _ in self.table]
            return f"{number(min(means))}–{number(max(means))} by age"
        if self.low is not None and self.high is not None:
            joint = " to " if self.low < 0 else "–"
            return f"{number(self.low)}{joint}{number(self.high)}"
        return number(self.centre) + (f" ± {number(self.sd)}" if self.sd is not None else "")

    @property
    def whom(self) -> str:
        """`white American women`, `boys, 6–16 years`; empty where nothing is said."""
        years = self.years
        grown, young = years is not None and years[0] >= ADULT, years is not None and years[1] < ADULT
        people = _PEOPLE[self.sex][0 if grown else 1 if young else 2]
        first = " ".join(filter(None, (self.population, people or ("people" if self.population else ""))))
        return ", ".join(filter(None, (first, "" if years is None or grown else _years(*years))))

    def at(self, age: float) -> Norm:
        """A norm by age at this one, between two published ages in proportion. Raises ValueError beyond them."""
        if not self.table:
            return self
        for (young, low, low_sd), (old, high, high_sd) in zip(self.table, self.table[1:], strict=False):
            if young <= age <= old:
                share = (age - young) / (old - young)
                sd = None if low_sd is None or high_sd is None else low_sd + share * (high_sd - low_sd)
                return replace(self, mean=low + share * (high - low), sd=sd, table=(), ages=self.years)
        raise ValueError("no norm for this age")

    def life_size(self) -> Norm:
        """Lengths as they are in the head, where the films of the norm were enlarged; the same where not."""
        if not self.enlarged:
            return self
        mean, sd, low, high = (
            None if v is None else v / (1 + self.enlarged / 100) for v in (self.mean, self.sd, self.low, self.high)
        )
        return replace(self, mean=mean, sd=sd, low=low, high=high, enlarged=0.0)

    def rounded(self) -> Norm:
        """To one decimal, as values are shown: what was made life size or lies between two ages has many."""
        mean, low, high = (None if v is None else round(v, 1) + 0.0 for v in (self.mean, self.low, self.high))
        return replace(self, mean=mean, sd=None if self.sd is None else max(round(self.sd, 1), 0.1), low=low, high=high)

    def misfits(self, patient: Patient) -> tuple[str, ...]:
        """What of the patient the norm does not fit, in words; nothing that is unknown of either."""
        found = []
        if self.sex and patient.sex and self.sex != patient.sex:
            found.append(Sentence("the patient is {sex}", sex=Sentence(patient.sex)))
        if self.years and patient.age is not None and not self.years[0] <= patient.age < self.years[1] + 1:
            found.append(Sentence("the patient is {age}", age=age_text(patient.age)))
        if self.population and patient.population and self.population.casefold() != patient.population.casefold():
            found.append(Sentence("the patient is {population}", population=patient.population))
        return tuple(found)


@dataclass(frozen=True)
class NormChoice:
    """The norm that is taken for a patient, life size, or None and why; and what of the patient it does not fit.

    `published` is the norm as it stands in its source.
    """

    norm: Norm | None = None
    published: Norm | None = None
    misfits: tuple[str, ...] = ()
    reason: str = ""

    @property
    def caution(self) -> str:
        """`norm of white American women: the patient is male`; empty where it fits, or nobody can say."""
        whom = self.published.whom if self.published else ""
        return Sentence("norm of {whom}: {listed}", whom=whom, listed=_and(self.misfits)) if self.misfits else ""


NO_CHOICE = NormChoice()


def choose(norms: Sequence[Norm], patient: Patient) -> NormChoice:
    """The norm that fits the patient best; of two that fit alike the first.

    None is taken that needs to know more of the patient than is known: the sex where norms are told apart by it, the
    age where they go by it, the population for all but that of the first; and none by age beyond the published ages.
    """
    if not norms:
        return NormChoice(reason=Sentence("no norm that could be checked against its source"))
    # The author's own people alone, until somebody says of whom the patient is.
    own = ("", norms[0].population)
    offered = [norm for norm in norms if patient.population or norm.population in own]
    by_sex = len({norm.sex for norm in offered if norm.sex}) > 1
    by_age = len({norm.years for norm in offered if norm.years}) > 1
    usable, asked, beyond = [], [], False
    for norm in offered:
        if norm.sex and by_sex and not patient.sex:
            asked.append("sex")
        elif patient.age is None and (norm.table or (norm.years and by_age)):
            asked.append("age")
        elif norm.table and not norm.table[0][0] <= (patient.age or 0.0) <= norm.table[-1][0]:
            beyond = True
        else:
            usable.append(norm)
    if not usable:
        wanted = " and ".join(dict.fromkeys(asked))
        return NormChoice(
            reason=Sentence("needs the patient's {wanted}", wanted=wanted)
            if wanted
            else Sentence("no norm of this age")
            if beyond
            else ""
        )
    published = min(usable, key=lambda norm: _badness(norm, patient))
    plain = published.at(patient.age) if published.table and patient.age is not None else published
    return NormChoice(plain.life_size(), published, published.misfits(patient))


def norm_note(choice: NormChoice) -> str:
    """What is to be known of a norm besides its figures: how it was published, that one secondary source alone has it,
    whom it does not fit; or why there is none.
    """
    published = choice.published
    if published is None:
        return choice.reason
    said = []
    if published.enlarged:
        said.append(
            Sentence(
                "{norm} as published, on films enlarged by {percent} %",
                norm=published.describe(),
                percent=number(published.enlarged),
            )
        )
    elif published.table:
        said.append(Sentence("{norm} as published", norm=published.describe()))
    if published.checked == "one":
        said.append(Sentence("read in one secondary source alone"))
    return together((*said, choice.caution), "; ")


def _badness(norm: Norm, patient: Patient) -> float:
    """The larger, the worse it fits; what is said of the right people counts for a little."""
    others = norm.misfits(patient)
    own = (
        bool(norm.sex and norm.sex == patient.sex)
        + bool(norm.table)
        + 2 * bool(norm.population and norm.population.casefold() == patient.population.casefold())
    )
    return 10 * len(others) - own


def _years(low: float, high: float) -> str:
    return f"{number(low)} years" if low == high else f"{number(low)}–{number(high)} years"


def number(value: float, digits: int | None = None, *, sign: bool = False) -> str:
    """A figure with a true minus sign: `digits` decimals, or as few as it has; never `−0.0`."""
    text = f"{value:g}" if digits is None else f"{round(value, digits) + 0.0:.{digits}f}"
    return ("+" if sign and float(text) > 0 else "") + text.replace("-", "−")


def _and(texts: Sequence[str]) -> str:
    said = texts[0]
    for text in texts[1:]:
        said = Sentence("{one} and {other}", one=said, other=text)
    return said

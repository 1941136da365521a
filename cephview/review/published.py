"""Published results to draw beside one's own: SDRs are points of the cumulative error curve."""

from __future__ import annotations

from dataclasses import dataclass

from cephview.core.accuracy import SDR_THRESHOLDS_MM


@dataclass(frozen=True)
class Published:
    """A published result: on which films, MRE in mm, SDRs in % within 2, 2.5, 3 and 4 mm, and against whom."""

    name: str
    films: str
    mre: float
    sdr: tuple[float, float, float, float]
    against: str = "the mean of the two readers"

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """(mm, %) of the cumulative error curve."""
        return tuple(zip(SDR_THRESHOLDS_MM, self.sdr, strict=True))


# Trained on the 150 ISBI films alone. Challenge: Wang et al., Med Image Anal 2016; AFPF: Chen et al., MICCAI 2019;
# FARNet: Ao & Wu 2022; DeLR as its authors give it.
PUBLISHED: tuple[Published, ...] = (
    Published("Lindner & Cootes 2015", "ISBI Test1", 1.67, (74.95, 80.28, 84.56, 89.68)),
    Published("Chen 2019 (AFPF)", "ISBI Test1", 1.17, (86.67, 92.67, 95.54, 98.53)),
    Published("FARNet 2022", "ISBI Test1", 1.12, (88.03, 92.73, 95.96, 98.48)),
    Published("Lindner & Cootes 2015", "ISBI Test2", 1.92, (66.11, 72.00, 77.63, 87.42)),
    Published("Chen 2019 (AFPF)", "ISBI Test2", 1.48, (75.05, 82.84, 88.53, 95.05)),
    Published("FARNet 2022", "ISBI Test2", 1.42, (77.00, 84.42, 89.47, 95.21)),
    Published("DeLR", "ISBI Test1", 1.684, (71.05, 79.23, 84.49, 92.25), "the senior reader"),
    Published("DeLR", "ISBI Test2", 1.756, (72.63, 80.00, 84.79, 90.21), "the senior reader"),
    Published("HRNet-W48", "Aariz", 1.37, (80.83, 87.20, 91.15, 95.08), "the senior reader"),
)


def beside(against: str) -> tuple[Published, ...]:
    """The results on ISBI Test1 that were measured against the same kind of reading."""
    senior = "senior" in against
    return tuple(row for row in PUBLISHED if row.films == "ISBI Test1" and ("senior" in row.against) == senior)

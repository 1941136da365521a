"""Why is the error high? Each possible cause is an experiment; what an experiment explains is told in mm."""

from cephview.review.diagnosis.bench import Bench, ModelNetwork, Network
from cephview.review.diagnosis.engine import diagnose
from cephview.review.diagnosis.findings import Diagnosis, Finding
from cephview.review.diagnosis.setup import JudgedFilm, LabelRule, Presentation, Setup

__all__ = [
    "Bench",
    "Diagnosis",
    "Finding",
    "JudgedFilm",
    "LabelRule",
    "ModelNetwork",
    "Network",
    "Presentation",
    "Setup",
    "diagnose",
]

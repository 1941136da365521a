"""What a landmark lies on, in words."""

from cephview.app.words import marked
from cephview.core.catalogue import Tissue

TISSUE_WORDS: dict[Tissue, str] = {
    "hard": marked("Bone"),
    "dental": marked("Teeth"),
    "soft": marked("Soft tissue"),
    "airway": marked("Airway and tongue"),
    "cvm": marked("Cervical vertebrae"),
    "constructed": marked("Constructed"),
    "reference": marked("Film and reference"),
}

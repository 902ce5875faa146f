"""What is kept about how a group is tended."""

from coppice.tending.models.agreement import Acceptance, Agreement, Confidentiality, Uses
from coppice.tending.models.charter import FACETS, Charter
from coppice.tending.models.charter_version import CharterVersion, Choice, Say
from coppice.tending.models.ending import Ending
from coppice.tending.models.experiment import Experiment, Outcome
from coppice.tending.models.handover import Handover
from coppice.tending.models.twinning import Twinning

__all__ = [
    "FACETS",
    "Acceptance",
    "Agreement",
    "Charter",
    "CharterVersion",
    "Choice",
    "Confidentiality",
    "Ending",
    "Experiment",
    "Handover",
    "Outcome",
    "Say",
    "Twinning",
    "Uses",
]

"""What people say of themselves, and the vocabulary they say it in."""

from coppice.people.models.changes import SkillChange, Tally
from coppice.people.models.facts import Fact, Sector, What
from coppice.people.models.line import Line
from coppice.people.models.offers import Offer, Offered
from coppice.people.models.presence import Aim, Letter, Presence, Welcomed
from coppice.people.models.skill import Region, Skill, Word
from coppice.people.models.statements import Level, Side, Statement

__all__ = [
    "Aim",
    "Fact",
    "Letter",
    "Level",
    "Line",
    "Offer",
    "Offered",
    "Presence",
    "Region",
    "Sector",
    "Side",
    "Skill",
    "SkillChange",
    "Statement",
    "Tally",
    "Welcomed",
    "What",
    "Word",
]

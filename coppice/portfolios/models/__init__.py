"""Portfolios, their sections, and what belongs to a section: evidence, claims, recognitions, a signature."""

from coppice.portfolios.models.carried import Carried
from coppice.portfolios.models.evidence import Evidence
from coppice.portfolios.models.occasion import Occasion, Standing
from coppice.portfolios.models.portfolio import Portfolio
from coppice.portfolios.models.section import Section, Status
from coppice.portfolios.models.signature import Signature
from coppice.portfolios.models.speaking import Claim, Recognition
from coppice.portfolios.models.text_origin import TextOrigin
from coppice.portfolios.models.transfer import Transfer

__all__ = [
    "Carried",
    "Claim",
    "Evidence",
    "Occasion",
    "Portfolio",
    "Recognition",
    "Section",
    "Signature",
    "Standing",
    "Status",
    "TextOrigin",
    "Transfer",
]

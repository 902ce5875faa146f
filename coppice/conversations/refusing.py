"""The ways in which talk says no. What was typed comes back with each of them."""

from coppice.kernel.refusals import Refusal


class NotYours(Refusal):
    """They may read it, and this is for others to do."""

    status = 403


class NotAnyMore(Refusal):
    """It was possible before."""

    status = 409


class NotYet(Refusal):
    """It will be possible in a while."""

    status = 429

"""Polls, and what is voted in them."""

from coppice.polls.models.poll import Closed, Counting, Poll, Secrecy
from coppice.polls.models.votes import Box, Vote, Voter

__all__ = ["Box", "Closed", "Counting", "Poll", "Secrecy", "Vote", "Voter"]

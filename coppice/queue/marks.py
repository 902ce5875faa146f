"""Marks for the function under `@task`: `@long` runs step by step, `@attempts(3)` limits how often it is tried."""

from collections.abc import Callable
from typing import Any

DEFAULT_ATTEMPTS = 5


def long[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Run outside a transaction: the task commits its own steps, bears being run again, and ends with `settle()`."""
    vars(function)["runs_long"] = True
    return function


def attempts[**P, R](most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def mark(function: Callable[P, R]) -> Callable[P, R]:
        vars(function)["most_attempts"] = most
        return function

    return mark


def is_long(function: Callable[..., Any]) -> bool:
    return bool(vars(function).get("runs_long"))


def attempts_for(function: Callable[..., Any]) -> int:
    return int(vars(function).get("most_attempts", DEFAULT_ATTEMPTS))

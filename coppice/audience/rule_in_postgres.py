"""The rule of privacy as functions of PostgreSQL, which plans a function's query once for each connection.

Planning the rule takes PostgreSQL several times as long as answering it (SQLite hardly plans at all). The text is
the same; a function carries a fingerprint of it in its name, so that a server whose database was not migrated fails
instead of following an older rule.

Each call sets up the whole plan anew, with all that a thing may be lent through, and that is most of what a call
costs. So the function asks in steps: the rule without lending, whether it is lent at all, and only then the whole. And
it is called only for what is not seen by its own row alone, which a statement asks in place (rule.py).
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

from django.db import connections

SORTS = ("guest", "colleague", "member", "named")
# A plan made while the tables were still empty would read them whole for as long as the connection lives.
BY_INDEX = "SET enable_seqscan = off"
PLACES = {"person": "$2", "now": "$3", "link0": "SELECT unnest($4)"}


@cache
def body(sort: str) -> str:
    """The rule for one sort of viewer with its four parameters: item, person, moment, links held."""
    from coppice.audience.rule import IS_LENT, STEPS

    direct, lent, whole = text(sort, 0), IS_LENT.replace("{item}", "$1"), text(sort, STEPS)
    return f"IF {direct} THEN RETURN TRUE; END IF; IF NOT {lent} THEN RETURN FALSE; END IF; RETURN {whole};"


def text(sort: str, steps: int) -> str:
    from coppice.audience.rule import rule_text

    person, only_named = sort != "guest", sort == "named"
    links = 0 if only_named else 1
    rule = rule_text(person=person, member=sort == "member", links=links, only_named=only_named, steps=steps)
    return re.sub(r"(?<!:):(\w+)", lambda found: PLACES[found[1]], rule).replace("{item}", "$1")


@cache
def function(sort: str) -> str:
    return f"audience_{sort}_sees_{hashlib.sha256((BY_INDEX + body(sort)).encode()).hexdigest()[:10]}"


def make_functions(using: str = "default", **_: Any) -> None:
    """A receiver of `post_migrate`."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for sort in SORTS:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {function(sort)}(uuid, uuid, timestamptz, uuid[]) RETURNS boolean "
                f"LANGUAGE plpgsql STABLE COST 2000 {BY_INDEX} AS $rule$ BEGIN {body(sort)} END $rule$"
            )

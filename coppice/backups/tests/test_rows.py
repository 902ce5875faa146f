"""A value written as text is the same value again, whichever database it came from."""

from __future__ import annotations

import json
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from coppice.backups.rows import plain

KINDS: list[tuple[models.Field[Any, Any], st.SearchStrategy[Any]]] = [
    (models.DateTimeField(), st.datetimes(timezones=st.just(UTC))),
    (models.DateField(), st.dates()),
    (models.TimeField(), st.times()),
    (models.DurationField(), st.timedeltas()),
    (models.UUIDField(), st.uuids()),
    (models.DecimalField(max_digits=12, decimal_places=2), st.decimals(-(10**9), 10**9, places=2)),
    (models.BinaryField(), st.binary()),
    (models.TextField(), st.text(st.characters(exclude_categories=["Cs"]))),
    (models.BigIntegerField(), st.integers(-(2**63), 2**63 - 1)),
    (models.BooleanField(), st.booleans()),
    (models.FloatField(), st.floats(allow_nan=False, allow_infinity=False)),
    (
        models.JSONField(),
        st.recursive(st.text() | st.integers() | st.booleans(), lambda some: st.dictionaries(st.text(), some)),
    ),
]


@given(data=st.data())
def test_every_kind_of_value_comes_back(data: st.DataObject) -> None:
    column, values = data.draw(st.sampled_from(KINDS))
    value = data.draw(values)
    line = json.dumps([value], default=plain, ensure_ascii=False)
    assert "\n" not in line
    [told] = json.loads(line)
    again = column.to_python(told)
    assert (bytes(again) if isinstance(again, memoryview) else again) == value
    assert not isinstance(value, Decimal) or str(again) == str(value)

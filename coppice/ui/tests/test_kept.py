"""What is drawn once and printed again: a part that many pages share, and what every line of a list repeats."""

from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st


def drawn(template: Template, **given: object) -> str:
    return template.render(Context(given))


def test_a_kept_part_is_drawn_once_for_the_same_values_and_language() -> None:
    asked: list[str] = []

    class Word(str):
        def upper(self) -> str:
            asked.append(str(self))
            return super().upper()

    template = Template("{% kept word=word %}{{ word.upper }}, {% translate 'Home' %}{% endkept %}")
    with translation.override("en-gb"):
        assert [drawn(template, word=Word("a")) for _ in "12"] == ["A, Home"] * 2
        assert drawn(template, word=Word("b")) == "B, Home"
    with translation.override("cy"):
        assert drawn(template, word=Word("a")) == "A, Hafan"
    assert asked == ["a", "b", "a"]


def test_a_kept_part_knows_nothing_but_what_it_names() -> None:
    template = Template("{% kept word=word %}{{ word }}{{ secret }}{{ csrf_token }}{% endkept %}")
    assert drawn(template, word="said", secret="hers", csrf_token="token") == "said"


@given(st.lists(st.tuples(st.text(), st.text(), st.booleans()), max_size=6))
def test_stamped_lines_say_what_they_would_have_said_each_by_itself(lines: list[tuple[str, str, bool]]) -> None:
    body = '<i id="{{ id }}">{{ name }}{% if mine %} {{ id }} is mine{% endif %}{{ page }}</i>'
    around = "{% for id, name, mine in lines %}|{% endfor %}"
    plainly = Template(around.replace("|", body))
    stamped = Template(around.replace("|", "{% stamp id=id name=name for mine %}" + body + "{% endstamp %}"))
    assert drawn(stamped, lines=lines, page="<") == drawn(plainly, lines=lines, page="<")


@pytest.mark.parametrize(
    "wrong",
    [
        "{% kept %}{% endkept %}",
        "{% kept a %}{% endkept %}",
        "{% stamp a=a b %}{% endstamp %}",
        "{% stamp for a %}{% endstamp %}",
    ],
)
def test_a_slip_of_the_pen_is_told(wrong: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(wrong)

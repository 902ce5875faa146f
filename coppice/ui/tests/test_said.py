"""What is kept of a sentence is what Django itself would have said each time."""

import pytest
from django.template import Context, Engine
from django.utils import translation

OURS = ["django.templatetags.i18n", "coppice.ui.templatetags.said"]
GIVEN = {"name": "<Nerys>", "person": {"name": "Idris & co"}, "url": "/a/?b=1&c"}
COUNTED = (
    "{% blocktranslate trimmed count words=n %}{{ words }} word{% plural %}{{ words }} words{% endblocktranslate %}"
)


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "Save" %}, {% translate name %}',
        "{% blocktranslate trimmed with name=person.name %}\n  Back to “{{ name }}”\n{% endblocktranslate %}{{ name }}",
        "{% autoescape off %}{% blocktranslate %}Hello {{ name }}, 50 % of {{ nobody }}{% endblocktranslate %}{% endautoescape %}",
        "{% blocktranslate with name=person.name asvar said %}As {{ name }}{% endblocktranslate %}{{ said }}|{{ said|upper }}",
        '{% blocktranslate context "group" %}Where you are{% endblocktranslate %}',
        COUNTED,
    ],
)
def test_a_sentence_is_said_as_django_says_it(text: str) -> None:
    ours = Engine(builtins=OURS).from_string(text)
    theirs = Engine(builtins=OURS[:1]).from_string(text)
    for language in ("en-gb", "cy", "en-gb"):
        with translation.override(language):
            for n in (0, 1, 2, 3, 6, 11, 100, 1234, 2):
                assert ours.render(Context({**GIVEN, "n": n})) == theirs.render(Context({**GIVEN, "n": n}))

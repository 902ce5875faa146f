"""No word is forgotten: what is not said by way of a catalogue is found, and a catalogue that lacks something is too."""

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from workbench.catalogues import KEPT_AS_IT_IS, dress, messages
from workbench.unwrapped import in_python, in_script, in_template
from workbench.words import compared, contradictions, key

MANY = ("%(n)s word", "%(n)s words")
WELSH_MANY = tuple("%(n)s gair,%(n)s gair,%(n)s air,%(n)s gair,%(n)s gair,%(n)s gair".split(","))


def complained(words: str | tuple[str, str], welsh: str | tuple[str, ...], **more: object) -> list[str]:
    said, known = Catalog(), Catalog()
    said.add(words)
    known.add(words, welsh, **more)
    return list(compared({key(message): message for message in messages(said)}, known))


@pytest.mark.parametrize(
    ("words", "welsh", "wrong"),
    [
        ("Save", "Cadw", ""),
        ("Save", "", "has no Welsh yet"),
        (MANY, WELSH_MANY, ""),
        (MANY, WELSH_MANY[:4], "has no Welsh yet"),
        ("Back to “%(name)s”", "Yn ôl", "other placeholders or tags"),
        ("{said} and {people}", "{said} a {pobl}", "other placeholders or tags"),
        ('<a href="{{ url }}">Join</a>', "Ymuno", "other placeholders or tags"),
    ],
)
def test_what_a_catalogue_lacks_is_said(words: str | tuple[str, str], welsh: str | tuple[str, ...], wrong: str) -> None:
    found = complained(words, welsh)
    assert wrong in found[0] if wrong else not found


def test_what_is_doubtful_gone_or_said_in_two_ways_is_said() -> None:
    assert "fuzzy" in complained("Save", "Cadw", flags=["fuzzy"])[0]
    known = Catalog()
    known.add("Old", "Hen")
    assert list(compared({}, known)) == ["“Old” is no longer said; bin/words takes it out"]
    assert list(contradictions({("Save", ""): {"ui": "Cadw", "journal": "Arbed"}, ("Close", ""): {"ui": "Cau"}}))


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello you</p>", ["<p>Hello you</p>"]),
        ('<p>{% translate "Hello you" %} · {{ name }}</p>', []),
        ('{% blocktranslate trimmed %}<a href="{{ url }}">Look</a> at it{% endblocktranslate %}', []),
        ('<input placeholder="Your name" class="wide">', ["Your name"]),
        ('{% status "half" "In progress" %}', ["In progress"]),
        ('{% status "half" _("In progress") %}{% if kind == "Draft" %}<hr>{% endif %}', []),
    ],
)
def test_words_in_a_template_that_are_no_message_are_found(template: str, found: list[str]) -> None:
    assert len(list(in_template(template))) == len(found)


def test_words_in_python_and_scripts_that_are_no_message_are_found() -> None:
    assert len(list(in_python('raise Refusal("Not now.")\nmessages.error(request, f"{name} is here")'))) == 2
    assert not list(in_python('raise Refusal(_("Not now."))\nlog.error("Not now.")\nforms.CharField(label=_("Name"))'))
    assert len(list(in_script('say("Try again soon");\nsay(`Kept for ${name}`);'))) == 2
    assert not list(in_script('// Say "So it is".\nsay(_("Try again soon"));\nthrow new Error("It broke badly");'))


@given(st.lists(st.sampled_from(["Hello", "%(name)s", "{n}", "<strong>", "</strong>", "&nbsp;", "50 %%", " – "])))
def test_the_pseudo_language_keeps_what_is_no_word(parts: list[str]) -> None:
    words = " ".join(parts)
    assert KEPT_AS_IT_IS.findall(dress(words)) == KEPT_AS_IT_IS.findall(words)

"""docs/frameworks.md names every field that the reader knows, and its example of a rule is a rule."""

import re
from pathlib import Path

from coppice.frameworks.reading import read
from coppice.frameworks.tests.makers import small

HERE = Path(__file__).parent.parent
GUIDE = (HERE.parent.parent / "docs" / "frameworks.md").read_text(encoding="utf-8")
ASKED = re.compile(r"\.(?:text|texts|code|codes|number|yes|choice|sheet|sheets|part)\(\s*\"(\w+)\"")


def test_every_field_is_explained():
    known = {name for file in HERE.glob("reading_*.py") for name in ASKED.findall(file.read_text(encoding="utf-8"))}
    assert len(known) > 40
    assert sorted(name for name in known if not re.search(rf"\b{name}\b", GUIDE)) == []


def test_the_example_of_a_rule_is_a_rule():
    example = GUIDE.split("So “one law")[1].split("## ")[0].partition("\n")[2]
    needs = example.split("    needs:\n")[1].replace("3a", "1a").replace("3b", "1b")
    rule = read(small(**{"    needs: {all_of: P}": "    needs:\n" + needs})).rules[0]
    assert rule.needs.mentions() == {"1a", "1b"}

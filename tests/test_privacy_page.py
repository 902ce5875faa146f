"""docs/privacy.md says who may do what, and is made from the same tables that the privacy matrix tests.

After adding an address: `COPPICE_TEST_WRITE=1 bin/test tests/test_privacy_page.py` writes the page anew.
"""

import os
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.test_privacy import BY_ITEM, BY_NAME, BY_OWNER, BY_ROLE, LISTS, OTHERS, verbs
from tests.world import STATES

PAGE = Path(__file__).parent.parent / "docs" / "privacy.md"
CAST = ["owner", "fellow", "reader", "elsewhere", "steward", "administrator", "colleague", "nobody", "blocked"]
HEAD = """# Who may see what

This page is made from the tables in `tests/test_privacy.py` and `tests/world.py`, which test every line of it on every address.
What somebody may not see answers, to the byte, like something that never existed.

Each thing is private until its author shares it. The same rule (`coppice/audience/rule.py`) decides pages, lists, counts,
downloads and mail. Administrators and stewards see what members see; there is no back door on any page. An administrator who must see
one private thing opens it for an hour with a reason: its owner is told at once, and it stays in a log that nobody can change.
A post that somebody reports is read by those who tend its group, and by stewards where nobody but its author does.

## By way of sharing

*fellow*: in the group it is shared with · *reader*: asked by name · *elsewhere*: a member of another group · *colleague*: has an
account, is no member · *nobody*: not signed in · *blocked*: there is a block between them and the author

"""


def ways() -> str:
    lines = [f"| shared | {' | '.join(CAST)} |", f"| --- |{' --- |' * len(CAST)}"]
    for state, seers in STATES.items():
        lines.append(f"| {state} | {' | '.join('sees' if who in seers else '' for who in CAST)} |")
    return "\n".join(lines)


def patterns() -> dict[str, str]:
    def walk(found: list[Any], space: str, before: str) -> dict[str, str]:
        named: dict[str, str] = {}
        for one in found:
            if isinstance(one, URLResolver):
                inner = f"{space}{one.namespace}:" if one.namespace else space
                named |= walk(one.url_patterns, inner, before + str(one.pattern))
            elif isinstance(one, URLPattern):
                named.setdefault(f"{space}{one.name}", "/" + before + str(one.pattern))
        return named

    return walk(get_resolver().url_patterns, "", "")


def addresses() -> str:
    where = patterns()
    rules = dict.fromkeys(BY_ITEM, "whoever sees the item; only its author changes anything")
    rules |= dict.fromkeys(BY_NAME, "the author of the item, and those asked by name")
    rules |= dict.fromkeys(BY_OWNER, "its person alone")
    rules |= {name: who for name, (_, who) in BY_ROLE.items()}
    rules |= dict.fromkeys(LISTS, "shows each reader what they may see")
    rules |= {name: why.split(":", maxsplit=1)[0] for name, why in OTHERS.items()}
    rules["portfolios:recognition"] = "whoever sees the section and is signed in, but its author"
    rules["discussion:notes"] = "the author of the item, and those asked by name, each their own notes"
    for name in ("discussion:comment", "discussion:edit"):
        rules[name] += "; a guest with a link for comments, their own"
    rules["discussion:holding"] = "those asked by name, each their own"
    rules["privacy:seen"] = "the author of the item, who sees what a guest, a member or a group would"
    for name in ("discussion:comments", "discussion:changes"):
        rules[name] = "the author of the item, and those asked by name"
    rules["discussion:comments"] += "; a guest with a link for comments, their own"
    for name in ("portfolios:elsewhere", "portfolios:beside", "portfolios:text_origin"):
        rules[name] = "the author of the section, who has written the other too"
    names = sorted(rules, key=lambda name: where.get(name, ""))
    rows = [f"| `{where.get(name, name)}` | {' '.join(verbs(name))} | {rules[name]} |" for name in names]
    return "\n".join(["| address | verbs | who |", "| --- | --- | --- |", *rows])


def test_the_page_about_privacy_is_true() -> None:
    page = f"{HEAD}{ways()}\n\n## By address\n\n{addresses()}\n"
    if os.environ.get("COPPICE_TEST_WRITE"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "write it anew: see the top of this file"

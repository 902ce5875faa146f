"""What each code is called in another edition of the same framework.

Ids tie the same section or principle together over the editions. What the other edition does not have keeps a name that
says where it is from, `5@2019-07`: so it is never taken for something else, and is found again on the way back.
"""

from collections.abc import Callable, Iterable, Mapping

from coppice.frameworks.framework import Framework

type Ids = Mapping[str, str]


def section_ids(framework: Framework) -> Ids:
    return {code: node.id for code, node in framework.nodes.items()}


def principle_ids(framework: Framework) -> Ids:
    return {principle.code: principle.id for principle in framework.principles}


def renamed(
    codes: Iterable[str],
    old: Framework,
    new: Framework,
    *,
    ids: Callable[[Framework], Ids],
    edition: Callable[[str], Framework | None],
) -> dict[str, str]:
    """Each code of the old edition, with what it is called in the new one. `edition` finds one by its version."""
    there = {identity: code for code, identity in ids(new).items()}

    def called(code: str) -> str:
        plain, _, version = code.partition("@")
        home = edition(version) if version else old
        identity = ids(home).get(plain, "") if home else ""
        return there.get(identity) or (code if version else f"{plain}@{old.version}")

    return {code: called(code) for code in codes}

"""A small framework of its own, so that tests of the reader do not hang on any real scheme."""

SMALL = """\
slug: small
version: "1"
name: Small
full_name: A small framework
keeper: Nobody
page: https://example.org/small
about: For tests.
pathways:
  - {code: one, title: One, about: The first.}
  - {code: two, title: Two, level: 2, about: The second.}
facets:
  - {code: said, title: Said, prompt: Say it.}
  - {code: learned, title: Learned, prompt: What did you learn?, reflects: yes}
principles:
  - code: P
    title: Principles
    each:
      - {id: care, code: P1, title: Care, about: Take care.}
      - {id: thought, code: P2, title: Thought, about: Think.}
      - {id: time, code: P3, title: Time, about: Take time.}
sections:
  - id: first
    code: "1"
    title: First
    asks: Two things.
    sections:
      - id: a
        code: 1a
        title: Part a
        asks: Write a.
        instances: 1
        facets: {said: Say a., learned: }
      - id: b
        code: 1b
        title: Part b
        asks: Write b.
        instances: {one: 0+, two: 1-2}
        facets: [said]
  - id: end
    code: END
    title: End
    kind: declaration
    asks: Sign.
    instances: {one: 0, two: 1}
rules:
  - id: all
    says: Every principle.
    needs: {all_of: P}
"""


def small(**changes: str) -> bytes:
    """The small framework with some of its text replaced: `small(old="new")`, names with spaces by `**{...}`."""
    text = SMALL
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()

"""Text as long as people write it, always the same for the same number."""

from random import Random

from coppice.kernel import richtext

WORDS = (
    "students teachers seminar module placement captions quiz feedback library week question answer tool classroom "
    "colleague evidence change practice learning workshop recording licence access support course screen reader "
    "noticed tried asked built compared dropped kept wrote showed because before after instead although quietly slowly"
).split()


def sentence(random: Random, words: int) -> str:
    said = " ".join(random.choice(WORDS) for _ in range(words))
    return f"{said.capitalize()}."


def paragraph(random: Random, words: int) -> str:
    return " ".join(sentence(random, 14) for _ in range(max(1, words // 14)))


def html(number: int, words: int) -> str:
    """Clean HTML with paragraphs, a heading, a list and a quotation."""
    random = Random(number)
    each = words // 6
    return richtext.clean(
        f"<p>{paragraph(random, each)}</p><p>{paragraph(random, each)}</p><h2>{sentence(random, 4)}</h2>"
        f"<p>{paragraph(random, each)}</p><ul><li>{paragraph(random, each // 2)}</li><li>{paragraph(random, each // 2)}"
        f"</li></ul><blockquote><p>{paragraph(random, each)}</p></blockquote><p>{paragraph(random, each)}</p>"
    )


def title(number: int) -> str:
    return sentence(Random(number), 6).rstrip(".")

"""The child process that typesets: `python typesetter.py FOLDER`, with book.typ and book.json in the folder.

Writes book.pdf and prints one JSON line: `{"undisplayable": […]}` or `{"error": …}`. Characters for which no font has
a shape are replaced by a white square and reported, since PDF/UA allows no empty glyphs.
"""

import json
import re
import resource
import sys
from pathlib import Path

import typst

UNDISPLAYABLE = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
MOST_MEMORY = 3 * 1024**3
TRIES = 4


def main(folder: Path) -> dict[str, object]:
    request = json.loads((folder / "request.json").read_text("utf-8"))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=request["fonts"])
    missing: list[str] = []
    for _ in range(TRIES):
        try:
            pdf = typeset(folder, fonts, request["timestamp"])
        except typst.TypstError as error:
            found = undisplayable(str(error.diagnostic))
            if not found:
                return {"error": str(error.diagnostic)[:2000]}
            missing += found
            replace(folder / "book.json", found)
        else:
            (folder / "book.pdf").write_bytes(pdf)
            return {"undisplayable": missing}
    return {"error": "the text has characters that no font can show"}


def typeset(folder: Path, fonts: typst.Fonts, timestamp: int) -> bytes:
    pdf = typst.compile(
        str(folder / "book.typ"),
        root=str(folder),
        format="pdf",
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=timestamp,
        package_path=str(folder / "none"),
        package_cache_path=str(folder / "none"),
    )
    assert isinstance(pdf, bytes)
    return pdf


def undisplayable(diagnostic: str) -> list[str]:
    """The pieces of text the typesetter complained of, longest first."""
    found = {ESCAPED.sub(_character, piece) for piece in UNDISPLAYABLE.findall(diagnostic)}
    return sorted(found, key=lambda piece: (-len(piece), piece))


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else {"n": "\n", "t": "\t", "r": "\r"}.get(escape[2], escape[2])


def replace(path: Path, missing: list[str]) -> None:
    pattern = re.compile("|".join(map(re.escape, missing)))
    path.write_text(json.dumps(_replaced(json.loads(path.read_text("utf-8")), pattern), ensure_ascii=False), "utf-8")


def _replaced(value: object, pattern: re.Pattern[str]) -> object:
    if isinstance(value, str):
        return pattern.sub("\u25a1", value)
    if isinstance(value, list):
        return [_replaced(item, pattern) for item in value]
    if isinstance(value, dict):
        return {key: item if key in {"to", "path", "alt"} else _replaced(item, pattern) for key, item in value.items()}
    return value


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))

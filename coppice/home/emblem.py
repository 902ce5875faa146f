"""The emblem, three shoots from one stool, drawn as a picture for where a phone wants one."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

PAPER, LEAF = "#fbfaf6", "#4a7a54"
SIZES = {"touch": 180, "192": 192, "512": 512, "maskable": 512}
GRID, STROKE, STEPS, FINER = 32, 3, 24, 4
SAFE = 0.72  # of a maskable icon: what no phone cuts off

type Point = tuple[float, float]
GROUND: list[Point] = [(6, 28), (26, 28)]
MIDDLE: list[Point] = [(16, 28), (16, 9)]
LEFT: list[Point] = [(11, 28), (11, 20), (10, 16), (7, 12)]
RIGHT: list[Point] = [(21, 28), (21, 20), (22, 16), (25, 12)]


@lru_cache(maxsize=len(SIZES))
def drawn(name: str) -> bytes:
    """The emblem as a PNG; with room around it where a phone cuts its own shape."""
    size = SIZES[name]
    wide = size * FINER
    picture = Image.new("RGB", (wide, wide), PAPER)
    share = SAFE if name == "maskable" else 0.9
    scale, edge = wide * share / GRID, wide * (1 - share) / 2
    for line in (GROUND, MIDDLE, curve(LEFT), curve(RIGHT)):
        stroke(ImageDraw.Draw(picture), [(edge + x * scale, edge + (y - 2) * scale) for x, y in line], STROKE * scale)
    content = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(content, "PNG", optimize=True)
    return content.getvalue()


def curve(corners: list[Point]) -> list[Point]:
    """Points along a curve with these four corners."""
    return [point(corners, step / STEPS) for step in range(STEPS + 1)]


def point(corners: list[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, corners, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, corners, strict=True)),
    )


def stroke(pen: ImageDraw.ImageDraw, line: list[Point], width: float) -> None:
    pen.line(line, fill=LEAF, width=round(width), joint="curve")
    for x, y in (line[0], line[-1]):
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=LEAF)

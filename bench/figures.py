"""One measured figure, and whether it is good enough."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    bench: str
    name: str
    value: float
    unit: str
    target: str
    ok: bool

    @classmethod
    def at_most(cls, bench: str, name: str, value: float, unit: str, most: float) -> "Figure":
        return cls(bench, name, round(value, 3), unit, f"<= {most:g}", value <= most)

    @classmethod
    def exactly(cls, bench: str, name: str, value: float, unit: str, wanted: float) -> "Figure":
        return cls(bench, name, value, unit, f"= {wanted:g}", value == wanted)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

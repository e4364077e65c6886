"""Draw how look-ups grow with the memory: python benchmarks/growth.py OUT.svg UNITS:P50:P95:SCAN … (milliseconds)

The figures are those that benchmarks/memory.py prints for 10k, 100k and 1m units; both axes are logarithmic.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP = 640, 400, 70, 30
COLOURS = {"look-up, median": "#1b6ca8", "look-up, 95th percentile": "#7fb2d9", "rapidfuzz scan, median": "#b8552b"}


def main() -> None:
    rows = [tuple(map(float, argument.split(":"))) for argument in sys.argv[2:]]
    low, high = math.log10(min(map(min, rows))) - 0.1, math.log10(max(max(row[1:]) for row in rows)) + 0.2
    first, last = math.log10(rows[0][0]), math.log10(rows[-1][0])

    def place(units: float, value: float) -> str:
        x = LEFT + (math.log10(units) - first) / (last - first) * (WIDTH - LEFT - 40)
        return f"{x:.1f},{TOP + (high - math.log10(value)) / (high - low) * (HEIGHT - TOP - 60):.1f}"

    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {box}>']
    out.append(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>')
    for power in range(math.ceil(low), math.floor(high) + 1):
        x, y = place(rows[0][0], 10**power).split(",")
        out.append(f'<path d="M{x} {y}H{WIDTH - 40}" stroke="#ddd"/><text x="8" y="{y}">{10**power:g} ms</text>')
    for units, *_ in rows:
        x = place(units, 1).split(",")[0]
        out.append(f'<text x="{x}" y="{HEIGHT - 36}" text-anchor="middle">{units:,.0f}</text>')
    for number, (name, colour) in enumerate(COLOURS.items(), 1):
        points = " ".join(place(row[0], row[number]) for row in rows)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        out.append(f'<text x="{LEFT + 200 * (number - 1)}" y="{HEIGHT - 10}" fill="{colour}">{name}</text>')
    Path(sys.argv[1]).write_text("\n".join([*out, "</svg>\n"]), encoding="utf-8")


if __name__ == "__main__":
    main()

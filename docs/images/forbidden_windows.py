#!/usr/bin/env python3
"""Draws docs/images/forbidden-windows-{2,3}.svg, the pictures of docs/atlas.md.

Usage: forbidden_windows.py REPOSITORY [--check]
The windows of three neurons are read from src/pattern/window/catalogue.cpp. With --check nothing is
written; the exit code is 1 if a picture is not what this script draws.
"""
import re
import sys
from pathlib import Path

COLOURS = ["#0072b2", "#e69f00", "#cc3377"]  # blue, orange, red: told apart by the colour-blind too
CELL, MARK, GAP = 20, 9, 5
TWO = [  # the complete list for two neurons (T2): rows and columns of each neuron as bits
    ("LU", 2, 2, [(2, 2), (3, 3)]),
    ("fork", 2, 3, [(3, 3), (3, 6)]),
    ("fork, transposed", 3, 2, [(3, 3), (6, 3)]),
]


def catalogue(repository):
    text = (repository / "src/pattern/window/catalogue.cpp").read_text(encoding="utf-8")
    entry = r"\{(\d+), (\d+), \{\{\{(\d+), (\d+)\}, \{(\d+), (\d+)\}, \{(\d+), (\d+)\}\}\}\}"
    found = [list(map(int, match)) for match in re.findall(entry, text)]
    return [(str(i + 1), e[0], e[1], list(zip(e[2::2], e[3::2]))) for i, e in enumerate(found)]


def digits(mask):
    return "".join(str(bit + 1) for bit in range(8) if mask >> bit & 1) or "–"


def rectangle(x, y, width, height, fill):
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def words(x, y, text, more=""):
    return f'<text x="{x:g}" y="{y:g}"{more}>{text}</text>'


def covered(neurons, row, column):
    return [k for k, (r, c) in enumerate(neurons) if r >> row & 1 and c >> column & 1]


def window(x, y, rows, columns, neurons):
    """Left of the window the rows of each neuron (the last factor), above it the columns (the first);
    in it each entry in stripes of the neurons that reach it."""
    left, top = x + len(neurons) * MARK + GAP, y + len(neurons) * MARK + GAP
    out = []
    for k, (r, c) in enumerate(neurons):
        colour = COLOURS[k]
        out += [rectangle(x + k * MARK, top + i * CELL + 1, MARK - 1, CELL - 2, colour)
                for i in range(rows) if r >> i & 1]
        out += [rectangle(left + j * CELL + 1, y + k * MARK, CELL - 2, MARK - 1, colour)
                for j in range(columns) if c >> j & 1]
    for i in range(rows):
        for j in range(columns):
            reaching = covered(neurons, i, j)
            for at, k in enumerate(reaching):
                width = CELL / len(reaching)
                out.append(rectangle(left + j * CELL + at * width, top + i * CELL, width, CELL, COLOURS[k]))
            out.append(f'<rect x="{left + j * CELL}" y="{top + i * CELL}" width="{CELL}" height="{CELL}" '
                       'fill="none" stroke="black" stroke-width="1.5"/>')
    return out


def tile(x, y, name, rows, columns, neurons, room):
    out = [words(x, y + 12, name, ' font-weight="bold"')]
    out += window(x, y + 20, rows, columns, neurons)
    for k, (r, c) in enumerate(neurons):
        out.append(words(x, y + room + k * 14, f"{digits(r)} × {digits(c)}", f' fill="{COLOURS[k]}"'))
    return out


def picture(title, tiles, across, step_x):
    count = max(len(t[3]) for t in tiles)
    out, y = [], 20
    for first in range(0, len(tiles), across):
        line = tiles[first:first + across]
        room = 20 + count * MARK + GAP + max(t[1] for t in line) * CELL + 18
        for at, (name, m, n, neurons) in enumerate(line):
            out += tile(20 + at * step_x, y, name, m, n, neurons, room)
        y += room + count * 14 + 14
    width = across * step_x + 20
    head = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" width="{width}" height="{y}" '
            'font-family="sans-serif" font-size="12">',
            f"<title>{title}</title>", rectangle(0, 0, width, y, "white")]
    return "\n".join(head + out + ["</svg>"]) + "\n"


def main(repository, check):
    three = catalogue(repository)
    pictures = {
        "forbidden-windows-2.svg": picture("Minimal forbidden windows of two neurons", TWO, 3, 150),
        "forbidden-windows-3.svg": picture("Minimal forbidden windows of three neurons", three, 7, 152),
    }
    wrong = 0
    for name, text in pictures.items():
        path = repository / "docs/images" / name
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{path} is not what docs/images/forbidden_windows.py draws; run it")
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "--check" in sys.argv[2:]))

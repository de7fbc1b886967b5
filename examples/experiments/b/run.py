#!/usr/bin/env python3
"""Breast-cancer classification by networks with some unlocked neurons: test loss by number of neurons.

usage: run.py ISTHMUS FOLDER [DATA.csv]

DATA.csv is the Wisconsin data set as scikit-learn bundles it (569 samples, 30 numbers each; Debian's
python3-sklearn). Every third sample is for testing; columns are scaled to mean 0 and deviation 1 on the others.
A network has one layer of l neurons without biases and one output, the logit of "benign". At the start a neuron has
random weights of norm 1/2 in and 1 out (c < 0: its output weight is locked, and positive) or, computing the same
up to rounding, of norm 2 in and 1/4 out (c > 0: unlocked). With no neuron unlocked the start is obstructed: the
logit is never negative. 400 steps of descent on bce. Writes losses.csv, a line for each network, and losses.svg, means
over the starts.
"""
import csv
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

BUNDLED = "/usr/lib/python3/dist-packages/sklearn/datasets/data/breast_cancer.csv"
WIDTHS = (1, 2, 3, 4, 6, 8, 12)
UNLOCKED = (0, 1, 2, 4, 8)
STARTS = 16
STEPS, RATE = 400, 0.2


# ---- data -------------------------------------------------------------------------------------

def read_samples(path):
    with open(path, newline="", encoding="utf-8") as file:
        _, *rows = csv.reader(file)
    return [[float(cell) for cell in row] for row in rows]


def split(samples):
    """Training and test samples, scaled by the training samples."""
    test = samples[2::3]
    train = [row for i, row in enumerate(samples) if i % 3 != 2]
    scaled = []
    for column in list(zip(*train))[:-1]:
        mean = sum(column) / len(column)
        deviation = math.sqrt(sum((x - mean) ** 2 for x in column) / len(column))
        scaled.append((mean, deviation))

    def scale(row):
        return [*((x - mean) / deviation for x, (mean, deviation) in zip(row, scaled)), row[-1]]
    return [scale(row) for row in train], [scale(row) for row in test]


def write_csv(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([[repr(x) for x in row] for row in rows])


# ---- networks ---------------------------------------------------------------------------------

def network(width, unlocked, seed):
    """The first `unlocked` neurons are unlocked. The same seed gives the same function, whatever is unlocked."""
    rng = random.Random(seed)
    nodes = [{"id": f"x{i}", "role": "input"} for i in range(1, 31)]
    nodes += [{"id": f"h{k}", "role": "hidden"} for k in range(1, width + 1)] + [{"id": "y1", "role": "output"}]
    edges = []
    for k in range(1, width + 1):
        direction = [rng.gauss(0, 1) for _ in range(30)]
        norm = math.sqrt(sum(w * w for w in direction))
        size = 2 if k <= unlocked else 0.5
        edges += [{"from": f"x{i}", "to": f"h{k}", "weight": (size * w / norm).hex()}
                  for i, w in enumerate(direction, 1)]
        edges.append({"from": f"h{k}", "to": "y1", "weight": str(0.5 / size)})
    return {"format": "isthmus-network", "version": 1, "name": f"{width} neurons", "nodes": nodes, "edges": edges}


def train(isthmus, folder, networks):
    """(locked, loss, test loss) of each network."""
    files = []
    for number, each in enumerate(networks):
        files.append(f"{folder}/{number}.json")
        pathlib.Path(files[-1]).write_text(json.dumps(each), encoding="utf-8")
    command = [isthmus, "flow", *files, "--data", f"{folder}/train.csv", "--test", f"{folder}/test.csv", "--loss", "bce",
               "--method", "descent", "--steps", str(STEPS), "--rate", str(RATE), "--points", "1", "--json"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return [(len(run["locked"]), run["points"][-1]["loss"], run["points"][-1]["test_loss"]) for run in report["runs"]]


# ---- picture ----------------------------------------------------------------------------------

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")


def panel(curves, x_title, top):
    """Mean test loss over x; curves as (name, [(x, loss)])."""
    most_x = max(x for _, points in curves for x, _ in points)
    most_y = 1.08 * max(y for _, points in curves for _, y in points)
    def place(x, y):
        return f"{70 + 440 * x / most_x:.1f} {top + 220 - 220 * y / most_y:.1f}"
    out = [f'<rect x="70" y="{top}" width="460" height="220" fill="none" stroke="#1f2328"/>',
           f'<text x="290" y="{top + 255}" text-anchor="middle">{x_title}</text>',
           f'<text transform="translate(20 {top + 110}) rotate(-90)" text-anchor="middle">mean test loss</text>']
    for x in range(0, most_x + 1, 2):
        at = place(x, 0).split()[0]
        out.append(f'<text x="{at}" y="{top + 237}" text-anchor="middle">{x}</text>')
    for step in range(0, 20):
        if 0.1 * step < most_y:
            at = place(0, 0.1 * step).split()[1]
            out.append(f'<path d="M70 {at}H530" stroke="#d0d7de"/><text x="62" y="{float(at) + 4:.1f}" '
                       f'text-anchor="end">{0.1 * step:.1f}</text>')
    for number, (name, points) in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        out.append(f'<path d="M{"L".join(place(*p) for p in points)}" fill="none" stroke="{colour}" stroke-width="1.8"/>')
        out += [f'<circle cx="{place(*p).split()[0]}" cy="{place(*p).split()[1]}" r="3" fill="{colour}"/>'
                for p in points]
        out.append(f'<circle cx="550" cy="{top + 16 + 20 * number}" r="4" fill="{colour}"/>'
                   f'<text x="560" y="{top + 20 + 20 * number}">{name}</text>')
    return "\n".join(out)


def picture(means):
    by_unlocked = [(f"{u} unlocked", [(w, means[w, u]) for w in WIDTHS if (w, u) in means]) for u in UNLOCKED]
    by_width = [(f"{w} neuron{'s' if w > 1 else ''}", [(u, means[w, u]) for u in UNLOCKED if (w, u) in means])
                for w in WIDTHS]
    return ('<svg xmlns="http://www.w3.org/2000/svg" role="img" width="680" height="640" viewBox="0 0 680 640" '
            'font-family="system-ui, sans-serif" font-size="12" fill="#1f2328">\n'
            '<title>Test loss by neurons and unlocked neurons</title>\n<rect width="680" height="640" fill="#ffffff"/>\n'
            '<text x="70" y="26" font-size="15" font-weight="600">Breast cancer: test loss after training</text>\n'
            f'<text x="70" y="44" fill="#57606a">bce, means over {STARTS} starts, {STEPS} steps of descent</text>\n'
            + panel(by_unlocked, "neurons", 70) + "\n" + panel(by_width, "unlocked neurons", 360) + "\n</svg>\n")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    isthmus, to = sys.argv[1], pathlib.Path(sys.argv[2])
    source = sys.argv[3] if len(sys.argv) == 4 else BUNDLED
    if not pathlib.Path(source).is_file():
        sys.exit(f"run.py: there is no {source}; install python3-sklearn or name the file")
    means = {}
    with tempfile.TemporaryDirectory() as folder, open(to / "losses.csv", "w", newline="", encoding="utf-8") as file:
        for part, rows in zip(("train", "test"), split(read_samples(source))):
            write_csv(f"{folder}/{part}.csv", rows)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["neurons", "unlocked", "start", "locked", "loss", "test_loss"])
        for width in WIDTHS:
            for unlocked in (u for u in UNLOCKED if u <= width):
                runs = train(isthmus, folder, [network(width, unlocked, 1000 * width + s) for s in range(STARTS)])
                for start, (locked, loss, test) in enumerate(runs):
                    assert locked == width - unlocked, "isthmus finds exactly the neurons with c < 0 locked"
                    table.writerow([width, unlocked, start, locked, f"{loss:.6g}", f"{test:.6g}"])
                means[width, unlocked] = sum(test for _, _, test in runs) / STARTS
                print(f"{width:3} neurons, {unlocked:2} unlocked: mean test loss {means[width, unlocked]:.3f}")
    (to / "losses.svg").write_text(picture(means), encoding="utf-8")


main()

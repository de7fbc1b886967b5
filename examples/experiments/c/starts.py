#!/usr/bin/env python3
"""Random starts of the three networks: how many reach the target?

usage: starts.py ISTHMUS COUNT OUT.csv       follows the flow from COUNT starts of each network to time 300
       starts.py --networks SEED FOLDER      writes the three networks of one start

All three have the same weights where they have the same edges. Weights from h to b and from b to k are positive
and large enough to be locked in the network with the bottleneck, all others have random signs.
"""
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile

NETWORKS = ("bottleneck", "wide", "skip")
HIDDEN = range(1, 7)


def weight(rng, low, high, positive=False):
    """A random multiple of 1/16."""
    size = rng.randint(low, high)
    return f"{size if positive else size * rng.choice((1, -1))}/16"


def edges_of_start(seed):
    """For each network its edges as (tail, head, weight)."""
    rng = random.Random(seed)
    base = [(tail, f"h{j}", weight(rng, 3, 11)) for j in HIDDEN for tail in ("x", "one")]
    into = [(f"h{j}", "b1", weight(rng, 16, 18, True)) for j in HIDDEN]
    out = [("b1", f"k{j}", weight(rng, 13, 18, True)) for j in (1, 2)]
    last = [(f"k{j}", f"y{o}", weight(rng, 2, 8)) for o in (1, 2) for j in (1, 2)]
    second = ([(f"h{j}", "b2", weight(rng, 4, 12)) for j in HIDDEN]
              + [("b2", f"k{j}", weight(rng, 4, 12)) for j in (1, 2)])
    skip = [(f"h{j}", f"k{i}", weight(rng, 4, 12)) for j in HIDDEN for i in (1, 2)]
    narrow = base + into + out + last
    return {"bottleneck": narrow, "wide": narrow + second, "skip": narrow + skip}


def document(name, edges):
    ids = list(dict.fromkeys(end for tail, head, _ in edges for end in (tail, head)))
    role = {"x": "input", "o": "input", "y": "output"}
    nodes = [{"id": i, "role": role.get(i[0], "hidden"), **({"bias": True} if i == "one" else {})} for i in ids]
    return {"format": "isthmus-network", "version": 1, "name": name, "nodes": nodes,
            "edges": [{"from": a, "to": b, "weight": w} for a, b, w in edges]}


def write_networks(seed, folder):
    for name, edges in edges_of_start(seed).items():
        text = json.dumps(document(name, edges)).replace("[{", "[\n    {").replace("}, {", "},\n    {")
        (pathlib.Path(folder) / f"{name}.json").write_text(text.replace('], "edges"', '],\n  "edges"') + "\n")


def losses(isthmus, folder, data):
    command = [isthmus, "flow", *(f"{folder}/{n}.json" for n in NETWORKS), "--data", data, "--time", "300",
               "--tolerance", "1e-5", "--points", "1", "--json"]
    report = json.loads(subprocess.run(command, check=False, capture_output=True, text=True).stdout)
    return [(len(run["locked"]), run["points"][-1]["loss"]) for run in report["runs"]]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    if sys.argv[1] == "--networks":
        return write_networks(int(sys.argv[2]), sys.argv[3])
    isthmus, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    data = pathlib.Path(__file__).resolve().parent / "data.csv"
    reached = dict.fromkeys(NETWORKS, 0)
    with tempfile.TemporaryDirectory() as folder, open(out, "w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["start", *(f"{n}_{what}" for n in NETWORKS for what in ("locked", "loss"))])
        for seed in range(count):
            write_networks(seed, folder)
            row = losses(isthmus, folder, data)
            table.writerow([seed, *(f"{value:.6g}" for pair in row for value in pair)])
            for name, (_, loss) in zip(NETWORKS, row):
                reached[name] += loss < 1e-3
    for name in NETWORKS:
        print(f"{name}: {reached[name]} of {count} starts end with a loss below 0.001")


main()

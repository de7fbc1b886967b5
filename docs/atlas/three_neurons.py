#!/usr/bin/env python3
"""Every pattern of three hidden neurons, of any size: the count of docs/atlas.md computed again.

Usage: three_neurons.py BIN [LINES]
BIN is the directory with isthmus and isthmus-check; only classes with at most LINES rows and LINES
columns are visited (12 if not given: all of them).

By R5, twin rows beyond as many as there are neurons in their type do not matter, nor do twin columns.
So a class is two vectors, how often each of the seven types occurs among the rows and among the
columns, up to renaming neurons and transposing. By R6 a class is not closed if it is not closed
after one row or column is deleted. The others are given to isthmus, smallest first, and what it
says counts if isthmus-check accepts the certificate. Those that are not closed are the minimal
forbidden windows.
"""
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

TYPES = [7, 6, 5, 3, 4, 2, 1]  # sets of neurons as bits, all three first
CAPS = [t.bit_count() for t in TYPES]
# For each renaming of the neurons the places where the counts of a vector come from.
RENAMINGS = [[TYPES.index(sum(1 << p[k] for k in range(3) if t >> k & 1)) for t in TYPES]
             for p in itertools.permutations(range(3))]


def images(vector):
    return [tuple(vector[i] for i in renaming) for renaming in RENAMINGS]


def least(row_images, column_images):
    """The representative of a class."""
    return max(max((x, y), (y, x)) for x, y in zip(row_images, column_images))


def classes(lines):
    vectors = [v for v in itertools.product(*(range(cap + 1) for cap in CAPS)) if sum(v) <= lines]
    all_images = [images(v) for v in vectors]
    found = {least(x, y) for x in all_images for y in all_images}
    return sorted(found, key=lambda c: (sum(c[0]) + sum(c[1]), c))


def parts(cls):
    """The classes after one row or column is deleted."""
    for vector, other in (cls, cls[::-1]):
        for i, count in enumerate(vector):
            if count:
                yield least(images(vector[:i] + (count - 1,) + vector[i + 1:]), images(other))


def layers(cls):
    rows, columns = ([t for t, count in zip(TYPES, v) for _ in range(count)] for v in cls)
    first = ["".join(str(c >> k & 1) for c in columns) for k in range(3)]
    last = ["".join(str(r >> k & 1) for k in range(3)) for r in rows]
    return "/".join(first) + ";" + "/".join(last)


def decide(binaries, cls):
    """The verdict and the theorems used, if the certificate is accepted."""
    if not any(cls[0]) or not any(cls[1]):
        return "closed", ["nothing is covered"]
    with tempfile.TemporaryDirectory() as folder:
        certificate = os.path.join(folder, "certificate.json")
        for side, seed in itertools.product((cls, cls[::-1]), ("1", "2")):
            command = [binaries + "/isthmus", "closed", "--layers", layers(side), "--json", "--seed", seed,
                       "--certificate", certificate]
            report = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
            if report["verdict"] == "undecided":
                continue
            check = subprocess.run([binaries + "/isthmus-check", certificate], capture_output=True, text=True)
            if check.stdout.split("\n")[0] != "proved: " + report["verdict"].replace(" ", "-"):
                sys.exit(f"{layers(side)}: isthmus-check says {check.stdout}{check.stderr}")
            return report["verdict"], report["rules"]
    return "undecided", []


def main(binaries, lines):
    verdicts, by, minimal, undecided = {}, Counter(), [], []
    for _, level in itertools.groupby(classes(lines), key=lambda c: sum(c[0]) + sum(c[1])):
        asked = []
        for cls in level:
            if any(verdicts[part] == "not closed" for part in parts(cls)):
                verdicts[cls] = "not closed"
            else:
                asked.append(cls)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            answers = list(pool.map(lambda cls: decide(binaries, cls), asked))
        for cls, (verdict, rules) in zip(asked, answers):
            verdicts[cls] = verdict
            if verdict == "not closed":
                minimal.append(cls)
            if verdict == "undecided":
                undecided.append(cls)
            if verdict == "closed":
                by[next((r for r in ("T14", "T13", "T12", "T11", "T3", "T2") if r in rules), "reduces")] += 1
    print(f"{len(verdicts)} classes: {dict(Counter(verdicts.values()))}; closed by {dict(by)}")
    sizes = Counter(tuple(sorted((sum(c[0]), sum(c[1])))) for c in minimal)
    print(f"{len(minimal)} minimal forbidden windows: {dict(sorted(sizes.items()))}")
    for cls in undecided:
        print("undecided: " + layers(cls))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 12)

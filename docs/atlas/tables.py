#!/usr/bin/env python3
"""The tables of docs/atlas.md, computed again, and every certificate checked.

Usage: tables.py BIN M,R,N ...
BIN is the directory with isthmus and isthmus-check. For each size a line of the table: classes,
closed, not closed, undecided, what closed ones are closed by, seconds. A certificate that
isthmus-check does not accept, or whose claim is not the verdict of its line, ends the run.
"""
import csv
import io
import subprocess
import sys
import time
from collections import Counter

ORDER = ["T14", "T13", "T12", "T11", "T3", "T2"]


def table(binaries, size):
    start = time.monotonic()
    run = subprocess.run([binaries + "/isthmus", "closed", "--classify", size, "--to", "csv", "--jobs", "1"],
                         capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(run.stdout))), time.monotonic() - start


def check(binaries, line):
    if line["verdict"] == "undecided":
        return
    claim = line["verdict"].replace(" ", "-")
    run = subprocess.run([binaries + "/isthmus-check", "-"], input=line["certificate"], capture_output=True, text=True)
    if run.returncode != 0 or run.stdout.split("\n")[0] != "proved: " + claim:
        sys.exit(f"{line['layers']}: {line['verdict']}, but isthmus-check says {run.stdout}{run.stderr}")


def ended_by(line):
    used = line["rules"].split()
    return next((rule for rule in ORDER if rule in used), "reduces")


def main(binaries, sizes):
    csv.field_size_limit(1 << 30)
    for size in sizes:
        lines, seconds = table(binaries, size)
        verdicts = Counter(line["verdict"] for line in lines)
        by = Counter(ended_by(line) for line in lines if line["verdict"] == "closed")
        for line in lines:
            check(binaries, line)
        rules = " / ".join(str(by[rule]) for rule in ["reduces", "T2", "T11", "T12", "T13", "T14"])
        print(f"| {size} | {len(lines)} | {verdicts['closed']} | {verdicts['not closed']} | "
              f"{verdicts['undecided']} | {rules} | {seconds:.1f} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

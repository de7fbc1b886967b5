"""Time and peak memory of whole processes, and rows of Markdown tables."""
import os
import pathlib
import statistics
import subprocess
import sys
from dataclasses import dataclass

LAUNCHER = [sys.executable, "-I", "-S", str(pathlib.Path(__file__).with_name("launch.py"))]


@dataclass
class Measurement:
    seconds: float
    peak_bytes: int  # not below the 8 MB of the launcher
    finished: bool
    output: str
    processor_seconds: float


def measure(command, limit, folder, stdin=None):
    """Runs a command to its end, or kills its process group after `limit` seconds."""
    out, cost = (pathlib.Path(folder) / name for name in ("output.txt", "cost.txt"))
    with open(out, "wb") as sink, open(stdin or os.devnull, "rb") as source, open(cost, "wb") as report:
        subprocess.run([*LAUNCHER, str(limit), str(report.fileno()), *map(str, command)], stdin=source, stdout=sink,
                       stderr=subprocess.STDOUT, pass_fds=[report.fileno()], check=False)
    text = out.read_text(errors="replace")
    words = cost.read_text().split()
    if not words or words[3:] not in (["0", "1"], ["-9", "0"], ["0", "0"]):
        sys.exit(f"failed: {' '.join(map(str, command))}\n{text[-2000:]}")
    return Measurement(float(words[0]), int(words[1]) * 1024, words[4] == "1", text, float(words[2]))


def median_of(command, limit, folder):
    """The run of median time among five, or a single run where one takes over two seconds."""
    runs = [measure(command, limit, folder)]
    while runs[0].seconds < 2 and len(runs) < 5:
        runs.append(measure(command, limit, folder))
    middle = statistics.median_low([run.seconds for run in runs])
    return next(run for run in runs if run.seconds == middle)


def seconds_text(run):
    return f"{run.seconds:.3f} s" if run.finished else f"> {run.seconds:.0f} s"


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def head(title, *cells):
    print(f"\n{title}\n")
    row(*cells)
    row(*("---" for _ in cells))

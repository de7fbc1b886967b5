"""Time and peak memory of whole processes, and rows of Markdown tables.

Python is used for what a shell cannot measure: the peak memory of a child (ru_maxrss).
"""
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Measurement:
    seconds: float
    peak_bytes: int
    finished: bool
    output: str
    processor_seconds: float


def measure(command, limit, folder, stdin=None):
    """Runs a command to its end, or kills its process group after `limit` seconds."""
    out = pathlib.Path(folder) / "output.txt"
    with open(out, "wb") as sink, open(stdin or os.devnull, "rb") as source:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=source, stdout=sink, stderr=subprocess.STDOUT,
                                 start_new_session=True)
        status, usage, seconds = wait(child, start, limit)
    finished = status is not None
    text = out.read_text(errors="replace")
    if finished and status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{text[-2000:]}")
    return Measurement(seconds, usage.ru_maxrss * 1024, finished, text,
                       usage.ru_utime + usage.ru_stime)


def wait(child, start, limit):
    """(exit status or None if it was killed, resource usage, seconds)."""
    # Sleeping a hundredth of what has passed costs at most 1 % of accuracy and no processor time.
    while True:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        seconds = time.perf_counter() - start
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return child.returncode, usage, seconds
        if seconds > limit:
            os.killpg(child.pid, signal.SIGKILL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            return None, usage, seconds
        time.sleep(min(0.05, max(0.0005, seconds / 100)))


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

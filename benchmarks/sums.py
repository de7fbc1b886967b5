"""Exact sums of squares of 10^8 binary32 numbers, against NumPy's inexact ones in the same run."""
import os
import pathlib
import subprocess

from measure import head, row

NUMPY = "/usr/bin/python3"  # the one that Debian's python3-numpy belongs to

MAKE = """import sys, numpy as np
random = np.random.default_rng(1)
side = int(sys.argv[2])
tile = (random.standard_normal(10**6) * 0.02).astype(sys.argv[3])
np.save(sys.argv[1], np.resize(tile, (side, side)))
"""

# Squares into memory of their own, as everybody writes it; the least of five.
TIME = """import sys, time, numpy as np
w = np.load(sys.argv[1], mmap_mode="r")
def least(work):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
def both():
    s = w**2
    return s.sum(0), s.sum(1)
print("whole", least(lambda: (w**2).sum()))
print("rows-and-columns", least(both))
"""


def answers(command):
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in map(str.split, text.splitlines())}


def has_numpy():
    return os.path.exists(NUMPY) and subprocess.run([NUMPY, "-c", "import numpy"],
                                                    capture_output=True).returncode == 0


def sums(tools, folder):
    if not has_numpy():
        print("\nSums of squares: skipped, since /usr/bin/python3 has no NumPy (python3-numpy)")
        return
    head("Sums of squares of a matrix of 10^4 × 10^4 numbers, in brackets the ratio to NumPy",
         "numbers", "threads", "what", "NumPy (inexact, one thread)", "isthmus (exact)",
         "memory beyond the mapping")
    matrix = pathlib.Path(folder) / "matrix.npy"
    for kind in ("float32", "float16", "float64"):
        subprocess.run([NUMPY, "-c", MAKE, matrix, "10000", kind], check=True)
        theirs = answers([NUMPY, "-c", TIME, matrix])
        for jobs in (1, 2):
            ours = answers([tools.sum_squares, matrix, str(jobs)])
            for what in ("whole", "rows-and-columns"):
                row(kind, str(jobs), what.replace("-", " "), f"{theirs[what]:.3f} s",
                    f"{ours[what]:.3f} s ({ours[what] / theirs[what]:.1f}×)",
                    f"{ours['memory'] / 1000:.0f} MB")
        matrix.unlink()

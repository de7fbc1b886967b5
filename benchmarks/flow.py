"""Gradient descent by `isthmus flow`, its exact log included, and the same steps in NumPy."""
import json
import pathlib
import random
import subprocess
import sys

from measure import head, median_of, row, seconds_text
from sums import NUMPY, has_numpy

# layers, samples, steps
RUNS = [((2, 6, 1), 49, 10_000), ((30, 12, 1), 380, 2_000), ((10, 32, 32, 1), 256, 1_000), ((30, 100, 100, 1), 256, 200)]
RATE = 0.01

# Full-batch descent on the mean of squares with matrices, one thread; prints time and last loss.
DESCEND = """import json, sys, time, numpy as np
job = json.load(open(sys.argv[1]))
weights = [np.array(w) for w in job["weights"]]
x, y = np.array(job["x"]), np.array(job["y"])
def forward():
    signals = [x]
    for i, w in enumerate(weights):
        z = signals[-1] @ w.T
        signals.append(np.maximum(z, 0) if i + 1 < len(weights) else z)
    return signals
start = time.perf_counter()
for _ in range(job["steps"]):
    signals = forward()
    slope = 2 * (signals[-1] - y) / y.size
    for i in reversed(range(len(weights))):
        gradient = slope.T @ signals[i]
        if i > 0:
            slope = (slope @ weights[i]) * (signals[i] > 0)
        weights[i] -= job["rate"] * gradient
print(time.perf_counter() - start, np.mean((forward()[-1] - y) ** 2))
"""


def make_job(layers, samples, steps):
    draw = random.Random(1)
    weights = [[[draw.gauss(0, (2 / n) ** 0.5) for _ in range(n)] for _ in range(m)] for n, m in zip(layers, layers[1:])]
    x = [[draw.gauss(0, 1) for _ in range(layers[0])] for _ in range(samples)]
    y = [[max(r[0], 0) - max(r[-1], 0)] for r in x]
    return {"weights": weights, "x": x, "y": y, "steps": steps, "rate": RATE}


def write_files(job, layers, folder):
    names = [[f"l{i}_{k}" for k in range(n)] for i, n in enumerate(layers)]
    role = ["input", *["hidden"] * (len(layers) - 2), "output"]
    nodes = [{"id": v, "role": role[i]} for i, layer in enumerate(names) for v in layer]
    edges = [{"from": a, "to": b, "weight": job["weights"][i][k][j].hex()}
             for i in range(len(layers) - 1) for k, b in enumerate(names[i + 1]) for j, a in enumerate(names[i])]
    (folder / "network.json").write_text(json.dumps(
        {"format": "isthmus-network", "version": 1, "nodes": nodes, "edges": edges}))
    lines = [",".join(map(repr, a + b)) for a, b in zip(job["x"], job["y"])]
    (folder / "data.csv").write_text("\n".join(lines) + "\n")
    (folder / "job.json").write_text(json.dumps(job))


def flow(tools, options, folder):
    if not has_numpy():
        print("\nDescent: skipped, since /usr/bin/python3 has no NumPy (python3-numpy)")
        return
    head("Gradient descent on all samples, `isthmus flow --method descent --points 10`",
         "layers", "samples", "steps", "NumPy, steps alone", "isthmus, the whole run", "ratio")
    folder = pathlib.Path(folder)
    for layers, samples, steps in RUNS:
        job = make_job(layers, samples, steps)
        write_files(job, layers, folder)
        theirs = subprocess.run([NUMPY, "-c", DESCEND, folder / "job.json"], check=True, capture_output=True, text=True,
                                env={"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}).stdout.split()
        run = median_of([tools.isthmus, "flow", folder / "network.json", "--data", folder / "data.csv", "--method", "descent",
                         "--steps", str(steps), "--rate", str(RATE), "--points", "10", "--json"],
                        options.growth_limit, folder)
        ours = json.loads(run.output)["runs"][0]["points"][-1]["loss"]
        if abs(ours - float(theirs[1])) > 1e-6 * ours:
            sys.exit(f"descent: NumPy ends at a loss of {theirs[1]}, isthmus at {ours}")
        row("-".join(map(str, layers)), str(samples), str(steps), f"{float(theirs[0]):.3f} s", seconds_text(run),
            f"{run.seconds / float(theirs[0]):.1f}×")

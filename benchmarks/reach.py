"""Time and memory of `isthmus reach` and `isthmus equivalent` on dense networks."""
import json
import pathlib
import subprocess

from measure import head, median_of, row, seconds_text
from sums import NUMPY, has_numpy

SIZES = ["784-300-100-10", "784-1000-500-10", "2000-2000-10"]

# Two unrelated models, the first one in disguise (neurons permuted, rescaled by powers of two), and that
# with one weight moved to the next number; and a model of which nine weights in ten are 0.
MAKE = """import sys, numpy as np
random = np.random.default_rng(1)
folder, sizes = sys.argv[1], [int(n) for n in sys.argv[2].split("-")]
def draw():
    return [[(random.standard_normal((b, a)) * (2 / a) ** 0.5).astype(np.float32),
             (random.standard_normal(b) * 0.1).astype(np.float32)] for a, b in zip(sizes, sizes[1:])]
def save(name, layers):
    arrays = {}
    for i, (weight, bias) in enumerate(layers):
        arrays[f"layer{i}.weight"] = np.ascontiguousarray(weight)
        arrays[f"layer{i}.bias"] = np.ascontiguousarray(bias)
    np.savez(f"{folder}/{name}.npz", **arrays)
one, other = draw(), draw()
save("one", one)
save("other", other)
copy = [[w.copy(), b.copy()] for w, b in one]
for here, there in zip(copy, copy[1:]):
    order = random.permutation(here[1].size)
    factor = (2.0 ** random.integers(-4, 5, here[1].size)).astype(np.float32)
    here[0], here[1] = (here[0] * factor[:, None])[order], (here[1] * factor)[order]
    there[0] = (there[0] / factor[None, :])[:, order]
save("copy", copy)
copy[1][0][5, 7] = np.nextafter(copy[1][0][5, 7], np.float32(9))
save("changed", copy)
for layer in other:
    layer[0][random.random(layer[0].shape) < 0.9] = 0
save("sparse", other)
"""

QUESTIONS = [("reach", "one", "other", "unrelated weights", "yes"),
             ("reach", "one", "sparse", "unrelated weights, nine in ten 0", "yes"),
             ("equivalent", "one", "copy", "a permuted and rescaled copy", "yes"),
             ("equivalent", "one", "changed", "the same, one weight off by one place", "no"),
             ("equivalent", "one", "other", "unrelated weights", "no")]


def reach(tools, options, folder):
    if not has_numpy():
        print("\nReach: skipped, since /usr/bin/python3 has no NumPy (python3-numpy)")
        return
    head("Reach and equivalence of dense models, `--json`", "network", "command", "second model", "answer",
         "time", "processor time", "peak memory")
    folder = pathlib.Path(folder)
    for sizes in SIZES:
        subprocess.run([NUMPY, "-c", MAKE, folder, sizes], check=True)
        for command, first, second, what, expected in QUESTIONS:
            run = median_of([tools.isthmus, command, folder / f"{first}.npz", folder / f"{second}.npz", "--json", "-q"],
                            options.growth_limit, folder)
            answer = json.loads(run.output)["answer"]
            if answer != expected:
                raise SystemExit(f"{command} {first} {second} answers {answer}")
            row(sizes, command, what, answer, seconds_text(run),
                f"{run.processor_seconds:.2f} s", f"{run.peak_bytes / 1e6:.0f} MB")

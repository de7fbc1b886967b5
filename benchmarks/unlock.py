"""Time and memory of `isthmus unlock`: reading a file, moving neurons, writing another, reading it back."""
import array
import json
import pathlib
import random
import subprocess

from measure import head, median_of, row, seconds_text

# Widths, and how much larger than usual the last layer's weights are.
PERCEPTRONS = [((784, 300, 100, 10), 1), ((784, 300, 100, 1), 8), ((1, 300, 100, 1), 1), ((3000, 3000, 1), 8)]
RANDOM_EDGES = [10_000, 100_000]


def perceptron(widths, last, path):
    """A .safetensors file of matrices of normal deviates, each 65536 of them over and over."""
    draw = random.Random(1)
    header, matrices, end = {}, [], 0
    for i, (columns, rows) in enumerate(zip(widths, widths[1:]), 1):
        spread = (last if rows == widths[-1] and i == len(widths) - 1 else 1) * columns ** -0.5
        count = rows * columns
        block = array.array("f", (draw.gauss(0, spread) for _ in range(min(count, 65536))))
        matrices.append((block * (count // len(block) + 1))[:count])
        header[f"fc{i}.weight"] = {"dtype": "F32", "shape": [rows, columns],
                                   "data_offsets": [end, end + 4 * count]}
        end += 4 * count
    text = json.dumps(header).encode()
    with open(path, "wb") as sink:
        sink.write(len(text).to_bytes(8, "little") + text)
        for matrix in matrices:
            matrix.tofile(sink)


def show(name, isthmus, source, target, written, options, folder):
    run = median_of([isthmus, "unlock", source, "--target", target, "--json", "--quiet", "--force", "-o", written],
                    options.growth_limit, folder)
    if not run.finished:
        row(name, target, "", "", "", "", seconds_text(run), "")
        return
    report = json.loads(run.output)
    proved = report["locks" if target == "locks" else "total"]["optimal"]
    row(name, target, report["weights"], report["locks_before"], report["locks_after"], proved, seconds_text(run),
        f"{run.peak_bytes / 1e6:.0f} MB")


def unlock(tools, options, folder):
    head("Neurons rescaled by powers of two, `isthmus unlock --json -o FILE`",
         "network", "target", "weights", "locks before", "after", "proved to be least", "time", "peak memory")
    folder = pathlib.Path(folder)
    for widths, last in PERCEPTRONS:
        perceptron(widths, last, folder / "model.safetensors")
        for target in ("locks", "balanced"):
            show("-".join(map(str, widths)), tools.isthmus, folder / "model.safetensors", target,
                 folder / "unlocked.safetensors", options, folder)
    for edges in RANDOM_EDGES:
        with open(folder / "random.json", "wb") as sink:
            subprocess.run([tools.generator, str(edges), "1", "weights"], stdout=sink, check=True)
        for target in ("locks", "balanced"):
            show(f"random DAG, {edges:,} edges", tools.isthmus, folder / "random.json", target,
                 folder / "unlocked.json", options, folder)

"""Time and memory of `isthmus prune`, from LeNet-5 to a perceptron of ten million weights."""
import json
import pathlib
import random
import struct
import subprocess

from measure import head, median_of, row, seconds_text

DRAWN = ["mlp:784-300-100-10+bias", "mlp:784-2800-2800-10+bias"]
RANDOM_EDGES = [1_000, 10_000, 100_000]


def binary32(number):
    return struct.unpack("f", struct.pack("f", number))[0]


def lenet(path):
    """LeNet-5: two convolutions of 5 x 5 kernels, then 400-120-84-10; all weights drawn."""
    draw = random.Random(1)
    layers = [("x", 1), ("conv1_", 6), ("conv2_", 16), ("fc1_", 120), ("fc2_", 84), ("y", 10)]
    names = [[f"{prefix}{i}" for i in range(count)] for prefix, count in layers]
    sizes = [25, 25, 25, 1, 1]  # weights of each bundle; behind the flattening, one for each position
    nodes = [{"id": "one", "role": "input", "bias": True}]
    edges = []
    for i, layer in enumerate(names):
        role = "input" if i == 0 else "output" if i + 1 == len(names) else "hidden"
        nodes += [{"id": name, "role": role} for name in layer]
    for left, right, size in zip(names, names[1:], sizes):
        spread = (len(left) * size) ** -0.5
        weights = lambda count: [repr(binary32(draw.gauss(0, spread))) for _ in range(count)]
        for head_name in right:
            for tail in left:
                edge = {"from": tail, "to": head_name}
                edge |= {"multiplicity": size, "weights": weights(size)} if size > 1 else {"weight": weights(1)[0]}
                edges.append(edge)
            edges.append({"from": "one", "to": head_name, "weight": weights(1)[0]})
    path.write_text(json.dumps({"format": "isthmus-network", "version": 1, "nodes": nodes, "edges": edges}))


def show(name, isthmus, source, flags, options, folder):
    run = median_of([isthmus, "prune", source, "--json", *flags], options.growth_limit, folder)
    if not run.finished:
        row(name, "", "", "", seconds_text(run), "")
        return
    report = json.loads(run.output)
    ranked = "all nodes, cheapest sets" if report["ranking"]["by_tree"] else "single nodes, minimum cut"
    row(name, report["weights"], report["hidden"], ranked, seconds_text(run), f"{run.peak_bytes / 1e6:.0f} MB")


def prune(tools, options, folder):
    head("The ten cheapest sub-networks, `isthmus prune --json`",
         "network", "weights", "hidden nodes", "ranked", "time", "peak memory")
    folder = pathlib.Path(folder)
    lenet(folder / "lenet.json")
    show("LeNet-5", tools.isthmus, folder / "lenet.json", [], options, folder)
    show("LeNet-5, 20 sets removed and verified", tools.isthmus, folder / "lenet.json",
         ["--remove", "20", "-o", folder / "pruned.json"], options, folder)
    for architecture in DRAWN:
        show(architecture, tools.isthmus, architecture,
             ["--quiet", "--init", "kaiming-normal", "--seed", "1"], options, folder)
    for edges in RANDOM_EDGES:
        with open(folder / "random.json", "wb") as sink:
            subprocess.run([tools.generator, str(edges), "1", "weights"], stdout=sink, check=True)
        show(f"random DAG, {edges:,} edges", tools.isthmus, folder / "random.json", [], options, folder)

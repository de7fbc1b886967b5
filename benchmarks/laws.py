"""The number of independent conservation laws of fifty published perceptrons, with proofs, and of large models."""
import json
import pathlib
import subprocess
import sys

from measure import head, median_of, row, seconds_text

LARGE = ["mlp:784-300-100-10+bias", "mlp:3000-2500-1000-10+bias"]


def network_file(mlp, path):
    """A perceptron with biases of hidden neurons only, as the published ones have."""
    widths = mlp["widths"]
    layers = [[f"n{i}_{j}" for j in range(width)] for i, width in enumerate(widths)]
    role = lambda i: "input" if i == 0 else "hidden" if i + 1 < len(widths) else "output"
    nodes = [{"id": node, "role": role(i)} for i, layer in enumerate(layers) for node in layer]
    edges = [{"from": a, "to": b} for left, right in zip(layers, layers[1:]) for b in right for a in left]
    if mlp["bias"]:
        nodes.append({"id": "one", "role": "input", "bias": True})
        edges += [{"from": "one", "to": b} for layer in layers[1:-1] for b in layer]
    assert len(edges) == mlp["parameters"]
    path.write_text(json.dumps({"format": "isthmus-network", "version": 1, "nodes": nodes, "edges": edges}))


def check_answers(mlps, output):
    found = [report["independent"] for report in json.loads(output)]
    if found != [mlp["laws"] for mlp in mlps]:
        sys.exit(f"the numbers of independent laws are {found}, which is not what was published")


def laws(tools, cases, folder):
    mlps = json.loads(pathlib.Path(cases).read_text(encoding="utf-8"))
    folder = pathlib.Path(folder)
    files = [folder / f"mlp-{i}.json" for i in range(len(mlps))]
    proofs = [folder / f"proof-{i}.json" for i in range(len(mlps))]
    for mlp, path in zip(mlps, files):
        network_file(mlp, path)
    head(f"Independent conservation laws of {len(mlps)} perceptrons", "what", "processes", "time", "time per network")
    listed = median_of([tools.isthmus, "laws", "--json", *files], 60, folder)
    check_answers(mlps, listed.output)
    report("exact rank and list of laws", 1, listed, mlps)
    prove = script(folder / "prove.sh", [f"'{tools.isthmus}' laws '{a}' --quiet --certificate '{b}' >/dev/null"
                                         for a, b in zip(files, proofs)])
    report("the same, each with its certificate", len(mlps), median_of(["sh", prove], 60, folder), mlps)
    check = script(folder / "check.sh", [f"'{tools.checker}' '{proof}'" for proof in proofs])
    checked = median_of(["sh", check], 60, folder)
    if checked.output.split("\n") != ["proved: regular-point"] * len(mlps) + [""]:
        sys.exit(f"not proved:\n{checked.output}")
    report("isthmus-check on all certificates", len(mlps), checked, mlps)
    large(tools, folder)


def script(path, commands):
    path.write_text("set -e\n" + "\n".join(commands) + "\n")
    return path


def report(what, processes, run, mlps):
    row(what, str(processes), seconds_text(run), f"{1e3 * run.seconds / len(mlps):.2f} ms")


def large(tools, folder):
    head("Laws of large models, `isthmus laws --json` with weights drawn", "architecture", "weights", "laws", "time",
         "peak memory")
    for architecture in LARGE:
        run = median_of([tools.isthmus, "laws", architecture, "--init", "pytorch", "--seed", "1", "--json"], 60, folder)
        answer = json.loads(run.output)
        widths = [int(width) for width in architecture[4:-5].split("-")]
        weights = sum((a + 1) * b for a, b in zip(widths, widths[1:]))
        row(architecture, f"{weights:,}", str(answer["independent"]), seconds_text(run), f"{run.peak_bytes / 1e6:.0f} MB")

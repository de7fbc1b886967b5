"""The table of topology: all Betti numbers of M(c), isthmus against Macaulay2 on the same ideals.

Where Macaulay2 ends within the limit, its Betti numbers must be the same.
"""
import json
import pathlib
import subprocess

from measure import head, measure, median_of, row, seconds_text

# Dense layers with weights drawn by kaiming-normal: a balance with nothing special about it.
DENSE = [("2-2-2-1", 1), ("3-3-3-1", 2), ("3-3-3-1", 5), ("4-4-4-1", 1), ("4-4-4-1", 5),
         ("5-5-5-1", 2), ("5-5-5-2", 1), ("4-4-4-4-1", 2)]
RANDOM_EDGES = 24
RANDOM_SEEDS = range(1, 7)


def betti_of_report(text):
    return {i: int(b) for i, b in enumerate(json.loads(text)["topology"]["betti"]) if b != "0"}


def betti_of_macaulay2(text):
    pairs = (line.removeprefix("b_").split(" = ") for line in text.splitlines())
    return {int(i): int(b) for i, b in pairs}


def networks(tools, folder):
    """(name, arguments that name it to isthmus)."""
    for layers, seed in DENSE:
        yield (f"{layers}, seed {seed}",
               [f"mlp:{layers}", "--init", "kaiming-normal", "--seed", str(seed)])
    for seed in RANDOM_SEEDS:
        path = pathlib.Path(folder) / f"random{seed}.json"
        with open(path, "wb") as sink:
            subprocess.run([tools.generator, str(RANDOM_EDGES), str(seed), "weights"], stdout=sink,
                           check=True)
        yield f"random DAG of {RANDOM_EDGES} edges, seed {seed}", [str(path)]


def ask_macaulay2(tools, arguments, options, folder):
    if tools.macaulay2 is None:
        return None
    script = pathlib.Path(folder) / "ideal.m2"
    subprocess.run([tools.isthmus, "topology", *arguments, "--export", "macaulay2", "-o", script,
                    "--quiet"], check=True)
    return measure([tools.macaulay2, "--script", script], options.limit, folder)


def memory_text(run):
    return f"{run.peak_bytes / 1e6:.0f} MB"


def topology(tools, options, folder):
    head(f"All Betti numbers, one limit of {options.limit} s; in brackets the ratio to isthmus",
         "network", "generators", "total Betti number", "isthmus", "memory", "Macaulay2", "memory")
    for name, arguments in networks(tools, folder):
        own = median_of([tools.isthmus, "topology", *arguments, "--json", "--quiet", "--limit",
                         "50000000"], options.growth_limit, folder)
        report = json.loads(own.output)["topology"]
        betti = betti_of_report(own.output)
        peer = ask_macaulay2(tools, arguments, options, folder)
        if peer and peer.finished and betti_of_macaulay2(peer.output) != betti:
            raise SystemExit(f"Macaulay2 finds other Betti numbers for {name}")
        bound = "" if peer is None or peer.finished else "> "
        row(name, str(len(report["generators"])), str(sum(betti.values())), seconds_text(own),
            memory_text(own),
            "not installed" if peer is None
            else f"{seconds_text(peer)} ({bound}{peer.seconds / own.seconds:.0f}×)",
            "–" if peer is None else memory_text(peer))

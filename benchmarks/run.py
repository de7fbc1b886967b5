"""Time and peak memory of `isthmus analyze`, and the same questions asked of general tools.

Tables in Markdown, from one run on one machine:
  growth     random DAGs of 10^3 … 10^6 edges, with a balance only and with weights
  peers      singular strata of small dense networks: Singular and Macaulay2 computing the minimal
             primes of I + minors, against the complete search of `isthmus analyze`
  topology   all Betti numbers, against Macaulay2's resolutions of the same ideals
  proofs     certificates of random DAGs: writing one, and every program that checks it
  laws       independent conservation laws of fifty perceptrons, with certificates, and of large models
  sums       exact sums of squares of 10^8 numbers, against NumPy's inexact ones
  locks      an exact verdict on every edge of models of 10^4 … 10^7 edges
  patterns   whether the products of sparse factors are closed: all small patterns, large masks
  prune      the sub-networks that are cheapest to cut off, up to ten million weights
  flow       gradient descent with its exact log, against the steps alone in NumPy
  reach      whether one model can reach another, whether it is a copy of it
  monitor    what `isthmus.Monitor` adds to a training step of PyTorch
  unlock     neurons rescaled by powers of two, up to nine million weights
  start-up   `isthmus --version`
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass

from flow import flow
from laws import laws
from locks import locks
from measure import head, measure, median_of, row, seconds_text
from monitor import monitor
from patterns import patterns
from proofs import proofs
from prune import prune
from reach import reach
from sums import sums
from topology import topology
from unlock import unlock

SEED = 1
CASES = pathlib.Path(__file__).resolve().parent.parent / "tests/cases/fifty-mlps.json"
PEER_LAYERS = [(2, 2, 1), (2, 2, 2, 1), (2, 2, 2, 2, 1), (3, 3, 3, 1)]


# ---- growth -----------------------------------------------------------------------------------

def growth(tools, options, folder):
    head("Random DAGs, `isthmus analyze --no-singularities --json`",
         "edges", "given", "file", "time", "time per edge", "peak memory", "memory per edge")
    for power in range(3, options.max_power + 1):
        for kind in ("balance", "weights"):
            edges = 10 ** power
            network = pathlib.Path(folder) / "network.json"
            with open(network, "wb") as sink:
                subprocess.run([tools.generator, str(edges), str(SEED), kind], stdout=sink,
                               check=True)
            run = median_of([tools.isthmus, "analyze", "--no-singularities", "--json", network],
                            options.growth_limit, folder)
            row(f"10^{power}", kind, f"{network.stat().st_size / 1e6:.1f} MB", seconds_text(run),
                f"{1e6 * run.seconds / edges:.2f} µs", f"{run.peak_bytes / 1e6:.0f} MB",
                f"{run.peak_bytes / edges:.0f} B")


# ---- peers ------------------------------------------------------------------------------------

def dense(layers):
    """Node names by layer, and the edges as (tail, head)."""
    prefix = ["x", *(f"h{i}_" for i in range(1, len(layers) - 1)), "y"]
    if len(layers) == 3:
        prefix[1] = "h"
    names = [[f"{p}{i}" for i in range(1, n + 1)] for p, n in zip(prefix, layers)]
    edges = [(a, b) for left, right in zip(names, names[1:]) for b in right for a in left]
    return names, edges


def quadrics(layers, c, variable):
    """One law for every hidden node, as text for both programs."""
    names, edges = dense(layers)
    laws = []
    for node in (n for layer in names[1:-1] for n in layer):
        plus = [f"+{variable(i)}^2" for i, (_, b) in enumerate(edges, 1) if b == node]
        minus = [f"-{variable(i)}^2" for i, (a, _) in enumerate(edges, 1) if a == node]
        laws.append("".join(plus + minus).lstrip("+") + f"-{c}")
    return laws, len(edges)


def singular_script(layers, c):
    laws, count = quadrics(layers, c, lambda i: f"x({i})")
    return f"""LIB "primdec.lib";
ring r = 0, (x(1..{count})), dp;
ideal I = {", ".join(laws)};
ideal S = I + minor(jacob(I), {len(laws)});
size(minAssGTZ(S));
quit;
"""


def macaulay2_script(layers, c):
    laws, count = quadrics(layers, c, lambda i: f"x_{i}")
    return f"""R = QQ[x_1..x_{count}];
I = ideal({", ".join(laws)});
S = I + minors({len(laws)}, jacobian I);
print(#(if S == 1 then {{}} else minimalPrimes S));
exit 0
"""


def network_file(layers, c, path):
    names, edges = dense(layers)
    roles = ["input", *["hidden"] * (len(layers) - 2), "output"]
    nodes = [f'{{"id":"{n}","role":"{role}"}}' for layer, role in zip(names, roles) for n in layer]
    balance = [f'"{n}":"{c}"' for layer in names[1:-1] for n in layer]
    path.write_text('{"format":"isthmus-network","version":1,"nodes":[' + ",".join(nodes) +
                    '],"edges":[' + ",".join(f'{{"from":"{a}","to":"{b}"}}' for a, b in edges) +
                    '],"balance":{' + ",".join(balance) + "}}")


def ask_peer(program, script, suffix, options, folder):
    """One run: a peer needs a second or more anyway, most of it to start."""
    if program is None:
        return None
    path = pathlib.Path(folder) / f"script.{suffix}"
    path.write_text(script)
    if suffix == "sing":
        return measure([program, "-q", "--no-rc"], options.limit, folder, stdin=path)
    return measure([program, "--script", path], options.limit, folder)


def ratio_text(peer, own):
    if peer is None:
        return "not installed"
    bound = "" if peer.finished else "> "
    return f"{seconds_text(peer)} ({bound}{peer.seconds / own.seconds:.0f}×)"


def peers(tools, options, folder):
    head(f"Singular points of dense networks, one limit of {options.limit} s, in brackets the "
         "ratio to isthmus", "network", "c", "isthmus (complete search)", "Singular", "Macaulay2")
    for layers in PEER_LAYERS:
        for c in (0, 1):
            network = pathlib.Path(folder) / "dense.json"
            network_file(layers, c, network)
            own = median_of([tools.isthmus, "analyze", "--exhaustive", "--json", network],
                            options.limit, folder)
            singular = ask_peer(tools.singular, singular_script(layers, c), "sing", options, folder)
            macaulay2 = ask_peer(tools.macaulay2, macaulay2_script(layers, c), "m2", options, folder)
            row("-".join(map(str, layers)), str(c), seconds_text(own),
                ratio_text(singular, own), ratio_text(macaulay2, own))


def start_up(tools, folder):
    run = median_of([tools.isthmus, "--version"], 10, folder)
    print(f"\n`isthmus --version`: {1000 * run.seconds:.1f} ms")


# ---- command line -----------------------------------------------------------------------------

@dataclass
class Tools:
    isthmus: pathlib.Path
    generator: pathlib.Path
    checker: pathlib.Path
    sum_squares: pathlib.Path
    singular: str | None
    macaulay2: str | None
    coqc: str | None
    z3: str | None
    cvc5: str | None
    theory: pathlib.Path  # the compiled Coq theory, see proofs/build.sh
    verified: pathlib.Path | None


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return f"{os.cpu_count()} × {model}, {os.uname().sysname} {os.uname().machine}"


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__.splitlines()[0])
    parser.add_argument("--build", required=True, type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--limit", type=float, default=60,
                        help="seconds for each question to a peer (default %(default)s)")
    parser.add_argument("--growth-limit", type=float, default=600, help=argparse.SUPPRESS)
    parser.add_argument("--max-power", type=int, default=6,
                        help="largest random DAG has 10^N edges (default %(default)s)")
    parser.add_argument("--only",
                        choices=("growth", "peers", "topology", "proofs", "laws", "locks", "sums", "patterns",
                                 "prune", "flow", "reach", "monitor", "unlock", "start-up"),
                        help="just one of the tables")
    return parser.parse_args()


def find_tools(build):
    verified = build / "proofs/ocaml/isthmus-verified"
    return Tools(build / "bin/isthmus", build / "benchmarks/random_network",
                 build / "bin/isthmus-check", build / "benchmarks/sum_squares", shutil.which("Singular"), shutil.which("M2"),
                 shutil.which("coqc"), shutil.which("z3"), shutil.which("cvc5"),
                 build / "proofs/coq", verified if verified.exists() else None)


def main():
    options = parse_arguments()
    tools = find_tools(options.build)
    tables = {"growth": lambda folder: growth(tools, options, folder),
              "peers": lambda folder: peers(tools, options, folder),
              "topology": lambda folder: topology(tools, options, folder),
              "proofs": lambda folder: proofs(tools, options, folder),
              "laws": lambda folder: laws(tools, CASES, folder),
              "sums": lambda folder: sums(tools, folder),
              "locks": lambda folder: locks(options.build / "benchmarks/model_locks", SEED, folder),
              "patterns": lambda folder: patterns(tools, folder),
              "prune": lambda folder: prune(tools, options, folder),
              "flow": lambda folder: flow(tools, options, folder),
              "reach": lambda folder: reach(tools, options, folder),
              "monitor": lambda folder: monitor(options.build),
              "unlock": lambda folder: unlock(tools, options, folder),
              "start-up": lambda folder: start_up(tools, folder)}
    print(machine())
    with tempfile.TemporaryDirectory(prefix="isthmus-bench-") as folder:
        for name, table in tables.items():
            if options.only in (None, name):
                table(folder)


main()

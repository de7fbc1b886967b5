"""`isthmus closed`: all small patterns, and single ones of sizes that people use."""
import json
import pathlib
import random
import re
import sys

from measure import head, measure, median_of, row, seconds_text

CLASSES = {"3,3,3": (1171, 272), "3,3,4": (5310, 2120), "3,4,3": (13337, 3824)}


def ones(n, m, allowed):
    """Rows of 0 and 1 of an n × m support."""
    return ["".join("1" if allowed(i, j) else "0" for j in range(m)) for i in range(n)]


def mask(n, m, share, draw):
    return ones(n, m, lambda i, j: draw.random() < share)


def two_of_four(n, m, draw):
    return ["".join(draw.choice(("1100", "1010", "1001", "0110", "0101", "0011")) for _ in range(m // 4))
            for _ in range(n)]


def single_patterns():
    """(name, layers from input to output)."""
    draw = random.Random(1)
    n, block = 1024, 32
    dense = ones(n, n, lambda i, j: True)
    blocks = ones(n, n, lambda i, j: i // block == j // block)
    shuffled = draw.sample(blocks, n)
    across = ones(n, n, lambda i, j: i % block == j % block)
    yield "dense, 1024-1024-1024", [dense, dense]
    yield "blocks of 32, 1024-1024-1024", [blocks, blocks]
    yield "the same, rows of one factor permuted", [shuffled, blocks]
    yield "butterfly of two factors, 1024, blocks of 32", [blocks, across]
    yield "butterfly of ten factors, 1024", [ones(n, n, lambda i, j: (i ^ j) in (0, 1 << l)) for l in range(10)]
    yield "one output, 784-300-1, a quarter of the weights", [mask(300, 784, 0.25, draw), mask(1, 300, 0.25, draw)]
    yield "2:4 masks, 784-300-100", [two_of_four(300, 784, draw), two_of_four(100, 300, draw)]
    for share in (0.5, 0.2, 0.1, 0.02):
        yield f"random masks, 784-300-100, {share:.0%}", [mask(300, 784, share, draw), mask(100, 300, share, draw)]
    yield "random masks, 784-300-100-10, 10%", [mask(300, 784, 0.1, draw), mask(100, 300, 0.1, draw),
                                                mask(10, 100, 0.1, draw)]


def patterns(tools, folder):
    folder = pathlib.Path(folder)
    head("All patterns of a size, `isthmus closed --classify --jobs 1 --json`, with all certificates",
         "outputs, hidden, inputs", "classes", "closed", "not closed", "undecided", "time", "time per class")
    for sizes, expected in CLASSES.items():
        run = measure([tools.isthmus, "closed", "--classify", sizes, "--jobs", "1", "--json", "--quiet"], 600, folder)
        counts = json.loads(run.output)["counts"]
        if (counts["closed"], counts["not closed"]) != expected:
            sys.exit(f"{sizes}: {counts}, which is not what was published")
        classes = sum(counts.values())
        row(sizes, f"{classes:,}", f"{counts['closed']:,}", f"{counts['not closed']:,}", str(counts["undecided"]),
            seconds_text(run), f"{1e3 * run.seconds / classes:.2f} ms")
    head("Single patterns, `isthmus closed` on a pattern file, with reading it", "pattern", "verdict",
         "theorems", "time", "peak memory")
    for name, layers in single_patterns():
        path = folder / "pattern.json"
        path.write_text(json.dumps({"format": "isthmus-pattern", "version": 1, "layers": layers}))
        # An undecided pattern ends with exit code 3, which is no failure here.
        run = median_of(["sh", "-c", f"'{tools.isthmus}' closed '{path}' --to text --quiet || test $? = 3"], 600, folder)
        text = re.sub(r"\s+", " ", run.output)
        verdict = re.search(r": (closed|not closed|undecided)\. ", text).group(1)
        rules = re.search(r"product, by ([^.]*)\.", text)
        row(name, verdict, rules.group(1) if rules else "", seconds_text(run), f"{run.peak_bytes / 1e6:.0f} MB")

"""An exact verdict on every edge of large random models, by benchmarks/model_locks."""
import json
import math

from measure import head, median_of, row

KINDS = {"dense": "dense, n-n-n-1", "sparse": "sparse DAG, a tenth as many hidden nodes",
         "thin": "sparse DAG, a third as many hidden nodes",
         "dead": "dense, n-n-n-1, one neuron dead",
         "ends": "DAG drawn without care, a tenth of its nodes dead ends"}


def locks(program, seed, folder):
    head("Locks of models: an exact verdict on every edge, without reading and drawing",
         "model", "edges", "hidden nodes", "edges looked at", "locks", "exact sums", "verdicts",
         "processor time", "peak memory of all", "memory per edge")
    growth = {}
    for kind, name in KINDS.items():
        for power in range(4, 8):
            run = median_of([program, kind, str(10 ** power), str(seed)], 600, folder)
            answer = json.loads(run.output)
            growth.setdefault(kind, []).append((answer["edges"], answer["locks_processor_seconds"]))
            row(name, f"{answer['edges']:,}", f"{answer['hidden']:,}", f"{answer['part']:,}",
                f"{answer['locks']:,}", f"{answer['sums']:.3f} s", f"{answer['locks_seconds']:.3f} s",
                f"{answer['locks_processor_seconds']:.3f} s", f"{run.peak_bytes / 1e6:.0f} MB", f"{run.peak_bytes / answer['edges']:.0f} B")
    print("\nProcessor time of the verdicts grows like edges^a, least squares over all sizes: " +
          ", ".join(f"{kind} a = {exponent(points):.2f}" for kind, points in growth.items()) + ".")


def exponent(points):
    """The slope of the line of best fit through the logarithms."""
    x = [math.log(edges) for edges, _ in points]
    y = [math.log(seconds) for _, seconds in points]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return (sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) /
            sum((a - mean_x) ** 2 for a in x))

"""What `isthmus.Monitor` adds to a training step of PyTorch on the CPU; all in one run, turn by turn."""
import json
import math
import os
import subprocess

from measure import head, row

PYTHON = "/usr/bin/python3"  # the one that Debian's python3-torch belongs to
# widths, batch, share of the weights of each layer that is pruned by a mask
MODELS = [((784, 300, 100, 10), 32, 0), ((784, 300, 100, 10), 64, 0), ((784, 300, 100, 10), 64, 0.5), ((784, 1000, 1000, 10), 64, 0)]
SHARE = 0.05

# Steps without a look, with one, and with one that computes the distance take turns, so that all meet the
# same caches and the same load. Then steps with a monitor as it is used, against as many without.
TIME = """import json, statistics, sys, time
import isthmus, torch
widths, batch, rounds = json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
torch.manual_seed(1)
layers = []
for before, after in zip(widths, widths[1:]):
    layers += [torch.nn.Linear(before, after), torch.nn.ReLU()]
net = torch.nn.Sequential(*layers[:-1])
if float(sys.argv[4]) > 0:
    from torch.nn.utils import prune
    for layer in net[::2]:
        prune.l1_unstructured(layer, "weight", float(sys.argv[4]))
optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
inputs, labels = torch.randn(batch, widths[0]), torch.randint(widths[-1], (batch,))

def step():
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(net(inputs), labels).backward()
    optimizer.step()

def seconds(*work):
    start = time.perf_counter()
    for do in work:
        do()
    return time.perf_counter() - start

plain, far = isthmus.Monitor(net, every=0), isthmus.Monitor(net, every=1)
used = isthmus.Monitor(net, every=100)
for _ in range(20):
    step()
times = {"step": [], "call": [], "distance": [], "without": [], "with": []}
for _ in range(rounds):
    times["step"].append(seconds(step))
    times["call"].append(seconds(plain))
    step()
    times["distance"].append(seconds(far))
for _ in range(rounds):
    times["without"].append(seconds(step))
    times["with"].append(seconds(step, used))
result = {name: statistics.median(values) for name, values in times.items()}
result["distance"] -= result["call"]
print(json.dumps(result))
"""


def monitor(build):
    if not os.path.exists(PYTHON) or not (build / "python/isthmus").exists() or \
            subprocess.run([PYTHON, "-c", "import torch"], capture_output=True).returncode != 0:
        print("\nMonitor: skipped, since the Python package was not built or there is no PyTorch (./dev peers)")
        return
    head("`isthmus.Monitor` beside a training step (SGD with momentum, binary32)",
         "network", "batch", "step", "call", "call / step", "distance", "both at k = 100 / step", "least k below 5 %",
         "step and call at k = 100")
    for widths, batch, pruned in MODELS:
        times = measured(build, widths, batch, pruned)
        row("-".join(map(str, widths)) + (f", {pruned:.0%} pruned" if pruned else ""), str(batch), milliseconds(times["step"]), milliseconds(times["call"]),
            f"{100 * times['call'] / times['step']:.1f} %", milliseconds(times["distance"]),
            f"{100 * (times['call'] + times['distance'] / 100) / times['step']:.1f} %", least_k(times),
            f"{milliseconds(times['with'])} (alone {milliseconds(times['without'])})")


def measured(build, widths, batch, pruned):
    environment = {**os.environ, "PYTHONPATH": str(build / "python"), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run([PYTHON, "-c", TIME, json.dumps(widths), str(batch), "100", str(pruned)], check=True, capture_output=True,
                         text=True, env=environment)
    return json.loads(run.stdout)


def least_k(times):
    """Such that a call, and every k-th time the distance, take less than SHARE of the steps."""
    left = SHARE * times["step"] - times["call"]
    return str(max(1, math.ceil(times["distance"] / left))) if left > 0 else "none"


def milliseconds(seconds):
    return f"{1000 * seconds:.2f} ms"

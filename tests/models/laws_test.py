"""What `isthmus laws` says of the models of this folder and of random ones against PyTorch's gradients.

usage: laws_test.py ISTHMUS [FIRST_SEED COUNT]

For each model, and for COUNT random networks: every law is conserved by gradient flow, that is Σ ±θ·∂L/∂θ = 0 for random weights,
inputs and losses; and there are no others, that is as many combinations of θ∘∂L/∂θ vanish for all of
these as there are independent laws. Exits with 77 if there is no PyTorch.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy
    import torch
    import generate
    import random_networks
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

FOLDER = pathlib.Path(__file__).parent
# Independent laws of each model; nothing must come out empty by accident.
EXPECTED = {"mlp": 11, "lenet": 13, "resnet": 14, "resnet-bn": 14, "vgg": 16, "unet": 16, "shuffle": 11,
            "pruned": 11, "softmax": 11, "folded": 3}


def laws_of(program, path):
    run = subprocess.run([program, "laws", "--json", str(path)], capture_output=True, text=True)
    check(path, run.returncode == 0, run.stderr)
    return json.loads(run.stdout)


def positions_of(term, parameters):
    """The name of a parameter, and the positions in it that a part such as fc1.weight[3, :] stands for."""
    name, _, part = term["weights"].partition("[")
    positions = numpy.arange(parameters[name].numel()).reshape(parameters[name].shape)
    if part:
        positions = positions[tuple(index_of(entry) for entry in part.rstrip("]").split(","))]
    assert positions.size == term.get("count", 1), term
    return name, positions.flatten()


def index_of(entry):
    """numpy's meaning of "3", ":", "2:5" or "1:9:2"."""
    bounds = [int(bound) if bound.strip() else None for bound in entry.split(":")]
    return bounds[0] if len(bounds) == 1 else slice(*bounds)


def trained_network(name):
    """The network in the form that the file has, with double precision and its parameters by name."""
    model, batch = generate.make(name)
    if name != "folded":
        return model.double().train(), batch.double(), dict(model.named_parameters())
    model.eval()
    fused = torch.nn.utils.fusion.fuse_conv_bn_eval(model[0], model[1])
    model = torch.nn.Sequential(fused, model[2], model[3]).double()
    names = ("onnx::Conv_15", "onnx::Conv_16", "3.weight", "3.bias")
    return model, batch.double(), dict(zip(names, model.parameters()))


def columns_of(parameters):
    """The first column of each parameter, and how many there are."""
    starts, total = {}, 0
    for name, value in parameters.items():
        starts[name] = total
        total += value.numel()
    return starts, total


def matrix_of(laws, parameters):
    starts, total = columns_of(parameters)
    matrix = numpy.zeros((len(laws), total))
    for row, law in enumerate(laws):
        for term in law["terms"]:
            name, positions = positions_of(term, parameters)
            matrix[row, starts[name] + positions] += term["sign"]
    return matrix


def speed_of(parameter):
    """θ∘∂L/∂θ; 0 if the parameter has no influence."""
    gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
    return (parameter.data * gradient).flatten()


def speeds(model, batch, parameters, count):
    """Rows θ∘∂L/∂θ for random θ, inputs and losses."""
    rows = []
    for _ in range(count):
        for value in parameters.values():
            value.data = torch.randn_like(value) * 0.7
        model.zero_grad()
        output = model(torch.randn_like(batch))
        (torch.randn_like(output) * output + torch.randn_like(output) * output ** 2).sum().backward()
        rows.append(torch.cat([speed_of(p) for p in parameters.values()]).numpy())
    return numpy.array(rows)


def set_epsilon(model, epsilon):
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eps = epsilon


def check(name, condition, what):
    if not condition:
        sys.exit(f"{name}: {what}")


def largest_change(matrix, rows):
    if not len(matrix):
        return 0.0
    return numpy.abs(rows @ matrix.T).max() / numpy.abs(rows).max()


def check_laws(name, answer, model, batch, parameters, complete=True):
    """Every law is conserved, and there is no other if `complete`; returns how many are independent."""
    matrix = matrix_of(answer["list"], parameters)
    set_epsilon(model, 0.3)  # large, so that what holds for epsilon = 0 only is seen to fail
    rows = speeds(model, batch, parameters, matrix.shape[1] + 40)
    change = largest_change(matrix, rows)
    check(name, change < 1e-9, f"a law changes by {change}")
    # A parameter that has no influence is conserved by itself, which is no law of a unit.
    alive = numpy.abs(rows).max(axis=0) > 1e-9 * numpy.abs(rows).max()
    rank = numpy.linalg.matrix_rank(matrix[:, alive]) if len(matrix) else 0
    full = numpy.linalg.matrix_rank(matrix) if len(matrix) else 0
    check(name, full == answer["independent"], f"{full} independent laws instead of {answer['independent']}")
    rows = rows[:, alive] / numpy.linalg.norm(rows, axis=1, keepdims=True)
    sizes = numpy.linalg.svd(rows, compute_uv=False)
    vanishing = int((sizes < 1e-9 * sizes[0]).sum())
    check(name, vanishing == rank if complete else vanishing >= rank,
          f"{vanishing} combinations are conserved, {rank} laws are listed")
    normalised = answer.get("exact_for_epsilon_0_only", [])
    if normalised:
        set_epsilon(model, 0.0)
        change = largest_change(matrix_of(normalised, parameters),
                                speeds(model, batch, parameters, 20))
        check(name, change < 1e-9, f"a normalised unit changes by {change}")
    return rank


def check_fixture(program, name):
    model, batch, parameters = trained_network(name)
    answer = laws_of(program, FOLDER / f"{name}.onnx")
    rank = check_laws(name, answer, model, batch, parameters)
    check(name, rank == EXPECTED[name], f"{rank} independent laws instead of {EXPECTED[name]}")
    print(f"{name}: {rank} laws, {len(answer.get('exact_for_epsilon_0_only', []))} for epsilon = 0 only")


def check_random(program, seed, folder):
    torch.manual_seed(seed)
    model, batch = random_networks.RandomNetwork(seed).train(), torch.randn(3, 2, 4, 4)
    path = f"{folder}/random-{seed}.onnx"
    torch.onnx.export(model, batch, path, training=torch.onnx.TrainingMode.TRAINING,
                      do_constant_folding=False)
    answer = laws_of(program, path)
    return check_laws(f"random network {seed}", answer, model.double(), batch.double(),
                      dict(model.named_parameters()), model.complete)


def main():
    torch.manual_seed(1)
    program = sys.argv[1]
    first, count = (int(word) for word in sys.argv[2:4] or ("1", "12"))
    for name in EXPECTED:
        check_fixture(program, name)
    with tempfile.TemporaryDirectory() as folder:
        ranks = [check_random(program, seed, folder) for seed in range(first, first + count)]
    check("random networks", sum(ranks) > 2 * count, f"only {sum(ranks)} laws together")
    print(f"{count} random networks: {sum(ranks)} laws")


if __name__ == "__main__":
    main()

"""What `isthmus laws` says of the models of this folder against the gradients of PyTorch.

usage: laws_test.py ISTHMUS

For each model: every law is conserved by gradient flow, that is Σ ±θ·∂L/∂θ = 0 for random weights,
inputs and losses; and there are no others, that is as many combinations of θ∘∂L/∂θ vanish for all of
these as there are independent laws. Exits with 77 if there is no PyTorch.
"""
import json
import pathlib
import subprocess
import sys

try:
    import numpy
    import torch
    import generate
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

FOLDER = pathlib.Path(__file__).parent
# Independent laws of each model; nothing must come out empty by accident.
EXPECTED = {"mlp": 11, "lenet": 13, "resnet": 14, "resnet-bn": 14, "vgg": 16, "unet": 16, "shuffle": 11,
            "pruned": 11, "softmax": 11, "folded": 3}


def laws_of(program, name):
    run = subprocess.run([program, "laws", "--json", str(FOLDER / f"{name}.onnx")], capture_output=True, text=True,
                         check=True)
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


def speeds(model, batch, parameters, count):
    """Rows θ∘∂L/∂θ for random θ, inputs and losses."""
    rows = []
    for _ in range(count):
        for value in parameters.values():
            value.data = torch.randn_like(value) * 0.7
        model.zero_grad()
        output = model(torch.randn_like(batch))
        (torch.randn_like(output) * output + torch.randn_like(output) * output ** 2).sum().backward()
        rows.append(torch.cat([(p.data * p.grad).flatten() for p in parameters.values()]).numpy())
    return numpy.array(rows)


def set_epsilon(model, epsilon):
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eps = epsilon


def check(name, condition, what):
    if not condition:
        sys.exit(f"{name}: {what}")


def largest_change(matrix, rows):
    return numpy.abs(rows @ matrix.T).max() / numpy.abs(rows).max()


def check_model(program, name):
    model, batch, parameters = trained_network(name)
    answer = laws_of(program, name)
    normalised = answer.get("exact_for_epsilon_0_only", [])
    matrix = matrix_of(answer["list"], parameters)
    set_epsilon(model, 0.3)  # large, so that what holds for epsilon = 0 only is seen to fail
    rows = speeds(model, batch, parameters, matrix.shape[1] + 40)
    change = largest_change(matrix, rows)
    check(name, change < 1e-9, f"a law changes by {change}")
    rank = numpy.linalg.matrix_rank(matrix)
    check(name, rank == answer["independent"], f"{rank} independent laws instead of {answer['independent']}")
    check(name, rank == EXPECTED[name], f"{rank} independent laws instead of {EXPECTED[name]}")
    sizes = numpy.linalg.svd(rows / numpy.linalg.norm(rows, axis=1, keepdims=True), compute_uv=False)
    vanishing = int((sizes < 1e-9 * sizes[0]).sum())
    check(name, vanishing == rank, f"{vanishing} combinations are conserved, {rank} laws are listed")
    if normalised:
        set_epsilon(model, 0.0)
        change = largest_change(matrix_of(normalised, parameters),
                                speeds(model, batch, parameters, 20))
        check(name, change < 1e-9, f"a normalised unit changes by {change}")
    print(f"{name}: {answer['laws']} laws, {len(normalised)} for epsilon = 0 only")


def main():
    torch.manual_seed(1)
    for name in EXPECTED:
        check_model(sys.argv[1], name)


if __name__ == "__main__":
    main()

"""Modules of PyTorch: chains of dense layers as they stand in memory, all others through ONNX."""
import os
import tempfile
import warnings
from fractions import Fraction

from . import _isthmus
from ._arrays import dense
from ._computed import copied, leave_out_masked, plain_form
from ._errors import BadInput, BadUsage, Error
from ._memory import all_borrowed, refuse_shared


def source_of(module, example, fixed, zeros):
    """The model that a module is; its frozen parameters are fixed."""
    refuse_shared([(name, dense(name, parameter)) for name, parameter in module.named_parameters()])
    plain = plain_form(module)
    frozen = _frozen(plain.module, fixed)
    layers = chain_of(plain.module)
    source = (_through_onnx(plain.module, example, frozen, zeros) if layers is None
              else _chain(layers, frozen, fixed, zeros))
    source.name = type(module).__name__
    leave_out_masked(source, plain.masks)
    for name, how in plain.computed.items():
        source.add_note(f"\"{name}\" is computed by {how} at every step: the laws and locks are those of gradient flow in "
                        "what it is now, not in what it is computed from.")
    return source


def _chain(layers, frozen, fixed, zeros):
    arrays = all_borrowed((f"{name}.{key}" if name else key, getattr(layer, key)) for name, layer, _ in layers
                          for key in ("weight", "bias") if getattr(layer, key) is not None)
    slopes = [slope for _, _, slope in layers[:-1]]
    names = {name for name, _, _ in arrays}
    unknown = sorted(set(fixed) - names)
    return _isthmus.from_arrays(arrays, fixed=sorted(frozen & names) + unknown, zeros=zeros, slopes=slopes)


def _frozen(module, fixed):
    parameters = list(module.named_parameters())
    if not parameters:
        raise BadInput("a module without parameters is no network", "pass the module that has them")
    frozen = {name for name, parameter in parameters if not parameter.requires_grad}
    if len(frozen) == len(parameters):
        raise BadInput("no parameter of this module is trained: requires_grad is False everywhere",
                       "set it for those that are, or pass module.state_dict()")
    return frozen | set(fixed)


# ---- chains -----------------------------------------------------------------------------------

def chain_of(module):
    """[(name, Linear, slope of the activation behind it as text)] if the module is a chain of dense layers.

    None if it is anything else, or cannot be traced. The slope is that on negative numbers, "" if not known.
    """
    import torch.fx

    if type(module) is torch.nn.Linear and _is_plain(module):
        return None if module._forward_pre_hooks or module._forward_hooks else [("", module, "1")]
    try:
        graph = torch.fx.symbolic_trace(module).graph
    except Exception:  # whatever a forward() does with a value that has no numbers
        return None
    layers = []
    before = None
    for node in graph.nodes:
        if node.op == "placeholder":
            follows = before is None
        else:
            follows = before is not None and node.all_input_nodes == [before] and len(before.users) == 1
        if not follows or not _take(module, node, layers):
            return None
        before = node
    return layers if layers and len({layer for _, layer, _ in layers}) == len(layers) else None


def _take(module, node, layers):
    """Adds what a node of the graph does to `layers`; False if that is nothing a chain has."""
    import torch

    if node.op in ("placeholder", "output"):
        return True
    if node.op != "call_module":
        _apply(_slope_of_call(node), layers)
        return True
    part = module.get_submodule(node.target)
    if part._forward_pre_hooks or part._forward_hooks:  # which can compute anything, and were not traced
        return False
    if type(part) is torch.nn.Linear and _is_plain(part):
        # Behind what does not scale, or moves units about, there can be outputs only.
        chained = not layers or layers[-1][2] is not None
        layers.append((node.target, part, "1"))
        return chained
    if any(True for _ in part.parameters()) and type(part) is not torch.nn.PReLU:
        return False
    _apply(_slope_of_module(part), layers)
    return True


def _is_plain(layer):
    return set(layer._parameters) == {"weight", "bias"} and layer.weight is not None


def _apply(slope, layers):
    """Notes an activation with that slope, "" if not known, behind the last layer; None for anything else.

    Whatever is done before the first layer is done to inputs, and does not matter.
    """
    if layers:
        name, layer, before = layers[-1]
        layers[-1] = (name, layer, _composed(before, slope))


def _composed(first, then):
    """The slope on negative numbers of one activation after another."""
    if first is None or then is None:
        return None
    if first == "" or Fraction(first) <= 0:  # then the second one sees no negative number
        return first
    return str(Fraction(first) * Fraction(then)) if then else ""


def _slope_of_module(part):
    import torch.nn as nn

    kind = type(part)
    if kind in (nn.Identity, nn.Dropout):
        return "1"
    if kind is nn.ReLU:
        return "0"
    if kind is nn.LeakyReLU:
        return str(Fraction(part.negative_slope))
    return "" if kind is nn.PReLU else None


def _slope_of_call(node):
    import torch
    import torch.nn.functional as functional

    if node.target in (torch.relu, functional.relu, "relu", "relu_"):
        return "0"
    if node.target in (torch.abs, "abs"):
        return "-1"
    if node.target is functional.leaky_relu:
        slope = node.kwargs.get("negative_slope", node.args[1] if len(node.args) > 1 else 0.01)
        return str(Fraction(slope))
    return "1" if node.target is functional.dropout else None


# ---- all others -------------------------------------------------------------------------------

def _through_onnx(module, example, frozen, zeros):
    if example is None:
        raise BadUsage(f"how the layers of this {type(module).__name__} are joined cannot be seen without running it",
                       "pass input=, a batch that it takes, or module.state_dict() if it is a chain of dense layers")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "module.onnx")
        _export(module, example, path)
        try:
            return _isthmus.read(path, fixed=sorted(frozen), zeros=zeros)
        except Error as error:  # the file is ours
            raise type(error)(error.cause, error.remedy, place=error.place) from None


def _export(module, example, path):
    """Runs a copy, so that neither buffers nor random numbers of the caller move."""
    import torch

    try:
        twin = copied(module)
        with torch.random.fork_rng(), torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(twin, example, path, do_constant_folding=False,
                              training=torch.onnx.TrainingMode.TRAINING)
    except Exception as error:
        reason = str(error).split("\n", 1)[0].replace(path, "the file")
        raise BadInput(f"PyTorch cannot write this module as ONNX: {reason}",
                       "check that input= is a batch that the module takes") from error

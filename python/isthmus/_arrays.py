"""Arrays of numbers, by name, in the form in which the library borrows them.

NumPy arrays and PyTorch tensors on the CPU are not copied if they are contiguous, in the machine's byte
order and of 16-, 32- or 64-bit floating-point numbers. Tensors elsewhere and arrays in another order are
copied, which changes no number.
"""
import sys

from ._errors import BadInput

_TYPES = {"float16": "binary16", "float32": "binary32", "float64": "binary64", "bfloat16": "bfloat16"}


def is_of(value, package):
    """True if a class of `value` comes from `package`, without importing that."""
    return package in sys.modules and any(kind.__module__.split(".")[0] == package for kind in type(value).__mro__)


def is_array(value):
    return is_of(value, "torch") or hasattr(value, "__array__")


def address(value):
    """Where the first number lies."""
    return value.data_ptr() if hasattr(value, "data_ptr") else value.__array_interface__["data"][0]


def borrowed(name, value):
    """(name, type, contiguous array of numbers as wide as the type)."""
    if is_of(value, "torch"):
        return _tensor(name, value)
    import numpy

    return _array(name, numpy.asarray(value))


def _tensor(name, tensor):
    import torch

    tensor = tensor.detach()
    if tensor.layout != torch.strided:
        raise BadInput("a tensor that is not dense", "use .to_dense()", place=_quoted(name))
    if tensor.device.type != "cpu":
        tensor = tensor.cpu()
    tensor = tensor.resolve_conj().resolve_neg()
    if tensor.dtype == torch.bfloat16:
        return name, "bfloat16", tensor.contiguous().view(torch.int16).numpy()
    return _array(name, tensor.numpy())


def _array(name, array):
    type_name = _TYPES.get(array.dtype.name)
    if type_name is None:
        raise BadInput(f"holds numbers of type {array.dtype}, which is no floating-point type of 16, 32 or 64 bits",
                       "leave this array out, or convert it", place=_quoted(name))
    if not array.dtype.isnative:
        array = array.astype(array.dtype.newbyteorder("="))
    if not array.flags.c_contiguous:
        array = array.copy(order="C")
    if type_name == "bfloat16":
        array = array.view("int16")
    return name, type_name, array


def _quoted(name):
    return f"'{name}'"

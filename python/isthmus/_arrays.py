"""Arrays of numbers, by name, in the form in which the library borrows them.

NumPy arrays and PyTorch tensors on the CPU are not copied if they are contiguous, in the machine's byte
order and of 16-, 32- or 64-bit floating-point numbers. Tensors elsewhere and arrays in another order are
copied, which changes no number.
"""
import sys

from ._errors import BadInput, a_kind

_TYPES = {"float16": "binary16", "float32": "binary32", "float64": "binary64", "bfloat16": "bfloat16"}


def is_of(value, package):
    """True if a class of `value` comes from `package`, without importing that."""
    return package in sys.modules and any(kind.__module__.split(".")[0] == package for kind in type(value).__mro__)


def is_tensor(value):
    return is_of(value, "torch") and isinstance(value, sys.modules["torch"].Tensor)


def is_array(value):
    return hasattr(value, "__array__") or is_tensor(value)


def address(value):
    """Where the first number lies."""
    return value.data_ptr() if hasattr(value, "data_ptr") else value.__array_interface__["data"][0]


def place_of(value):
    """What changes when an array is another one, or looks at its memory in another way; None if that cannot be told."""
    if hasattr(value, "data_ptr"):
        try:
            return value.data_ptr(), value.dtype, tuple(value.shape), value.stride() if hasattr(value, "stride") else None
        except (RuntimeError, ValueError):  # of a tensor that is not dense, or not initialised
            return None
    interface = getattr(value, "__array_interface__", None)
    return interface and (interface["data"][0], interface["typestr"], interface["shape"], interface["strides"])


def borrowed(name, value):
    """(name, type, contiguous array of numbers as wide as the type)."""
    return _tensor(name, value) if is_tensor(value) else _array(name, as_array(name, value))


def as_array(name, value):
    """What is no tensor as an array of NumPy; BadInput if it is none."""
    import numpy

    if not is_array(value):
        raise BadInput(f"is no array, but {a_kind(value)}", "pass a NumPy array or a tensor", place=_quoted(name))
    if isinstance(value, numpy.ma.MaskedArray):
        raise BadInput("a masked array", "fill in what is masked: .filled(0)", place=_quoted(name))
    return numpy.asarray(value)


def as_list(value):
    """The numbers of an array, or of what NumPy and PyTorch have as numbers, as those of Python; they become wider, not others."""
    try:
        now = value.tolist()
    except (RuntimeError, NotImplementedError) as error:  # a tensor without numbers, or that is not dense
        reason = str(error).split("\n", 1)[0]
        raise BadInput(f"an array of type {value.dtype} that cannot be read: {reason}", "pass numbers in memory") from error
    entry = now
    while isinstance(entry, list) and entry:
        entry = entry[0]
    if hasattr(entry, "tolist") and not is_array_of_objects(value):  # a longdouble, for example, which Python does not have
        raise BadInput(f"numbers of type {value.dtype} are not read", "convert them to float64, or to Fraction")
    return now


def is_array_of_objects(value):
    return getattr(value.dtype, "kind", "") == "O"


def refuse_empty(name, tensor):
    """Throws BadInput if a tensor of PyTorch has no numbers yet, or no more."""
    if tensor.device.type == "meta" or type(tensor).__name__.startswith("Uninitialized"):
        raise BadInput("has no numbers: it is on the device 'meta', or not initialised yet",
                       "load the weights first, or run a batch through the module", place=_quoted(name))


def dense(name, tensor):
    """The tensor on its own device and without its past; BadInput if no numbers lie there, one beside the other."""
    import torch

    refuse_empty(name, tensor)
    if tensor.layout != torch.strided:
        raise BadInput("a tensor that is not dense", "use .to_dense()", place=_quoted(name))
    if tensor.is_quantized:
        raise BadInput("a tensor that is quantized", "use .dequantize()", place=_quoted(name))
    if tensor.device.type == "cpu" and tensor.numel() > 0 and tensor.data_ptr() == 0:
        raise BadInput("its memory was given back", "gather the weights first", place=_quoted(name))
    return tensor.detach()


def _on_cpu(name, tensor):
    """The same on the CPU, with its signs as they are meant."""
    return dense(name, tensor).cpu().resolve_conj().resolve_neg()


def _tensor(name, tensor):
    import torch

    if tensor.dtype == torch.bfloat16:
        return name, "bfloat16", _on_cpu(name, tensor).contiguous().view(torch.int16).numpy()
    return _array(name, as_numpy(name, tensor))


def as_numpy(name, tensor):
    """A tensor as an array of NumPy, no number changed: bfloat16 becomes float32."""
    import torch

    tensor = _on_cpu(name, tensor)
    try:
        return (tensor.float() if tensor.dtype == torch.bfloat16 else tensor).numpy()
    except TypeError:
        raise BadInput(f"holds numbers of type {tensor.dtype}, which NumPy does not know", "convert them",
                       place=_quoted(name)) from None


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

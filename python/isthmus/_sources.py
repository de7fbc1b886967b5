"""From what a user has in hand to what the library reads."""
import os
from collections.abc import Mapping

from . import _isthmus
from ._arrays import is_array, is_of
from ._computed import leave_out_masked, split_masks
from ._errors import BadInput, BadUsage, a_kind
from ._memory import all_borrowed

_MEANT = ("a torch.nn.Module, a dict of arrays, a dict in the form of a network file, a networkx.DiGraph, "
          "a path, or an architecture string such as 'mlp:3-8-1'")


def source_of(x, *, input=None, architecture="", layout="out-in", fixed=(), zeros="keep", init="", seed=None,
              precision=None):
    """The network or model that `x` is; arguments as in docs/python.md."""
    if isinstance(fixed, str):
        fixed = (fixed,)
    kind = kind_of(x)
    _refuse(kind, {"input": input is not None, "architecture": bool(architecture), "layout": layout != "out-in",
                   "fixed": bool(fixed), "zeros": zeros != "keep", "init": bool(init)})
    if not init and (seed is not None or precision is not None):
        raise BadUsage("seed and precision have no effect without init", "add init='kaiming-normal' or drop them")
    if kind == "module":
        from ._torch import source_of as module_source

        return module_source(x, input, fixed, zeros)
    if kind == "arrays":
        arrays, masks = split_masks({readable(str(name)): value for name, value in x.items()})
        source = _isthmus.from_arrays(all_borrowed(arrays.items()), architecture=architecture, layout=layout,
                                      fixed=list(fixed), zeros=zeros)
        leave_out_masked(source, masks)
        return source
    if kind == "named":
        return _isthmus.read(readable(os.fspath(x)), architecture=architecture, layout=layout, fixed=list(fixed), zeros=zeros,
                             init=init, seed=seed or 0, precision=precision or "binary32")
    from . import _graphs

    return _isthmus.from_json(_graphs.json_of(_graphs.dict_of(x) if kind == "graph" else x))


def readable(name):
    """A name of a file or an array that is text; BadInput if it is none."""
    try:
        if isinstance(name, str) and name.encode():
            return name
    except UnicodeEncodeError:
        pass
    if name in ("", b""):
        raise BadInput("the name of a file or an array is empty", "give it one")
    raise BadInput("a name that is no text", "write it in UTF-8", place=ascii(name))


#: which arguments say something about which kind of network
_SAYS = {"module": ("input", "fixed", "zeros"), "arrays": ("architecture", "layout", "fixed", "zeros"),
         "named": ("architecture", "layout", "fixed", "zeros", "init"), "graph": (), "dict": ()}


def _refuse(kind, given):
    for name, is_given in given.items():
        if is_given and name not in _SAYS[kind]:
            raise BadUsage(f"{name} says nothing about {_WORDS[kind]}", f"drop {name}")


_WORDS = {"module": "a module", "arrays": "a dict of arrays", "named": "a file or an architecture",
          "graph": "a graph", "dict": "a network that is written down"}


def kind_of(x):
    """What `x` is: "module", "arrays", "named", "graph" or "dict"."""
    if is_of(x, "torch") and hasattr(x, "named_parameters"):
        return "module"
    if is_of(x, "networkx"):
        return "graph"
    if isinstance(x, (str, os.PathLike)):
        return "named"
    if isinstance(x, Mapping):
        return _kind_of_dict(x)
    raise BadUsage(f"{a_kind(x)} is no network", f"pass {_MEANT}")


def _kind_of_dict(x):
    if not x:
        raise BadInput("an empty dict is no network", f"pass {_MEANT}")
    if all(is_array(value) for value in x.values()):
        return "arrays"
    if "nodes" in x or "edges" in x:
        return "dict"
    keys = _way_to_weights(x)
    if keys is not None:
        raise BadInput("this dict is a checkpoint, and the weights are one of its entries", f"pass it as x{keys}")
    other = next((name for name, value in x.items() if not is_array(value)))
    if any(is_array(value) for value in x.values()):
        raise BadInput(f"holds {a_kind(x[other])} among its arrays", "leave it out", place=f"'{other}'")
    raise BadInput("a dict without arrays, nodes or edges is no network", f"pass {_MEANT}")


def _way_to_weights(x, depth=3):
    """"['state_dict']", for example, if that is where a checkpoint has its weights; None if nowhere."""
    for name, value in x.items():
        if is_of(value, "torch") and hasattr(value, "named_parameters"):
            return f"[{name!r}]"
        if not isinstance(value, Mapping) or not value:
            continue
        if all(is_array(entry) for entry in value.values()):
            return f"[{name!r}]"
        deeper = _way_to_weights(value, depth - 1) if depth > 1 else None
        if deeper is not None:
            return f"[{name!r}]{deeper}"
    return None

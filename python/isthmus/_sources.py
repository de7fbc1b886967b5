"""From what a user has in hand to what the library reads."""
import os
from collections.abc import Mapping

from . import _isthmus
from ._arrays import is_array, is_of
from ._errors import BadUsage
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
        return _isthmus.from_arrays(all_borrowed((str(name), value) for name, value in x.items()),
                                    architecture=architecture, layout=layout, fixed=list(fixed), zeros=zeros)
    if kind == "named":
        return _isthmus.read(os.fspath(x), architecture=architecture, layout=layout, fixed=list(fixed), zeros=zeros,
                             init=init, seed=seed or 0, precision=precision or "binary32")
    from . import _graphs

    return _isthmus.from_json(_graphs.json_of(_graphs.dict_of(x) if kind == "graph" else x))


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
        values = list(x.values())
        return "arrays" if values and all(is_array(value) for value in values) else "dict"
    raise BadUsage(f"a {type(x).__name__} is no network", f"pass {_MEANT}")

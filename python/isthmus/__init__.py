"""Exact geometry of the learning space of ReLU networks.

`analyze(x)` says, exactly and with a proof, into how many pieces gradient flow cuts the space of the weights,
which weights can never change sign, and where the space is singular. `x` is a torch.nn.Module, a dict of
arrays (a state dict), a path (ONNX, NumPy, safetensors, JSON), a networkx.DiGraph, a dict in the form of a
network file, or an architecture string:

>>> import isthmus
>>> import numpy
>>> weights = {"fc1.weight": numpy.array([[1.0, 0.5], [0.25, 2.0]]), "fc2.weight": numpy.array([[3.0, 1.0]])}
>>> result = isthmus.analyze(weights)
>>> result.components.count
2
>>> for lock in result.components.locked:
...     print(lock.name, "never changes sign: its square is at least", lock.bound)
fc1[0]->fc2[0] never changes sign: its square is at least 31/4
>>> result.balance.values["fc1[1]"]
Fraction(49, 16)

Numbers are `int` and `fractions.Fraction`. `print(result)` shows what the program `isthmus analyze` prints.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from . import _isthmus
from ._asking import question as _question
from ._comparisons import crosscheck, drift, equivalent, reach
from ._errors import BadInput, BadUsage, Error, InternalError, LimitReached
from ._flow import flow
from ._monitor import Lock, Monitor, MonitorRecord
from ._records import Record
from ._reports import (Analysis, Closedness, Crosscheck, Drift, Equivalence, Flow, Laws, Pruning, Reach, Report,
                       Unlocking)
from ._sources import readable as _readable, source_of as _source_of
from ._types import NetworkLike, Reading
from ._unlock import unlock, unlock_

if TYPE_CHECKING:
    from typing_extensions import Unpack

__version__ = _isthmus.__version__
__all__ = ["Analysis", "BadInput", "BadUsage", "Closedness", "Crosscheck", "Drift", "Equivalence", "Error",
           "Flow", "InternalError", "Laws", "LimitReached", "Lock", "Monitor", "MonitorRecord", "Pruning", "Reach", "Record",
           "Report", "Unlocking", "analyze", "closed", "components", "crosscheck", "drift", "equivalent", "flow", "laws", "prune",
           "reach", "unlock", "unlock_"]


@_question
def analyze(x: NetworkLike, *, witnesses: bool = False, sigma_min: bool = False, singularities: bool = True,
            all: bool = False, exhaustive: bool = False, budget: Optional[int] = None, timeout: Optional[float] = None,
            betti: bool = False, jobs: int = 0, **reading: Unpack[Reading]) -> Analysis:
    """Components, locked weights, singular points, and where the weights of `x` lie among them.

    witnesses       a point where it is 0 for every weight that can vanish
    sigma_min       enclose the smallest singular value of the Jacobian of the laws
    singularities   search for singular points
    all             keep more than 10000 detachable sets
    exhaustive      search until all are found, however long it takes
    budget          steps of that search; 50000000 if not given
    timeout         seconds for it, in place of the budget
    betti           Betti numbers
    jobs            threads; 0: one for each core
    reading         how `x` is to be read (see docs/python.md): input, architecture, layout, fixed, zeros, init,
                    seed, precision

    >>> import isthmus
    >>> result = isthmus.analyze("mlp:2-2-1", init="kaiming-normal", seed=7)
    >>> result
    <isthmus.Analysis: mlp:2-2-1: 1 component, 0 of 6 weights locked>
    >>> result.singularities.exist
    'no'
    """
    if exhaustive and budget is not None:
        raise BadUsage("exhaustive and budget contradict each other", "give one of them")
    if not singularities and (exhaustive or all or budget is not None):
        raise BadUsage("exhaustive, all and budget are about the search for singular points", "drop them")
    source = _source_of(x, **reading)
    result = Analysis(*_isthmus.analyze(source, witnesses=witnesses, sigma_min=sigma_min,
                                        singularities=singularities, all=all, exhaustive=exhaustive,
                                        budget=budget, timeout=timeout, betti=betti, jobs=jobs))
    _check_answerable(result, sigma_min, {"witnesses": witnesses, "betti": betti, "exhaustive": exhaustive,
                                          "budget": budget is not None, "all": all})
    return result


def _check_answerable(result, sigma_min, about_numbers):
    """What was asked for and has no answer here must not be passed over in silence."""
    if sigma_min and result.balance.source != "weights":
        raise BadUsage("sigma_min is about given weights, and this network has none", "add weights, or init=")
    for name, asked in about_numbers.items():
        if asked and result.balance.source == "symbolic":
            raise BadUsage(f"{name} needs numbers, and this balance is symbolic", "give weights or a balance, or init=")


@_question
def laws(x: NetworkLike, *, jobs: int = 0, **reading: Unpack[Reading]) -> Laws:
    """The conservation laws of training: which there are, and how many are independent.

    >>> import isthmus
    >>> isthmus.laws("mlp:784-300-100-10+bias").independent
    400
    """
    return Laws(*_isthmus.laws(_source_of(x, **reading), jobs=jobs))


@_question
def prune(x: NetworkLike, *, top: int = 10, sets: str = "all", budget: Optional[int] = None,
          timeout: Optional[float] = None, **reading: Unpack[Reading]) -> Pruning:
    """The sub-networks that are cheapest to cut off, and what stands in the way.

    sets is "all", "single" (nodes) or "several" (two nodes or more).

    >>> import isthmus
    >>> import numpy
    >>> ranking = isthmus.prune({"a1": numpy.array([[1.0], [3.0]]), "a2": numpy.array([[1.0, 2.0]])})
    >>> [(entry.set, entry.cut_weight) for entry in ranking.candidates]
    [(['a1[0]'], Fraction(2, 1)), (['a1[1]'], Fraction(13, 1))]
    """
    return Pruning(*_isthmus.prune(_source_of(x, **reading), top=top, sets=sets, budget=budget, timeout=timeout))


@_question
def closed(x: NetworkLike | list, *, seed: int = 1, trials: int = 6000, timeout: Optional[float] = None,
           **reading: Unpack[Reading]) -> Closedness:
    """Does training with this sparse pattern always have an optimum? Decided, with a certificate.

    `x` is a pattern as rows of 0 and 1, layers from input to output, such as "11/01;10/11"; a list of such
    matrices; a pattern file; or a network, whose zeros are the pattern.

    >>> import isthmus
    >>> isthmus.closed("11/01;10/11").verdict
    'not closed'
    >>> isthmus.closed([[[1, 1], [1, 1]], [[1, 1]]]).verdict
    'closed'
    """
    how = {"seed": seed, "trials": trials, "timeout": timeout}
    if isinstance(x, (list, tuple)):
        x = _pattern_of(x)
    if isinstance(x, str) and x and not x.strip("01/;"):
        return Closedness(*_isthmus.closed_layers(x, **how))
    if isinstance(x, str) and _isthmus.is_pattern_file(_readable(x)):
        return Closedness(*_isthmus.closed_file(x, **how))
    return Closedness(*_isthmus.closed(_source_of(x, **reading), **how))


def _pattern_of(layers):
    try:
        return ";".join("/".join("".join("1" if entry else "0" for entry in row) for row in layer) for layer in layers)
    except (TypeError, ValueError, RuntimeError) as error:
        raise BadInput("the layers of a pattern are no lists of rows", "write [[[1, 1], [0, 1]], [[1, 0]]], for example") from error


def components() -> dict[str, str]:
    """The libraries that this build is made with, by name: their versions.

    >>> import isthmus
    >>> sorted(isthmus.components())
    ['Arb', 'FLINT', 'GMP', 'MPFR', 'ONNX', 'bliss']
    """
    return _isthmus.components()

"""Several settings of the weights side by side; claims against exact values."""
from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Optional, Union

from . import _isthmus
from ._arrays import as_list, is_array, is_of
from ._asking import question, shown
from ._errors import BadInput, BadUsage, about
from ._reports import Crosscheck, Drift, Equivalence, Reach
from ._sources import readable, source_of
from ._types import NetworkLike, Path, Reading

if TYPE_CHECKING:
    from typing_extensions import Unpack


@question
def reach(x: NetworkLike, target: NetworkLike, *, budget: Optional[int] = None, timeout: Optional[float] = None,
          **reading: Unpack[Reading]) -> Reach:
    """Can gradient flow from the component of `x` come to a point equivalent to `target`?

    Equivalent: the neurons permuted and rescaled by positive factors. `answer` is "yes", with the permutation and an
    enclosure of the factors, "no", with the obstruction, or "not determined".

    >>> import isthmus, numpy
    >>> x = {"fc1": numpy.array([[1.0], [0.5]]), "fc2": numpy.array([[2.0, 1.0]])}
    >>> isthmus.reach(x, {"fc1": numpy.array([[0.5], [1.0]]), "fc2": numpy.array([[3.0, 2.0]])}).answer
    'yes'
    >>> isthmus.reach(x, {"fc1": numpy.array([[0.5], [1.0]]), "fc2": numpy.array([[3.0, -2.0]])}).obstruction
    'signs'
    """
    return Reach(*_isthmus.reach(*_named(x, "x", reading), *_named(target, "target", _same(reading)), budget=budget,
                                 timeout=timeout))


@question
def equivalent(a: NetworkLike, b: NetworkLike, *, budget: Optional[int] = None, timeout: Optional[float] = None,
               **reading: Unpack[Reading]) -> Equivalence:
    """Are these the same weights up to a permutation of neurons and positive rescaling? Decided exactly.

    >>> import isthmus, numpy
    >>> a = {"fc1": numpy.array([[1.0], [0.5]]), "fc2": numpy.array([[2.0, 1.0]])}
    >>> b = {"fc1": numpy.array([[1.5], [1.0]]), "fc2": numpy.array([[1 / 2, 2.0]])}
    >>> isthmus.equivalent(a, b).answer
    'no'
    >>> b["fc2"][0, 0] = 0.25
    >>> b["fc1"][0, 0] = 2
    >>> isthmus.equivalent(a, b).scale
    {'fc1[0]': Fraction(1, 1), 'fc1[1]': Fraction(4, 1)}
    """
    return Equivalence(*_isthmus.equivalent(*_named(a, "a", reading), *_named(b, "b", _same(reading)), budget=budget,
                                            timeout=timeout))


def _named(x, word, reading):
    with about(word):
        return source_of(x, **reading), _name(x, word)


def _name(x, word):
    return os.fspath(x) if isinstance(x, (str, os.PathLike)) else word


def _same(reading):
    """Weights are drawn for the first network only."""
    return {key: value for key, value in reading.items() if key not in ("init", "seed", "precision")}


@question
def crosscheck(x: NetworkLike, claims: Union[Path, Mapping[str, Any], Iterable[Mapping[str, Any]]], *,
               checkpoints: Optional[Mapping[str, NetworkLike]] = None, budget: Optional[int] = None,
               timeout: Optional[float] = None, **reading: Unpack[Reading]) -> Crosscheck:
    """The verdict on what a floating-point program claims about `x`: confirmed, within rounding, refuted, or not determined.

    `claims` is a file of claims (docs/crosscheck.md), what such a file holds as a dict, or a list of claims. Floats are
    taken as they are printed; arrays stand for lists. `checkpoints` maps the names in claims that something is conserved to networks; other
    names are files, beside the file of the claims.

    >>> import isthmus, numpy
    >>> x = {"fc1": numpy.array([[3e-200]]), "fc2": numpy.array([[2e-200]])}
    >>> result = isthmus.crosscheck(x, [{"kind": "balances", "values": {"fc1[0]": float(3e-200 ** 2 - 2e-200 ** 2)}}])
    >>> result.claims[0].verdict, result.claims[0].answers[0].cause
    ('refuted', 'underflow')
    """
    if checkpoints is not None and not isinstance(checkpoints, Mapping):
        raise BadUsage("checkpoints is no dict", "pass {name: network}")
    text, file = _claims(claims)
    folder = os.path.dirname(file)

    def checkpoint(name):
        if checkpoints is not None and name in checkpoints:
            with about(f"the key {name!r}"):
                return source_of(checkpoints[name], **_same(reading))
        return source_of(os.path.join(folder, name), **_same(reading))

    with about("x"):
        source = source_of(x, **reading)
    return Crosscheck(*_isthmus.crosscheck(source, text, file, checkpoint, budget=budget, timeout=timeout))


def _claims(claims):
    if isinstance(claims, (str, os.PathLike)):
        path = readable(os.fspath(claims))
        return _isthmus.read_file(path), path
    if not isinstance(claims, (Mapping, Iterable)):
        raise BadUsage(f"{shown(claims)} is no claim", "pass a list of dicts, or a file")
    if not isinstance(claims, Mapping):
        claims = {"claims": list(claims)}
    try:
        return json.dumps(_printed({"format": "isthmus-claims", "version": 1, **claims})), ""
    except RecursionError:
        raise BadInput("claims that contain themselves, or are nested too deep", "pass plain data") from None


def _printed(value):
    """As a program prints it: a float in its shortest form, "nan" and "inf" as texts."""
    if isinstance(value, Mapping):
        return {str(key): _printed(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printed(entry) for entry in value]
    if hasattr(value, "tolist"):
        return _printed(as_list(value))
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, (str, bool, int, float)) else str(value)


@question
def drift(checkpoints: Union[Mapping[str, NetworkLike], Iterable[NetworkLike]], *, jobs: int = 0,
          **reading: Unpack[Reading]) -> Drift:
    """How far checkpoints of a training run left their conservation laws, and which locks do not hold any more.

    `checkpoints` are two or more networks in the order of training, read one by one: paths, or state dicts (of which
    a copy must have been kept). A dict names them.

    >>> import isthmus, numpy
    >>> before = {"fc1": numpy.array([[1.0]]), "fc2": numpy.array([[2.0]])}
    >>> result = isthmus.drift([before, {"fc1": numpy.array([[1.0]]), "fc2": numpy.array([[-1.5]])}])
    >>> result.checkpoints[1].from_first.change, result.broken[0].how
    (Fraction(7, 4), 'flipped')
    """
    named = _named_checkpoints(checkpoints)
    watch = _isthmus.DriftWatch(jobs=jobs)
    seen = 0
    for name, what, x in named:
        with about(what, name):
            watch.add(readable(name), source_of(x, **reading))
        seen += 1
    if seen < 2:
        raise BadUsage("drift compares checkpoints", "pass two or more")
    return Drift(*watch.result())


def _named_checkpoints(checkpoints):
    single = (isinstance(checkpoints, (str, os.PathLike)) or is_of(checkpoints, "networkx") or
              hasattr(checkpoints, "named_parameters") or
              (isinstance(checkpoints, Mapping) and (not checkpoints or any(map(is_array, checkpoints.values())))))
    if single or not isinstance(checkpoints, (Mapping, Iterable)):
        raise BadUsage("drift compares two checkpoints or more, and this is no list of them",
                       "pass [before, after], or a dict that names them")
    if isinstance(checkpoints, Mapping):
        return ((str(name), f"the key {name!r}", x) for name, x in checkpoints.items())
    return ((_name(x, f"#{i}"), _name(x, f"checkpoint {i}"), x) for i, x in enumerate(checkpoints, 1))

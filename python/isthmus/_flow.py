"""Small networks in training, with what is exactly true on the way."""
from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Optional

from . import _isthmus
from ._arrays import as_array, as_numpy, is_array, is_tensor
from ._asking import MOST, one_of, question, real, shown, whole
from ._errors import BadInput, BadUsage
from ._reports import Flow
from ._sources import kind_of, readable, source_of
from ._types import NetworkLike, Reading

if TYPE_CHECKING:
    from typing_extensions import Unpack

_OF_FLOW = {"time": real(0, 1e9), "tolerance": real(0, 1e9), "max_steps": whole(1, MOST)}
_OF_DESCENT = {"steps": whole(1, 10**9), "rate": real(0, 1e9), "momentum": real(0, 1, or_equal=True), "batch": whole(1, MOST),
               "shuffle_seed": whole(0, 2**64 - 1)}
_OF_BOTH = {"weight_decay": real(0, 1e9, or_equal=True), "l1": real(0, 1e9, or_equal=True),
            "nuclear": real(0, 1e9, or_equal=True), "points": whole(1, 10**6), "method": one_of("flow", "descent"),
            "loss": one_of("mse", "bce")}


@question
def flow(x: NetworkLike, data: Any, *, test: Any = None, loss: str = "mse", weight_decay: float = 0, l1: float = 0,
         nuclear: float = 0, method: str = "flow", time: Optional[float] = None, tolerance: Optional[float] = None,
         max_steps: Optional[int] = None, steps: Optional[int] = None, rate: Optional[float] = None,
         momentum: Optional[float] = None, batch: Optional[int] = None, shuffle_seed: Optional[int] = None,
         points: int = 100, timeout: Optional[float] = None, **reading: Unpack[Reading]) -> Flow:
    """Trains a copy of a small network by gradient flow or descent, and says what is exactly true at points on the way.

    data          (inputs, targets): arrays with a row for each sample; or a file, .csv or .npz (docs/flow.md)
    test          the same, of samples whose loss is logged and not trained on
    loss          "mse", or "bce" for labels from 0 to 1
    weight_decay, l1, nuclear
                  strengths of penalties; l1 is for descent only
    method        "flow": time (10), tolerance (1e-6), max_steps (1000000);
                  "descent": steps (1000), rate (0.01), momentum (0), batch (all), shuffle_seed (0)
    points        how many points are logged besides the start
    timeout       seconds after which a run ends where it is
    reading       as for isthmus.analyze

    `result.points` is the log, `result.trained` the network at the end as a dict. A run that ended before its time
    has the key `stopped`.

    >>> import isthmus, numpy
    >>> x = {"fc1": numpy.array([[1.0], [-0.5]]), "fc2": numpy.array([[0.5, 2.0]])}
    >>> inputs = numpy.linspace(-1, 1, 9).reshape(9, 1)
    >>> result = isthmus.flow(x, (inputs, abs(inputs)), time=3, points=4)
    >>> result.points[-1].loss < result.points[0].loss, result.runs[0].flipped
    (True, [])
    >>> max(point.balance_drift for point in result.points) < 1e-5
    True
    >>> isthmus.analyze(result.trained).components.count
    4
    """
    given = {"time": time, "tolerance": tolerance, "max_steps": max_steps, "steps": steps, "rate": rate,
             "momentum": momentum, "batch": batch, "shuffle_seed": shuffle_seed}
    how = {"loss": loss, "weight_decay": weight_decay, "l1": l1, "nuclear": nuclear, "method": method, "points": points,
           **{name: value for name, value in given.items() if value is not None}}
    checks = {**_OF_FLOW, **_OF_DESCENT, **_OF_BOTH}
    how = {name: checks[name](name, value) for name, value in how.items()}
    _refuse_other(how)
    _refuse_graphs(x)
    source = source_of(x, **reading)
    name = os.fspath(x) if isinstance(x, (str, os.PathLike)) else source.name or "network"
    json_text, text, trained = _isthmus.flow(source, name, _samples("data", data),
                                             None if test is None else _samples("test", test), how, timeout)
    return Flow(json_text, text, json.loads(trained))


def _refuse_other(how):
    other, mine = (_OF_DESCENT, "flow") if how["method"] == "flow" else (_OF_FLOW, "descent")
    for name in other:
        if name in how:
            raise BadUsage(f"{name} is not about the method {mine}", "drop it, or choose the other method")
    if "shuffle_seed" in how and "batch" not in how:
        raise BadUsage("shuffle_seed has no effect without batch", "add batch=, or drop it")


def _refuse_graphs(x):
    if kind_of(x) == "module":
        from ._computed import plain_form
        from ._torch import chain_of

        graph = chain_of(plain_form(x).module) is None
    else:
        graph = isinstance(x, (str, os.PathLike)) and os.fspath(x).endswith(".onnx")
    if graph:
        raise BadUsage("graphs of operators are not evaluated", "pass a chain of dense layers, or its weights")


def _samples(word, data):
    if isinstance(data, (str, os.PathLike)):
        return readable(os.fspath(data))
    if isinstance(data, Mapping) and set(data) == {"x", "y"}:
        data = data["x"], data["y"]
    if not isinstance(data, (tuple, list)) or len(data) != 2:
        raise BadUsage(f"{word} is {shown(data)}", "pass (inputs, targets), two arrays with a row for each sample, or a file")
    return tuple(_numbers(name, array) for name, array in zip(("inputs", "targets"), data))


def _numbers(name, values):
    """Rounded to binary64, rows side by side."""
    import numpy

    rows = [_as_array(name, row) for row in values] if isinstance(values, (list, tuple)) else _as_array(name, values)
    try:
        array = numpy.asarray(rows)
    except ValueError as error:
        raise BadInput("rows of different lengths", "give each sample the same number of columns", place=name) from error
    if array.dtype.kind not in "fiub" or array.ndim not in (1, 2):
        raise BadInput(f"an array of type {array.dtype} and shape {array.shape}",
                       "give floats, integers or truth values, a row for each sample", place=name)
    if array.dtype.kind in "iu" and array.size and max(-int(array.min()), int(array.max())) > 2**53:
        raise BadInput("holds an integer beyond 2^53", "scale it", place=name)
    return numpy.ascontiguousarray(array, dtype=numpy.float64)


def _as_array(name, values):
    """An array or a tensor as an array of NumPy, no number changed; what is neither stays as it is."""
    if is_tensor(values):
        return as_numpy(name, values)
    return as_array(name, values) if is_array(values) else values

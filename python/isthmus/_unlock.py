"""Fewer locked weights, the same function: neurons rescaled by powers of two."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import _graphs, _isthmus
from ._asking import question
from ._arrays import borrowed, is_of
from ._errors import BadInput, InternalError
from ._live import LiveModel
from ._reports import Unlocking
from ._sources import kind_of, source_of
from ._types import NetworkLike, Reading

if TYPE_CHECKING:
    from typing_extensions import Unpack


@question
def unlock(x: NetworkLike, *, target: str = "locks", jobs: int = 0, **reading: Unpack[Reading]) -> Unlocking:
    """What `unlock_` would do to a model, or `isthmus unlock` to a file; nothing is written.

    Of a network that is written down (a networkx graph, a dict, a network file, an architecture), `result.unlocked` is a
    copy with the new weights: a graph of the same class, or a dict in the form of a network file. Numbers stay of their
    type where that can hold them.

    >>> import isthmus, networkx
    >>> graph = networkx.DiGraph()
    >>> graph.add_weighted_edges_from([("x1", "h", 1.5), ("x2", "h", 1.0), ("h", "y", 4.0)])
    >>> result = isthmus.unlock(graph)
    >>> result.locks_before, result.locks_after
    (1, 0)
    >>> list(result.unlocked.edges(data="weight"))
    [('x1', 'h', 3.0), ('h', 'y', 2.0), ('x2', 'h', 2.0)]
    """
    source = source_of(x, **reading)
    json_text, text, _, network = _isthmus.unlock(source, target=target, jobs=jobs)
    if network and kind_of(x) in ("graph", "dict"):
        return Unlocking(json_text, text, _graphs.with_weights(x, json.loads(network)))
    return Unlocking(json_text, text, network or None)


@question
def unlock_(model: NetworkLike, *, target: str = "locks", jobs: int = 0, **reading: Unpack[Reading]) -> Unlocking:
    """Rescales the neurons of a model in place by powers of two, so that the fewest weights are locked.

    The model computes the same function: no digit of a weight changes, and every product of weights along a
    path from input to output stays as it is, which is verified weight by weight. On any error, nothing is
    changed.

    model    a torch.nn.Module or a dict of arrays
    target   "locks": the fewest locked weights; "balanced": the balance as near to 0 as powers of two allow
    jobs     threads; 0: one for each core
    reading  as for isthmus.analyze

    >>> import isthmus, numpy
    >>> weights = {"in": numpy.array([[1.0, 1.5], [0.5, 2.0]]), "out": numpy.array([[8.0, 0.25]])}
    >>> len(isthmus.analyze(weights).components.locked)
    1
    >>> report = isthmus.unlock_(weights)
    >>> report.locks_before, report.locks_after, report.exponents
    (1, 0, {'in[0]': 2})
    >>> weights["in"][0], weights["out"]
    (array([4., 6.]), array([[2.  , 0.25]]))
    """
    live = LiveModel(model, **reading)
    json_text, text, changed, _ = _isthmus.unlock(live.source, target=target, jobs=jobs)
    values = dict(live.arrays())
    places = [_Place(live.source.tensors[i][0], values[i], numbers) for i, numbers in changed]
    _write_all(places)
    live.home.settled(live.home.found())
    return Unlocking(json_text, text)


def _write_all(places):
    """All of them or none."""
    written = []
    try:
        for place in places:
            written.append(place)
            place.write()
        for place in places:
            place.check()
    except BaseException:
        for place in written:
            place.restore()
        raise


class _Place:
    """An array, the numbers that it is to hold, and those that it has held."""

    def __init__(self, name, array, numbers):
        self._name = name
        self._array = array
        self._numbers = numbers
        _, self._type, before = borrowed(name, array)
        self._shape, self._dtype = before.shape, before.dtype
        self._before = before.tobytes()
        if not is_of(array, "torch") and not array.flags.writeable:
            raise BadInput("cannot be written to", "pass arrays that can", place=f"'{name}'")

    def write(self):
        self._put(self._numbers)

    def restore(self):
        self._put(self._before)

    def check(self):
        if borrowed(self._name, self._array)[2].tobytes() != self._numbers:
            raise InternalError(f"'{self._name}' does not hold what was written to it", "report this")

    def _put(self, numbers):
        import numpy

        array = numpy.frombuffer(bytearray(numbers), dtype=self._dtype).reshape(self._shape)
        if not is_of(self._array, "torch"):
            self._array[...] = array.view(self._array.dtype) if self._type == "bfloat16" else array
            return
        import torch

        tensor = torch.from_numpy(array)
        # Autograd sees the change: a graph that was built before it cannot be run backwards.
        self._array.detach().copy_(tensor.view(torch.bfloat16) if self._type == "bfloat16" else tensor)

"""Watching a model that is trained."""
from __future__ import annotations

import copy
import threading
from collections import deque
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from . import _html, _isthmus
from ._asking import question
from ._errors import BadUsage
from ._live import LiveModel
from ._types import NetworkLike, Reading

if TYPE_CHECKING:
    from typing_extensions import Unpack


class MonitorRecord:
    """What one call of a Monitor has found. Everything is exact; `drift_float` is for display."""

    __slots__ = ("_record", "_locks")

    def __init__(self, record, locks):
        self._record = record
        self._locks = locks

    def __reduce__(self):
        record = self._record
        return _restored, (*(getattr(record, name) for name in _Plain._fields), self._locks)

    def __eq__(self, other):
        return isinstance(other, MonitorRecord) and self.to_dict() == other.to_dict()

    def __hash__(self):
        return hash((self.call, self._record.drift))

    @property
    def call(self) -> int:
        """The number of the call, from 0."""
        return self._record.call

    @property
    def drift(self) -> Fraction:
        """The largest |c − c at the start| of all laws, a Fraction. Gradient flow has 0."""
        return Fraction(self._record.drift)

    @property
    def drift_float(self) -> float:
        """The drift, rounded."""
        return self._record.drift_float

    @property
    def drifted(self) -> str:
        """A node whose balance has moved that far; "" if none has moved."""
        return self._record.drifted

    @property
    def flipped(self) -> list[str]:
        """Names of the weights that were locked at the start and are 0 or of the other sign now."""
        return [self._locks[i].name for i in self._record.flipped]

    @property
    def distance_squared(self) -> Optional[Fraction]:
        """Squared distance to the singular points of all balances, a Fraction; None at other calls than each k-th."""
        distance = self._record.distance
        return None if distance is None else Fraction(distance[0])

    @property
    def nearest_set(self) -> Optional[list[str]]:
        """The nodes that are cut off at the nearest singular point; None where there is no distance."""
        distance = self._record.distance
        return None if distance is None else distance[1]

    def to_dict(self) -> dict[str, Any]:
        """Plain dict."""
        return {name: getattr(self, name) for name in
                ("call", "drift", "drifted", "flipped", "distance_squared", "nearest_set")}

    def __repr__(self):
        locks = f"{len(self._record.flipped)} of {_html.counted(len(self._locks), 'lock')} flipped"
        text = f"call {self.call}: drift {_html.rounded(self.drift, 3)}, {locks}"
        if self._record.distance is not None:
            text += f", distance² {_html.short(self.distance_squared)} to {self.nearest_set}"
        return f"<isthmus.MonitorRecord: {text}>"


class _Plain(NamedTuple):
    """A record of the extension module, outside of it."""

    call: int
    drift: str
    drift_float: float
    drifted: str
    flipped: list
    distance: Optional[tuple]


def _restored(*parts):
    *record, locks = parts
    return MonitorRecord(_Plain(*record), locks)


class Lock:
    """A weight that was locked at the start: along gradient flow its square stays at least `bound`."""

    __slots__ = ("name", "bound", "sign")

    def __init__(self, name: str, bound: str, sign: int):
        self.name = name
        self.bound = Fraction(bound)
        self.sign = sign

    def __eq__(self, other):
        return isinstance(other, Lock) and (self.name, self.bound, self.sign) == (other.name, other.bound, other.sign)

    def __hash__(self):
        return hash((self.name, self.bound, self.sign))

    def __repr__(self):
        return f"<isthmus.Lock: {self.name}, {'+' if self.sign > 0 else '-'}, square at least {self.bound}>"


class Monitor:
    """Balance drift, flipped locks and distance to the singular points, as a model is trained.

    Call it once for each step or epoch. It reads the weights where they lie and writes no file. Parameters and
    layers are found by their names each time, so either may be replaced. A deep copy watches the copy of the model
    that is made with it. Threads that call the same monitor wait for each other.

    model    a torch.nn.Module or a dict of arrays, whose arrays are changed in place or replaced
    every    the distance is computed at the calls 0, every, 2·every, …; 0: never
    keep     how many records to keep in `records`, the latest ones; None: all
    jobs     threads
    reading  as for isthmus.analyze

    >>> import isthmus, numpy
    >>> weights = {"in": numpy.array([[1.0, 0.5]]), "out": numpy.array([[2.0]])}
    >>> monitor = isthmus.Monitor(weights, every=2)
    >>> monitor.locks
    [<isthmus.Lock: in[0]->out[0], +, square at least 11/4>]
    >>> monitor()
    <isthmus.MonitorRecord: call 0: drift 0, 0 of 1 lock flipped, distance² 21/4 to ['in[0]']>
    >>> weights["out"][0, 0] = -1.5
    >>> record = monitor()
    >>> record.drift, record.flipped
    (Fraction(7, 4), ['in[0]->out[0]'])
    """

    @question
    def __init__(self, model: NetworkLike, *, every: int = 100, keep: Optional[int] = None, jobs: int = 1,
                 **reading: Unpack[Reading]):
        if jobs == 0:
            raise BadUsage("jobs is 0", "give a number of threads")
        self._lock = threading.RLock()
        self._live = LiveModel(model, watched=True, **reading)
        self._monitor = _isthmus.Monitor(self._live.source, every=every, jobs=jobs)
        self._live.source = None  # which holds the arrays of the start
        #: the weights that were locked at the start
        self.locks: list[Lock] = [Lock(*lock) for lock in self._monitor.locks]
        #: what the calls have found, the latest last
        self.records: deque[MonitorRecord] = deque(maxlen=keep)

    @property
    def laws(self) -> int:
        """The number of laws that are watched."""
        return self._monitor.laws

    def step(self) -> MonitorRecord:
        """Looks at the weights as they are now.

        NaN or infinite weights are a BadInput that names the first one, and so is a module that is made up in
        another way than at the start; such a call does not count.
        """
        with self._lock:  # a call reads arrays that another one would give back
            self._live.rebind(self._monitor.bind)
            record = MonitorRecord(self._monitor.call(), self.locks)
            self.records.append(record)
        return record

    __call__ = step

    def __copy__(self):
        with self._lock:
            return self._fill(object.__new__(type(self)), self._live.again())

    def __deepcopy__(self, memo):
        twin = memo[id(self)] = object.__new__(type(self))  # for a model that holds its monitor
        with self._lock:
            return self._fill(twin, copy.deepcopy(self._live, memo))

    def _fill(self, twin, live):
        twin.__dict__.update(self.__dict__)
        twin._lock = threading.RLock()
        twin._live = live
        twin._monitor = self._monitor.copy()
        twin.records = self.records.copy()
        return twin

    def __reduce__(self):
        raise TypeError("an isthmus.Monitor cannot be pickled: it watches arrays of this process; pickle its records")

    def to_pandas(self) -> Any:
        """All records that were kept, one in a row, as a pandas.DataFrame."""
        import pandas

        return pandas.DataFrame([record.to_dict() for record in list(self.records)], dtype=object)

    def __repr__(self):
        last = f", last {self.records[-1]!r}" if self.records else ""
        return f"<isthmus.Monitor: {_html.counted(self.laws, 'law')}, {_html.counted(len(self.locks), 'lock')}{last}>"

    def _repr_html_(self):
        head = ("call", "drift", "node", "locks flipped", "squared distance", "nearest set")
        rows = [(r.call, _html.rounded(r.drift, 6), r.drifted, len(r.flipped), r.distance_squared or "",
                 r.nearest_set or "") for r in list(self.records)[-_html.MOST_ROWS:]]
        title = f"{_html.counted(self.laws, 'law')}, {_html.counted(len(self.locks), 'locked weight')}"
        return _html.block(title, _html.table(head, rows))


for _class in (Monitor, MonitorRecord, Lock):
    _class.__module__ = "isthmus"

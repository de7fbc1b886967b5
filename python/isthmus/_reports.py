"""What the functions of the package return; one class for each kind of report."""
from __future__ import annotations

import json
from typing import Any

from . import _html
from ._records import Record, by_name, count, each, fraction, parse, same

_NAMES = by_name(same)
_FRACTIONS = by_name(fraction)


class Report(Record):
    """A whole report. `str(report)` is what the program prints, `report.json` the JSON it writes."""

    #: what stands under a key, where it is no object with keys of its own
    _kinds = {}

    def __init__(self, json_text, text):
        super().__init__(parse(json_text, self._kinds))
        self._json = json_text
        self._text = text

    @property
    def json(self) -> str:
        """The report as the program writes it with --json: rationals and large counts are strings."""
        return self._json

    def __str__(self):
        return self._text.rstrip("\n")

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__}: {self._summary()}>"

    def _summary(self):
        """One line."""
        return self._text.split("\n", 1)[0]

    def _rows(self):
        """(names of columns, rows) of the table that the report is mostly about."""
        raise NotImplementedError

    def _facts(self):
        return []

    def to_pandas(self) -> Any:
        """The report's table as a pandas.DataFrame, numbers as Fraction and int."""
        import pandas

        head, rows = self._rows()
        return pandas.DataFrame(rows, columns=list(head), dtype=object)

    def _repr_html_(self):
        head, rows = self._rows()
        return _html.block(self._summary(), _html.facts(self._facts()), _html.table(head, rows) if rows else "")


class Analysis(Report):
    """What `analyze` says; the keys are those of docs/report-format.md. The table: locked edges."""

    _kinds = {"values": _FRACTIONS, "groups": _NAMES, "count": count, "bound": fraction, "base": _FRACTIONS,
             "difference": _FRACTIONS, "left_kernel": each(_FRACTIONS), "branches": count,
             "distance_squared": fraction, "sigma_min": each(fraction), "component": _NAMES,
             "betti": each(count), "euler": count, "euler_from_faces": count, "symmetries": count,
             "charge": fraction}

    def _summary(self):
        return _titled(self.network.name, self._verdict())

    def _verdict(self):
        if self.balance.source == "symbolic":
            return f"symbolic balance, {_html.counted(len(self.components.criterion.bottlenecks), 'edge')} that some balance locks"
        if self.variety.empty:
            return "no weights have this balance"
        weights = _html.counted(self.network.edges, "weight")
        return f"{_power(self.components)}, {len(self.components.locked)} of {weights} locked"

    def _facts(self):
        rows = [("hidden nodes", self.network.hidden), ("weights", self.network.edges),
                ("laws", self.variety.equations)]
        rows += [("dimension", self.variety.dimension)] if "dimension" in self.variety else []
        rows += [("components", _power(self.components))] if "count" in self.components else []
        if "singularities" in self:
            rows.append(("singular points", self.singularities.exist))
        if "point" in self:
            rows.append(("the weights are singular", self.point.singular))
            rows.append(("squared distance to the singular points", self.point.get("distance_squared", "none")))
            rows.append(("nearest set", self.point.get("nearest_set", [])))
        return rows

    def _rows(self):
        head = ("edge", "name", "kind", "set", "bound", "sign")
        return head, [tuple(lock.get(key) for key in head) for lock in self.components.get("locked", [])]


def _titled(name, text):
    return f"{name}: {text}" if name else text


def _power(components):
    if "log2" not in components or components.log2 <= 20:
        return _html.counted(components.count, "component")
    return f"2^{components.log2} components"


class Laws(Report):
    """What `laws` says; the keys are those of docs/laws.md. The table: the laws."""

    _kinds = {"value": fraction}

    def _summary(self):
        return _titled(self.network, _html.counted(self.independent, "independent law"))

    def _facts(self):
        return [("laws", self.laws), ("independent", self.independent)]

    def _rows(self):
        head = ("node", "kind", "terms", "value")
        return head, [(law.node, law.kind, _terms(law), law.get("value")) for law in self["list"]]


def _terms(law):
    return " ".join(f"{'+' if term.sign > 0 else '−'} {term['weights']}²" for term in law.terms)


class Pruning(Report):
    """What `prune` says; the keys are those of docs/pruning.md. The table: the candidates."""

    _kinds = {"hidden": count, "weights": count, "count": count, "distance_squared": fraction, "cut_weight": fraction,
             "balance": fraction, "change": fraction, "change_inside": fraction, "change_outside": fraction}

    def _summary(self):
        if "nearest" not in self:
            return _titled(self.network, "no hidden nodes")
        return _titled(self.network,
                       f"squared distance to the singular points {_html.short(self.nearest.distance_squared)}")

    def _facts(self):
        return [("hidden nodes", self.hidden), ("weights", self.weights)]

    def _rows(self):
        head = ("set", "cut_weight", "balance", "detachable", "change", "weights")
        return head, [tuple(entry.get(key) for key in head) for entry in self.get("candidates", [])]


class Closedness(Report):
    """What `closed` says; the keys are those of docs/closed.md. `verdict` is the answer.

    "closed", "not closed" or "undecided". The table: the theorems it rests on.
    """

    _kinds = {"limit": same, "factors": same, "neurons": same, "entries": count}

    def _summary(self):
        return self.verdict

    def _facts(self):
        return [("verdict", self.verdict), ("why", self.get("reason", ""))]

    def _rows(self):
        return ("rule",), [(rule,) for rule in self.get("rules", [])]


class Unlocking(Report):
    """What `unlock` and `unlock_` say; the keys are those of docs/unlock.md. The table: the locks that are left."""

    _kinds = {"hidden": count, "weights": count, "locks_before": count, "locks_after": count, "locks_at_least": count,
             "total_before": fraction, "total_after": fraction, "moved": count, "exponents": _NAMES}

    def __init__(self, json_text, text, unlocked=None):
        super().__init__(json_text, text)
        self._unlocked = unlocked

    @property
    def unlocked(self) -> Any:
        """Of `unlock` of a network that is written down: a copy with the new weights. None for models, see `unlock_`."""
        if isinstance(self._unlocked, str):  # a file that nobody has asked for so far
            self._unlocked = json.loads(self._unlocked)
        return self._unlocked

    def _summary(self):
        return _titled(self.network, f"{_html.counted(self.locks_before, 'locked weight')} became {self.locks_after}")

    def _facts(self):
        return [("locked before", self.locks_before), ("locked now", self.locks_after),
                ("no powers of two lock fewer than", self.locks_at_least), ("neurons rescaled", self.moved)]

    def _rows(self):
        head = ("edge", "name", "reason", "series")
        return head, [tuple(lock.get(key) for key in head) for lock in self.get("remaining", [])]


class Reach(Report):
    """What `reach` says; the keys are those of docs/reach.md. The table: the locked weights."""

    _kinds = {"permutation": _NAMES, "scale": lambda value: value if isinstance(value, str) else by_name(each(fraction))(value),
             "balance": fraction}

    def _summary(self):
        return f"reach: {self.answer}" + (f" ({self.obstruction})" if "obstruction" in self else "")

    def _facts(self):
        return [("answer", self.answer), *((key, self[key]) for key in ("obstruction", "reason") if key in self)]

    def _rows(self):
        head = ("edge", "name", "sign")
        return head, [tuple(lock.get(key) for key in head) for lock in self.get("locked", [])]


class Equivalence(Report):
    """What `equivalent` says; the keys are those of docs/reach.md. The table: the permutation and the factors."""

    _kinds = {"permutation": _NAMES, "scale": _FRACTIONS, "weights_a": each(fraction), "weights_b": each(fraction),
             "normalised_weights": each(lambda pair: (pair[0], fraction(pair[1])))}

    def _summary(self):
        return f"equivalent: {self.answer}"

    def _facts(self):
        return [("answer", self.answer), *((key, self[key]) for key in ("reason",) if key in self)]

    def _rows(self):
        return ("node", "factor"), [(node, factor) for node, factor in self.get("scale", {}).items()]


class Crosscheck(Report):
    """What `crosscheck` says; the keys are those of docs/crosscheck.md. The table: every part of every claim."""

    _kinds = {"hidden": count, "weights": count, "tolerance": fraction, "exact": fraction, "enclosure": each(fraction),
             "ulps": count, "bound": fraction, "condition": fraction}

    def _summary(self):
        parts = [f"{number} {verdict.replace('_', ' ')}" for verdict, number in self["summary"].to_dict().items() if number]
        return _titled(self.model, ", ".join(parts))

    def _rows(self):
        keys = ("what", "claimed", "verdict", "exact", "cause", "why")
        return ("claim", *keys), [(claim.get("id", claim.place), *(part.get(key) for key in keys))
                                  for claim in self.claims for part in claim.answers]


class Drift(Report):
    """What `drift` says; the keys are those of docs/drift.md. The table: the checkpoints."""

    _kinds = {"laws": count, "weights": count, "walls": count, "change": fraction, "total": fraction,
             "locked": count, "dimension": count}

    def _summary(self):
        last = self.checkpoints[-1]
        broken = _html.counted(len(self.broken), "lock")
        return f"{len(self.checkpoints)} checkpoints: balance moved by {_html.short(last.from_first.change)}, {broken} broken"

    def _facts(self):
        return [("laws", self.laws), ("locks of the first", len(self.locks_of_first)), ("locks broken", len(self.broken))]

    def _rows(self):
        head = ("file", "from_first", "node", "total", "locked", "gained", "lost", "flipped")
        return head, [(c.file, c.from_first.change, c.from_first.get("node"), c.total, c.locked, c.gained, c.lost, c.flipped)
                      for c in self.checkpoints]


def _balance_of(value):
    return fraction(value) if isinstance(value, str) else _FRACTIONS(value)


class Flow(Report):
    """What `flow` says; the keys are those of docs/flow.md. The table: the logged points."""

    _kinds = {"seed": count, "balance": _balance_of, "bound": fraction, "balance_drift": fraction,
             "decay_drift_at_most": fraction, "distance_squared": fraction, "cut_weight": fraction}

    def __init__(self, json_text, text, trained):
        super().__init__(json_text, text)
        self._trained = trained

    @property
    def points(self) -> list[Record]:
        """The log: the start, and the points that were asked for."""
        return self.runs[0].points

    @property
    def trained(self) -> dict[str, Any]:
        """The network at the end, exactly, in the form of a network file."""
        return self._trained

    def _summary(self):
        first, last = self.points[0], self.points[-1]
        return _titled(self.runs[0].network,
                       f"{self.method} of {self.loss}, loss {first.loss:.4g} at first and {last.loss:.4g} at time {last.time:g}")

    def _facts(self):
        run = self.runs[0]
        return [("samples", self.samples), ("steps", run.steps_taken), ("locks at the start", len(run.locked)),
                ("of them 0 or of the other sign at some step", len(run.flipped)), *((key, run[key]) for key in ("stopped",) if key in run)]

    def _rows(self):
        head = ("step", "time", "loss", "penalty", "test_loss", "balance_drift", "flipped", "distance_squared", "nearest_set")
        return head, [(*(point.get(key) for key in head[:-2]), *(point.nearest[key] if "nearest" in point else None
                                                                  for key in ("distance_squared", "set")))
                      for point in self.points]


for _class in (Report, Analysis, Laws, Pruning, Closedness, Unlocking, Reach, Equivalence, Crosscheck, Drift, Flow):
    _class.__module__ = "isthmus"
Record.__module__ = "isthmus"

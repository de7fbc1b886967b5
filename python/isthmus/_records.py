"""Reports as objects: attributes are called as the keys of the JSON, numbers are numbers."""
from __future__ import annotations

import json
from fractions import Fraction
from typing import Any


class Record:
    """One object of a report. `record.key` and `record["key"]` are the same.

    A key that is not there is an AttributeError: absent means “not applicable or not asked for”.

    >>> import isthmus
    >>> lock = isthmus.analyze({"nodes": [{"id": "x", "role": "input"}, {"id": "h", "role": "hidden"},
    ...                                   {"id": "y", "role": "output"}],
    ...                         "edges": [{"from": "x", "to": "h", "weight": 1}, {"from": "h", "to": "y", "weight": 2}]
    ...                         }).components.locked[0]
    >>> lock.name, lock.bound, lock["sign"]
    ('h->y', Fraction(3, 1), 1)
    """

    def __init__(self, entries):
        self._entries = entries

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__") or key == "_entries":
            raise AttributeError(key)
        try:
            return self._entries[key]
        except KeyError:
            raise AttributeError(f"no '{key}' here, but: {', '.join(self._entries)}") from None

    def __getitem__(self, key: str) -> Any:
        return self._entries[key]

    def get(self, key: str, otherwise: Any = None) -> Any:
        """What stands under a key, or `otherwise` if it is not there."""
        return self._entries.get(key, otherwise)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self):
        return iter(self._entries)

    def __len__(self):
        return len(self._entries)

    def __eq__(self, other):
        return isinstance(other, Record) and self._entries == other._entries

    __hash__ = None

    def __dir__(self):
        return [*super().__dir__(), *self._entries]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{key}={_short(value)}' for key, value in self._entries.items())})"

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts and lists; numbers as int and Fraction."""
        return {key: _plain(value) for key, value in self._entries.items()}


def _plain(value):
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return value


def _short(value, longest=60):
    text = str(value) if isinstance(value, Fraction) else repr(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"


# ---- from JSON --------------------------------------------------------------------------------

def fraction(text):
    """The number, or the text where it says that there is none: "not determined"."""
    try:
        return Fraction(text)
    except ValueError:
        return text


def count(text):
    """The number; the program writes large powers of two as "2^k"."""
    if not isinstance(text, str):
        return text
    base, power, exponent = text.partition("^")
    try:
        return int(base) ** int(exponent) if power else int(base)
    except ValueError:
        return text


def each(convert):
    return lambda values: [convert(value) for value in values]


def by_name(convert):
    """For objects whose keys are names that the user gave."""
    return lambda values: {name: convert(value) for name, value in values.items()}


def same(value):
    return value


def records(value, kinds):
    """`value` as JSON has it, with `kinds[key]` applied to what stands under a key."""
    if isinstance(value, dict):
        return Record({key: kinds[key](entry) if key in kinds else records(entry, kinds)
                       for key, entry in value.items()})
    if isinstance(value, list):
        return [records(entry, kinds) for entry in value]
    return value


def parse(text, kinds):
    """The entries of a report."""
    return {key: kinds[key](entry) if key in kinds else records(entry, kinds)
            for key, entry in json.loads(text).items()}

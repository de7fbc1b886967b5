"""Types of arguments, for type checkers and readers."""
from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypedDict, Union

#: torch.nn.Module, dict of arrays, dict in the form of a network file, networkx.DiGraph, path, architecture string
NetworkLike = Any
Path = Union[str, "os.PathLike[str]"]


class Reading(TypedDict, total=False):
    """How a network is to be read; docs/python.md says what applies to what."""

    input: Any  # a batch that a module takes
    architecture: str
    layout: str  # "out-in" or "in-out"
    fixed: Union[str, Iterable[str]]
    zeros: str  # "keep" or "drop"
    init: str
    seed: int
    precision: str  # "binary32" or "binary64"

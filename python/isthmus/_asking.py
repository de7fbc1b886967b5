"""What is wrong with the arguments of a question is said before any work, in one way for all functions."""
import difflib
import functools
import inspect
import math
import numbers
import operator
from collections.abc import Callable
from typing import Any, TypeVar, cast

from ._errors import BadUsage, a_kind
from ._types import Reading


_Function = TypeVar("_Function", bound=Callable[..., Any])


def question(ask: _Function) -> _Function:
    """A function whose keyword arguments are looked at before it is called.

    Unknown ones are a TypeError that lists those it has; values that cannot be meant are a BadUsage.
    """
    parameters = inspect.signature(ask).parameters.values()
    by_word = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    if any(p.kind is p.VAR_KEYWORD for p in parameters):
        by_word += Reading.__annotations__
    known = {p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD} | set(by_word)
    name = ask.__qualname__.replace(".__init__", "")

    @functools.wraps(ask)
    def checked(*given, **by_name):
        for word, value in by_name.items():
            if word not in known:
                raise TypeError(f"{name}() has no argument '{word}'{_meant(word, known)}; it has {', '.join(by_word)}")
            if word in _CHECKS and word in by_word:
                by_name[word] = _CHECKS[word](word, value)
        return ask(*given, **by_name)

    return cast(_Function, checked)


def _meant(word, known):
    close = difflib.get_close_matches(word, known, 1)
    return f" (meant: '{close[0]}'?)" if close else ""


def shown(value):
    """A value in a message, short."""
    try:
        text = repr(value)
    except Exception:  # of whatever class it is
        text = a_kind(value)
    return text if len(text) <= 60 and "\n" not in text else a_kind(value)


def whole(least, most, optional=False):
    """A check: an int, or what counts as one, in that range. With `optional`, None will do."""

    def check(word, value):
        if optional and value is None:
            return None
        try:
            number = operator.index(value)
        except TypeError:
            number = None
        if number is None or isinstance(value, bool):
            raise BadUsage(f"{word} is {shown(value)}, no whole number", f"give one such as {max(least, 1)}")
        if not least <= number <= most:
            raise BadUsage(f"{word} is {shown(number)}", f"give a whole number from {least} to {most}")
        return number

    return check


def real(above, below, or_equal=False, optional=False):
    """A check: a real number between `above` and `below`, or equal to the first with `or_equal`."""

    def check(word, value):
        if optional and value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, numbers.Real):
            raise BadUsage(f"{word} is {shown(value)}, no real number", "give one such as 0.5")
        number = float(value) if abs(value) < 1e300 else math.inf
        if not (above < number < below or (or_equal and number == above)):
            limits = f"{'from' if or_equal else 'above'} {above:g}" + (f" and below {below:g}" if below < 1e6 else "")
            raise BadUsage(f"{word} is {shown(value)}", f"give a number {limits}")
        return number

    return check


def one_of(*values):
    """A check: one of these texts."""

    def check(word, value):
        if isinstance(value, str) and value in values:
            return value
        raise BadUsage(f"{word} is {shown(value)}", f"choose {' or '.join(map(repr, values))}")

    return check


def choice(word, value):
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):  # the second is that of NumPy
        return bool(value)
    raise BadUsage(f"{word} is {shown(value)}", "give True or False")


def text(word, value):
    if _is_text(value):
        return value
    raise BadUsage(f"{word} is {shown(value)}, no text", f"write {word}='…'")


def _is_text(value):
    """Half of a character, as file systems and JSON can bring them, is none."""
    return isinstance(value, str) and value == value.encode(errors="ignore").decode()


def names(word, value):
    try:
        listed = (value,) if isinstance(value, str) else tuple(value)
    except TypeError:
        listed = (None,)
    if not all(map(_is_text, listed)):
        raise BadUsage(f"{word} is {shown(value)}, no list of names", f"write {word}=['fc1.weight']")
    return listed


MOST = 2**63 - 1

_CHECKS = {
    "jobs": whole(0, 4096), "budget": whole(0, MOST, optional=True), "top": whole(1, MOST), "trials": whole(0, MOST),
    "seed": whole(0, 2**64 - 1, optional=True), "every": whole(0, MOST), "keep": whole(0, MOST, optional=True),
    "timeout": real(0, 1e9, optional=True), "architecture": text, "layout": text, "zeros": text, "init": text,
    "precision": lambda word, value: None if value is None else text(word, value), "fixed": names, "sets": text,
    "target": text, **dict.fromkeys(("witnesses", "sigma_min", "singularities", "all", "exhaustive", "betti"), choice)}

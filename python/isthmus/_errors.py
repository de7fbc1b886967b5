"""The exceptions of the package: one class for each kind of error of the library.

>>> import isthmus
>>> isthmus.analyze("mlp:2-0-1")
Traceback (most recent call last):
...
isthmus.BadInput: "mlp:2-0-1": a layer of size 0; write mlp:SIZE-SIZE[-SIZE…][+bias] with sizes from 1, for example mlp:784-128-10
"""
import contextlib
import re


class Error(Exception):
    """What the library throws. `str(error)` is one line: "file: place: cause; remedy".

    Its parts are attributes; what is unknown is "".
    """

    #: as in the JSON errors of the program
    kind = "error"

    def __init__(self, cause: str, remedy: str = "", file: str = "", place: str = ""):
        self.cause = cause
        self.remedy = remedy
        self.file = file
        self.place = place
        super().__init__(cause, remedy, file, place)

    def __str__(self) -> str:
        clause = "; ".join(part for part in (self.cause, self.remedy) if part)
        return ": ".join(part for part in (self.file, self.place, clause) if part)


class BadInput(Error, ValueError):
    """A file, an array or a value is wrong."""

    kind = "bad_input"


class BadUsage(Error, ValueError):
    """An argument is wrong, or arguments contradict each other."""

    kind = "bad_usage"


class LimitReached(Error, RuntimeError):
    """A stated limit stopped the work; says nothing about the answer."""

    kind = "limit_reached"


class InternalError(Error, RuntimeError):
    """A broken invariant: a bug of isthmus, worth a report."""

    kind = "internal"


@contextlib.contextmanager
def about(what, name=""):
    """Errors inside are about `what`, one of several inputs, unless they name a file. The library calls it `name`."""
    try:
        yield
    except Error as error:
        if error.file not in ("", name):
            raise
        raise type(error)(error.cause, error.remedy, what, error.place) from error.__cause__


def a_kind(value):
    """"an int", for example."""
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def from_library(kind, cause, remedy, file, place):
    """The exception of the class `kind`. Flags of the program become the arguments that they are here."""
    return globals()[kind](cause, _in_python(remedy), file, place[2:].replace("-", "_") if place[:2] == "--" else place)


def _in_python(text):
    text = re.sub(r"(?<!\S)--init SCHEME\b", "init='kaiming-normal'", text)
    text = re.sub(r"(?<!\S)--(architecture|loss|method) ([a-z]+[-:0-9]*)", r"\1='\2'", text)
    return re.sub(r"(?<!\S)--([a-z][a-z-]*)", lambda flag: flag[1].replace("-", "_") + "=", text)


for _class in (Error, BadInput, BadUsage, LimitReached, InternalError):
    _class.__module__ = "isthmus"

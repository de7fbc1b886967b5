"""Models whose weights are looked at, or written, where they lie: in the arrays of who trains them."""
from ._arrays import address, borrowed
from ._errors import BadInput, BadUsage
from ._memory import refuse_shared
from ._sources import kind_of, source_of


class LiveModel:
    """A model and, for every tensor that is trained, where its array is found now."""

    def __init__(self, x, **reading):
        kind = kind_of(x)
        if kind not in ("module", "arrays"):
            raise BadUsage("weights are watched and changed in memory only", "pass a module or a dict of arrays")
        self.source = source_of(x, **reading)
        if not self.source.trained:
            raise BadInput("no weight of this model is trained", "look at fixed= and requires_grad")
        home = _parameters(x) if kind == "module" else {str(name): (x, name) for name in x}
        self._slots = [_Slot(i, *self._found(home, i)) for i in self.source.trained]
        for slot in self._slots:
            self.source.bind(slot.tensor, *slot.borrow())
        found = ((name, home[name]) for name, *_ in self.source.tensors if name in home)
        refuse_shared((name, place[key]) for name, (place, key) in found)

    def _found(self, home, i):
        name = self.source.tensors[i][0]
        if name not in home:
            raise BadInput(f"the weights '{name}' of the exported graph are no parameter of the module",
                           "watch the module in the form in which it is trained")
        return (name, *home[name])

    def arrays(self):
        """(tensor, array as the caller has it), for every tensor that is trained."""
        return [(slot.tensor, slot.value()) for slot in self._slots]

    def moved(self):
        """(tensor, name, type, array) where an array is another one, or a copy, of what was borrowed."""
        return [(slot.tensor, *slot.borrow()) for slot in self._slots if slot.has_moved()]


def _parameters(module):
    """Where each parameter is kept: a dict and the key in it, which stay when the parameter is replaced."""
    found = {}
    for prefix, part in module.named_modules():
        for name in part._parameters:
            found[f"{prefix}.{name}" if prefix else name] = (part._parameters, name)
    return found


class _Slot:
    """A tensor of the model, and the place where whoever trains it keeps its array."""

    def __init__(self, tensor, name, home, key):
        self.tensor = tensor
        self.name = name
        self._home = home
        self._key = key
        self._address = None

    def value(self):
        return self._home[self._key]

    def borrow(self):
        value = self.value()
        name, kind, array = borrowed(self.name, value)
        # An array that had to be copied is copied again each time.
        self._address = address(value) if address(value) == address(array) else None
        return name, kind, array

    def has_moved(self):
        return self._address is None or address(self.value()) != self._address

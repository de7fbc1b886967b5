"""Models whose weights are looked at, or written, where they lie: in the arrays of who trains them.

A parameter may be replaced while it is watched, and so may the module that holds it: both are looked up by
name each time. A module that is made up in another way than at the start is an error, not another network.
"""
import copy

from ._arrays import address, borrowed, dense, is_tensor, place_of
from ._computed import (PRUNED, computed_in, copy_of, copy_results, mask_numbers, refuse_computed, same_entries,
                        split_masks, without_masked)
from ._errors import BadInput, BadUsage
from ._memory import refuse_shared
from ._sources import kind_of, source_of


class LiveModel:
    """A model and, for every tensor that is trained, where its array is found now.

    To be watched, what masks leave out is 0 in place of absent: whole tensors are quicker to read.
    """

    def __init__(self, x, watched=False, **reading):
        kind = kind_of(x)
        if kind not in ("module", "arrays"):
            raise BadUsage("weights are watched and changed in memory only",
                           "pass a module or a dict of arrays; isthmus.unlock(x).unlocked is a changed copy of others")
        self.source = source_of(x, **reading)
        if not self.source.trained:
            raise BadInput("no weight of this model is trained", "look at fixed= and requires_grad")
        self.home = _Module(x) if kind == "module" else _Dict(x)
        self._names = [name for name, *_ in self.source.tensors]
        found = self.home.found()
        self._slots = [_Slot(i, self._names[i]) for i in self.source.trained]
        for slot in self._slots:
            self.home.require(slot.name)
        self._watched = watched
        self._masks = {name: copy_of(name, mask) for name, mask in self.home.masks(found).items()}
        self.rebind(self.source.bind_whole if watched else self.source.bind)

    def arrays(self):
        """(tensor, array as the caller has it), for every tensor that is trained."""
        found = self.home.found()
        return [(slot.tensor, self.home.array(found, slot.name)) for slot in self._slots]

    def rebind(self, bind):
        """Calls bind(tensor, name, type, array) where an array is another one, or a copy, of what was bound before."""
        found = self.home.found()
        masks = self._same_masks(found)
        now = [(slot, self.home.array(found, slot.name)) for slot in self._slots]
        moved = [(slot, value, slot.place(value)) for slot, value in now if slot.has_moved(value)]
        if any(place is None or place != slot.bound for slot, _, place in moved):
            refuse_shared((name, self._with_numbers(found, name)) for name in self._names if self.home.has(name))
        for slot, value, place in moved:
            numbers = without_masked(slot.name, value, masks[slot.name]) if self._watched and slot.name in masks else value
            name, kind, array = borrowed(slot.name, numbers)
            bind(slot.tensor, name, kind, array)
            slot.settle(value, place, array)

    def _with_numbers(self, found, name):
        value = self.home.array(found, name)
        if is_tensor(value):
            dense(name, value)
        return value

    def _same_masks(self, found):
        masks = {name: mask_numbers(name, mask) for name, mask in self.home.masks(found).items()}
        for name, mask in masks.items():
            if not same_entries(mask, self._masks[name]):
                raise BadInput("its mask is not what it was at the start", "make a new monitor", place=f"'{name}'")
        return masks

    def again(self):
        """The same model, of which nothing is bound yet."""
        twin = copy.copy(self)
        twin._slots = [_Slot(slot.tensor, slot.name) for slot in self._slots]
        return twin

    def __deepcopy__(self, memo):
        twin = self.again()
        twin.home = copy.deepcopy(self.home, memo)
        return twin


class _Slot:
    """A tensor of the model, and which array it was bound to."""

    def __init__(self, tensor, name):
        self.tensor = tensor
        self.name = name
        self.bound = None  # the place of the array
        self._copied = True  # what has to be copied is copied again each time

    place = staticmethod(place_of)

    def has_moved(self, value):
        return self._copied or self.place(value) != self.bound

    def settle(self, value, place, array):
        self.bound = place
        self._copied = place is None or address(value) != address(array)


class _Dict:
    """Arrays in a dict."""

    def __init__(self, arrays):
        self._arrays = arrays
        self._keys = {str(name): name for name in arrays}
        _, masks = split_masks(arrays)
        self._masked = {name: (self._keys[f"{name}_orig"], self._keys[f"{name}_mask"]) for name in masks}

    def __deepcopy__(self, memo):
        copy_results(self._arrays.values(), memo)
        return _with_copy(self, "_arrays", memo)

    def has(self, name):
        return name in self._masked or name in self._keys

    def require(self, name):
        pass

    def found(self):
        if len(self._arrays) != len(self._keys) or not all(key in self._arrays for key in self._keys.values()):
            raise BadInput("the dict has other keys than at the start", "make a new monitor")
        return self._arrays

    def array(self, found, name):
        return found[self._masked[name][0] if name in self._masked else self._keys[name]]

    def masks(self, found):
        return {name: found[mask] for name, (_, mask) in self._masked.items()}

    def settled(self, found):
        """Called when arrays were written to."""


class _Module:
    """Parameters of a module, looked up by the names of its parts."""

    def __init__(self, module):
        self._module = module
        self._computed = computed_in(module)
        self._parts = {path: _make_up(part) for path, part in _parts(module).items()}
        self._where = {}
        for path, (_, names) in self._parts.items():
            for name in names:
                self._where[f"{path}.{name}" if path else name] = (path, name)
        for full, how in self._computed.items():
            if how == PRUNED:
                self._where[full] = self._where[f"{full}_orig"]

    def __deepcopy__(self, memo):
        for part in _parts(self._module).values():
            copy_results(vars(part).values(), memo)
        return _with_copy(self, "_module", memo)

    def has(self, name):
        return name in self._where

    def require(self, name):
        if self._computed.get(name, PRUNED) != PRUNED:
            refuse_computed(name, self._computed[name])
        if name not in self._where:
            raise BadInput(f"the weights '{name}' of the exported graph are no parameter of the module",
                           "watch the module in the form in which it is trained")

    def found(self):
        parts = _parts(self._module)
        for path, before in self._parts.items():
            part = parts.get(path)
            now = part is not None and _make_up(part)
            if now != before:
                raise BadInput(_difference(path, before, now), "make a new monitor")
        if len(parts) > len(self._parts):
            new = next((path for path in parts if path not in self._parts and _make_up(parts[path])[1]), None)
            if new is not None:
                raise BadInput(f"the module has a part '{new}' with parameters that was not there at the start",
                               "make a new monitor")
        return parts

    def array(self, found, name):
        path, key = self._where[name]
        return found[path]._parameters[key]

    def masks(self, found):
        return {full: found[self._where[full][0]]._buffers[self._where[full][1][:-len("orig")] + "mask"]
                for full, how in self._computed.items() if how == PRUNED}

    def settled(self, found):
        """Lets pruned parts compute what they show anew, as the next step would."""
        from torch.nn.utils.prune import BasePruningMethod

        for full, how in self._computed.items():
            part = found[self._where[full][0]] if how == PRUNED else None
            for hook in part._forward_pre_hooks.values() if part is not None else ():
                if isinstance(hook, BasePruningMethod):
                    hook(part, None)


def _with_copy(home, key, memo):
    """Another home, of a copy of what is held as `key`; all else that it knows stays as it is."""
    twin = memo[id(home)] = copy.copy(home)
    setattr(twin, key, copy.deepcopy(getattr(home, key), memo))
    return twin


def _parts(module):
    """{name: part} of all parts of a module that is made of parts."""
    parts, seen, open_parts = {}, set(), [("", module)]
    while open_parts:
        path, part = open_parts.pop()
        if part is None or id(part) in seen:
            continue
        seen.add(id(part))
        parts[path] = part
        for name, inner in reversed(part._modules.items()):
            open_parts.append((f"{path}.{name}" if path else name, inner))
    return parts


def _make_up(part):
    return type(part), [name for name, value in part._parameters.items() if value is not None]


def _difference(path, before, now):
    name = f"'{path}'" if path else "the module"
    if not now:
        return f"the part {name} of the module is gone"
    if now[0] is not before[0]:
        return f"the part {name} of the module was a {before[0].__name__} and is a {now[0].__name__} now"
    return f"{name} has other parameters than at the start: {', '.join(now[1]) or 'none'}"

"""Arrays that lie in the same memory are tied weights, which no network of this library has."""
import math

from ._arrays import borrowed, is_tensor
from ._errors import BadInput


def all_borrowed(named):
    """[(name, type, contiguous array)] of (name, array as the caller has it), in which no number lies twice."""
    named = list(named)
    arrays = [borrowed(name, value) for name, value in named]
    refuse_shared(named)
    return arrays


def refuse_shared(named):
    """Throws BadInput if two of these (name, array) have a number in common, or one has it in two places."""
    open_areas = []
    # The areas keep alive what was made for them: no address is given out twice.
    for area in sorted((_Area(name, value) for name, value in named), key=lambda area: area.first):
        if area.meets_itself():
            raise BadInput(f"places in '{area.name}' share memory: tied weights are not supported",
                           "pass a copy, if they are trained apart")
        open_areas = [other for other in open_areas if other.end > area.first]
        for other in open_areas:
            if area.meets(other):
                raise BadInput(f"'{other.name}' and '{area.name}' share memory: tied weights are not supported",
                               "give each its own array, such as a copy, if they are trained apart")
        if area.end > area.first:
            open_areas.append(area)


class _Area:
    """Where an array lies. `first` and `end` are addresses, or places in the storage of another device."""

    def __init__(self, name, value):
        self.name = name
        self._space = None
        self._dimensions = ()
        if is_tensor(value):
            width = value.element_size()
            start, shape, strides = value.data_ptr(), tuple(value.shape), [width * step for step in value.stride()]
            if value.device.type != "cpu":
                self._space = (str(value.device), value.untyped_storage().data_ptr())
                start = width * value.storage_offset()
        else:
            import numpy

            self._kept = value = numpy.asarray(value)
            start, shape, strides = value.__array_interface__["data"][0], value.shape, value.strides
            width = value.itemsize
        self.first = self.end = start
        self._width = width
        if 0 in shape:
            return
        self._dimensions = sorted((abs(step), length) for length, step in zip(shape, strides) if length > 1)
        reach = [(length - 1) * step for length, step in zip(shape, strides)]
        self.first = start + sum(step for step in reach if step < 0)
        self.end = start + sum(step for step in reach if step > 0) + width
        self.__array_interface__ = {"version": 3, "data": (start, True), "shape": shape, "strides": tuple(strides),
                                    "typestr": f"|V{width}"}

    def meets(self, other):
        """Whether two areas that overlap have a number in common: rows and columns may interleave."""
        import numpy

        if self._space != other._space:
            return False
        # No number is read. Where that would take long to find out, the answer is yes.
        return self._space is not None or numpy.may_share_memory(numpy.asarray(self), numpy.asarray(other), 10**6)

    def meets_itself(self):
        """Whether two places of the array have memory in common, as after expand() or broadcast_to()."""
        import numpy

        reach = self._width  # of the dimensions so far
        for step, length in self._dimensions:
            if step < reach:
                break
            reach += step * (length - 1)
        else:
            return False
        if math.prod(length for _, length in self._dimensions) > 10**6:
            return True  # Such steps are rarely meant otherwise, and it would take long to find out.
        starts = numpy.zeros(1, numpy.int64)
        for step, length in self._dimensions:
            starts = numpy.add.outer(starts, step * numpy.arange(length)).reshape(-1)
        return bool((numpy.diff(numpy.sort(starts)) < self._width).any())

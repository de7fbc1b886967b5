"""Parameters that PyTorch computes from others at every step.

Pruned by a mask, `weight` is `weight_orig` where `weight_mask` is 1, and 0 elsewhere: its gradient is that of
`weight_orig`, so that gradient flow moves the weights that are left as if the others were not there, which is
how they are read. Whatever else computes a parameter (weight_norm, spectral_norm, parametrizations) gives
numbers to look at, but moves them in a way of its own.
"""
import copy

from ._arrays import as_array, borrowed, dense, is_tensor
from ._errors import BadInput


class Plain:
    """A module whose parameters are all its own, which may be a copy."""

    def __init__(self, module, masks, computed):
        self.module = module
        #: name of a parameter: the mask that it is pruned by
        self.masks = masks
        #: name of a parameter: what computes it
        self.computed = computed


def plain_form(module):
    """`module` itself if it computes no parameter from others."""
    kept = computed_in(module)
    if not kept:
        return Plain(module, {}, {})
    twin = copied(module)
    masks, computed = {}, {}
    for path, part in twin.named_modules():
        for name, how in _computed_by(part).items():
            full = f"{path}.{name}" if path else name
            if how == PRUNED:
                masks[full] = part._buffers[f"{name}_mask"]
                _unprune(part, name)
            else:
                computed[full] = how
        if any(how != PRUNED for how in _computed_by(part).values()):
            _settle(part, path)
    _refuse_nested(masks, computed)
    return Plain(twin, masks, computed)


def copied(module):
    """A deep copy, also of a module that holds what it has computed, which PyTorch refuses to copy."""
    memo = {}
    for part in module.modules():
        copy_results(vars(part).values(), memo)
    return copy.deepcopy(module, memo)


def copy_results(values, memo):
    """Notes for copy.deepcopy that what was computed is copied as plain numbers."""
    for value in values:
        if is_tensor(value) and not value.is_leaf and id(value) not in memo:
            memo[id(value)] = value.detach().clone()


# ---- what computes which parameter ------------------------------------------------------------

PRUNED = "a mask of torch.nn.utils.prune"
_NORM = "torch.nn.utils.weight_norm"
_SPECTRAL = "torch.nn.utils.spectral_norm"
_PARAMETRIZED = "torch.nn.utils.parametrize"

#: how to make it a parameter again
REMEDIES = {PRUNED: "torch.nn.utils.prune.remove", _NORM: "torch.nn.utils.remove_weight_norm",
            _SPECTRAL: "torch.nn.utils.remove_spectral_norm",
            _PARAMETRIZED: "torch.nn.utils.parametrize.remove_parametrizations"}


def computed_in(module):
    """{name of a parameter: what computes it}, of all parts of a module."""
    return {f"{path}.{name}" if path else name: how for path, part in module.named_modules()
            for name, how in _computed_by(part).items()}


def _computed_by(part):
    import torch.nn.utils.parametrize as parametrize
    from torch.nn.utils.prune import BasePruningMethod
    from torch.nn.utils.spectral_norm import SpectralNorm
    from torch.nn.utils.weight_norm import WeightNorm

    found = {}
    for hook in part._forward_pre_hooks.values():
        if isinstance(hook, BasePruningMethod):
            found[hook._tensor_name] = PRUNED
        elif isinstance(hook, (WeightNorm, SpectralNorm)):
            found[hook.name] = _NORM if isinstance(hook, WeightNorm) else _SPECTRAL
    if parametrize.is_parametrized(part):
        found.update(dict.fromkeys(part.parametrizations, _PARAMETRIZED))
    return found


def _unprune(part, name):
    from torch.nn.utils.prune import BasePruningMethod

    hooks = part._forward_pre_hooks
    for key in [key for key, hook in hooks.items() if isinstance(hook, BasePruningMethod) and hook._tensor_name == name]:
        del hooks[key]
    vars(part).pop(name, None)
    del part._buffers[f"{name}_mask"]
    part.register_parameter(name, part._parameters.pop(f"{name}_orig"))


def _settle(part, path):
    """Lets a part of a copy hold the numbers that it would compute now."""
    import torch
    import torch.nn.utils.parametrize as parametrize

    try:
        with torch.no_grad():
            _settle_hooks(part)
            if parametrize.is_parametrized(part):
                _settle_parametrizations(part)
    except Exception as error:  # of whatever computes it
        raise BadInput(f"its parameters cannot be computed: {error}".split("\n", 1)[0],
                       "remove what they are computed by", place=f"'{path}'") from error


def _settle_hooks(part):
    from torch.nn.utils.spectral_norm import SpectralNorm
    from torch.nn.utils.weight_norm import WeightNorm

    for key, hook in list(part._forward_pre_hooks.items()):
        if isinstance(hook, (WeightNorm, SpectralNorm)):
            endings = ("_g", "_v") if isinstance(hook, WeightNorm) else ("_orig",)
            trained = any(part._parameters[hook.name + ending].requires_grad for ending in endings)
            hook.remove(part)
            part._parameters[hook.name].requires_grad_(trained)
            del part._forward_pre_hooks[key]


def _settle_parametrizations(part):
    import torch

    # The class of a parametrized module is shared with the module that was copied: it stays as it is.
    part.parametrizations.eval()
    values = {name: (getattr(part, name).detach().clone(), _originals(held))
              for name, held in part.parametrizations.items()}
    del part._modules["parametrizations"]
    part.__class__ = type(part).__bases__[0]
    for name, (value, originals) in values.items():
        if any(isinstance(original, torch.nn.Parameter) for original in originals):
            trained = any(original.requires_grad for original in originals)
            part.register_parameter(name, torch.nn.Parameter(value, trained))
        else:
            part.register_buffer(name, value)


def _originals(held):
    return [value for name, value in [*held._parameters.items(), *held._buffers.items()] if name.startswith("original")]


def _refuse_nested(masks, computed):
    for name in masks:
        inner = next((other for other in computed if name.startswith(f"{other}_")), None)
        if inner is not None:
            raise BadInput(f"'{name}' is pruned, and '{inner}' is computed from it by {computed[inner]}",
                           f"call {REMEDIES[computed[inner]]} first")


# ---- masks ------------------------------------------------------------------------------------

def mask_bytes(name, mask):
    """The entries of a mask, 0 or 1, as contiguous bytes."""
    import numpy

    mask = mask_numbers(name, mask)
    kept = mask != 0
    if not _equal(kept, mask):
        raise BadInput("a mask with entries other than 0 and 1", "prune with 0 and 1", place=f"'{name}'")
    return numpy.ascontiguousarray(kept.cpu().numpy() if is_tensor(kept) else kept).view(numpy.uint8)


def mask_numbers(name, mask):
    """A mask as a tensor or an array of real numbers; BadInput if it is none."""
    if is_tensor(mask):
        numbers = dense(name, mask)
        real = not numbers.is_complex()
    else:
        numbers = as_array(name, mask)
        real = numbers.dtype.kind in "fiub"
    if not real:
        raise BadInput(f"a mask of type {numbers.dtype}", "prune with 0 and 1", place=f"'{name}'")
    return numbers


def _equal(entries, mask):
    if is_tensor(mask):
        import torch

        return torch.equal(torch.as_tensor(entries).to(mask.device, mask.dtype), mask)
    import numpy

    return numpy.array_equal(entries, mask)


def copy_of(name, mask):
    """The entries of a mask of 0 and 1, to be compared with later."""
    mask = mask_numbers(name, mask)
    return mask.clone() if is_tensor(mask) else mask != 0


def same_entries(mask, other):
    return tuple(mask.shape) == tuple(other.shape) and _equal(other, mask)


def without_masked(name, array, mask):
    """The products with the mask, as the module computes them: 0, or NaN if what is left out is not finite."""
    if is_tensor(array):
        import torch

        array = dense(name, array)
        _refuse_other_shape(name, array, mask)
        entries = mask if is_tensor(mask) else torch.from_numpy(mask_bytes(name, mask))
        return array * entries.to(array.device, array.dtype)
    import numpy

    _, _, numbers = borrowed(name, array)  # which says what is wrong with it
    _refuse_other_shape(name, numbers, mask)
    array, entries = numpy.asarray(array), mask_bytes(name, mask) if is_tensor(mask) else mask
    with numpy.errstate(invalid="ignore"):
        return array * entries.astype(array.dtype)


def _refuse_other_shape(name, array, mask):
    if tuple(array.shape) != tuple(mask.shape):
        raise BadInput(f"has the shape {tuple(array.shape)}, and its mask {tuple(mask.shape)}",
                       "prune again, and make a new monitor", place=f"'{name}'")


def leave_out_masked(source, masks):
    """Takes what the masks leave out for absent."""
    at = {name: i for i, (name, _, _) in enumerate(source.tensors)}
    for name, mask in masks.items():
        entries = mask_bytes(name, mask)
        if name in at:
            if list(entries.shape) != list(source.tensors[at[name]][2]):
                raise BadInput("a mask of another shape than its weights", "prune again", place=f"'{name}'")
            source.drop_masked(at[name], entries)
        elif not entries.all():
            raise BadInput("is pruned, and holds no weight of the network", f"call {REMEDIES[PRUNED]} first",
                           place=f"'{name}'")


# ---- state dicts ------------------------------------------------------------------------------

def split_masks(arrays):
    """({name: array}, {name: mask}) of a dict of arrays, which may be the state dict of a pruned module.

    What other modules compute weights from is a BadInput.
    """
    arrays = {str(name): value for name, value in arrays.items()}
    masks = {}
    for name in [name for name in arrays if name.endswith("_orig")]:
        stem = name[:-len("_orig")]
        if stem in arrays:
            continue
        if f"{stem}_mask" in arrays:
            masks[stem] = arrays.pop(f"{stem}_mask")
            arrays = {stem if other == name else other: value for other, value in arrays.items()}
        elif f"{stem}_u" in arrays:
            raise _not_weights([name, f"{stem}_u"], stem, _SPECTRAL)
    for name in arrays:
        if name.endswith("_g") and f"{name[:-2]}_v" in arrays and name[:-2] not in arrays:
            raise _not_weights([name, f"{name[:-2]}_v"], name[:-2], _NORM)
        prefix, found, rest = name.rpartition("parametrizations.")
        if found and (not prefix or prefix.endswith(".")):
            raise _not_weights([name], prefix + rest.split(".", 1)[0], _PARAMETRIZED)
    return arrays, masks


def _not_weights(names, weight, how):
    listed = " and ".join(f"'{name}'" for name in names)
    what = "is what" if len(names) == 1 else "are what"
    return BadInput(f"{listed} {what} {how} computes '{weight}' from",
                    f"pass the module, or call {REMEDIES[how]} before state_dict()")


def refuse_computed(name, how):
    """What is watched or changed in memory must lie there."""
    raise BadInput(f"'{name}' is computed by {how} at every step, so it is no parameter that gradient flow moves",
                   f"call {REMEDIES[how]} first")

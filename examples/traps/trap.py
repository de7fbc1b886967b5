"""What the scripts of this folder share: writing a model and the claims about it."""
import json
import math
import pathlib
import sys

import numpy as np

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)


def number(x):
    """As JSON has it: infinities and NaN, which JSON has not, as strings."""
    x = float(x)
    return x if math.isfinite(x) else str(x)


def save(name, computed_as, claims, weights, tolerance=None):
    """Writes NAME.npz, layers from the input to the output, and NAME.json."""
    save_weights(name, weights)
    head = {"format": "isthmus-claims", "version": 1, "computed_as": computed_as}
    if tolerance is not None:
        head["tolerance"] = tolerance
    lines = ",\n  ".join(json.dumps(claim) for claim in claims)
    text = json.dumps(head)[:-1] + ',\n "claims": [\n  ' + lines + "\n ]}\n"
    (FOLDER / f"{name}.json").write_text(text)


def save_weights(name, weights):
    np.savez(FOLDER / f"{name}.npz", **{f"fc{i}.weight": w for i, w in enumerate(weights, 1)})


def balances(first, second):
    """Of the hidden nodes of a network with one hidden layer: what goes in minus what goes out."""
    return (first**2).sum(axis=1) - (second**2).sum(axis=0)


def by_node(values):
    return {f"fc1[{i}]": number(c) for i, c in enumerate(values)}


def jacobian(first, second):
    """Of the balances, with a column for each weight."""
    hidden = len(first)
    rows = []
    for i in range(hidden):
        into = np.zeros_like(first)
        out_of = np.zeros_like(second)
        into[i] = 2 * first[i]
        out_of[:, i] = -2 * second[:, i]
        rows.append(np.concatenate([into.ravel(), out_of.ravel()]))
    return np.array(rows)

"""Gradient descent with a fixed step on a network 2-3-1 with ReLU, and its weights after some steps.

Gradient flow would keep the balance of every neuron. Steps of this size do not: each moves it by the
square of the step times squares of derivatives, and locks break. usage: train.py [FOLDER]
"""
import pathlib
import sys

import numpy as np

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
RATE = 0.5
SAVED = (0, 1, 2, 4, 8, 16, 32, 64)

random = np.random.default_rng(9)
x = random.normal(size=(32, 2))
y = np.abs(x[:, :1]) - 0.5 * x[:, 1:]
first = random.normal(size=(3, 2)) * 0.5
second = random.normal(size=(1, 3))

for step in range(max(SAVED) + 1):
    if step in SAVED:
        np.savez(FOLDER / f"step-{step:02}.npz", **{"fc1.weight": first, "fc2.weight": second})
    hidden = np.maximum(x @ first.T, 0)
    error = (hidden @ second.T - y) / len(x)
    back = (error @ second) * (hidden > 0)
    first, second = first - RATE * (back.T @ x), second - RATE * (error.T @ hidden)

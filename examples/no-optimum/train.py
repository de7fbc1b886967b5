#!/usr/bin/env python3
"""Trains a sparse ReLU network on a training set without an optimum: loss and weights by steps.

usage: train.py DATA.csv --layers "11/01;10/11" [--steps N] [--rate R] [--seed S] [--log LOG.csv] [--picture OUT.svg]

DATA.csv comes from `isthmus closed --layers … --dataset DATA.csv`. The network has the pattern of
--layers (from input to output, rows of each layer separated by /), trainable biases and a ReLU
between layers. Every column of the data is divided by its largest entry, as one does before training;
that only rescales weights, so there is no optimum before or after. Adam runs on all points at once
in double precision, the step getting smaller like 1/sqrt(1 + step/1000), from weights in (0, 1) and
biases 0, so that all hidden units are on at the start. For comparison, the network of the same sizes
without zeros is trained in the same way. Needs NumPy only; train_torch.py does the same in PyTorch.
"""
import argparse
import csv
import math
from fractions import Fraction

import numpy as np


def read_data(path):
    """The columns x1, x2, … and y1, y2, … of the file as two matrices."""
    with open(path, newline="", encoding="utf-8") as file:
        names, *rows = csv.reader(file)
    values = np.array([[float(Fraction(entry)) for entry in row] for row in rows])
    largest = np.abs(values).max(axis=0)
    values /= np.where(largest > 0, largest, 1)
    inputs = sum(name.startswith("x") for name in names)
    return values[:, :inputs], values[:, inputs:]


def read_layers(text):
    return [np.array([[float(c) for c in row] for row in layer.split("/")])
            for layer in text.split(";")]


class Network:
    """Layers of weights, each times a mask of zeros and ones, with ReLU between them."""

    def __init__(self, masks, seed):
        random = np.random.default_rng(seed)
        self.masks = masks
        self.weights = [mask * random.random(mask.shape) for mask in masks]
        self.biases = [np.zeros(len(mask)) for mask in masks]

    def loss_and_gradients(self, inputs, targets):
        """The sum of squared errors; its gradients in the order of `parameters`."""
        signals, before = [inputs], []
        for weight, bias in zip(self.weights, self.biases):
            before.append(signals[-1] @ weight.T + bias)
            signals.append(np.maximum(before[-1], 0))
        error = before[-1] - targets
        loss, back = (error ** 2).sum(), 2 * error
        weights, biases = [], []
        for number in reversed(range(len(self.weights))):
            weights.insert(0, self.masks[number] * (back.T @ signals[number]))
            biases.insert(0, back.sum(axis=0))
            if number > 0:
                back = (back @ self.weights[number]) * (before[number - 1] > 0)
        return loss, weights + biases

    def parameters(self):
        return self.weights + self.biases

    def largest_weight(self):
        return max(np.abs(weight).max() for weight in self.weights)

    def norm(self):
        return math.sqrt(sum((weight ** 2).sum() for weight in self.weights))


def is_shown(step, steps):
    """About twenty steps for each factor of ten, and the ends."""
    return step in (0, steps) or step == round(10 ** (round(20 * math.log10(step)) / 20))


def train(network, inputs, targets, steps, rate):
    """Adam; (step, loss, largest weight, norm of the weights) now and then."""
    parameters = network.parameters()
    mean = [np.zeros_like(p) for p in parameters]
    square = [np.zeros_like(p) for p in parameters]
    history = []
    for step in range(steps + 1):
        loss, gradients = network.loss_and_gradients(inputs, targets)
        if is_shown(step, steps):
            history.append((step, loss, network.largest_weight(), network.norm()))
        now = rate / math.sqrt(1 + step / 1000)
        for p, g, m, s in zip(parameters, gradients, mean, square):
            m += 0.1 * (g - m)
            s += 0.001 * (g ** 2 - s)
            p -= now * (m / (1 - 0.9 ** (step + 1))) / (
                np.sqrt(s / (1 - 0.999 ** (step + 1))) + 1e-12)
    return history


def show(title, history):
    print(f"{title}\n{'step':>8}  {'loss':>10}  {'largest weight':>14}")
    for step, loss, largest, _ in history:
        if step == history[-1][0] or step == 0 or step >= 100 and str(step).rstrip("0") in "13":
            print(f"{step:8}  {loss:10.3g}  {largest:14.3g}")


def write_log(path, runs):
    with open(path, "w", encoding="utf-8") as file:
        file.write("network,step,loss,largest_weight,weight_norm\n")
        for title, history in runs:
            for step, *values in history:
                file.write(f"{title},{step}," + ",".join(f"{v:.6g}" for v in values) + "\n")


class Plot:
    """A plot with logarithmic axes, as SVG."""

    WIDTH, HEIGHT = 300, 220

    def __init__(self, left, title, steps, values):
        self.left, self.top, self.title = left, 40, title
        self.decades = math.log10(steps)
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(self, step):
        return self.left + self.WIDTH * math.log10(max(step, 1)) / self.decades

    def y(self, value):
        return self.top + self.HEIGHT * (self.high - math.log10(value)) / (self.high - self.low)

    def frame(self):
        parts = [f'<text x="{self.left}" y="{self.top - 14}" font-weight="bold">{self.title}</text>']
        for power in range(self.low, self.high + 1, max(1, (self.high - self.low) // 6)):
            y = self.y(10.0 ** power)
            parts.append(f'<path d="M{self.left} {y:.1f}h{self.WIDTH}" stroke="#ddd"/>'
                         f'<text x="{self.left - 6}" y="{y + 4:.1f}" text-anchor="end">{power_text(power)}</text>')
        for power in range(0, int(self.decades) + 1):
            x = self.x(10 ** power)
            parts.append(f'<text x="{x:.1f}" y="{self.top + self.HEIGHT + 18}" '
                         f'text-anchor="middle">{power_text(power)}</text>')
        parts.append(f'<text x="{self.left + self.WIDTH / 2}" y="{self.top + self.HEIGHT + 38}" '
                     'text-anchor="middle">steps</text>')
        return parts

    def curve(self, points, colour, dashes):
        line = " ".join(f"{self.x(s):.1f},{self.y(max(v, 10.0 ** self.low)):.1f}" for s, v in points)
        return (f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"'
                f' stroke-dasharray="{dashes}"/>')


def power_text(power):
    return f'10<tspan dy="-4" font-size="9">{power}</tspan>' if power not in (0, 1) else str(10 ** power)


LOOK = (("#c0392b", "none"), ("#2c6fbb", "6 3"))  # with the pattern, without zeros


def write_picture(path, runs, steps):
    parts = []
    for column, (left, title) in enumerate(((60, "loss"), (450, "largest weight")), start=1):
        values = [max(row[column], 1e-12) for _, history in runs for row in history]
        plot = Plot(left, title, steps, values)
        parts += plot.frame()
        for (name, history), look in zip(runs, LOOK):
            points = [(row[0], max(row[column], 1e-12)) for row in history]
            parts.append(plot.curve(points, *look))
    for number, ((name, _), (colour, dashes)) in enumerate(zip(runs, LOOK)):
        y = 322 + 18 * number
        parts.append(f'<path d="M60 {y - 4}h30" stroke="{colour}" stroke-width="2" '
                     f'stroke-dasharray="{dashes}"/><text x="98" y="{y}">{name}</text>')
    with open(path, "w", encoding="utf-8") as file:
        file.write('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 780 350" '
                   'font-family="sans-serif" font-size="12">\n'
                   '<rect width="780" height="350" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data")
    parser.add_argument("--layers", required=True)
    parser.add_argument("--steps", type=int, default=30000)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--log")
    parser.add_argument("--picture")
    arguments = parser.parse_args()
    inputs, targets = read_data(arguments.data)
    masks = read_layers(arguments.layers)
    runs = []
    for title, used in (("with the pattern", masks), ("without zeros", [np.ones_like(m) for m in masks])):
        network = Network(used, arguments.seed)
        runs.append((title, train(network, inputs, targets, arguments.steps, arguments.rate)))
        show(title, runs[-1][1])
    if arguments.log:
        write_log(arguments.log, runs)
    if arguments.picture:
        write_picture(arguments.picture, runs, arguments.steps)


if __name__ == "__main__":
    main()

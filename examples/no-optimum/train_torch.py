#!/usr/bin/env python3
"""Trains a sparse ReLU network on a training set without an optimum and shows what happens.

usage: train_torch.py DATA.csv --layers "11/01;10/11" [--steps N] [--seed S]

DATA.csv comes from `isthmus closed --layers … --dataset DATA.csv`. The network has the pattern of
--layers (from input to output, rows of each layer separated by /) and trainable biases. It is
trained with L-BFGS in double precision, from weights in (0, 1) and biases 0, so that all hidden
units are on at the start; then, for comparison, the network of the same sizes without zeros is,
from the same start. Needs PyTorch.
"""
import argparse
import csv
from fractions import Fraction

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def read_data(path):
    """The columns x1, x2, … and y1, y2, … of the file as two matrices."""
    with open(path, newline="") as file:
        names, *rows = csv.reader(file)
    values = torch.tensor([[float(Fraction(entry)) for entry in row] for row in rows])
    inputs = sum(name.startswith("x") for name in names)
    return values[:, :inputs], values[:, inputs:]


def read_layers(text):
    return [torch.tensor([[float(c) for c in row] for row in layer.split("/")])
            for layer in text.split(";")]


class Network:
    """Layers of weights, each multiplied by a mask of zeros and ones, with ReLU between them."""

    def __init__(self, masks, seed):
        torch.manual_seed(seed)
        self.masks = masks
        self.weights = [torch.rand(mask.shape).requires_grad_() for mask in masks]
        self.biases = [torch.zeros(len(mask)).requires_grad_() for mask in masks]

    def parameters(self):
        return self.weights + self.biases

    def loss(self, inputs, targets):
        signal = inputs
        for number, (weight, mask, bias) in enumerate(zip(self.weights, self.masks, self.biases)):
            signal = (torch.relu(signal) if number else signal) @ (weight * mask).T + bias
        return ((signal - targets) ** 2).sum()

    def largest_weight(self):
        return max((weight * mask).abs().max().item()
                   for weight, mask in zip(self.weights, self.masks))


def train(network, inputs, targets, steps):
    """Yields step, loss and largest weight at 0, 10, 30, 100, 300, … steps."""
    optimizer = torch.optim.LBFGS(network.parameters(), max_iter=1, history_size=20,
                                  line_search_fn="strong_wolfe", tolerance_grad=0,
                                  tolerance_change=0)

    def closure():
        optimizer.zero_grad()
        loss = network.loss(inputs, targets)
        loss.backward()
        return loss

    for step in range(steps + 1):
        if step == 0 or str(step).rstrip("0") in ("1", "3") and step >= 10 or step == steps:
            yield step, network.loss(inputs, targets).item(), network.largest_weight()
        optimizer.step(closure)


def show(title, network, inputs, targets, steps):
    print(title)
    print(f"{'step':>8}  {'loss':>10}  {'largest weight':>14}")
    for step, loss, weight in train(network, inputs, targets, steps):
        print(f"{step:8}  {loss:10.3g}  {weight:14.3g}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data")
    parser.add_argument("--layers", required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    inputs, targets = read_data(arguments.data)
    masks = read_layers(arguments.layers)
    show("With the pattern:", Network(masks, arguments.seed), inputs, targets, arguments.steps)
    print()
    dense = [torch.ones_like(mask) for mask in masks]
    show("Without zeros:", Network(dense, arguments.seed), inputs, targets, arguments.steps)


if __name__ == "__main__":
    main()

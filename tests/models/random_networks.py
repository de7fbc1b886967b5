"""Random networks out of what the ONNX reader supports: any operator on any earlier value."""
import random

import torch
from torch import nn
from torch.nn import functional


def shuffle(x, groups):
    n, c, h, w = x.shape
    return x.view(n, groups, c // groups, h, w).transpose(1, 2).reshape(n, c, h, w)


class RandomNetwork(nn.Module):
    """`steps` operators; each is a function of the values before it, the first of which is the input."""

    def __init__(self, seed, steps=9, size=4):
        super().__init__()
        self.random = random.Random(seed)
        # False once weights are shared by several units. These scale together in the reader's eyes, while
        # some rare networks (y = x + s·x, one s for two units) let them scale one by one.
        self.complete = True
        self.shapes = [(2, size)]  # channels, side
        self.steps = []
        self.layers = nn.ModuleList()
        self.extra = nn.ParameterList()
        self.add(self.convolution(0))
        for _ in range(steps):
            at = self.random.randrange(max(1, len(self.shapes) - 3), len(self.shapes))
            kinds = [self.convolution, self.convolution, self.normalised, self.activation, self.activation,
                     self.skip, self.skip, self.concat, self.pool, self.upsample, self.part, self.shuffled,
                     self.last_axis, self.scale, self.offset, self.pixel_shuffle, self.row_mixer]
            self.add(self.random.choice(kinds)(at))
        channels, side = self.shapes[-1]
        self.flat = self.random.random() < 0.5
        self.head = nn.Linear(channels * side * side if self.flat else channels, 2)

    def add(self, made):
        step, shape = made
        self.steps.append(step)
        self.shapes.append(shape)

    def layer(self, module):
        self.layers.append(module)
        return module

    def convolution(self, at, bias=None):
        channels, side = self.shapes[at]
        width = self.random.choice([2, 3, 4])
        groups = self.random.choice([g for g in (1, 2, channels) if channels % g == 0 and width % g == 0] or [1])
        kernel = self.random.choice([1, 3])
        bias = self.random.random() < 0.7 if bias is None else bias
        if self.random.random() < 0.25:
            conv = nn.ConvTranspose2d(channels, width, kernel, padding=kernel // 2, groups=groups, bias=bias)
        else:
            conv = nn.Conv2d(channels, width, kernel, padding=kernel // 2, groups=groups, bias=bias)
        self.layer(conv)
        return lambda v: conv(v[at]), (width, side)

    def normalised(self, at):
        step, shape = self.convolution(at, bias=False)
        self.add((step, shape))
        at = len(self.shapes) - 1
        norm = self.layer(nn.BatchNorm2d(shape[0]))
        return lambda v: norm(v[at]), shape

    def activation(self, at):
        slope = self.layer(nn.PReLU(self.shapes[at][0])) if self.random.random() < 0.2 else None
        kind = slope or self.random.choice([functional.relu, functional.leaky_relu, torch.abs])
        return lambda v: kind(v[at]), self.shapes[at]

    def skip(self, at):
        same = [i for i in range(len(self.shapes)) if self.shapes[i] == self.shapes[at] and i != at]
        if not same:
            return self.activation(at)
        other = self.random.choice(same)
        return lambda v: v[at] + v[other], self.shapes[at]

    def concat(self, at):
        side = self.shapes[at][1]
        other = self.random.choice([i for i, s in enumerate(self.shapes) if s[1] == side])
        width = self.shapes[at][0] + self.shapes[other][0]
        return lambda v: torch.cat([v[other], v[at]], 1), (width, side)

    def pool(self, at):
        channels, side = self.shapes[at]
        kind = self.random.choice([functional.max_pool2d, functional.avg_pool2d])
        return (lambda v: kind(v[at], 2), (channels, side // 2)) if side > 1 else self.activation(at)

    def upsample(self, at):
        channels, side = self.shapes[at]
        if side > 4:
            return self.activation(at)
        return lambda v: functional.interpolate(v[at], scale_factor=2, mode="nearest"), (channels, 2 * side)

    def part(self, at):
        channels, side = self.shapes[at]
        first = self.random.randrange(channels)
        stride = self.random.choice([1, 2])
        width = len(range(first, channels, stride))
        return lambda v: v[at][:, first::stride], (width, side)

    def shuffled(self, at):
        groups = [g for g in (2, 3) if self.shapes[at][0] % g == 0]
        return (lambda v: shuffle(v[at], groups[0]), self.shapes[at]) if groups else self.activation(at)

    def last_axis(self, at):
        channels, side = self.shapes[at]
        linear = self.layer(nn.Linear(channels, 3))
        return lambda v: linear(v[at].permute(0, 2, 3, 1)).permute(0, 3, 1, 2), (3, side)

    def scale(self, at):
        factor = nn.Parameter(torch.ones(1, self.shapes[at][0], 1, 1))
        self.extra.append(factor)
        return lambda v: v[at] * factor, self.shapes[at]

    def offset(self, at):
        channels, side = self.shapes[at]
        shape = self.random.choice([(channels, 1, 1), (channels, side, side), (1, 1, 1), (side, 1)])
        self.complete = self.complete and len(shape) == 3 and shape[0] == channels
        bias = nn.Parameter(torch.zeros(shape))
        self.extra.append(bias)
        return lambda v: bias + v[at], self.shapes[at]

    def pixel_shuffle(self, at):
        channels, side = self.shapes[at]
        if channels % 4 or side > 4:
            return self.activation(at)
        self.complete = False
        return lambda v: functional.pixel_shuffle(v[at], 2), (channels // 4, 2 * side)

    def row_mixer(self, at):
        """A layer across the columns of the pictures, whose units are columns of all channels."""
        channels, side = self.shapes[at]
        linear = self.layer(nn.Linear(side, side))
        self.complete = False
        return lambda v: linear(v[at]), self.shapes[at]

    def forward(self, x):
        values = [x]
        for step in self.steps:
            values.append(step(values))
        x = torch.flatten(values[-1], 1) if self.flat else values[-1].mean([2, 3])
        return self.head(x)

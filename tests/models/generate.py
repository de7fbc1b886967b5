"""Writes the ONNX files of this folder: small networks as PyTorch exports them, with seeded weights.

usage: /usr/bin/python3 generate.py [FOLDER]      needs PyTorch (Debian: python3-torch, python3-onnx)
"""
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional


class Lenet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 3, padding=1)
        self.conv2 = nn.Conv2d(3, 4, 3)
        self.fc1 = nn.Linear(4 * 4, 6)
        self.fc2 = nn.Linear(6, 3)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.conv1(x)), 2)
        x = functional.avg_pool2d(functional.relu(self.conv2(x)), 2)
        x = functional.relu(self.fc1(torch.flatten(x, 1)))
        return self.fc2(x)


class Block(nn.Module):
    """Two convolutions and a skip, by a 1x1 convolution where the width changes."""

    def __init__(self, width_in, width_out, normalise):
        super().__init__()
        norm = nn.BatchNorm2d if normalise else (lambda width: nn.Identity())
        self.conv1 = nn.Conv2d(width_in, width_out, 3, padding=1, bias=not normalise)
        self.bn1 = norm(width_out)
        self.conv2 = nn.Conv2d(width_out, width_out, 3, padding=1, bias=not normalise)
        self.bn2 = norm(width_out)
        self.skip = nn.Identity() if width_in == width_out else nn.Conv2d(width_in, width_out, 1)

    def forward(self, x):
        y = functional.relu(self.bn1(self.conv1(x)))
        return functional.relu(self.bn2(self.conv2(y)) + self.skip(x))


class Resnet(nn.Module):
    def __init__(self, normalise):
        super().__init__()
        self.stem = nn.Conv2d(2, 3, 3, padding=1)
        self.block1 = Block(3, 3, normalise)
        self.block2 = Block(3, 4, normalise)
        self.head = nn.Linear(4, 3)

    def forward(self, x):
        x = self.block2(self.block1(functional.relu(self.stem(x))))
        return self.head(x.mean([2, 3]))


class Vgg(nn.Module):
    def __init__(self):
        super().__init__()
        layers, width = [], 2
        for plan in (3, "pool", 4, 4, "pool"):
            if plan == "pool":
                layers.append(nn.MaxPool2d(2))
            else:
                layers += [nn.Conv2d(width, plan, 3, padding=1), nn.ReLU(inplace=True)]
                width = plan
        self.features = nn.Sequential(*layers)
        self.pool = nn.AdaptiveAvgPool2d((1, 1))
        self.classifier = nn.Sequential(nn.Linear(4, 5), nn.ReLU(True), nn.Dropout(0.0), nn.Linear(5, 3))

    def forward(self, x):
        return self.classifier(torch.flatten(self.pool(self.features(x)), 1))


class Unet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(1, 2, 3, padding=1)
        self.mid = nn.Conv2d(2, 4, 3, padding=1)
        self.up = nn.ConvTranspose2d(4, 2, 2, stride=2)
        self.join = nn.Conv2d(4, 3, 3, padding=1)
        self.deep = nn.Conv2d(3, 3, 3, padding=1, groups=3)
        self.wide = nn.Conv2d(5, 2, 1)
        self.out = nn.Conv2d(2, 1, 1)

    def forward(self, x):
        a = functional.relu(self.down(x))
        b = functional.relu(self.mid(functional.max_pool2d(a, 2)))
        b = torch.cat([functional.leaky_relu(self.up(b)), a], 1)
        b = functional.relu(self.join(b))
        c = functional.relu(self.deep(functional.max_pool2d(b, 2)))
        c = functional.interpolate(c, scale_factor=2, mode="nearest")
        return self.out(functional.relu(self.wide(torch.cat([c, a], 1))))


class Shuffle(nn.Module):
    """Channels split, shuffled and transposed; layers on the last axis."""

    def __init__(self):
        super().__init__()
        self.left = nn.Conv2d(2, 2, 3, padding=1)
        self.right = nn.Conv2d(2, 2, 1)
        self.grouped = nn.Conv2d(4, 4, 3, padding=1, groups=2)
        self.slope = nn.PReLU(4)
        self.last = nn.Linear(4, 3)
        self.fc = nn.Linear(3 * 4 * 4, 2)

    def forward(self, x):
        a, b = x.chunk(2, 1)
        x = torch.cat([functional.relu(self.left(a)), torch.abs(self.right(b))], 1)
        n, c, h, w = x.shape
        x = x.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)
        x = self.slope(self.grouped(x))
        x = functional.relu(self.last(x.permute(0, 2, 3, 1)))
        return self.fc(torch.flatten(x, 1))


def mlp(*last):
    return nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 3), *last)


def pruned():
    model = mlp()
    for layer in model:
        if isinstance(layer, nn.Linear):
            mask = torch.rand(layer.weight.shape) < 0.6
            layer.weight.data[mask] = 0.0
    return model


def sigmoid_inside():
    return nn.Sequential(nn.Linear(4, 6), nn.Sigmoid(), nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3))


def folded():
    return nn.Sequential(nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.Conv2d(3, 2, 3))


# Name of the file: the network, the shape of an input without the batch, whether as for inference.
MODELS = {
    "mlp": (mlp, (4,), False),
    "lenet": (Lenet, (1, 12, 12), False),
    "resnet": (lambda: Resnet(False), (2, 6, 6), False),
    "resnet-bn": (lambda: Resnet(True), (2, 6, 6), False),
    "vgg": (Vgg, (2, 8, 8), False),
    "unet": (Unet, (1, 8, 8), False),
    "shuffle": (Shuffle, (4, 4, 4), False),
    "pruned": (pruned, (4,), False),
    "softmax": (lambda: mlp(nn.Softmax(1)), (4,), False),
    "sigmoid-inside": (sigmoid_inside, (4,), False),
    "folded": (folded, (2, 6, 6), True),
}


def make(name):
    """The network of that name, always with the same weights, and a batch of inputs."""
    torch.manual_seed(sum(name.encode()))
    build, shape, _ = MODELS[name]
    return build(), torch.randn(2, *shape)


def export(name, path):
    model, batch = make(name)
    inference = MODELS[name][2]
    mode = torch.onnx.TrainingMode
    model.train(not inference)
    torch.onnx.export(model, batch, path, input_names=["input"], output_names=["output"],
                      dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}},
                      training=mode.EVAL if inference else mode.TRAINING, do_constant_folding=inference)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__)
    folder = folder if folder.is_dir() else folder.parent
    for name in MODELS:
        export(name, str(folder / f"{name}.onnx"))


if __name__ == "__main__":
    main()

"""Writes the small files of arrays in this folder with NumPy; run it again only to change them.

usage: make_arrays.py FOLDER
"""
import json
import pathlib
import sys

import numpy as np


def safetensors(tensors):
    """The bytes of a file with tensors {name: (dtype, array of that width)}."""
    header, body = {"__metadata__": {"format": "pt"}}, b""
    for name, (dtype, array) in tensors.items():
        header[name] = {"dtype": dtype, "shape": list(array.shape),
                        "data_offsets": [len(body), len(body) + array.nbytes]}
        body += array.tobytes()
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


def main(folder):
    weights = {"fc1.weight": np.arange(6, dtype=np.float32).reshape(3, 2) / 8,
               "fc1.bias": np.array([1, -2, 0.5], dtype=np.float64),
               "fc2.weight": np.array([[0.25, -4, 65504]], dtype=np.float16)}
    np.savez(folder / "stored.npz", **weights)
    np.savez_compressed(folder / "deflated.npz", **weights)
    np.savez(folder / "fortran.npz", **{name: np.asfortranarray(array) for name, array in weights.items()})
    np.save(folder / "fortran.npy", np.asfortranarray(np.arange(2 * 3 * 4, dtype=np.float32).reshape(2, 3, 4)))
    np.savez(folder / "fortran-samples.npz", x=np.asfortranarray([[1, 2], [3, 4], [5, 6]]), y=np.array([True, False, True]))
    one = np.float32(1).view(np.uint32) >> 16
    (folder / "chain.safetensors").write_bytes(safetensors(
        {"2.weight": ("F16", np.ones((1, 3), np.float16)), "0.bias": ("F64", np.ones(3)),
         "0.weight": ("BF16", np.full((3, 2), one, np.uint16)), "2.bias": ("F32", np.ones(1, np.float32))}))
    np.save(folder / "single.npy", weights["fc1.weight"])
    np.savez(folder / "edges.npz", **{"from": np.array([0, 0, 1, 2, 3]), "to": np.array([2, 3, 3, 4, 4], dtype=np.int32),
                                      "weight": np.array([1, -2, 0.5, 3, 4], dtype=np.float32),
                                      "role": np.array([0, 0, 1, 1, 2], dtype=np.uint8)})
    for name, array in {"integers": np.arange(3), "objects": np.array([{}], dtype=object),
                        "big-endian": np.ones(3, dtype=">f4"), "truth": np.array([True, False]),
                        "words": np.array(["a"]), "complex": np.ones(2, dtype=complex),
                        "record": np.ones(1, dtype=[("a", "f4")])}.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=True)


main(pathlib.Path(sys.argv[1]))

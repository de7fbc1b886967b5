"""Writes the small model files with faults in the folder `bad`; run it again only to change them.

usage: make_bad.py FOLDER
"""
import io
import json
import pathlib
import sys
import zipfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


# ---- arrays -------------------------------------------------------------------------------------

def arrays(folder):
    fine = np.ones((2, 3), np.float32)
    broken = np.ones((1, 2), np.float32)
    broken[0, 1] = np.nan
    infinite = fine.copy()
    infinite[1, 2] = -np.inf
    np.savez(folder / "nan.npz", **{"fc1.weight": infinite, "fc2.weight": broken})
    np.savez(folder / "no-chain.npz", a=np.ones((5, 3), np.float32), b=np.ones((2, 7), np.float32))
    np.savez(folder / "two-orders.npz", a=np.ones((2, 2), np.float32), b=np.ones((2, 2), np.float32))
    np.savez(folder / "backwards.npz", **{"from": np.array([0, 2]), "to": np.array([1, 1])})
    bomb(folder / "bomb.npz")


def bomb(path):
    """One member that says it is 4 GB of zeros; the deflated bytes for it are not there."""
    text = io.BytesIO()
    with zipfile.ZipFile(text, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("w.npy"), b"\0" * 4000, zipfile.ZIP_DEFLATED)
    size = (4000).to_bytes(4, "little")
    path.write_bytes(text.getvalue().replace(size, (0xfffffffe).to_bytes(4, "little")))


def safetensors(header, body):
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


def tensors(folder):
    def entry(dtype, shape, begin, end):
        return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}

    body = np.ones(6, np.float32).tobytes()
    files = {"overlap": {"a": entry("F32", [2, 2], 0, 16), "b": entry("F32", [1, 2], 12, 20)},
             "outside": {"a": entry("F32", [3, 4], 0, 48)},
             "other-type": {"a": entry("I64", [3], 0, 24)},
             "other-size": {"a": entry("F32", [2, 4], 0, 24)}}
    for name, header in files.items():
        (folder / f"{name}.safetensors").write_bytes(safetensors(header, body))
    (folder / "long-header.safetensors").write_bytes((1 << 62).to_bytes(8, "little") + b"{}")


# ---- graphs -------------------------------------------------------------------------------------

def weight(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def external(name, location):
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=[2, 2],
                         data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value=location)
    return tensor


def save(path, nodes, weights, batch="N", features=2):
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, [batch, features])
    graph = helper.make_graph(nodes, "bad", [value("x")], [value("y")], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="")
    path.write_bytes(model.SerializeToString())


def graphs(folder):
    square = np.ones((2, 2), np.float32)
    gemm = lambda *ends, **more: helper.make_node("Gemm", list(ends[:-1]), [ends[-1]], **more)
    relu = lambda a, b, name="": helper.make_node("Relu", [a], [b], name=name)
    op = lambda kind, name, a, b: helper.make_node(kind, [a], [b], name=name)
    two = [weight("w1", square), weight("w2", square)]
    save(folder / "unknown-ops.onnx", [gemm("x", "w1", "a"), op("Tanh", "squash", "a", "b"), op("Erf", "bell", "b", "c"),
                                       gemm("c", "w2", "y")], two)
    save(folder / "cycle.onnx", [gemm("b", "w1", "a"), relu("a", "b", "round"), gemm("b", "w2", "y")], two)
    save(folder / "missing.onnx", [gemm("x", "w1", "a"), relu("a", "b"), gemm("b", "w9", "y")], two)
    save(folder / "dynamic.onnx", [gemm("x", "w1", "y")], two[:1], features="F")
    save(folder / "nan.onnx", [gemm("x", "w1", "y")], [weight("w1", [[1, np.nan], [np.inf, 1]])])
    save(folder / "integers.onnx", [gemm("x", "w1", "y")], [weight("w1", np.ones((2, 2), np.int64))])
    save(folder / "absolute.onnx", [gemm("x", "w1", "y")], [external("w1", "/etc/passwd")])
    save(folder / "upwards.onnx", [gemm("x", "w1", "y")], [external("w1", "../weights.bin")])
    save(folder / "beside.onnx", [gemm("x", "w1", "y")], [external("w1", "weights.bin")])
    short = weight("w1", square)
    short.raw_data = short.raw_data[:10]
    save(folder / "short.onnx", [gemm("x", "w1", "y")], [short])
    large = weight("w1", square)
    large.dims[:] = [1 << 40, 1 << 40]
    save(folder / "oversized.onnx", [gemm("x", "w1", "y")], [large])
    save(folder / "tied.onnx", [gemm("x", "w1", "a"), relu("a", "b"), gemm("b", "w1", "y")], two[:1])


def main(folder):
    arrays(folder)
    tensors(folder)
    graphs(folder)


main(pathlib.Path(sys.argv[1]))

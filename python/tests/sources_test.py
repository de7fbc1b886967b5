"""All forms in which a network can be handed over mean the same; what is wrong with one is said."""
import json
import pathlib
import tempfile
import unittest
from decimal import Decimal
from fractions import Fraction

import networkx
import numpy
import torch

import isthmus
from common import SOURCE, without_name

NODES = [{"id": "x", "role": "input"}, {"id": "h", "role": "hidden"}, {"id": "y", "role": "output"}]


def path_with(first, second):
    return {"nodes": NODES, "edges": [{"from": "x", "to": "h", "weight": first}, {"from": "h", "to": "y", "weight": second}]}


def balance_of(network):
    return isthmus.analyze(network).balance.values["h"]


class Dicts(unittest.TestCase):
    def test_numbers_are_exact(self):
        self.assertEqual(balance_of(path_with(0.1, 0)), Fraction(0.1) ** 2)
        self.assertEqual(balance_of(path_with(numpy.float32(0.1), 0)), Fraction(float(numpy.float32(0.1))) ** 2)
        self.assertEqual(balance_of(path_with(Decimal("0.1"), 0)), Fraction(1, 100))
        self.assertEqual(balance_of(path_with(Fraction(1, 3), "1/3")), 0)
        self.assertEqual(balance_of({**path_with(0.1, 0), "numbers": "binary32"}),
                         Fraction(float(numpy.float32(0.1))) ** 2)
        self.assertEqual(balance_of(path_with(2**70, 0)), 2**140)

    def test_numbers_of_types_that_are_not_read(self):
        for value in (numpy.longdouble(1), numpy.clongdouble(1), numpy.array([[1]], numpy.longdouble), torch.ones(1, device="meta")):
            graph = networkx.DiGraph([("h", "y")])
            graph.add_edge("x", "h", weight=value)
            for network in (path_with(value, 1), {**path_with(1, 1), "balance": {"h": value}}, graph):
                with self.assertRaises(isthmus.BadInput) as caught:
                    isthmus.analyze(network)
                self.assertIn(f"{value.dtype}", str(caught.exception))
                self.assertNotIn("contain themselves", str(caught.exception))
            with self.assertRaises(isthmus.BadInput) as caught:
                isthmus.crosscheck(path_with(1, 1), [{"kind": "jacobian_rank", "value": value}])
            self.assertNotIn("contain themselves", str(caught.exception))

    def test_a_file_as_a_dict(self):
        path = SOURCE / "examples/scalar-mlp.json"
        self.assertEqual(isthmus.analyze(json.loads(path.read_text())).json, isthmus.analyze(path).json)

    def test_faults(self):
        for network, words in [(path_with(float("nan"), 1), "edges[0].weight"), ({"nodes": NODES}, "edges"),
                               ({**path_with(1, 1), "colour": 1}, "colour")]:
            with self.assertRaises(isthmus.BadInput) as caught:
                isthmus.analyze(network)
            self.assertIn(words, str(caught.exception))


class Graphs(unittest.TestCase):
    def test_roles(self):
        graph = networkx.DiGraph([("x", "h"), ("h", "y"), ("x", "y")])
        report = isthmus.analyze(graph)
        self.assertEqual((report.network.inputs, report.network.hidden, report.network.outputs), (1, 1, 1))
        graph.nodes["h"]["role"] = "output"
        self.assertEqual(isthmus.analyze(graph).network.hidden, 0)

    def test_weights_and_balance(self):
        graph = networkx.MultiDiGraph(name="twice")
        graph.add_edge(1, 2, weight=1)
        graph.add_edge(1, 2, weight=numpy.float64(2))
        graph.add_edge(2, 3, weight=Fraction(1, 2))
        report = isthmus.analyze(graph)
        self.assertEqual(report.balance.values, {"2": Fraction(19, 4)})
        self.assertEqual(report.network.name, "twice")
        graph = networkx.DiGraph([("x", "h"), ("h", "y")], balance={"h": -3})
        self.assertEqual(isthmus.analyze(graph).components.locked[0].bound, 3)

    def test_leaky_relu(self):
        network = path_with(1.5, -2.0)
        network["nodes"] = [{**node, "activation": "leaky_relu", "negative_slope": 0.25} if node["id"] == "h" else node
                            for node in NODES]
        graph = networkx.DiGraph()
        graph.add_node("h", activation="leaky_relu", negative_slope=0.25)
        graph.add_weighted_edges_from([("x", "h", 1.5), ("h", "y", -2.0)])
        self.assertEqual(json.loads(isthmus._graphs.json_of(isthmus._graphs.dict_of(graph)))["nodes"][0],
                         json.loads(isthmus._graphs.json_of(network))["nodes"][1])
        self.assertEqual(isthmus.analyze(graph).balance.values, isthmus.analyze(network).balance.values)
        del graph.nodes["h"]["negative_slope"]
        with self.assertRaises(isthmus.BadInput) as caught:
            isthmus.analyze(graph)
        self.assertIn("negative_slope", str(caught.exception))

    def test_faults(self):
        with self.assertRaises(isthmus.BadUsage):
            isthmus.analyze(networkx.Graph([(1, 2)]))
        with self.assertRaises(isthmus.BadInput):
            isthmus.analyze(networkx.DiGraph([(1, "h"), ("1", "h")]))
        with self.assertRaises(isthmus.BadInput):
            isthmus.analyze(networkx.DiGraph([(1, 2), (2, 3), (3, 2)]))


class Arrays(unittest.TestCase):
    def setUp(self):
        random = numpy.random.default_rng(5)
        self.arrays = {"l1": random.normal(size=(3, 2)), "l2": random.normal(size=(1, 3))}

    def expect(self, arrays, **how):
        self.assertEqual(isthmus.analyze(arrays, **how).json, isthmus.analyze(self.arrays).json)

    def test_no_copy_is_made(self):
        from isthmus._arrays import address, borrowed
        for array in (self.arrays["l1"], torch.zeros(2, 2), torch.zeros(2, dtype=torch.bfloat16), numpy.zeros((2, 0))):
            self.assertEqual(address(borrowed("a", array)[2]), address(array))

    def test_orders_and_bytes(self):
        self.expect({name: numpy.asfortranarray(array) for name, array in self.arrays.items()})
        self.expect({name: array.astype(">f8") for name, array in self.arrays.items()})
        self.expect({name: numpy.ascontiguousarray(array.T) for name, array in self.arrays.items()}, layout="in-out")
        self.expect({name: numpy.ascontiguousarray(array[::-1])[::-1] for name, array in self.arrays.items()})
        self.expect({name: torch.from_numpy(array.T.copy()).T for name, array in self.arrays.items()})

    def test_arrays_outlive_their_names(self):
        source = isthmus._source_of({name: array.copy() for name, array in self.arrays.items()})
        for _ in range(50):
            numpy.full((100, 100), numpy.nan)
        self.assertEqual(isthmus._isthmus.analyze(source)[0], isthmus.analyze(self.arrays).json)

    def test_half_precision(self):
        for kind in (torch.float16, torch.bfloat16, torch.float32):
            arrays = {name: torch.from_numpy(array).to(kind) for name, array in self.arrays.items()}
            wide = {name: array.double() for name, array in arrays.items()}
            self.assertEqual(isthmus.analyze(arrays).json, isthmus.analyze(wide).json)

    def test_faults(self):
        for arrays, words in [({"a": numpy.zeros((2, 2), int)}, "'a': holds numbers of type int64"),
                              ({"a": numpy.array([[numpy.inf]])}, "a[0, 0]"),
                              ({"a": numpy.zeros((2, 2, 2))}, "shape (2, 2, 2)"),
                              ({"a": numpy.zeros((2, 3)), "b": numpy.zeros((2, 3))}, "a"),
                              ({"a": torch.zeros(2, 2).to_sparse()}, "not dense")]:
            with self.assertRaises(isthmus.BadInput) as caught:
                isthmus.analyze(arrays)
            self.assertIn(words, str(caught.exception))
        with self.assertRaises(isthmus.BadUsage) as caught:
            isthmus.analyze(self.arrays, fixed="l3")
        self.assertIn("l3", str(caught.exception))


class Memory(unittest.TestCase):
    def expect_refusal(self, x, *names):
        for question in (isthmus.analyze, isthmus.laws, isthmus.Monitor, isthmus.unlock, isthmus.unlock_):
            with self.subTest(question), self.assertRaises(isthmus.BadInput) as caught:
                question(x)
            for name in names:
                self.assertIn(f"'{name}'", caught.exception.cause)
            self.assertIn("tied weights are not supported", caught.exception.cause)
            self.assertTrue(caught.exception.remedy)

    def test_tied_parameters(self):
        nn = torch.nn
        net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2))
        isthmus.analyze(net)
        net[4].weight = net[0].weight
        self.expect_refusal(net, "0.weight", "4.weight")
        self.expect_refusal(net.state_dict(), "0.weight", "4.weight")
        before = net[0].weight.detach().clone()
        net[4].weight = nn.Parameter(before)
        net[2].bias.data = before.view(-1)[2:]
        self.expect_refusal(net, "2.bias", "4.weight")

    def test_one_array_under_two_names(self):
        array = numpy.array([[1.0, 2.0], [3.0, 4.0]])
        for other in (array, array.T, array[::-1], array.reshape(-1)[1:3], torch.from_numpy(array)):
            self.expect_refusal({"a": array, "b": other, "c": numpy.ones((2, 2))}, "a", "b")
        half = torch.ones(2, 2, dtype=torch.bfloat16)
        self.expect_refusal({"a": half, "c": torch.ones(2, 2), "b": half[:, :1]}, "a", "b")

    def test_parts_of_one_array(self):
        # What does not overlap is not tied, however it interleaves.
        whole = numpy.arange(1.0, 21.0).reshape(4, 5)
        parts = {"l1.weight": whole[:, :3], "l1.bias": whole[:, 3], "l2.weight": whole[:, 4:].T}
        isthmus.analyze(parts)
        isthmus.analyze({name: torch.from_numpy(array.copy()) for name, array in parts.items()})
        tensor = torch.arange(1.0, 9.0).reshape(2, 4)
        isthmus.analyze({"l1": tensor[:, ::2], "l2": tensor[:, 1::2]})
        empty = numpy.zeros((0, 2))
        isthmus._memory.refuse_shared([("a", empty), ("b", empty), ("c", torch.zeros(0)), ("d", torch.zeros(0))])

    def test_arrays_that_overlap_themselves(self):
        nn, strided = torch.nn, numpy.lib.stride_tricks.as_strided
        base = numpy.array([0.5, 1.0, 2.0, 3.0])
        last = numpy.ones((1, 2))
        for array in (strided(base, (2, 2), (8, 8)), numpy.broadcast_to(base[:1], (2, 2)), strided(base, (2, 2), (16, 4)),
                      strided(base[1:], (2, 2), (-8, 8)), strided(base, (2, 2, 1), (8, 8, 0))[:, :, 0],
                      torch.from_numpy(base).as_strided((2, 2), (1, 1)), torch.ones(2, 1).expand(2, 2),
                      numpy.broadcast_to(base[:1], (2000, 2))):
            self.expect_refusal({"a": array, "b": numpy.ones((1, len(array)))}, "a")
        self.expect_refusal({"a": numpy.ones((1, 1)), "b": torch.tensor([[3.0]]).expand(1, 2).T}, "b")
        net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
        torch.nn.utils.prune.l1_unstructured(net[2], "weight", 1)
        net[0].weight = nn.Parameter(torch.ones(3).as_strided((2, 2), (1, 1)))
        self.expect_refusal(net, "0.weight")
        convolutions = nn.Sequential(nn.Conv2d(1, 2, 1), nn.ReLU(), nn.Conv2d(2, 2, 1))
        convolutions[2].weight = nn.Parameter(torch.ones(1).expand(2, 2, 1, 1))
        for question in (isthmus.analyze, isthmus.Monitor, isthmus.unlock_):
            with self.assertRaises(isthmus.BadInput) as caught:
                question(convolutions, input=torch.zeros(1, 1, 2, 2))
            self.assertIn("'2.weight' share memory", caught.exception.cause)
        held = {"a": numpy.ones((2, 2)), "b": last}
        monitor = isthmus.Monitor(held)
        held["a"] = numpy.broadcast_to(base[:1], (2, 2))
        with self.assertRaises(isthmus.BadInput):
            monitor()

    def test_steps_that_only_look_like_an_overlap(self):
        base, strided = numpy.arange(1.0, 13.0), numpy.lib.stride_tricks.as_strided
        for array in (strided(base, (1, 2), (0, 8)), strided(base, (2, 3), (24, 16)), base.reshape(3, 4)[::-1, ::-2].T,
                      strided(base, (2, 2), (8, 8 * 2)), torch.ones(2, 1).expand(2, 1), torch.ones(1, 2).expand(1, 2)):
            isthmus.analyze({"a": array, "b": numpy.ones((5, len(array)))})

    def test_arrays_that_are_made_when_asked_for(self):
        class Made:
            def __init__(self, value):
                self.value = value

            def __array__(self, dtype=None, copy=None):
                return numpy.full((64, 64), self.value)

        isthmus.laws({"l1": Made(1.0), "l2": Made(2.0), "l3": Made(3.0)})

    def test_tied_parameters_through_onnx(self):
        nn = torch.nn
        net = nn.Sequential(nn.Conv2d(1, 2, 1), nn.ReLU(), nn.Conv2d(2, 2, 1), nn.ReLU(), nn.Conv2d(2, 2, 1))
        net[4].weight.data = net[2].weight.data
        for question in (isthmus.Monitor, isthmus.unlock_):
            with self.assertRaises(isthmus.BadInput) as caught:
                question(net, input=torch.zeros(1, 1, 2, 2))
            self.assertIn("tied weights are not supported", caught.exception.cause)


class Strings(unittest.TestCase):
    def test_faults(self):
        for source, kind, words in [("nothing.json", isthmus.BadInput, "nothing.json: cannot be read"),
                                    (pathlib.Path("nothing.onnx"), isthmus.BadInput, "nothing.onnx"),
                                    ("model.pt", isthmus.BadInput, "pickle"), ("-", isthmus.BadUsage, "standard input"),
                                    ("mlp:2-x", isthmus.BadInput, "mlp:2-x"), (3, isthmus.BadUsage, "int")]:
            with self.assertRaises(kind) as caught:
                isthmus.analyze(source)
            self.assertIn(words, str(caught.exception))

    def test_arguments_that_say_nothing(self):
        for source, how in [("mlp:2-2-1", {"layout": "in-out"}), ("mlp:2-2-1", {"seed": 3}), ("mlp:2-2-1", {"input": 3}),
                            ("mlp:2-2-1", {"init": "normal"}), ({"nodes": []}, {"fixed": "a"}),
                            ("mlp:2-2-1", {"init": "pytorch", "precision": "half"}), ("mlp:2-2-1", {"betti": True}),
                            ("mlp:2-2-1", {"sigma_min": True}), ("mlp:2-2-1", {"timeout": -1}),
                            ("mlp:2-2-1", {"exhaustive": True, "budget": 3})]:
            with self.subTest(how), self.assertRaises(isthmus.Error):
                isthmus.analyze(source, **how)
        with self.assertRaises(TypeError):
            isthmus.analyze("mlp:2-2-1", sede=3)

    def test_parts_of_an_error(self):
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/n.json"
            pathlib.Path(path).write_text('{"format":"isthmus-network","version":1,"nodes":[],"edges":[3]}')
            with self.assertRaises(isthmus.BadInput) as caught:
                isthmus.analyze(path)
        error = caught.exception
        self.assertEqual((error.kind, error.file, error.place), ("bad_input", path, "$.edges[0]"))
        self.assertTrue(error.cause and error.remedy)
        self.assertIsInstance(error, ValueError)


class Modules(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)

    def test_a_chain_is_its_state_dict(self):
        nn = torch.nn
        chain = nn.Sequential(nn.Flatten(), nn.Linear(4, 5), nn.ReLU(), nn.Sequential(nn.Linear(5, 5), nn.Dropout(), nn.ReLU()),
                              nn.Linear(5, 2), nn.Softmax(1))
        names = {"a": chain[1].weight, "a.bias": chain[1].bias}
        self.assertEqual(without_name(isthmus.analyze(chain).json), without_name(isthmus.analyze(chain.state_dict()).json))
        self.assertEqual(isthmus.analyze(chain).network.name, "Sequential")
        self.assertEqual(len(names), 2)

    def test_one_layer_is_a_chain(self):
        for layer in (torch.nn.Linear(2, 1), torch.nn.Linear(2, 3, bias=False), torch.nn.Linear(3, 2, dtype=torch.float64)):
            state = layer.state_dict()
            self.assertEqual(without_name(isthmus.laws(layer).json), without_name(isthmus.laws(torch.nn.Sequential(layer)).json))
            self.assertEqual(isthmus.analyze(layer).network.edges, sum(parameter.numel() for parameter in layer.parameters()))
            self.assertEqual(isthmus.unlock_(layer).locks_after, 0)
            for name, value in layer.state_dict().items():
                self.assertTrue(torch.equal(value, state[name]))
            monitor = isthmus.Monitor(layer)
            with torch.no_grad():
                layer.weight.mul_(2)
            self.assertEqual((monitor().drift, monitor.laws), (0, 0))
            layer.weight.data[0, 0] = numpy.nan
            with self.assertRaises(isthmus.BadInput) as caught:
                monitor()
            self.assertIn("weight[0, 0]", str(caught.exception))

    def test_one_layer_that_is_pruned_frozen_or_hooked(self):
        layer = torch.nn.Linear(2, 3)
        torch.nn.utils.prune.l1_unstructured(layer, "weight", 2)
        self.assertEqual(isthmus.analyze(layer).network.edges, 7)
        torch.nn.utils.prune.remove(layer, "weight")
        layer.weight.requires_grad_(False)
        self.assertEqual(without_name(isthmus.analyze(layer).json),
                         without_name(isthmus.analyze(layer.state_dict(), fixed="weight", architecture="mlp:2-3+bias").json))
        layer.register_forward_hook(lambda part, inputs, output: output.abs())
        with self.assertRaises(isthmus.BadUsage) as caught:
            isthmus.analyze(layer)
        self.assertIn("input=", str(caught.exception))

    def test_layers_in_the_order_of_forward(self):
        class Net(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.late, self.early = torch.nn.Linear(3, 3, bias=False), torch.nn.Linear(3, 3, bias=False)

            def forward(self, x):
                return self.late(torch.relu(self.early(x)))

        net = Net()
        late, early = net.late.weight.detach().double().numpy(), net.early.weight.detach().double().numpy()
        expected = [Fraction(0)] * 3
        for i in range(3):
            expected[i] = sum(Fraction(x) ** 2 for x in early[i]) - sum(Fraction(x) ** 2 for x in late[:, i])
        values = isthmus.analyze(net).balance.values
        self.assertEqual([values[f"early[{i}]"] for i in range(3)], expected)

    def test_frozen_parameters_are_fixed(self):
        chain = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 3), torch.nn.ReLU(),
                                    torch.nn.Linear(3, 1))
        chain[2].weight.requires_grad_(False)
        chain[2].bias.requires_grad_(False)
        ours = isthmus.analyze(chain)
        said = isthmus.analyze(chain.state_dict(), fixed=["2.weight", "2.bias"])
        self.assertEqual(without_name(ours.json), without_name(said.json))
        for parameter in chain.parameters():
            parameter.requires_grad_(False)
        with self.assertRaises(isthmus.BadInput) as caught:
            isthmus.analyze(chain)
        self.assertIn("requires_grad", str(caught.exception))

    def test_what_is_no_chain_needs_a_batch(self):
        class Skip(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.a, self.b, self.c = (torch.nn.Linear(3, n) for n in (3, 3, 1))

            def forward(self, x):
                y = torch.relu(self.a(x))
                return self.c(torch.relu(y + self.b(y)))

        skip = Skip()
        with self.assertRaises(isthmus.BadUsage) as caught:
            isthmus.analyze(skip)
        self.assertIn("input=", str(caught.exception))
        report = isthmus.analyze(skip, input=torch.zeros(1, 3))
        self.assertEqual(report.balance.groups, {f"a[{i}]": [f"a[{i}]", f"b[{i}]"] for i in range(3)})
        with self.assertRaises(isthmus.BadInput) as caught:
            isthmus.analyze(skip, input=torch.zeros(1, 7))
        self.assertIn("ONNX", str(caught.exception))

    def test_tied_layers_and_other_operators_are_no_chain(self):
        from isthmus._torch import chain_of
        nn = torch.nn
        layer = nn.Linear(2, 2)
        for module in (nn.Sequential(layer, nn.ReLU(), layer), nn.Sequential(layer, nn.Tanh(), nn.Linear(2, 1)),
                       nn.Sequential(layer, nn.BatchNorm1d(2), nn.Linear(2, 1)), nn.Sequential(nn.ReLU()),
                       nn.Sequential(nn.Conv2d(1, 1, 3)), nn.Sequential(nn.utils.weight_norm(nn.Linear(2, 2)), nn.Linear(2, 1)),
                       nn.LSTM(2, 2)):
            self.assertIsNone(chain_of(module))
        self.assertEqual(len(chain_of(nn.Sequential(layer, nn.ReLU(), nn.Linear(2, 1), nn.Tanh()))), 2)

    def test_what_has_hooks_is_no_chain(self):
        from isthmus._torch import chain_of
        nn = torch.nn
        batch = torch.ones(1, 2)
        for i in (0, 1, 3):
            for register in (nn.Module.register_forward_hook, nn.Module.register_forward_pre_hook):
                net = nn.Sequential(nn.Linear(2, 3), nn.LeakyReLU(0.5), nn.Linear(3, 1), nn.Identity())
                plain = isthmus.analyze(net)
                handle = register(net[i], lambda *_: None)
                self.assertIsNone(chain_of(net))
                with self.assertRaises(isthmus.BadUsage) as caught:
                    isthmus.analyze(net)
                self.assertIn("input=", str(caught.exception))
                self.assertEqual(isthmus.analyze(net, input=batch).balance.values, plain.balance.values)
                handle.remove()
                self.assertEqual(isthmus.analyze(net).json, plain.json)

    def test_hooks_that_compute(self):
        nn = torch.nn
        net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
        net[1].register_forward_hook(lambda module, inputs, output: torch.sigmoid(output))
        for question in (isthmus.analyze, isthmus.unlock_):
            with self.assertRaises(isthmus.BadUsage):
                question(net)
            with self.assertRaises(isthmus.BadInput) as caught:
                question(net, input=torch.ones(1, 2))
            self.assertIn("Sigmoid", str(caught.exception))

    def test_slopes(self):
        from isthmus._torch import chain_of
        nn = torch.nn
        layers = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 2), nn.LeakyReLU(0.25), nn.Linear(2, 2), nn.PReLU(),
                               nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU(), nn.LeakyReLU(), nn.Linear(2, 2),
                               nn.LeakyReLU(0.5), nn.LeakyReLU(0.5), nn.Linear(2, 1))
        self.assertEqual([slope for _, _, slope in chain_of(layers)], ["0", "1/4", "", "1", "0", "1/4", "1"])

    def test_export_leaves_the_module_as_it_is(self):
        net = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.ReLU(), torch.nn.Flatten(),
                                  torch.nn.Linear(8, 1)).eval()
        before = {name: value.clone() for name, value in net.state_dict().items()}
        state = torch.get_rng_state()
        report = isthmus.laws(net, input=torch.ones(1, 1, 4, 4))
        self.assertTrue(report.laws > 0)
        self.assertFalse(net.training)
        self.assertTrue(torch.equal(state, torch.get_rng_state()))
        for name, value in net.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)


if __name__ == "__main__":
    unittest.main()

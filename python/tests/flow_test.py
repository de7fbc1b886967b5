"""isthmus.flow is `isthmus flow`, of what is in memory."""
import json
import signal
import tempfile
import unittest
from fractions import Fraction

import networkx
import numpy
import torch

import isthmus
from common import SOURCE, program

FOLDER = SOURCE / "examples/experiments/a"


def chain():
    torch.manual_seed(2)
    return torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.LeakyReLU(0.25), torch.nn.Linear(4, 1)).double()


class SameAsTheProgram(unittest.TestCase):
    def test_reports(self):
        network, data = FOLDER / "obstructed.json", FOLDER / "data.csv"
        for how, flags in [({"time": 2, "points": 4}, ["--time", "2", "--points", "4"]),
                           ({"time": 0.5, "tolerance": 1e-4, "nuclear": 0.25, "points": 3, "test": data},
                            ["--time", "0.5", "--tolerance", "1e-4", "--nuclear", "0.25", "--points", "3", "--test", data]),
                           ({"method": "descent", "steps": 30, "rate": 0.05, "momentum": 0.5, "batch": 7, "shuffle_seed": 3,
                             "l1": 0.01, "points": 5},
                            ["--method", "descent", "--steps", "30", "--rate", "0.05", "--momentum", "0.5", "--batch", "7",
                             "--shuffle-seed", "3", "--l1", "0.01", "--points", "5"])]:
            report = isthmus.flow(network, data, **how)
            self.assertEqual(report.json, program("flow", "--json", network, "--data", data, *flags))
            self.assertEqual(str(report), program("flow", network, "--data", data, *flags).rstrip("\n"))

    def test_the_network_at_the_end(self):
        network, data = FOLDER / "free.json", FOLDER / "data.csv"
        with tempfile.TemporaryDirectory() as folder:
            program("flow", network, "--data", data, "--time", "1", "-o", f"{folder}/end.json")
            with open(f"{folder}/end.json") as file:
                self.assertEqual(isthmus.flow(network, data, time=1).trained, json.load(file))

    def test_arrays_are_files(self):
        rows = numpy.loadtxt(FOLDER / "data.csv", delimiter=",", skiprows=1)
        inputs, targets = rows[:, :2], rows[:, 2:]
        expected = isthmus.flow(FOLDER / "free.json", FOLDER / "data.csv", time=1, points=2)
        for data in [(inputs, targets), (numpy.asfortranarray(inputs), targets[:, 0]), {"x": inputs, "y": targets},
                     (torch.tensor(inputs, requires_grad=True), torch.tensor(targets)), [inputs.tolist(), targets.tolist()]]:
            report = isthmus.flow(FOLDER / "free.json", data, time=1, points=2)
            self.assertEqual(report.data, "arrays")
            self.assertEqual(report.runs, expected.runs)
            self.assertEqual(report.samples, len(rows))


class Results(unittest.TestCase):
    def test_gradient_descent_is_that_of_pytorch(self):
        net = chain()
        inputs, targets = torch.randn(20, 2).double(), torch.randn(20, 1).double()
        report = isthmus.flow(net, (inputs, targets), method="descent", steps=5, rate=0.1, points=5)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        start = isthmus.analyze(net).balance.values
        self.assertEqual(report.runs[0].balance, start)
        for step in range(6):
            loss = torch.nn.functional.mse_loss(net(inputs), targets)
            self.assertAlmostEqual(report.points[step].loss, loss.item(), 12)
            if step == 5:
                break
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        now = isthmus.analyze(report.trained).balance.values
        self.assertEqual(report.points[-1].balance_drift, max(abs(now[v] - start[v]) for v in start))
        for v, c in isthmus.analyze(net).balance.values.items():
            self.assertAlmostEqual(float(now[v] - c), 0, 12)

    def test_numbers(self):
        report = isthmus.flow(FOLDER / "obstructed.json", FOLDER / "data.csv", time=1, points=2, weight_decay=0.5)
        self.assertEqual(report.runs[0].balance, isthmus.analyze(FOLDER / "obstructed.json").balance.values)
        self.assertIsInstance(report.runs[0].locked[0].bound, Fraction)
        point = report.points[-1]
        self.assertIsInstance(point.balance_drift, Fraction)
        self.assertIsInstance(point.decay_drift_at_most, Fraction)
        self.assertIsInstance(point.nearest.distance_squared, Fraction)
        self.assertIsInstance(point.nearest.balance, Fraction)
        self.assertIsInstance(point.step, int)
        self.assertEqual((point.flipped, report.runs[0].flipped, point.time), (0, [], 1.0))
        self.assertEqual(isthmus.analyze(report.trained).point.distance_squared, point.nearest.distance_squared)
        frame = report.to_pandas()
        self.assertEqual(list(frame["time"]), [0, 0.5, 1])
        self.assertEqual(frame["nearest_set"].iloc[-1], point.nearest.set)
        self.assertIn("<table>", report._repr_html_())
        self.assertIn("flow of mse", repr(report))
        self.assertEqual(report.to_dict()["runs"][0]["points"][-1]["balance_drift"], point.balance_drift)

    def test_flipped_locks_and_a_flow_that_stops(self):
        report = isthmus.flow(FOLDER / "obstructed.json", FOLDER / "data.csv", method="descent", steps=20, rate=0.9, points=20)
        self.assertTrue(report.runs[0].flipped)
        self.assertIsInstance(report.runs[0].flipped[0].step, int)
        self.assertEqual(report.points[-1].flipped, len(report.runs[0].flipped))
        self.assertIn("stopped", isthmus.flow(FOLDER / "free.json", FOLDER / "data.csv", time=50, max_steps=3).runs[0])
        report = isthmus.flow(FOLDER / "free.json", FOLDER / "data.csv", method="descent", steps=10**9, timeout=0.05)
        self.assertIn("time limit", report.runs[0].stopped)
        self.assertEqual(report.points[-1].step, report.runs[0].steps_taken)

    def test_the_clock_is_asked_at_each_step(self):
        for how in ({"method": "descent", "steps": 5}, {"time": 1e-3, "points": 1}):
            report = isthmus.flow(FOLDER / "free.json", FOLDER / "data.csv", timeout=1e-9, **how)
            self.assertIn("time limit", report.runs[0].stopped)
            self.assertEqual(report.runs[0].steps_taken, 0)

    def test_ctrl_c(self):
        class Pressed(Exception):
            pass

        def press(*_):
            raise Pressed

        seconds_between = 0.001  # of the time of the process: it is pressed while the flow runs, however slow that is
        before = signal.signal(signal.SIGPROF, press)
        try:
            with self.assertRaises(Pressed):
                signal.setitimer(signal.ITIMER_PROF, seconds_between)
                isthmus.flow(FOLDER / "free.json", FOLDER / "data.csv", method="descent", steps=10**9)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    def test_numbers_that_are_whole_and_of_other_types(self):
        inputs = torch.tensor([[2**53 - 1, 2], [0, -1]])
        halves = torch.tensor([[0.5, 2], [1, -1]])
        for array, same in [(inputs, inputs.double()), (halves.bfloat16(), halves.double()), (halves.half(), halves.double()),
                            (torch.tensor([[True, False], [True, True]]), torch.tensor([[1.0, 0], [1, 1]])),
                            (list(halves.requires_grad_()), halves)]:
            how = {"method": "descent", "steps": 1, "rate": 1e-40}
            self.assertEqual(isthmus.flow(FOLDER / "free.json", (array, [1, 2]), **how).points,
                             isthmus.flow(FOLDER / "free.json", (same, [1, 2]), **how).points)

    def test_truth_values(self):
        inputs = numpy.array([[1.0, 2.0], [0.5, -1.0]])
        report = isthmus.flow(FOLDER / "free.json", (inputs, [True, False]), loss="bce", time=0.5, points=1)
        self.assertEqual(report.runs, isthmus.flow(FOLDER / "free.json", (inputs, [1, 0]), loss="bce", time=0.5, points=1).runs)

    def test_nothing_moves(self):
        net = chain()
        before = {name: value.clone() for name, value in net.state_dict().items()}
        isthmus.flow(net, (torch.ones(3, 2), torch.ones(3)), time=0.1, points=1)
        for name, value in net.state_dict().items():
            self.assertTrue(torch.equal(value, before[name]), name)


class Faults(unittest.TestCase):
    def expect(self, kind, words, x, data, **how):
        with self.subTest(words), self.assertRaises(kind) as caught:
            isthmus.flow(x, data, **how)
        self.assertIn(words, str(caught.exception))
        self.assertNotIn("--", str(caught.exception))

    def test_data(self):
        net, one = FOLDER / "free.json", numpy.ones((3, 2))
        self.expect(isthmus.BadUsage, "data is 3", net, 3)
        self.expect(isthmus.BadUsage, "test", net, (one, one[:, 0]), test=[one])
        self.expect(isthmus.BadInput, "inputs: shape (3, 3) where (samples, 2) is expected", net, (numpy.ones((3, 3)), one[:, 0]))
        self.expect(isthmus.BadInput, "targets: shape (3, 2)", net, (one, one))
        self.expect(isthmus.BadInput, "3 rows of inputs and 2 of targets", net, (one, [1, 2]))
        self.expect(isthmus.BadInput, "no samples", net, (one[:0], one[:0, 0]))
        self.expect(isthmus.BadInput, "row 1, column 0 is not finite", net, (numpy.array([[1, 1], [numpy.nan, 1]]), [1, 2]))
        self.expect(isthmus.BadInput, "complex", net, (one.astype(complex), one[:, 0]))
        self.expect(isthmus.BadInput, "lengths", net, ([[1, 2], [3]], [1, 2]))
        self.expect(isthmus.BadInput, "2^53", net, (one.astype(int) * (2**53 + 1), [1, 2, 3]))
        self.expect(isthmus.BadInput, "'inputs': has no numbers", net, (torch.ones(3, 2, device="meta"), [1, 2, 3]))
        labels = [1, 2, 3]
        self.expect(isthmus.BadInput, "complex", net, (torch.ones(3, 2, dtype=torch.complex64), labels))
        self.expect(isthmus.BadInput, "2^53", net, (torch.full((3, 2), 2**53 + 1), labels))
        self.expect(isthmus.BadInput, "complex", net, (torch.ones(3, 2).to(torch.complex32), labels))
        loop = []
        loop.append(loop)
        self.expect(isthmus.BadInput, "inputs: ", net, (loop, labels))
        masked = numpy.ma.masked_array(one, one > 0)
        self.expect(isthmus.BadInput, "'inputs': a masked array", net, (masked, labels))
        self.expect(isthmus.BadInput, "'inputs': a masked array", net, (list(masked), labels))
        self.expect(isthmus.BadInput, "'targets': a masked array", net, (one, masked[:, 0]))
        self.expect(isthmus.BadInput, "dense", net, (torch.ones(3, 2).to_sparse(), labels))
        self.expect(isthmus.BadInput, "quantized", net, (torch.quantize_per_tensor(torch.ones(3, 2), 1.0, 0, torch.qint8), labels))
        self.expect(isthmus.BadInput, "dense", net, ([torch.ones(2).to_sparse()] * 3, labels))
        self.expect(isthmus.BadInput, "inputs: ", net, ([torch.ones(2), torch.ones(3), torch.ones(2)], labels))
        self.expect(isthmus.BadInput, "inputs: ", net, ([[2**70, 1]], labels))
        self.expect(isthmus.BadInput, "inputs: ", net, (None, labels))
        self.expect(isthmus.BadInput, "UTF-8", net, "\ud800.csv")
        self.expect(isthmus.BadInput, "UTF-8", net, FOLDER / "data.csv", test="\ud800.csv")
        self.expect(isthmus.BadInput, "empty", net, "")
        self.expect(isthmus.BadInput, "sample", net, (one, [0.5, 2, 0.5]), loss="bce")
        self.expect(isthmus.BadInput, "nowhere.csv", net, "nowhere.csv")

    def test_options(self):
        net, data = FOLDER / "free.json", FOLDER / "data.csv"
        self.expect(isthmus.BadUsage, "rate", net, data, rate=0.1)
        self.expect(isthmus.BadUsage, "time", net, data, time=1, method="descent")
        self.expect(isthmus.BadUsage, "shuffle_seed", net, data, shuffle_seed=1, method="descent")
        self.expect(isthmus.BadUsage, "method='descent'", net, data, l1=0.1)
        for name, value in {"loss": "mae", "method": 3, "time": -1, "points": 0, "momentum": 1, "steps": 1.5, "nuclear": -1,
                            "tolerance": "a"}.items():
            self.expect(isthmus.BadUsage, name, net, data, **{name: value})
        with self.assertRaises(TypeError):
            isthmus.flow(net, data, epochs=3)

    def test_networks(self):
        data = (numpy.ones((3, 2)), numpy.ones(3))
        conv = torch.nn.Sequential(torch.nn.Conv1d(1, 1, 1), torch.nn.ReLU(), torch.nn.Conv1d(1, 1, 1))
        self.expect(isthmus.BadUsage, "graphs of operators", conv, data, input=torch.ones(1, 1, 2))
        self.expect(isthmus.BadUsage, "graphs of operators", SOURCE / "tests/models/mlp.onnx", data)
        self.expect(isthmus.BadUsage, "weight", "mlp:2-2-1", data)
        self.expect(isthmus.BadUsage, "no output", networkx.DiGraph(), data)
        self.expect(isthmus.BadUsage, "not known", torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.PReLU(), torch.nn.Linear(2, 1)),
                    data)


if __name__ == "__main__":
    unittest.main()

"""breast_cancer_test.py ISTHMUS: experiment (b) run again; exits with 77 where the data set is not installed."""
import csv
import math
import pathlib
import subprocess
import sys
import tempfile

DATA = pathlib.Path("/usr/lib/python3/dist-packages/sklearn/datasets/data/breast_cancer.csv")
FOLDER = pathlib.Path(__file__).resolve().parents[2] / "examples" / "experiments" / "b"


def read(path):
    """{(neurons, unlocked, start): (locked, loss, test loss)}"""
    with open(path, newline="", encoding="utf-8") as file:
        return {tuple(int(line[key]) for key in ("neurons", "unlocked", "start")):
                (int(line["locked"]), float(line["loss"]), float(line["test_loss"])) for line in csv.DictReader(file)}


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def main():
    if not DATA.exists():
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, FOLDER / "run.py", sys.argv[1], folder], check=True, stdout=subprocess.DEVNULL)
        picture = (pathlib.Path(folder) / "losses.svg").read_text(encoding="utf-8")
        again = read(pathlib.Path(folder) / "losses.csv")
    published = read(FOLDER / "losses.csv")
    assert again.keys() == published.keys() and len(again) == 16 * 26, len(again)
    assert picture.startswith("<svg") and picture.rstrip().endswith("</svg>")
    with open(DATA, newline="", encoding="utf-8") as file:
        labels = [float(line[-1]) for line in list(csv.reader(file))[1:]]
    malignant = mean(1 - label for i, label in enumerate(labels) if i % 3 != 2)
    for (neurons, unlocked, start), (locked, loss, test_loss) in again.items():
        place = neurons, unlocked, start
        assert locked == neurons - unlocked, place
        # A logit that is never negative costs log 2 at least at each malignant sample.
        assert unlocked or loss > malignant * math.log(2), place
        # What another machine's exp and log change stays far below what the page says.
        for now, then in zip((loss, test_loss), published[place][1:]):
            assert math.isclose(now, then, rel_tol=0.01, abs_tol=0.001), place
    obstructed = mean(t for (n, u, _), (_, _, t) in again.items() if n == 12 and u == 0)
    one = mean(t for (n, u, _), (_, _, t) in again.items() if n == 12 and u == 1)
    eight = mean(t for (n, u, _), (_, _, t) in again.items() if n == 12 and u == 8)
    assert obstructed > 0.28 and one < 0.1 and one < 1.5 * eight, (obstructed, one, eight)


main()

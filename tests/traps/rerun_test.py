"""The traps of the gallery, made again: numpy still walks into each, and the verdicts stay the same.

usage: rerun_test.py ISTHMUS

Runs every script of examples/traps in an empty folder. The models must be those of the gallery, number by
number; the claims must have the same counts, answers and names, and get the same verdicts and
causes. (Last digits of sums may differ between builds of numpy.) Exits with 77 if there is no numpy.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy
except ImportError as error:
    print("skipped:", error)
    sys.exit(77)

GALLERY = pathlib.Path(__file__).resolve().parents[2] / "examples" / "traps"


def check(holds, *what):
    if not holds:
        sys.exit("traps: " + " ".join(map(str, what)))


def verdicts(program, folder, name):
    run = subprocess.run([program, "crosscheck", "-q", "--json", folder / f"{name}.npz", folder / f"{name}.json"],
                         capture_output=True, text=True)
    check(run.returncode in (0, 1), name, run.stderr)
    claims = json.loads(run.stdout)["claims"]
    return [(claim["id"], claim["verdict"],
             sorted({(part["what"], part["verdict"], part.get("cause")) for part in claim["answers"]
                     if part["verdict"] == claim["verdict"] == "refuted"}, key=str)) for claim in claims]


def discrete(folder, name):
    """The claims with every floating-point number replaced."""
    claims = json.loads((folder / f"{name}.json").read_text())

    def blank(value):
        if isinstance(value, dict):
            return {key: blank(item) for key, item in value.items()}
        if isinstance(value, list):
            return [blank(item) for item in value]
        return "number" if isinstance(value, float) else value
    return blank(claims)


def same_model(folder, name):
    one, other = numpy.load(GALLERY / f"{name}.npz"), numpy.load(folder / f"{name}.npz")
    return one.files == other.files and all(
        one[key].dtype == other[key].dtype and numpy.array_equal(one[key], other[key]) for key in one.files)


def main():
    program = sys.argv[1]
    scripts = sorted(path for path in GALLERY.glob("*.py") if path.stem != "trap")
    check(len(scripts) >= 10, "only", len(scripts), "scripts")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for script in scripts:
            subprocess.run([sys.executable, "-B", script, folder], check=True)
            name = script.stem.replace("_", "-")
            check(same_model(folder, name), name, "is another model now")
            check(discrete(folder, name) == discrete(GALLERY, name), name, "claims something else now")
            found, kept = verdicts(program, folder, name), verdicts(program, GALLERY, name)
            check(found == kept, name, "now gets", found, "instead of", kept)
            check(any(verdict == "refuted" for _, verdict, _ in kept), name, "is no trap")
        made = sorted(path.name for path in folder.glob("*.npz"))
        check(made == sorted(path.name for path in GALLERY.glob("*.npz")), "other models:", made)
    print(f"{len(scripts)} traps, as in the gallery")


main()

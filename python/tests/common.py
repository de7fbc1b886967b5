"""What the tests share: the program to compare with, and files."""
import json
import os
import pathlib
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ["ISTHMUS_PROGRAM"]


def program(*arguments):
    """What the program prints; it must succeed or say “undecided”."""
    run = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=SOURCE)
    assert run.returncode in (0, 3), run.stderr
    return run.stdout


def without_name(text):
    """A report as JSON, without what says where the network came from."""
    report = json.loads(text)
    if isinstance(report["network"], dict):
        report["network"].pop("name", None)
    else:
        report.pop("network")
    report.pop("notes", None)
    return report

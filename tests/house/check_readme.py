"""The README shows what the program really prints, and the program the library example is.

Runs every `$ ./dev run …` of the README's console blocks and compares the output; a line "…" in a
block stands for any number of lines. The C++ example must be tests/consumer/main.cpp.

usage: check_readme.py ROOT PROGRAM
"""
import pathlib
import re
import shlex
import subprocess
import sys

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown_runs(text):
    """(arguments, expected output) of every command shown."""
    for language, block in BLOCK.findall(text):
        if language != "console":
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("./dev run "):
                yield shlex.split(command, comments=True)[2:], output


def agrees(shown, real):
    pattern = "".join("(?:.*\n)*" if line == "…" else re.escape(line) + "\n"
                      for line in shown.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, real.rstrip("\n") + "\n") is not None


def check_runs(root, program, text):
    count = 0
    for arguments, shown in shown_runs(text):
        real = subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True,
                              check=False)
        if not agrees(shown, real.stdout):
            sys.exit(f"README: `isthmus {' '.join(arguments)}` (exit code {real.returncode}) now "
                     f"prints\n{real.stdout}{real.stderr}")
        count += 1
    return count


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    root, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    text = (root / "README.md").read_text(encoding="utf-8")
    assert agrees("a\n…\nd\n", "a\nb\nc\nd\n") and not agrees("a\n…\nd\n", "a\nb\nd \n")
    count = check_runs(root, program, text)
    if count == 0:
        sys.exit("README: no command with its output was found")
    example = (root / "tests/consumer/main.cpp").read_text(encoding="utf-8")
    if ("cpp", example) not in BLOCK.findall(text):
        sys.exit("README: the C++ example is not tests/consumer/main.cpp")
    print(f"the README's {count} outputs and its library example are real")


main()

"""The pages show what the program really prints, and the README the program of the library example.

Runs every `$ ./dev run …` and `$ cat …` of the console blocks in the PAGES below, in a folder of its own
beside the examples and tests, and compares what appears on a terminal; a line "…" in a block stands for
any number of lines. The C++ example must be tests/consumer/main.cpp. With --update, docs/certificate.md
is rewritten with the real outputs.

usage: check_readme.py ROOT PROGRAM [--update]
"""
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("README.md", "docs/certificate.md", "docs/proofs.md", "docs/topology.md", "docs/sampling.md",
         "docs/laws.md", "docs/pruning.md", "docs/closed.md", "docs/flow.md", "docs/unlock.md", "docs/reach.md", "docs/crosscheck.md", "docs/drift.md")


def command_of(line, program):
    """The command that a line after `$ ` stands for, or None for those that are not run."""
    words = shlex.split(line, comments=True)
    if words[:2] == ["./dev", "run"]:
        return [program, *words[2:]]
    return words if words[0] == "cat" else None


def shown_runs(text, program):
    """(line, command, expected output) of every command shown."""
    for language, block in BLOCK.findall(text):
        if language != "console":
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            command = command_of(line, program)
            if command:
                yield line, command, output


def agrees(shown, real):
    pattern = "".join("(?:.*\n)*" if line == "…" else re.escape(line) + "\n"
                      for line in shown.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, real.rstrip("\n") + "\n") is not None


def real_output(folder, command):
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)


def check_runs(root, folder, program, page):
    count = 0
    for line, command, shown in shown_runs((root / page).read_text(encoding="utf-8"), program):
        real = real_output(folder, command)
        if not agrees(shown, real.stdout):
            sys.exit(f"{page}: `{line}` (exit code {real.returncode}) now prints\n{real.stdout}")
        count += 1
    if count == 0:
        sys.exit(f"{page}: no command with its output was found")
    return count


def update(root, folder, program, page):
    text = (root / page).read_text(encoding="utf-8")
    for line, command, shown in list(shown_runs(text, program)):
        text = text.replace(f"$ {line}\n{shown}", f"$ {line}\n{real_output(folder, command).stdout}", 1)
    (root / page).write_text(text, encoding="utf-8")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    root, program = pathlib.Path(sys.argv[1]).resolve(), str(pathlib.Path(sys.argv[2]).resolve())
    assert agrees("a\n…\nd\n", "a\nb\nc\nd\n") and not agrees("a\n…\nd\n", "a\nb\nd \n")
    with tempfile.TemporaryDirectory() as folder:
        for shown in ("examples", "tests"):
            (pathlib.Path(folder) / shown).symlink_to(root / shown)
        if sys.argv[3:] == ["--update"]:
            update(root, folder, program, PAGES[1])
        count = sum(check_runs(root, folder, program, page) for page in PAGES)
    example = (root / "tests/consumer/main.cpp").read_text(encoding="utf-8")
    if ("cpp", example) not in BLOCK.findall((root / "README.md").read_text(encoding="utf-8")):
        sys.exit("README: the C++ example is not tests/consumer/main.cpp")
    print(f"the pages' {count} outputs and the library example are real")


main()

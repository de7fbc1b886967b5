#!/usr/bin/env python3
"""Writes the certificate of a chain with any number of edges, in lines form.

ground -> 0 -> 1 -> ... -> h-1 -> ground, where every hidden node keeps one unit (balance 1). Every
edge but the last is locked, each by the one after it, so bounds and base are 1, 2, ..., h from the
end. Usage: chain.py EDGES [halves]; with `halves` all numbers are divided by two.
"""
import sys


def main():
    edges = int(sys.argv[1])
    hidden = edges - 1
    divided = len(sys.argv) > 2

    def number(n):
        if not divided:
            return str(n)
        return str(n // 2) if n % 2 == 0 else f"{n}/2"

    lines = ["isthmus-certificate 1", f"network {hidden} {edges}"]
    lines += [f"edge {e - 1 if e else hidden} {e}" for e in range(edges)]
    lines.append("balance" + f" {number(1)}" * hidden)
    lines += [f"claim components {hidden}", "claim disconnected"]
    lines.append("base" + "".join(f" {e} {number(hidden - e)}" for e in range(hidden)))
    for e in reversed(range(hidden)):
        uses = f" uses {e + 1}" if e + 1 < hidden else ""
        lines.append(f"lock in {e} {number(hidden - e)} set {e}{uses}")
    lines.append(f"end {len(lines)}")
    print("\n".join(lines))


main()

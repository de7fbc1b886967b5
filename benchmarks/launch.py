"""launch.py LIMIT REPORT COMMAND…: runs a command and writes what it cost to the open file REPORT.

A process of its own because Linux counts the memory of the process that starts a command to the peak of
the command: this one is small (8 MB), whatever the benchmark has read before. Standard library without
`site`, so that it stays small.
"""
import os
import signal
import sys
import time


def main():
    limit, report, command = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    finished = True
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, setpgroup=0,
                            file_actions=[(os.POSIX_SPAWN_CLOSE, report)])

    def stop(*_):
        nonlocal finished
        finished = False
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it has just ended by itself

    for sign in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    code = os.waitstatus_to_exitcode(status)
    os.write(report, f"{seconds} {usage.ru_maxrss} {usage.ru_utime + usage.ru_stime} {code} {int(finished)}".encode())


main()

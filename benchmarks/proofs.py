"""The table of proofs: one random DAG a row, one program a column, all in one run.

Every program checks the same statement, the exact number of components, from the same certificate;
the SMT solvers answer one small question for each lock, because the count is nothing they can state.
"""
import pathlib
import subprocess

from measure import Measurement, head, measure, median_of, row, seconds_text

# Powers of ten beyond which a program is not asked: it would run into the time limit anyway.
LARGEST = {"coqc": 5, "verified": 6, "z3": 5, "cvc5": 5}


def make_network(tools, power, seed, path):
    with open(path, "wb") as sink:
        subprocess.run([tools.generator, str(10 ** power), str(seed), "balance"], stdout=sink,
                       check=True)


def locks_of(certificate):
    with open(certificate, encoding="utf-8") as lines:
        return sum(line.startswith("lock ") for line in lines)


def ask(program, arguments, power, name, options, folder):
    """One run of a checking program, or None where it is missing or not asked."""
    if program is None or power > LARGEST[name]:
        return None
    return measure([program, *arguments], options.limit, folder)


def cell(run):
    return "–" if run is None else seconds_text(run)


def check_with_coq(tools, certificate, power, options, folder):
    if tools.coqc is None or power > LARGEST["coqc"]:
        return None
    source = pathlib.Path(folder) / "instance.v"
    subprocess.run([tools.isthmus, "export", certificate, "--to", "coq", "-o", source, "--quiet"],
                   check=True)
    return measure([tools.coqc, "-Q", tools.theory, "Isthmus", source], options.limit, folder)


def check_with_smt(tools, certificate, power, options, folder):
    script = pathlib.Path(folder) / "steps.smt2"
    subprocess.run([tools.isthmus, "export", certificate, "--to", "smtlib", "-o", script,
                    "--quiet"], check=True)
    runs = []
    for name, program, flags in (("z3", tools.z3, []), ("cvc5", tools.cvc5, ["--incremental"])):
        run = ask(program, [*flags, script], power, name, options, folder)
        if run and run.finished and set(run.output.split()) - {"unsat"}:
            raise SystemExit(f"{name} does not confirm every lock")
        runs.append(run)
    return runs


def proof_row(tools, power, options, folder):
    network = pathlib.Path(folder) / "network.json"
    certificate = pathlib.Path(folder) / "certificate.lines"
    make_network(tools, power, 1, network)
    prove = median_of([tools.isthmus, "prove", network, "--claim", "components", "--form", "lines",
                       "--quiet", "-o", certificate], options.growth_limit, folder)
    check: Measurement = median_of([tools.checker, certificate], options.growth_limit, folder)
    verified = ask(tools.verified, [certificate], power, "verified", options, folder)
    coq = check_with_coq(tools, certificate, power, options, folder)
    z3, cvc5 = check_with_smt(tools, certificate, power, options, folder)
    locks = locks_of(certificate)
    size = certificate.stat().st_size
    row(f"10^{power}", str(locks), f"{size / 1e6:.2f} MB", f"{size / max(locks, 1):.0f} B",
        seconds_text(prove), f"{seconds_text(check)}, {check.peak_bytes / 1e6:.0f} MB",
        cell(verified), cell(coq), cell(z3), cell(cvc5))


def proofs(tools, options, folder):
    head(f"Proving the number of components of random DAGs, one limit of {options.limit:.0f} s",
         "edges", "locks", "certificate", "per lock", "prove", "isthmus-check",
         "extracted checker", "coqc", "z3 (locks)", "cvc5 (locks)")
    for power in range(2, options.max_power + 1):
        proof_row(tools, power, options, folder)

#!/bin/sh
# build.sh [OUTDIR]: compiles the Coq theory, checks which axioms its theorems rest on, extracts the
# verified checkers and compiles the program isthmus-verified. Everything goes to OUTDIR (default:
# build/proofs beside this folder); the sources stay as they are. Quick if nothing has changed.
# Needs coqc 8.16 or later, make, ocamlfind, ocamlopt and zarith; without them exit code 77.
set -e
for program in coqc coq_makefile make ocamlfind; do
  command -v $program >/dev/null || { echo "$program is missing"; exit 77; }
done
ocamlfind query zarith >/dev/null 2>&1 || { echo "zarith for OCaml is missing"; exit 77; }
proofs=$(cd "$(dirname "$0")" && pwd)
out=${1:-$proofs/../build/proofs}
mkdir -p "$out/coq" "$out/ocaml"
out=$(cd "$out" && pwd)

# Copies what has changed, so that make sees only that.
refresh() { # folder, pattern
  for file in "$proofs/$1"/$2; do
    copy=$out/$1/$(basename "$file")
    cmp -s "$file" "$copy" || cp "$file" "$copy"
  done
}

newer_than() { # file, others: is the file newer than all others?
  file=$1
  shift
  for other; do [ "$file" -nt "$other" ] || return 1; done
}

theory() {
  refresh coq '*.v'
  refresh coq _CoqProject
  cd "$out/coq"
  [ Makefile -nt _CoqProject ] || coq_makefile -f _CoqProject -o Makefile
  make -s -j "${JOBS:-2}" >make.log 2>&1 || { cat make.log; exit 1; }
}

# The compiled files of the theory.
compiled() {
  sed -n 's/\.v$/.vo/p' _CoqProject
}

# The names in one answer of Print Assumptions: those before " :" or at the end of a line.
axioms_of() { # number of the answer
  awk -v wanted="$1" '/^Axioms:$/ { answer++; next } answer == wanted && !/^ /' axioms.log |
    sed 's/ :.*//' | LC_ALL=C sort -u
}

# The theorems may rest on the axioms of the reals alone, the readers on the primitive integers alone.
compare_axioms() { # what, number of the answer, file
  LC_ALL=C sort -u "$proofs/coq/$3" >axioms.allowed
  axioms_of "$2" >axioms.found
  cmp -s axioms.found axioms.allowed && return
  echo "the $1 rest on other axioms than coq/$3 says:"
  diff axioms.allowed axioms.found || true
  rm -f axioms.log
  exit 1
}

axioms() {
  cd "$out/coq"
  newer_than axioms.log $(compiled) Axioms.v || coqc -Q . Isthmus Axioms.v >axioms.log
  if [ "$(grep -c '^Axioms:$' axioms.log)" != 2 ]; then
    echo "Axioms.v printed other than two lists of axioms"
    rm -f axioms.log
    exit 1
  fi
  compare_axioms theorems 1 axioms.expected
  compare_axioms readers 2 axioms_readers.expected
}

checker() {
  refresh ocaml '*.ml'
  cd "$out/ocaml"
  if ! (cd "$out/coq" && newer_than ../ocaml/verified.ml $(compiled) Extract.v); then
    (cd "$out/coq" && coqc -Q . Isthmus Extract.v && mv verified.ml verified.mli "$out/ocaml/")
  fi
  newer_than isthmus-verified ./*.ml && return
  warnings="-w +a-4-9-40-41-42-44-45-70 -warn-error +a"
  ocamlfind ocamlopt $warnings -package zarith -c rational.ml
  ocamlfind ocamlopt -w -a -package zarith -c verified.mli verified.ml
  ocamlfind ocamlopt $warnings -package zarith,unix -linkpkg rational.cmx verified.cmx numbers.ml \
    certificate.ml words.ml reader.ml expand.ml unfold.ml rules.ml main.ml -o isthmus-verified
}

theory
axioms
checker
echo "$out/ocaml/isthmus-verified"

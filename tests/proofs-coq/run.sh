#!/bin/sh
# run.sh [OUTDIR]: builds the proofs and tests the extracted checker: small certificates right and
# wrong, hostile files, and a chain whose proof is thousands of steps long.
set -e
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
checker=$("$root/proofs/build.sh" "$@" | tail -n 1)
sh "$here/corpus.sh" "$checker" "$root/tests/certificates"
sh "$here/hostile.sh" "$checker"

chain=$(mktemp)
trap 'rm -f "$chain"' EXIT
python3 "$here/chain.py" 3000 halves >"$chain"
"$checker" "$chain"
# One lock fewer, and one bound too high: neither is proved.
for edit in '/^lock in 7 /d; s/^end .*/end 6004/' 's/^lock in 7 [^ ]*/lock in 7 9999/'; do
  code=0
  sed "$edit" "$chain" | "$checker" - || code=$?
  [ $code -eq 1 ] || { echo "exit code $code after: $edit"; exit 1; }
done

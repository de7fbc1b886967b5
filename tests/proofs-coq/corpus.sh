#!/bin/sh
# corpus.sh CHECKER FOLDER: the checker must prove every certificate FOLDER/*.lines and give each of
# FOLDER/wrong/*.lines the verdict that its name says. Fails also if there is nothing to check.
checker=$1
folder=$2
proved=0
refused=0
bad=0

check() { # file, expected exit code
  said=$("$checker" "$1")
  code=$?
  [ $code -eq "$2" ] && return 0
  echo "$1: exit code $code instead of $2: $said"
  bad=$((bad + 1))
}

for file in "$folder"/*.lines; do
  check "$file" 0 && proved=$((proved + 1))
done
for file in "$folder"/wrong/*.lines; do
  case $(basename "$file") in
    malformed.*) check "$file" 2 ;;
    not_proved.*) check "$file" 1 ;;
    *) echo "$file: no verdict in its name"; false ;;
  esac && refused=$((refused + 1))
done
echo "$proved proved, $refused refused, $bad wrong verdicts"
[ $bad -eq 0 ] && [ $proved -gt 0 ] && [ $refused -gt 0 ]

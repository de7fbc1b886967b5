# Bash completion for isthmus. Commands and flags are read off the help texts, so that a new
# command needs no change here.
_isthmus() {
  local current=${COMP_WORDS[COMP_CWORD]} program=${COMP_WORDS[0]} command="" word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] || { command=$word; break; }
  done
  COMPREPLY=()
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$("$program" ${command:+"$command"} --help 2>/dev/null |
      grep -oE -- '--[a-z][a-z-]*' | sort -u)" -- "$current")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$("$program" --help 2>/dev/null |
      sed -nE '/^([Ss]ub)?([Cc]ommands|COMMANDS|SUBCOMMANDS)/,$s/^  ([a-z]+).*/\1/p')" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    compopt -o filenames
  fi
}
complete -F _isthmus isthmus

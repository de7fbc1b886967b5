# Fish completion for isthmus; commands and flags are read off the help texts.
function __isthmus_commands
    isthmus --help 2>/dev/null | sed -nE '/^([Ss]ub)?([Cc]ommands|COMMANDS|SUBCOMMANDS)/,$s/^  ([a-z]+).*/\1/p'
end
function __isthmus_flags
    set -l words (commandline -opc)
    isthmus $words[2] --help 2>/dev/null | grep -oE -- '--[a-z][a-z-]*' | sort -u
end
complete -c isthmus -n __fish_use_subcommand -f -a '(__isthmus_commands)'
complete -c isthmus -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__isthmus_flags)'

# Writes isthmus.1: the template with the help text of the program and of each of its commands.
# cmake -DPROGRAM=… -DVERSION=… -DTEMPLATE=… -DOUTPUT=… -P ManPage.cmake

# The output of `PROGRAM ARGN --help`, in `result`.
function(help_text result)
  execute_process(COMMAND ${PROGRAM} ${ARGN} --help OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# `text` as preformatted roff: no character of it may be taken for a request or an escape.
function(preformatted result text)
  string(REPLACE "\\" "\\e" text "${text}")
  string(REPLACE "-" "\\-" text "${text}")
  string(REGEX REPLACE "(^|\n)([.'])" "\\1\\\\&\\2" text "${text}")
  set(${result} ".nf\n${text}.fi\n" PARENT_SCOPE)
endfunction()

help_text(top)
preformatted(HELP "${top}")
# The commands are the first words of the indented lines below the heading that names them.
string(REGEX REPLACE "^.*\n([Ss]ub)?[Cc](ommands|OMMANDS):?[^\n]*\n" "\n" listing "${top}")
string(REGEX MATCHALL "\n  [a-z]+" commands "${listing}")
foreach(command IN LISTS commands)
  string(STRIP "${command}" command)
  help_text(text ${command})
  preformatted(text "${text}")
  string(APPEND HELP ".SS ${command}\n${text}")
endforeach()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)

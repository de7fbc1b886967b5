# cmake -DFOLDER=proofs/coq -DOUT=FILE -P EmbedTheory.cmake: the Coq files as string literals, so that
# the library can write proofs that need no other file.
file(GLOB files ${FOLDER}/*.v)
list(SORT files)
file(WRITE ${OUT} "// Made from proofs/coq by cmake/EmbedTheory.cmake.\n#include \"proof/coq_theory.hpp\"\n\n"
  "namespace isthmus::proof {\nnamespace {\nconstexpr TheoryFile files[] = {\n")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  file(APPEND ${OUT} "{\"${name}\", R\"theory(${text})theory\"},\n")
endforeach()
file(APPEND ${OUT} "};\n}  // namespace\n\nstd::span<const TheoryFile> theory_files() { return files; }\n\n"
  "}  // namespace isthmus::proof\n")

// The Coq theory of proofs/coq as text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus::proof {

/// One file: "Variety" and the text of proofs/coq/Variety.v.
struct TheoryFile {
  std::string_view name;
  std::string_view text;
};

/// All files by name; defined by the build.
[[nodiscard]] std::span<const TheoryFile> theory_files();

/// The files that `roots` need, themselves included, as one text: each a module of its name, after
/// those it imports. `From Isthmus Require Import X` becomes `Import X`. Requires that the roots
/// are names of files; throws Error (internal) if one is missing.
[[nodiscard]] std::string inlined_theory(const std::vector<std::string>& roots);

}  // namespace isthmus::proof

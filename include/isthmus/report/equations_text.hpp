// The equations of M(c) written for people and for other programs (docs/equations.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/variety/equations.hpp"

namespace isthmus {

enum class EquationFormat { text, latex, macaulay2, singular, sage, smtlib, json };

/// The names of all formats, in the order of the enum: what `--to` accepts.
[[nodiscard]] const std::vector<std::string>& equation_format_names();

/// Throws Error (bad_usage), listing the names, for anything that is not one of them.
[[nodiscard]] EquationFormat parse_equation_format(const std::string& name);

struct EquationOptions {
  std::uint64_t max_variables = 100'000;    ///< refuse networks with more weights
  std::optional<std::size_t> minors_limit;  ///< list the maximal minors, at most so many forests
};

/// All that is written, with the names of the network's file. Variable i of `equations` is called
/// t<i> in every format, and row v of the laws has the value c<v>.
struct EquationSystem {
  std::string title;                              ///< name of the network, may be empty
  std::vector<std::vector<std::string>> members;  ///< of every law: node ids, the first names it
  std::vector<std::string> weights;               ///< of every variable: the edge, "[copy]" if many
  std::vector<std::uint32_t> file_edges;          ///< of every variable: position in the file
  std::vector<std::uint64_t> multiplicities;      ///< of every variable: of its edge
  Equations equations;
  std::optional<Balance> balance;  ///< symbolic if absent
  /// Spanning forests that generate the ideal of maximal minors of the Jacobian, if asked for;
  /// none for the zero ideal.
  std::optional<std::vector<std::vector<std::size_t>>> minors;
};

/// Requires a valid network and its contraction. Throws Error (limit_reached) beyond a limit of
/// `options`; whatever can fail fails here, before anything is written.
[[nodiscard]] EquationSystem equation_system(const Network& network, const Contraction& contraction,
                                             const EquationOptions& options = {});

/// Writes the system; linear in what is written. Dense matrices only up to 200 weights (`text`,
/// `latex`) or 10^6 entries (`singular`), sparse ones or a note beyond.
void write_equations(std::ostream& out, const EquationSystem& system, EquationFormat format);

/// write_equations into a string.
[[nodiscard]] std::string equations_text(const EquationSystem& system, EquationFormat format);

}  // namespace isthmus

// What the commands about two settings of the weights of one network share.
#pragma once

#include <string>

#include "cli/initial.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/report/reach.hpp"

namespace isthmus::cli {

struct TwoSources {
  std::string first, second;
};

/// Reads both; --init, if there is one, draws the weights of the first. Throws Error if they are
/// not the same network, or both are standard input.
[[nodiscard]] TwoNetworks load_two(const TwoSources& sources, const InitialFlags& flags,
                                   const Common& common);

/// --budget STEPS: of the search for a permutation.
void declare_search_budget(Arguments& arguments, std::string& steps);

/// The given one; without it the usual one, or only the clock if there is a --timeout.
[[nodiscard]] Budget search_budget(const std::string& steps, const Common& common,
                                   const Budget& usual);

/// After an answer that is not determined: throws Error (limit_reached) if a flag set the limit.
void refuse_if_asked(const std::string& steps, const Common& common, const std::string& reason);

}  // namespace isthmus::cli

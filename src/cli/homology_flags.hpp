// The flags about homology, for `topology` and `analyze --betti`.
#pragma once

#include <string>

#include "cli/common.hpp"
#include "cli/progress.hpp"
#include "isthmus/report/topology.hpp"

namespace isthmus::cli {

struct HomologyFlags {
  std::string prime;
  std::string limit;
  std::string checkpoint;
  bool integral = false;
};

void declare_homology(Arguments& arguments, HomologyFlags& flags);

/// Throws Error (bad_usage) unless they fit together.
void check_homology(const HomologyFlags& flags);

[[nodiscard]] Coefficients coefficients_of(const HomologyFlags& flags);

/// The checkpoint is bound to the network. `progress` must outlive the options.
[[nodiscard]] TopologyOptions homology_options(const HomologyFlags& flags, const Common& common,
                                               const Network& network, Progress& progress);

/// Says on standard error what is not determined, if anything; true then.
[[nodiscard]] bool report_open_homology(const Analysis& analysis, const std::string& source,
                                        const Common& common);

}  // namespace isthmus::cli

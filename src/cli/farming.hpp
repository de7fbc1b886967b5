// Flags and options of commands that work through many independent items.
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/common.hpp"
#include "cli/progress.hpp"
#include "isthmus/parallel/farm.hpp"

namespace isthmus::cli {

/// --jobs, or as many threads as this process has cores. At least 1.
[[nodiscard]] unsigned threads_of(const Common& common);

/// --checkpoint FILE.
void declare_checkpoint(Arguments& arguments, std::string& checkpoint);

/// How a command calls farm(): its threads, deadline, checkpoint and progress. `identity` names all
/// that the items depend on: the command, its flags, the seed, the whole network as text. Borrows
/// `progress`.
[[nodiscard]] FarmOptions farm_options(const Common& common, const std::string& checkpoint,
                                       const std::string& identity, Progress& progress);

}  // namespace isthmus::cli

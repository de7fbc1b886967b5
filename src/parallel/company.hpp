// A farm with several ranks: rank 0 deals out, the others work and report.
#pragma once

#include "isthmus/parallel/farm.hpp"
#include "parallel/desk.hpp"

namespace isthmus {

/// farm() on rank 0, its `jobs` threads at work as well.
[[nodiscard]] FarmResult deal_out(std::size_t count, const Work& work, const FarmOptions& options,
                                  std::size_t jobs);

/// farm() on any other rank.
[[nodiscard]] FarmResult work_for_rank_0(std::size_t count, const Work& work,
                                         const FarmOptions& options, std::size_t jobs);

}  // namespace isthmus

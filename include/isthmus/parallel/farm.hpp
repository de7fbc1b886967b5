// Many independent items of work, spread over threads, MPI ranks and restarts of the program.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// How items are worked through; nothing here but `deadline` can change a result.
struct FarmOptions {
  unsigned jobs = 0;       ///< threads on each rank; 0: `default_jobs()`
  std::string checkpoint;  ///< file that a killed run resumes from; empty: none
  /// What is computed: command, digest of the input, seed, … A checkpoint of another identity or
  /// another number of items is refused and stays as it is. Ranks whose identities differ (another
  /// input file on another machine) are refused as well.
  std::string identity;
  /// Called with the number of finished items (at first those of the checkpoint, then after each
  /// item), by one thread at a time and only on rank 0. It delays the work, so it must be quick.
  std::function<void(std::size_t done, std::size_t total)> on_progress;
  /// From then on no item is begun; those at work are finished.
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

/// What became of the items.
struct FarmResult {
  /// items[i] = work(i), or nothing where the deadline came first.
  std::vector<std::optional<std::string>> items;
  bool complete = false;  ///< no item is missing
};

/// items[i] = work(i) for all i < count, whichever thread or rank computes it; the same bytes for
/// any number of threads and ranks, with or without a restart. Items are begun in increasing order.
///
/// Requires `work` to be a pure function of i that may run on several threads at once, and, under
/// MPI, all ranks to call farm() in the same order with the same arguments; every rank gets the
/// whole result. Called from inside `work` it runs on the calling thread alone.
///
/// Throws what `work` throws for the least i for which it throws, on every rank: an `Error` or
/// std::bad_alloc as it is, any other exception from another rank as std::runtime_error. Throws
/// Error (bad_input) for a checkpoint that is damaged, of something else or cannot be written.
///
/// Costs about a microsecond an item besides the work: group
/// smaller items. Memory: all results at once, on every rank.
[[nodiscard]] FarmResult farm(std::size_t count,
                              const std::function<std::string(std::size_t)>& work,
                              const FarmOptions& options = {});

/// The threads of a rank that was not told how many: one for each core that it may run on, shared
/// evenly with the other ranks of its machine. At least 1.
[[nodiscard]] unsigned default_jobs();

}  // namespace isthmus

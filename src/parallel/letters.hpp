// The bodies of the letters of a farm.
#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/parallel/farm.hpp"

namespace isthmus {

/// To rank 0.
struct Report {
  std::uint64_t farm = 0;         ///< which farm of this process it is about, from 1
  std::uint64_t computation = 0;  ///< digest of what is computed: the same on all ranks
  std::uint64_t jobs = 0;         ///< threads of the sender
  bool hungry = false;            ///< more work is wanted
  bool over = false;              ///< the sender's last report about this farm
  std::vector<std::pair<std::size_t, std::string>> finished;
  std::vector<std::pair<std::size_t, std::string>> failed;  ///< at most one; as `written`
};

/// From rank 0.
struct Deal {
  std::vector<std::size_t> items;
  std::size_t end = 0;  ///< items from here on are not wanted any more
  bool last = false;    ///< no more items will come
};

[[nodiscard]] std::string written(const Report& report);
[[nodiscard]] Report read_report(const std::string& body);
[[nodiscard]] std::string written(const Deal& deal);
[[nodiscard]] Deal read_deal(const std::string& body);

/// The outcome that all ranks share: a result, or the exception to throw.
[[nodiscard]] std::string written(const FarmResult& result);
[[nodiscard]] std::string written_outcome(const std::exception_ptr& failure);
/// Throws the exception if that is the outcome.
[[nodiscard]] FarmResult read_outcome(const std::string& body);

}  // namespace isthmus

// The stages of one computation, each spread over threads and ranks.
#pragma once

#include <functional>
#include <string>

#include "isthmus/parallel/farm.hpp"
#include "isthmus/topology/topology.hpp"

namespace isthmus::topology {

/// Every rank goes through the same stages in the same order. A checkpoint FILE becomes FILE.1,
/// FILE.2, …: one for each stage.
class Stages {
 public:
  explicit Stages(const TopologyOptions& options) : options_(options) {}

  [[nodiscard]] std::uint64_t cell_limit() const noexcept { return options_.cell_limit; }

  /// One stage; see farm().
  [[nodiscard]] FarmResult run(const char* phase, std::size_t count,
                               const std::function<std::string(std::size_t)>& work);
  /// A part of the next stage tried beforehand: not kept in a checkpoint, no stage of its own.
  [[nodiscard]] FarmResult try_out(std::size_t count,
                                   const std::function<std::string(std::size_t)>& work) const;

 private:
  const TopologyOptions& options_;
  std::size_t done_ = 0;
};

/// Why a stage is not complete.
inline constexpr const char* out_of_time = "the time limit was reached";

}  // namespace isthmus::topology

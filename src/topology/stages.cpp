#include "topology/stages.hpp"

namespace isthmus::topology {

FarmResult Stages::run(const char* phase, std::size_t count,
                       const std::function<std::string(std::size_t)>& work) {
  if (options_.on_phase) options_.on_phase(phase);
  FarmOptions farm_options = options_.farm;
  const std::string number = std::to_string(++done_);
  if (!farm_options.checkpoint.empty()) farm_options.checkpoint += "." + number;
  farm_options.identity += "\nstage " + number;
  return farm(count, work, farm_options);
}

FarmResult Stages::try_out(std::size_t count,
                           const std::function<std::string(std::size_t)>& work) const {
  FarmOptions farm_options = options_.farm;
  farm_options.checkpoint.clear();
  farm_options.on_progress = nullptr;
  return farm(count, work, farm_options);
}

}  // namespace isthmus::topology

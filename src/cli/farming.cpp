#include "cli/farming.hpp"

namespace isthmus::cli {

unsigned threads_of(const Common& common) {
  return common.job_count > 0 ? common.job_count : default_jobs();
}

void declare_checkpoint(Arguments& arguments, std::string& checkpoint) {
  arguments.group("Long runs");
  arguments.option("--checkpoint", "FILE", checkpoint,
                   "keep finished parts in FILE; the same command goes on from there if it was "
                   "ended before");
}

FarmOptions farm_options(const Common& common, const std::string& checkpoint,
                         const std::string& identity, Progress& progress) {
  FarmOptions options;
  options.jobs = common.job_count;
  options.deadline = common.deadline;
  options.checkpoint = checkpoint;
  options.identity = identity;
  options.on_progress = [&progress](std::size_t done, std::size_t total) {
    progress.advance(done, total);
  };
  return options;
}

}  // namespace isthmus::cli

// The file that `flow` writes.
#pragma once

#include <string>

#include "cli/initial.hpp"
#include "isthmus/motion/training.hpp"

namespace isthmus::cli {

/// Writes the network at the end of a training that started from `source` to `path`, which
/// check_network_file accepts. In a model file the trained tensors are binary64, as the weights
/// are; it has been read back and compared, number by number, before it gets its name. Throws Error
/// (limit_reached) if the format cannot hold it.
void write_trained(const std::string& source, const InitialFlags& flags, const std::string& path,
                   const Training& training);

}  // namespace isthmus::cli

// The file that `unlock` writes.
#pragma once

#include <string>

#include "cli/initial.hpp"
#include "isthmus/motion/unlock.hpp"

namespace isthmus::cli {

/// Write the rescaled network (model) to `path`, which check_network_file accepts. It is complete,
/// and has been read back and compared with the old one weight by weight, before the file gets its
/// name (or before anything goes to standard output). Throws Error (limit_reached) if the format
/// cannot hold it.
void write_unlocked(const std::string& path, const Network& before, const UnlockedNetwork& after);
void write_unlocked(const std::string& source, const InitialFlags& flags, const std::string& path,
                    const Model& before, const UnlockedModel& after);

}  // namespace isthmus::cli

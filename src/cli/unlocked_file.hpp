// The file that `unlock` writes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/initial.hpp"
#include "isthmus/motion/unlock.hpp"

namespace isthmus::cli {

/// Throws Error (bad_usage) unless a network from `source` can be written to `path`: a network file
/// always, a model file if the source is one of the same kind; and if `path` exists and `force` is
/// false.
void check_unlocked_file(const std::string& source, const std::string& path, bool force);

/// Write the rescaled network (model) to `path`. The file is complete, and has been read back and
/// compared with the old one weight by weight, before it gets its name. Throws Error
/// (limit_reached) if the format cannot hold it.
void write_unlocked(const std::string& path, const Network& before, const UnlockedNetwork& after);
void write_unlocked(const std::string& source, const InitialFlags& flags, const std::string& path,
                    const Model& before, const UnlockedModel& after);

}  // namespace isthmus::cli

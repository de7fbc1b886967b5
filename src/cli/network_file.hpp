// Networks written to files like those they were read from: what prune, unlock and flow share.
#pragma once

#include <string>

#include "cli/initial.hpp"

namespace isthmus::cli {

/// The rule for commands that write `what` to the file of -o, and their report to standard output.
[[nodiscard]] FileRule network_rule(const std::string& what);

/// Throws Error (bad_usage) unless a network from `source` can be written to the file of -o, if one
/// is named: a network file (.json, or "-" for one on standard output, where no report in JSON may
/// go then) always, a model file if the source is one of the same kind.
void check_network_file(const std::string& source, const Common& common);

/// True for the names of network files, as against model files.
[[nodiscard]] bool is_network_file(const std::string& path);

/// Throws the same error for a model that only an .npz file can hold, if `path` is none.
void check_model_file(const Model& model, const std::string& source, const std::string& path);

/// Flags for a model file with all its entries, also zeros that are no edges.
[[nodiscard]] InitialFlags with_zeros(InitialFlags flags);

/// A file like `path` cannot hold `what`.
[[nodiscard]] Error cannot_hold(const std::string& path, const std::string& what,
                                const std::string& why);

/// The model in the file called `name`, which was written to become `path` and hold `what`; no
/// weights are drawn. Throws cannot_hold if it cannot be read.
[[nodiscard]] Model read_back(const std::string& name, InitialFlags flags, const std::string& path,
                              const std::string& what);

}  // namespace isthmus::cli

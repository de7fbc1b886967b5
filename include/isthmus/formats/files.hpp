// Files and streams: reading whole inputs, writing outputs so that no half-written file remains.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// Writes to a temporary name beside `path` and renames it into place once everything is written;
/// a symbolic link stays, and what it points to is replaced.
/// On any failure (unwritable folder, full disk) removes the temporary file, leaves an existing
/// `path` as it was and throws Error (bad_input) naming `path`, the cause and the remedy.
/// Devices and pipes (/dev/full, /dev/stdout) are written directly.
void write_file(const std::string& path, const std::function<void(std::ostream&)>& write);

/// The same for a file that is looked at before it counts: `make` writes the file called by its
/// argument, whose name ends as `path` does, may read it back, and throws if it is not as it should
/// be. Then, and on any failure, nothing is left of it. Errors about it name `path`. Throws Error
/// (bad_input) if `path` is a folder, device or pipe.
void write_checked_file(const std::string& path,
                        const std::function<void(const std::string&)>& make);

/// The whole content of a file, or of standard input for "-".
/// Throws Error (bad_input) if it cannot be read, naming `path` and the cause.
[[nodiscard]] std::string read_file(const std::string& path);

/// A network from what a user names on the command line: an architecture string, "-" for
/// standard input, or a file whose name says its format (".json", or that of a model file, which
/// load_model reads). Errors name the file.
[[nodiscard]] Network load_network(const std::string& source);

}  // namespace isthmus

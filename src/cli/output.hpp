// Where results go.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "cli/common.hpp"

namespace isthmus::cli {

/// Runs `write` on the file `path` (completely or not at all), or on standard output if it is
/// empty or "-". On ranks other than 0 it runs `write` and drops what is written. A reader that
/// went away is no error; anything else that keeps a byte from being written throws Error
/// (bad_input).
void deliver(const std::string& path, const std::function<void(std::ostream&)>& write);

/// The same for a file that `make` writes under the name it is given, reads back and finds right
/// (write_checked_file); on rank 0 only.
void deliver_checked(const std::string& path, const std::function<void(const std::string&)>& make);

/// Throws Error (bad_usage) at `flag` if `path` has the extension of a kind of file that is read or
/// written here, but not of `kind`. `offered` is the flag that could ask for other kinds.
void check_extension(const std::string& flag, const std::string& path, const std::string& kind,
                     const FormatFlag& offered = {});

/// Throws Error (bad_usage) at `flag` if `path` is a file that exists, unless `force`; also if it
/// is a folder, or in a folder that is not there. For results of long work: said before it starts.
/// Empty paths, "-", devices and pipes pass.
void check_free(const std::string& flag, const std::string& path, bool force);

}  // namespace isthmus::cli

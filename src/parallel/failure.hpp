// Exceptions on their way from rank to rank.
#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace isthmus {

/// An exception as bytes: an Error or lack of memory keeps what it is, anything else its what().
[[nodiscard]] std::string written(const std::exception_ptr& failure);
/// What `written` wrote; std::runtime_error for anything else.
[[nodiscard]] std::exception_ptr read_failure(std::string_view bytes);

}  // namespace isthmus

// The readers of the two forms; both throw Error (bad_input) with the place.
#pragma once

#include <istream>
#include <streambuf>
#include <string_view>

#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// Text in memory as a stream, without a copy of it.
class ViewStream : private std::streambuf, public std::istream {
 public:
  explicit ViewStream(std::string_view text) : std::istream(static_cast<std::streambuf*>(this)) {
    char* begin = const_cast<char*>(text.data());  // a get area is never written to
    setg(begin, begin, begin + text.size());
  }
};

[[nodiscard]] Certificate read_json_form(std::string_view text);
[[nodiscard]] Certificate read_lines_form(std::string_view text);

}  // namespace isthmus

#include "cli/values.hpp"

#include <algorithm>
#include <charconv>

#include "isthmus/error.hpp"

namespace isthmus::cli {
namespace {

Error bad_value(const std::string& flag, const std::string& text, const std::string& remedy) {
  return usage_error("the value " + quoted(text) + " does not fit", remedy).at(flag);
}

bool read_whole(const std::string& text, std::uint64_t& value) {
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  return result.ec == std::errc() && result.ptr == end;
}

std::uint64_t unit_of(char suffix) {
  switch (suffix) {
    case 'K':
      return std::uint64_t{1} << 10;
    case 'M':
      return std::uint64_t{1} << 20;
    case 'G':
      return std::uint64_t{1} << 30;
    case 'T':
      return std::uint64_t{1} << 40;
    default:
      return 1;
  }
}

}  // namespace

std::uint64_t parse_count(const std::string& flag, const std::string& text, std::uint64_t least,
                          std::uint64_t most) {
  std::uint64_t value = 0;
  if (!read_whole(text, value) || value < least || value > most) {
    throw bad_value(
        flag, text,
        "give a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

double parse_seconds(const std::string& flag, const std::string& text) {
  constexpr double longest = 1e9;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  const bool whole = result.ec == std::errc() && result.ptr == end;
  if (!whole || !(value > 0) || value > longest) {
    throw bad_value(flag, text, "give a positive number of seconds such as 2.5");
  }
  return value;
}

std::uint64_t parse_bytes(const std::string& flag, const std::string& text) {
  const std::uint64_t unit = text.empty() ? 1 : unit_of(text.back());
  const std::string digits = unit == 1 ? text : text.substr(0, text.size() - 1);
  std::uint64_t value = 0;
  const bool fits = read_whole(digits, value) && value > 0 &&
                    value <= std::numeric_limits<std::uint64_t>::max() / unit;
  if (!fits) throw bad_value(flag, text, "give a size such as 500M or 2G");
  return value * unit;
}

void require_choice(const std::string& flag, const std::string& text,
                    const std::vector<std::string>& choices) {
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) return;
  std::string list;
  for (const std::string& choice : choices) list += (list.empty() ? "" : ", ") + choice;
  throw bad_value(flag, text, "choose one of: " + list);
}

}  // namespace isthmus::cli

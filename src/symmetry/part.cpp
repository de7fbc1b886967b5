// Counting and listing orbits of products and of full symmetric groups.
//
// A product of groups that move different points has as orbits the products of orbits; the smallest
// member, read part by part, consists of the smallest members. All permutations of n parts of one
// shape: an orbit is a multiset of n orbits, and its smallest member has them in non-decreasing
// order. Lists hold the first `keep` patterns only; the last part changes fastest, so that the
// first `keep` choices never need more than the first `keep` patterns of a part.
#include "symmetry/part.hpp"

#include <algorithm>

namespace isthmus::symmetry {
namespace {

// Moves on to the next choice of one listed pattern for each part; false after the last, or where
// a list was cut short.
bool next_choice(std::span<const Part> parts, std::vector<std::uint32_t>& chosen) {
  for (std::size_t f = parts.size(); f-- > 0;) {
    if (chosen[f] + 1 < parts[f].patterns.size()) {
      ++chosen[f];
      std::fill(chosen.begin() + static_cast<std::ptrdiff_t>(f) + 1, chosen.end(), 0U);
      return true;
    }
    if (!parts[f].all_listed) return false;
  }
  return false;
}

// The same for non-decreasing choices from equal lists.
bool next_multiset(const Part& each, std::vector<std::uint32_t>& chosen) {
  for (std::size_t f = chosen.size(); f-- > 0;) {
    if (chosen[f] + 1 < each.patterns.size()) {
      std::fill(chosen.begin() + static_cast<std::ptrdiff_t>(f), chosen.end(), chosen[f] + 1);
      return true;
    }
    if (!each.all_listed) return false;
  }
  return false;
}

template <class Next>
void list(std::span<const Part> parts, std::size_t keep, Part& result, const Next& next) {
  for (const Part& part : parts) {
    result.reading.insert(result.reading.end(), part.reading.begin(), part.reading.end());
  }
  std::vector<std::uint32_t> chosen(parts.size(), 0);
  do {
    result.patterns.push_back(joined(parts, chosen));
  } while (result.patterns.size() < keep && next(chosen));
  result.all_listed = result.at_most == result.patterns.size();
}

}  // namespace

Part single_point(std::uint32_t point) { return {2, 2, "", {point}, {{1}, {-1}}, true}; }

SignVector joined(std::span<const Part> parts, const std::vector<std::uint32_t>& chosen) {
  SignVector signs;
  for (std::size_t f = 0; f < parts.size(); ++f) {
    const SignVector& pattern = parts[f].patterns[chosen[f]];
    signs.insert(signs.end(), pattern.begin(), pattern.end());
  }
  return signs;
}

Part product(std::span<const Part> parts, std::size_t keep) {
  Part result;
  for (const Part& part : parts) {
    result.at_least *= part.at_least;
    result.at_most *= part.at_most;
    if (result.reason.empty()) result.reason = part.reason;
  }
  list(parts, keep, result, [&](auto& chosen) { return next_choice(parts, chosen); });
  return result;
}

Integer multiset_count(const Integer& q, std::size_t n) {
  Integer count = 1;
  for (std::size_t i = 1; i <= n; ++i) count = count * (q - 1 + i) / i;
  return count;
}

Part multisets(std::span<const Part> parts, std::size_t keep) {
  Part result;
  result.at_least = result.at_most = multiset_count(parts.front().count(), parts.size());
  list(parts, keep, result, [&](auto& chosen) { return next_multiset(parts.front(), chosen); });
  return result;
}

}  // namespace isthmus::symmetry

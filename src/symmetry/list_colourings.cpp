// Orbits on colourings by listing all of them: union–find over their numbers.
//
// The number of a colouring has one digit for each part, the first part's the highest, so that
// smaller numbers are smaller colourings. Counting up changes few digits at a time (on average less
// than two), and the number of the image under a generator changes by the same digits at other
// places: each image costs O(1). Joining every number with its images leaves the orbits; the
// smallest member of each represents it. O(colourings · generators).
#include "symmetry/action.hpp"
#include "symmetry/pattern_list.hpp"

namespace isthmus::symmetry {
namespace {

constexpr unsigned most_log2 = 30;

// Disjoint sets, each represented by its smallest member.
class SmallestSets {
 public:
  explicit SmallestSets(std::uint32_t count) : parent_(count) {
    for (std::uint32_t m = 0; m < count; ++m) parent_[m] = m;
  }
  std::uint32_t find(std::uint32_t m) {
    while (parent_[m] != m) m = parent_[m] = parent_[parent_[m]];
    return m;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a < b) parent_[b] = a;
    if (b < a) parent_[a] = b;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// The digits of numbers, each with its own base.
struct Digits {
  std::vector<std::uint32_t> base;
  std::vector<std::uint32_t> stride;  // the value of a 1 at each place

  explicit Digits(const std::vector<Part>& parts) : base(parts.size()), stride(parts.size()) {
    std::uint32_t value = 1;
    for (std::size_t p = parts.size(); p-- > 0;) {
      base[p] = static_cast<std::uint32_t>(parts[p].count());
      stride[p] = value;
      value *= base[p];
    }
  }
};

void join_images(const Digits& digits, const Moves& generator, std::uint32_t count,
                 SmallestSets& sets) {
  std::vector<std::uint32_t> moved(digits.base.size());
  for (std::uint32_t p = 0; p < moved.size(); ++p) moved[p] = digits.stride[image_of(generator, p)];
  std::vector<std::uint32_t> digit(moved.size(), 0);
  std::uint32_t image = 0;
  for (std::uint32_t number = 0; number < count; ++number) {
    sets.join(number, image);
    for (std::size_t p = moved.size(); p-- > 0;) {
      image += moved[p];
      if (++digit[p] < digits.base[p]) break;
      image -= digit[p] * moved[p];
      digit[p] = 0;
    }
  }
}

std::vector<std::uint32_t> digits_of(std::uint32_t number, const Digits& digits) {
  std::vector<std::uint32_t> result;
  for (std::size_t p = 0; p < digits.base.size(); ++p) {
    result.push_back(number / digits.stride[p] % digits.base[p]);
  }
  return result;
}

}  // namespace

std::optional<Part> list_colourings(const Action& action, const OrbitOptions& options) {
  Integer colourings = 1;
  for (const Part& part : action.parts) colourings *= part.count();
  if (colourings > Integer(1) << std::min<std::size_t>(options.max_listed_points, most_log2)) {
    return std::nullopt;
  }
  const auto count = static_cast<std::uint32_t>(colourings);
  const Digits digits(action.parts);
  SmallestSets sets(count);
  for (const Moves& generator : action.generators) join_images(digits, generator, count, sets);
  Part result;
  PatternList list(action, options.keep, result);
  std::uint32_t orbits = 0;
  for (std::uint32_t number = 0; number < count; ++number) {
    if (sets.find(number) != number) continue;
    ++orbits;
    if (!list.full()) list.add(digits_of(number, digits));
  }
  result.at_least = result.at_most = orbits;
  result.all_listed = orbits == result.patterns.size();
  return result;
}

}  // namespace isthmus::symmetry

// Orbits on colourings by listing the elements of the group (Burnside).
//
// The number of orbits is the mean over all elements of the number of colourings they fix: one
// colour for each cycle. The elements are all products of generators, found breadth first.
//
// Smallest members are generated in order (Read 1978). Call a colouring v canonical if no element
// makes it smaller. If v is canonical and t its last place with a colour below the highest, then v'
// with the highest colour at t is canonical too: suppose gv' is smaller, first at i. If i < t, then
// gv <= gv' place by place, and v' and v agree before t, so gv is smaller than v. If i >= t, then
// gv' agrees with v' before t, where all places of v' below the highest colour are, and gv' has no
// more of them to spend at i. So a prefix extends to a canonical colouring if and only if filling
// it up with highest colours gives one, and a search by prefixes has no dead ends.
//
// O(|G| · generators · k · log) for k parts, and O(|G| · k) for each colouring tried.
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "isthmus/error.hpp"
#include "symmetry/action.hpp"
#include "symmetry/pattern_list.hpp"

namespace isthmus::symmetry {
namespace {

using Element = std::vector<std::uint32_t>;
constexpr std::uint64_t most_numbers = std::uint64_t{1} << 26;  // in all elements together: 256 MB

std::optional<std::set<Element>> all_elements(const Action& action, const OrbitOptions& options,
                                              Budget& budget) {
  const std::size_t size = action.parts.size();
  Element identity(size);
  std::iota(identity.begin(), identity.end(), 0U);
  std::set<Element> elements{identity};
  std::deque<const Element*> queue{&*elements.begin()};
  for (; !queue.empty(); queue.pop_front()) {
    for (const Moves& generator : action.generators) {
      if (!budget.spend(size)) return std::nullopt;
      Element product = *queue.front();
      for (std::uint32_t& image : product) image = image_of(generator, image);
      const auto [at, is_new] = elements.insert(std::move(product));
      if (!is_new) continue;
      if (elements.size() > options.max_group) return std::nullopt;
      if (elements.size() * size > most_numbers) return std::nullopt;
      queue.push_back(&*at);
    }
  }
  return elements;
}

Integer fixed_colourings(const Element& element, const Action& action) {
  std::vector<char> seen(element.size(), 0);
  Integer fixed = 1;
  for (std::uint32_t p = 0; p < element.size(); ++p) {
    if (seen[p] != 0) continue;
    fixed *= action.parts[p].count();
    for (std::uint32_t q = p; seen[q] == 0; q = element[q]) seen[q] = 1;
  }
  return fixed;
}

Integer mean_of_fixed(const std::set<Element>& elements, const Action& action) {
  Integer total = 0;
  for (const Element& element : elements) total += fixed_colourings(element, action);
  ensure(total % elements.size() == 0, "the mean number of fixed colourings is an integer");
  return total / elements.size();
}

// Finds canonical colourings in lexicographic order.
class Orderly {
 public:
  Orderly(const std::set<Element>& elements, const Action& action, Budget& budget)
      : elements_(elements), budget_(budget) {
    for (const Part& part : action.parts) {
      // A list of colourings never gets as far as that.
      const Integer most = std::numeric_limits<std::uint32_t>::max();
      highest_.push_back(static_cast<std::uint32_t>(part.count() > most ? most : part.count() - 1));
    }
    colours_ = highest_;
  }

  // Adds canonical colourings until the list is full or the budget ends.
  void run(PatternList& list) {
    for (bool more = complete(0); more && !list.full(); more = next()) list.add(colours_);
  }

 private:
  // Chooses the lowest colour that can be, from `start` on; false: out of budget.
  bool complete(std::size_t start) {
    for (std::size_t p = start; p < colours_.size(); ++p) {
      colours_[p] = 0;
      if (!raise_until_canonical(p)) return false;
    }
    return true;
  }

  bool raise_until_canonical(std::size_t p) {
    while (colours_[p] < highest_[p] && !canonical()) {
      if (budget_.exhausted()) return false;
      ++colours_[p];
    }
    return true;
  }

  // Raises the last colour that is not the highest, and completes.
  bool next() {
    for (std::size_t p = colours_.size(); p-- > 0;) {
      if (colours_[p] == highest_[p]) continue;
      ++colours_[p];
      return raise_until_canonical(p) && complete(p + 1);
    }
    return false;
  }

  [[nodiscard]] bool canonical() {
    for (const Element& element : elements_) {
      if (!budget_.spend() || makes_smaller(element)) return false;
    }
    return true;
  }

  // Whether the colouring read along the element comes before the colouring itself. The elements
  // are a group, so reading along all of them gives the whole orbit.
  [[nodiscard]] bool makes_smaller(const Element& element) const {
    for (std::size_t p = 0; p < colours_.size(); ++p) {
      if (colours_[p] != colours_[element[p]]) return colours_[element[p]] < colours_[p];
    }
    return false;
  }

  const std::set<Element>& elements_;
  Budget& budget_;
  std::vector<std::uint32_t> highest_;
  std::vector<std::uint32_t> colours_;
};

}  // namespace

std::optional<Part> list_elements(const Action& action, const OrbitOptions& options) {
  Budget budget = options.budget;
  const auto elements = all_elements(action, options, budget);
  if (!elements) return std::nullopt;
  Part result;
  result.at_least = result.at_most = mean_of_fixed(*elements, action);
  PatternList list(action, options.keep, result);
  Orderly(*elements, action, budget).run(list);
  if (result.patterns.empty()) list.add(std::vector<std::uint32_t>(action.parts.size(), 0));
  result.all_listed = result.at_most == result.patterns.size();
  return result;
}

}  // namespace isthmus::symmetry

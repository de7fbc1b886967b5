// Orbits on {±1}^k by listing the elements of the group (Burnside).
//
// The number of orbits is the mean over all elements of the number of sign vectors they fix, which
// is 2^cycles. The elements are all products of generators, found breadth first. Representatives
// are generated in order (Read 1978). Call a vector canonical if no element makes it smaller (+
// before −). If v is canonical and its last + is at t, then v' with − at t is canonical too:
// suppose gv' is smaller, by a + at i where v' has −. If i < t, then gv, which has + wherever gv'
// has, is smaller than v. If i >= t, then gv' has all the + of v' before t and no further one to
// spend at i. So a prefix extends to a canonical vector if and only if filling it up with − gives
// one, and a search by prefixes has no dead ends.
//
// O(|G| · generators · k · log) and O(|G| · k) for each vector tried.
#include <deque>
#include <map>
#include <numeric>
#include <set>

#include "isthmus/error.hpp"
#include "symmetry/factor.hpp"

namespace isthmus::symmetry {
namespace {

using Element = std::vector<std::uint32_t>;
constexpr std::uint64_t most_numbers = std::uint64_t{1} << 26;  // in all elements together: 256 MB

std::optional<std::set<Element>> list_elements(const Factor& factor, const OrbitOptions& options,
                                               Budget& budget) {
  Element identity(factor.size());
  std::iota(identity.begin(), identity.end(), 0U);
  std::set<Element> elements{identity};
  std::deque<const Element*> queue{&*elements.begin()};
  for (; !queue.empty(); queue.pop_front()) {
    for (const Moves& generator : factor.generators) {
      if (!budget.spend(factor.size())) return std::nullopt;
      Element product = *queue.front();
      for (std::uint32_t& image : product) image = image_of(generator, image);
      const auto [at, is_new] = elements.insert(std::move(product));
      if (!is_new) continue;
      if (elements.size() > options.max_group) return std::nullopt;
      if (elements.size() * factor.size() > most_numbers) return std::nullopt;
      queue.push_back(&*at);
    }
  }
  return elements;
}

std::size_t cycles_of(const Element& element) {
  std::vector<char> seen(element.size(), 0);
  std::size_t cycles = 0;
  for (std::uint32_t p = 0; p < element.size(); ++p) {
    if (seen[p] != 0) continue;
    ++cycles;
    for (std::uint32_t q = p; seen[q] == 0; q = element[q]) seen[q] = 1;
  }
  return cycles;
}

Integer mean_of_fixed(const std::set<Element>& elements) {
  std::map<std::size_t, std::uint64_t> with_cycles;
  for (const Element& element : elements) ++with_cycles[cycles_of(element)];
  Integer total = 0;
  for (const auto& [cycles, count] : with_cycles) total += Integer(count) << cycles;
  ensure(total % elements.size() == 0, "the mean number of fixed sign vectors is an integer");
  return total / elements.size();
}

// Finds canonical vectors in lexicographic order.
class Orderly {
 public:
  Orderly(const std::set<Element>& elements, std::uint32_t points, Budget& budget)
      : elements_(elements), points_(points), budget_(budget), signs_(points, -1) {}

  // The first `keep` of them; fewer when the budget ends.
  std::vector<SignVector> run(std::size_t keep) {
    std::vector<SignVector> found;
    if (keep == 0 || points_ == 0) return found;
    for (bool more = complete(0); more && found.size() < keep; more = next()) {
      found.push_back(signs_);
    }
    return found;
  }

 private:
  // Chooses the smallest sign that can be for each point from `start` on; false: out of budget.
  bool complete(std::uint32_t start) {
    for (std::uint32_t p = start; p < points_; ++p) {
      signs_[p] = 1;
      if (!canonical()) signs_[p] = -1;
      if (budget_.exhausted()) return false;
    }
    return true;
  }

  // Makes the last + that can be a − one, and completes.
  bool next() {
    for (std::uint32_t p = points_; p-- > 0;) {
      if (signs_[p] < 0) continue;
      signs_[p] = -1;
      return complete(p + 1);
    }
    return false;
  }

  [[nodiscard]] bool canonical() {
    for (const Element& element : elements_) {
      if (!budget_.spend()) return false;
      if (makes_smaller(element)) return false;
    }
    return true;
  }

  // Whether the vector read along the element comes before the vector itself. The elements are a
  // group, so reading along all of them gives the whole orbit.
  [[nodiscard]] bool makes_smaller(const Element& element) const {
    for (std::uint32_t p = 0; p < points_; ++p) {
      if (signs_[p] != signs_[element[p]]) return signs_[element[p]] > signs_[p];
    }
    return false;
  }

  const std::set<Element>& elements_;
  std::uint32_t points_;
  Budget& budget_;
  SignVector signs_;
};

}  // namespace

std::optional<SignOrbits> orbits_by_elements(const Factor& factor, const OrbitOptions& options) {
  Budget budget = options.budget;
  const auto elements = list_elements(factor, options, budget);
  if (!elements) return std::nullopt;
  SignOrbits result;
  result.at_least = result.at_most = mean_of_fixed(*elements);
  result.representatives = Orderly(*elements, factor.size(), budget).run(options.keep);
  result.all_listed = result.at_most == result.representatives.size();
  result.reading.resize(factor.size());
  std::iota(result.reading.begin(), result.reading.end(), 0U);
  return result;
}

}  // namespace isthmus::symmetry

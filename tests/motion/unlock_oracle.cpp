#include "motion/unlock_oracle.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::test {
namespace {

__extension__ using Wide = __int128;  // room for exponents up to 20

bool inside(std::size_t set, std::size_t v) { return (set >> v & 1) != 0; }

}  // namespace

LockOracle::LockOracle(std::size_t hidden, std::vector<Arc> arcs, std::vector<std::int64_t> x)
    : hidden_(hidden), arcs_(std::move(arcs)), x_(std::move(x)) {
  for (std::size_t set = 1; set < std::size_t{1} << hidden; ++set) {
    Cut cut;
    for (std::size_t e = 0; e < arcs_.size(); ++e) {
      const bool tail = inside(set, arcs_[e].tail.value);
      const bool head = inside(set, arcs_[e].head.value);
      if (head && !tail) cut.in.push_back(e);
      if (tail && !head) cut.out.push_back(e);
    }
    if (cut.in.size() == 1 || cut.out.size() == 1) cuts_.push_back(std::move(cut));
  }
}

int LockOracle::exponent(std::size_t arc, const std::vector<std::int32_t>& k) const {
  const auto at = [&](NodeId v) { return v.value == hidden_ ? 0 : k[v.value]; };
  return at(arcs_[arc].head) - at(arcs_[arc].tail);
}

std::size_t LockOracle::locks(const std::vector<std::int32_t>& k) const {
  std::vector<Wide> y;
  for (std::size_t e = 0; e < arcs_.size(); ++e) {
    y.push_back(static_cast<Wide>(x_[e]) << (2 * (exponent(e, k) + 20)));
  }
  std::vector<bool> locked(arcs_.size(), false);
  for (const Cut& cut : cuts_) {
    Wide in = 0;
    Wide out = 0;
    for (const std::size_t e : cut.in) in += y[e];
    for (const std::size_t e : cut.out) out += y[e];
    if (cut.in.size() == 1 && arcs_[cut.in[0]].multiplicity == 1 && in > out) {
      locked[cut.in[0]] = true;
    }
    if (cut.out.size() == 1 && arcs_[cut.out[0]].multiplicity == 1 && out > in) {
      locked[cut.out[0]] = true;
    }
  }
  return static_cast<std::size_t>(std::count(locked.begin(), locked.end(), true));
}

std::size_t LockOracle::fewest() const {
  std::vector<std::int32_t> k(hidden_, -reach);
  std::size_t best = locks(k);
  for (;;) {
    std::size_t v = 0;
    while (v < hidden_ && k[v] == reach) k[v++] = -reach;
    if (v == hidden_) return best;
    ++k[v];
    best = std::min(best, locks(k));
  }
}

}  // namespace isthmus::test

// Small certificates written by hand.
#pragma once

#include "isthmus/proof/certificate.hpp"

namespace isthmus::test {

inline Arc arc(std::uint32_t tail, std::uint32_t head, std::uint64_t multiplicity = 1) {
  return {NodeId{tail}, NodeId{head}, multiplicity};
}

/// ⏚ → a → b ⇒ ⏚ with a bundle at the end and a loop at a; a's name is hostile. The second lock
/// uses the first; there are 4 components, and the base is a regular point.
inline Certificate locked_chain() {
  Certificate it(BalanceNetwork(2, {arc(2, 0), arc(0, 1), arc(1, 2, 3), arc(0, 0)}));
  it.names = CertificateNames{{"a\n(check-sat) *) ", "b"}, {"x->a", "a->b", "b=>y", "a->a"}};
  it.balance = Balance(std::vector<Rational>{Rational(-1) / 2, 2});
  it.claims = {{ClaimKind::components, 2}, {ClaimKind::regular_point}};
  it.base = SparseVector{{EdgeId{0}, Rational(3) / 2}, {EdgeId{1}, 2}};
  it.locks = {{EdgeId{1}, CutKind::in, {NodeId{1}}, {}, 2},
              {EdgeId{0}, CutKind::in, {NodeId{0}}, {EdgeId{1}}, Rational(3) / 2}};
  it.point = it.base;
  it.forest = Forest{{NodeId{0}, EdgeId{0}}, {NodeId{1}, EdgeId{1}}};
  return it;
}

/// a → b → ⏚ with c = (-1, 2): b needs at least 2 from a, which has not even 1.
inline Certificate empty_chain() {
  Certificate it(BalanceNetwork(2, {arc(0, 1), arc(1, 2)}));
  it.balance = Balance(std::vector<Rational>{-1, 2});
  it.claims = {{ClaimKind::empty}};
  it.locks = {{EdgeId{0}, CutKind::in, {NodeId{1}}, {}, 2}};
  it.empty = EmptyCut{CutKind::in, {NodeId{0}}, {EdgeId{0}}, 1};
  return it;
}

/// a → ⏚ → b with c = (0, 1): a floats always, b never.
inline Certificate floating_leaf() {
  Certificate it(BalanceNetwork(2, {arc(0, 2), arc(2, 1)}));
  it.balance = Balance(std::vector<Rational>{0, 1});
  it.claims = {{ClaimKind::no_regular_point}, {ClaimKind::strata, 0, 1, true}};
  it.base = SparseVector{{EdgeId{1}, 1}};
  it.always_floating = AlwaysFloating{CutKind::in, {NodeId{0}}};
  it.strata = {{{NodeId{0}}, {}}};
  it.search = {SearchBranch{NodeId{1}}, SearchCut{CutKind::in, {NodeId{1}}},
               SearchBranch{NodeId{0}}, SearchFound{0}, SearchNone{}};
  return it;
}

}  // namespace isthmus::test

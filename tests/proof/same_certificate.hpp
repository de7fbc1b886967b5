// Equality of certificates, field by field: not through the writers, which it is meant to test.
#pragma once

#include <algorithm>

#include "isthmus/proof/certificate.hpp"

namespace isthmus::test {

inline bool same(const BalanceNetwork& a, const BalanceNetwork& b) {
  if (a.hidden_count() != b.hidden_count() || a.edge_count() != b.edge_count()) return false;
  for (const EdgeId e : a.edges()) {
    if (a.tail(e) != b.tail(e) || a.head(e) != b.head(e)) return false;
    if (a.multiplicity(e) != b.multiplicity(e)) return false;
  }
  return true;
}

// These have lists in them.
inline bool same(const SearchStep& a, const SearchStep& b);
inline bool same(const SearchSplit& a, const SearchSplit& b);
inline bool same(const RegularWitness& a, const RegularWitness& b);
inline bool same(const DistanceProof& a, const DistanceProof& b);

inline bool same(const CertificateNames& a, const CertificateNames& b) {
  return a.nodes == b.nodes && a.edges == b.edges;
}
inline bool same(const CutStep& a, const CutStep& b) {
  return a.edge == b.edge && a.kind == b.kind && a.set == b.set && a.uses == b.uses &&
         a.bound == b.bound;
}
inline bool same(const EmptyCut& a, const EmptyCut& b) {
  return a.kind == b.kind && a.set == b.set && a.uses == b.uses && a.bound == b.bound;
}
inline bool same(const Detour& a, const Detour& b) { return a.edge == b.edge && a.walk == b.walk; }
inline bool same(const AlwaysFloating& a, const AlwaysFloating& b) {
  return a.kind == b.kind && a.set == b.set;
}
inline bool same(const StratumWitness& a, const StratumWitness& b) {
  return a.set == b.set && a.difference == b.difference;
}
inline bool same(const ReachStep& a, const ReachStep& b) {
  return a.node == b.node && a.flow == b.flow;
}
inline bool same(const SearchBranch& a, const SearchBranch& b) { return a.node == b.node; }
inline bool same(const SearchCut& a, const SearchCut& b) {
  return a.kind == b.kind && a.set == b.set;
}
inline bool same(const SearchFound& a, const SearchFound& b) { return a.index == b.index; }
inline bool same(const SearchNone&, const SearchNone&) { return true; }

template <class Item>
bool same(const std::vector<Item>& a, const std::vector<Item>& b) {
  return std::ranges::equal(a, b, [](const Item& x, const Item& y) { return same(x, y); });
}
template <class Item>
bool same(const std::optional<Item>& a, const std::optional<Item>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

inline bool same(const SearchSplit& a, const SearchSplit& b) {
  return a.part == b.part && same(a.zeros, b.zeros);
}
inline bool same(const SearchStep& a, const SearchStep& b) {
  const auto is_same = [&](const auto& step) {
    const auto* other = std::get_if<std::decay_t<decltype(step)>>(&b);
    return other != nullptr && same(step, *other);
  };
  return std::visit(is_same, a);
}
inline bool same(const RegularWitness& a, const RegularWitness& b) {
  return a.difference == b.difference && same(a.detours, b.detours);
}
inline bool same(const DistanceProof& a, const DistanceProof& b) {
  return a.set == b.set && same(a.reach, b.reach);
}

inline bool same_steps(const Certificate& a, const Certificate& b) {
  return a.base == b.base && same(a.locks, b.locks) &&
         a.bypass.from_ground == b.bypass.from_ground && a.bypass.to_ground == b.bypass.to_ground &&
         a.free == b.free && same(a.empty, b.empty) && a.point == b.point &&
         a.floating == b.floating && a.forest == b.forest && a.interior == b.interior &&
         a.interior_forest == b.interior_forest && same(a.weak, b.weak) &&
         same(a.regular_free, b.regular_free) && same(a.always_floating, b.always_floating) &&
         same(a.strata, b.strata) && same(a.search, b.search) && same(a.distance, b.distance);
}

inline bool same(const Certificate& a, const Certificate& b) {
  return same(a.network, b.network) && same(a.names, b.names) && a.balance == b.balance &&
         a.claims == b.claims && same_steps(a, b);
}

}  // namespace isthmus::test

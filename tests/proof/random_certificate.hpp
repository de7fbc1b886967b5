// Random certificates that obey the grammar and prove nothing: every field may be there, absent or
// empty.
#pragma once

#include <optional>
#include <string>

#include "isthmus/proof/certificate.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

class RandomCertificate {
 private:
  template <class Item, class Make>
  std::vector<Item> list(std::size_t size, const Make& make) {
    std::vector<Item> list;
    while (list.size() < size) list.push_back(make());
    return list;
  }
  template <class Item, class Make>
  std::vector<Item> some(const Make& make) {
    return list<Item>(random_.below(4), make);
  }
  template <class Make>
  auto maybe(const Make& make) {
    return random_.chance(70) ? std::optional(make()) : std::nullopt;
  }
  template <class Id>
  std::vector<Id> increasing(std::size_t count) {
    std::vector<Id> list;
    for (const Id id : IdRange<Id>(count)) {
      if (random_.chance(50)) list.push_back(id);
    }
    return list;
  }

 public:
  explicit RandomCertificate(std::uint64_t seed)
      : random_(seed), hidden_(random_.below(14)), edges_(random_.below(20)) {}

  [[nodiscard]] Certificate make() {
    Certificate it(network());
    if (random_.chance(50)) it.names = names();
    it.balance = Balance(list<Rational>(hidden_, [&] { return rational(); }));
    it.claims = claims();
    it.base = maybe([&] { return vector(); });
    it.bypass = {some<Forest>([&] { return forest(); }), some<Forest>([&] { return forest(); })};
    it.free = some<SparseVector>([&] { return vector(); });
    it.point = maybe([&] { return vector(); });
    it.forest = maybe([&] { return forest(); });
    it.interior = maybe([&] { return vector(); });
    it.interior_forest = maybe([&] { return forest(); });
    it.regular_free = some<RegularWitness>([&] { return witness(); });
    if (hidden_ > 0) add_sets(it);
    it.search = some<SearchStep>([&] { return search_step(); });
    return it;
  }

 private:
  BalanceNetwork network() {
    const auto end = [&] { return NodeId{static_cast<std::uint32_t>(random_.below(hidden_ + 1))}; };
    return {hidden_, list<Arc>(edges_, [&] {
              const NodeId tail = end();
              return Arc{tail, end(), random_.chance(80) ? 1 : random_.below(1000) + 1};
            })};
  }
  CertificateNames names() {
    return {list<std::string>(hidden_, [&] { return name(); }),
            list<std::string>(edges_, [&] { return name(); })};
  }
  std::string name() {
    const std::vector<std::string> pieces{"h", "→", "\"", "\\",   "\n",
                                          "#", " ", "𝛉",  "\x01", "end 3"};
    std::string text;
    while (random_.chance(70)) text += pieces[random_.below(pieces.size())];
    return text;
  }
  Rational rational() {
    Rational q(random_.between(-12, 12));
    if (random_.chance(10)) q = q * Rational(Integer(std::uint64_t{1} << 62)) * Rational(1 << 30);
    return q / Rational(random_.chance(10) ? Integer(Integer(random_.next()) * 10 + 7)
                                           : Integer(random_.between(1, 9)));
  }
  Rational nonzero() {
    const Rational q = rational();
    return q == 0 ? Rational(1) : q;
  }
  std::vector<Claim> claims() {
    std::vector<Claim> claims;
    while (claims.empty()) {
      for (int kind = 0; kind <= static_cast<int>(ClaimKind::distance); ++kind) {
        if (random_.chance(50)) claims.push_back(claim(ClaimKind{kind}));
      }
    }
    return claims;
  }
  Claim claim(ClaimKind kind) {
    Claim claim;
    claim.kind = kind;
    if (kind == ClaimKind::components || kind == ClaimKind::regular_components) {
      claim.log2 = random_.below(1'000'000'000'000'000'001);
    }
    if (kind == ClaimKind::strata) {
      claim.count = random_.below(5);
      claim.complete = random_.chance(50);
    }
    if (kind == ClaimKind::distance) claim.squared = rational();
    return claim;
  }

  CutKind kind() { return random_.chance(50) ? CutKind::in : CutKind::out; }
  NodeId node() { return NodeId{static_cast<std::uint32_t>(random_.below(hidden_))}; }
  EdgeId edge() { return EdgeId{static_cast<std::uint32_t>(random_.below(edges_))}; }
  std::vector<NodeId> set() {
    std::vector<NodeId> set = increasing<NodeId>(hidden_);
    if (set.empty()) set.push_back(node());
    return set;
  }
  std::vector<EdgeId> uses() {
    return random_.chance(50) ? increasing<EdgeId>(edges_) : std::vector<EdgeId>();
  }
  SparseVector vector() {
    SparseVector vector;
    for (const EdgeId e : increasing<EdgeId>(edges_)) vector.emplace_back(e, nonzero());
    return vector;
  }
  Forest forest() {
    if (hidden_ == 0 || edges_ == 0) return {};
    return list<ForestEdge>(random_.below(12), [&] { return ForestEdge{node(), edge()}; });
  }
  RegularWitness witness() {
    if (edges_ == 0) return {};
    return {vector(), some<Detour>([&] {
              return Detour{edge(), some<EdgeId>([&] { return edge(); })};
            })};
  }
  SearchStep search_step() {
    const std::uint64_t which = random_.below(hidden_ == 0 ? 2 : 5);
    if (which == 0) return SearchNone{};
    if (which == 1) return SearchFound{random_.below(9)};
    if (which == 2) return SearchBranch{node()};
    if (which == 3) return SearchCut{kind(), set()};
    return SearchSplit{set(), some<SearchCut>([&] { return SearchCut{kind(), set()}; })};
  }

  /// The steps that cannot be without a hidden node.
  void add_sets(Certificate& it) {
    it.empty = maybe([&] { return EmptyCut{kind(), set(), uses(), rational()}; });
    it.floating = maybe([&] { return set(); });
    it.always_floating = maybe([&] { return AlwaysFloating{kind(), set()}; });
    it.strata = some<StratumWitness>([&] { return StratumWitness{set(), vector()}; });
    it.distance = maybe([&] {
      return DistanceProof{set(), list<ReachStep>(random_.below(12), [&] {
                             const NodeId v = node();
                             return ReachStep{v, vector()};
                           })};
    });
    if (edges_ == 0) return;
    it.locks = some<CutStep>([&] { return CutStep{edge(), kind(), set(), uses(), rational()}; });
    it.weak = some<CutStep>([&] { return CutStep{edge(), kind(), set(), uses(), 0}; });
  }

  Random random_;
  std::size_t hidden_;
  std::size_t edges_;
};

}  // namespace isthmus::test

// M(c) as a product: spheres from what cannot vanish, and one factor for each block.
#include "isthmus/topology/topology.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "isthmus/error.hpp"
#include "topology/block_topology.hpp"
#include "topology/generators.hpp"

namespace isthmus {
namespace {

using topology::BlockTopology;
using topology::Peeled;
using topology::Piece;
using topology::RawCut;

std::vector<EdgeId> edges_of(const Piece& piece) {
  std::vector<EdgeId> variables;
  for (const EdgeId e : piece.network.edges()) variables.push_back(e);
  return topology::original_edges(piece, variables);
}

/// Spheres and blocks by dimension, what is not determined last.
bool comes_before(const TopologyFactor& a, const TopologyFactor& b) {
  constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
  const auto top = [](const TopologyFactor& f) {
    return f.homology ? f.homology->betti.rbegin()->first : last;
  };
  return std::pair(top(a), a.edges) < std::pair(top(b), b.edges);
}

class Gathering {
 public:
  Gathering(const BalanceNetwork& network, const TopologyOptions& options)
      : network_(network), stages_(options) {}

  void add_sphere(const RawCut& cut) {
    std::uint64_t weights = 0;
    for (const EdgeId e : cut.edges) weights += network_.multiplicity(e);
    if (weights == 1) ++result_.log2_components;
    add({sphere_homology(weights - 1), Integer(weights % 2 == 1 ? 2 : 0), {cut.edges}, {}});
    cuts_.push_back(cut);
  }
  void add_block(const Piece& piece) {
    BlockTopology block = topology::block_topology(piece, stages_);
    if (block.homology) {
      ensure(block.homology->betti.at(0) == 1, "a block without locks is connected");
      const bool agree = !block.euler || *block.euler == euler_characteristic(*block.homology);
      ensure(agree, "homology and faces give the same Euler characteristic");
    }
    if (!block.reason.empty()) result_.reason = block.reason;
    if (block.cuts) {
      cuts_.insert(cuts_.end(), block.cuts->begin(), block.cuts->end());
    } else {
      cuts_known_ = false;
    }
    if (block.homology == point_homology()) return;
    add({std::move(block.homology), std::move(block.euler), {edges_of(piece)}, block.reason});
  }
  Topology finish(const Balance& c) {
    if (cuts_known_) result_.generators = topology::with_sets(network_, c, cuts_);
    for (TopologyFactor& factor : result_.factors)
      std::sort(factor.edges.begin(), factor.edges.end());
    std::sort(result_.factors.begin(), result_.factors.end(), comes_before);
    return std::move(result_);
  }

 private:
  void add(TopologyFactor factor) {
    if (factor.homology) {
      const auto [at, is_new] = known_.try_emplace(
          {factor.homology->betti, factor.homology->torsion}, result_.factors.size());
      if (!is_new) return result_.factors[at->second].edges.push_back(factor.edges.front());
    }
    result_.factors.push_back(std::move(factor));
  }

  const BalanceNetwork& network_;
  topology::Stages stages_;
  Topology result_;
  std::vector<RawCut> cuts_;
  bool cuts_known_ = true;
  std::map<std::pair<decltype(Homology::betti), decltype(Homology::torsion)>, std::size_t> known_;
};

/// Products as long as the number of terms to multiply stays within a limit.
class Expansion {
 public:
  explicit Expansion(std::size_t limit) : limit_(limit) {}

  void multiply(Homology factor, std::size_t times) {
    for (; times > 0 && result_; times /= 2) {
      if (times % 2 == 1) take(*result_, factor, result_);
      std::optional<Homology> square;
      if (times > 1) take(factor, factor, square);
      if (times > 1 && square) factor = std::move(*square);
    }
  }
  [[nodiscard]] std::optional<Homology> result() { return std::move(result_); }

 private:
  /// `to` becomes the product, or everything nothing.
  void take(const Homology& a, const Homology& b, std::optional<Homology>& to) {
    const std::size_t work = terms(a) * terms(b);
    if (work > limit_ - done_) {
      result_.reset();
    } else {
      done_ += work;
      to = product(a, b);
    }
  }
  static std::size_t terms(const Homology& homology) {
    std::size_t count = homology.betti.size();
    for (const auto& [degree, groups] : homology.torsion) count += groups.size();
    return count;
  }

  std::size_t limit_, done_ = 0;
  std::optional<Homology> result_ = point_homology();
};

}  // namespace

Topology topology_of(const BalanceNetwork& network, const Balance& c, const Flow& flow,
                     const TopologyOptions& options) {
  Gathering gathering(network, options);
  const Peeled peeled = topology::peel(topology::whole(network, c, flow));
  for (const RawCut& cut : peeled.spheres) gathering.add_sphere(cut);
  for (const Piece& piece : peeled.blocks) gathering.add_block(piece);
  return gathering.finish(c);
}

std::optional<Homology> expanded(const Topology& topology, std::size_t work_limit) {
  Expansion expansion(work_limit);
  for (const TopologyFactor& factor : topology.factors) {
    if (!factor.homology) return std::nullopt;
    expansion.multiply(*factor.homology, factor.count());
  }
  return expansion.result();
}

std::optional<Integer> euler_from_faces(const Topology& topology) {
  Integer result = 1;
  for (const TopologyFactor& factor : topology.factors) {
    if (!factor.euler) return std::nullopt;
    result *= boost::multiprecision::pow(*factor.euler, static_cast<unsigned>(factor.count()));
  }
  return result;
}

}  // namespace isthmus

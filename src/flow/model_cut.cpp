// Minimum cut of a model (Theory §4, distance).
//
// Problem. minimum_cut takes a rational number for every edge: a million weights cost a second
// before the algorithm has begun.
// Idea. Inputs and outputs are one node, and most weights of a perceptron lead there. What joins a
// hidden node v to the ground is the total of all weights at v less those to other hidden nodes.
// The totals are exact sums that the balance needs as well; only weights between hidden nodes are
// looked at one by one. They are binary numbers, so they become integers on a common denominator by
// shifts, in the smallest type that holds twice the total of all.
// Rejected: bounds in floating point with directed rounding. They decide most cuts as quickly, but
// then need all of this as well for the rest.
#include "flow/model_cut.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>
#include <vector>

#include "flow/contracting_cut.hpp"
#include "flow/cut_graph.hpp"
#include "flow/scaled.hpp"
#include "isthmus/error.hpp"
#include "isthmus/network/model_balance.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus::flow {
namespace {

__extension__ typedef unsigned __int128 Wide;

/// A finite x ≠ 0 as odd · 2^exponent, without its sign.
struct OddParts {
  std::uint64_t odd = 0;
  int exponent = 0;
};

OddParts odd_parts(double x) {
  int exponent = 0;
  const double digits = std::ldexp(std::frexp(std::fabs(x), &exponent), 53);
  const auto whole = static_cast<std::uint64_t>(digits);
  const int zeros = std::countr_zero(whole);
  return {whole >> static_cast<unsigned>(zeros), exponent - 53 + zeros};
}

/// n · 2^shift for a number that is known to fit.
template <class N>
N shifted(Wide n, unsigned shift) {
  return static_cast<N>(n << shift);
}
template <>
Int256 shifted<Int256>(Wide n, unsigned shift) {
  Int256::Words words{};
  const unsigned word = shift / 64, bit = shift % 64;
  const auto low = static_cast<std::uint64_t>(n), high = static_cast<std::uint64_t>(n >> 64U);
  const std::uint64_t part[3] = {low << bit, bit == 0 ? high : high << bit | low >> (64 - bit),
                                 bit == 0 ? 0 : high >> (64 - bit)};
  for (unsigned i = 0; i < 3 && word + i < 4; ++i) words[word + i] = part[i];
  return Int256(words);
}
template <>
Integer shifted<Integer>(Wide n, unsigned shift) {
  const Integer high = static_cast<std::uint64_t>(n >> 64U);
  return Integer(Integer(high << 64U) + static_cast<std::uint64_t>(n)) << shift;
}

/// The squared weights of a model as a graph, with exponents of two still apart.
class Weights {
 public:
  template <NumberType widest>
  Weights(const Model& model, const ModelGraph& part, const NodeSums<widest>& sums)
      : model_(model), part_(part) {
    for (const NodeId v : part.graph.hidden_nodes()) {
      SquareSum<widest> total;
      for (const std::uint32_t member : part.members_of(v)) {
        total.merge(sums.in()[member]);
        total.merge(sums.out()[member]);
      }
      totals_.push_back(total.value());
      if (total.sign() != 0) note_place(totals_.back());
    }
    for (const Link& link : model.links) {
      if (!link.fixed) gather(link);
    }
    scale();
  }

  /// Edges of weight > 0 on the common denominator. Overflow if N is too short.
  template <class N>
  [[nodiscard]] std::vector<CutEdge<N>> edges() const {
    static_cast<void>(from_integer<N>(Integer(2 * sum_)));
    std::vector<N> to_ground = convert<N>(scaled_totals_);
    std::vector<CutEdge<N>> list;
    for (const Single& single : singles_) {
      const OddParts parts = odd_parts(single.x);
      const auto shift = static_cast<unsigned>(2 * parts.exponent - place_);
      add(list, to_ground, single.a, single.b, shifted<N>(Wide{parts.odd} * parts.odd, shift));
    }
    for (std::size_t i = 0; i < bundles_.size(); ++i) {
      add(list, to_ground, bundles_[i].a, bundles_[i].b, from_integer<N>(scaled_bundles_[i]));
    }
    const std::uint32_t ground = part_.graph.ground().value;
    for (std::uint32_t v = 0; v < ground; ++v) {
      ensure(!(to_ground[v] < 0), "the weights at a node are at least those to other hidden nodes");
      if (to_ground[v] > 0) list.push_back({v, ground, to_ground[v]});
    }
    return list;
  }

  [[nodiscard]] Integer denominator() const { return Integer(1) << static_cast<unsigned>(-place_); }

 private:
  /// Weights between different hidden nodes, or inside one.
  struct Single {
    std::uint32_t a, b;
    double x;
  };
  struct Several {
    std::uint32_t a, b;
    Rational norm;
  };

  void gather(const Link& link) {
    const bool dense = link.wiring == Wiring::dense;
    const std::size_t columns = dense ? link.tails.size() : 1;
    if (dense && (all_ground(link.tails) || all_ground(link.heads))) return;
    for (std::size_t row = 0; row < link.heads.size(); ++row) {
      const NodeId head = part_.node_of[link.heads[row]];
      if (part_.graph.is_ground(head)) continue;
      for (std::size_t column = 0; column < columns; ++column) {
        const NodeId tail = part_.node_of[link.tails[dense ? column : row]];
        if (part_.graph.is_ground(tail)) continue;
        gather(link, link.position(row, column), tail, head);
      }
    }
  }

  void gather(const Link& link, std::uint64_t position, NodeId tail, NodeId head) {
    const Tensor& tensor = model_.tensors[link.tensor];
    if (link.depth == 1) {
      const double x = tensor.at(position);
      if (x == 0) return;
      singles_.push_back({tail.value, head.value, x});
      place_ = std::min(place_, 2 * odd_parts(x).exponent);
      return;
    }
    LongSquareSum norm;
    norm.add_run(tensor.data + position * byte_size(tensor.type), tensor.type, link.depth,
                 link.depth_stride);
    if (norm.sign() == 0) return;
    bundles_.push_back({tail.value, head.value, norm.value()});
    note_place(bundles_.back().norm);
  }

  [[nodiscard]] bool all_ground(const std::vector<std::uint32_t>& nodes) const {
    return std::all_of(nodes.begin(), nodes.end(), [&](std::uint32_t node) {
      return part_.graph.is_ground(part_.node_of[node]);
    });
  }

  // Sums of squares of binary numbers have powers of two as denominators.
  void note_place(const Rational& sum) {
    place_ = std::min(place_, -static_cast<int>(msb(denominator_of(sum))));
  }

  void scale() {
    const Integer one = denominator();
    for (const Rational& total : totals_) {
      scaled_totals_.push_back(numerator_of(total) * (one / denominator_of(total)));
      sum_ += scaled_totals_.back();
    }
    for (const Several& bundle : bundles_) {
      scaled_bundles_.push_back(numerator_of(bundle.norm) * (one / denominator_of(bundle.norm)));
    }
  }

  template <class N>
  static void add(std::vector<CutEdge<N>>& list, std::vector<N>& to_ground, std::uint32_t a,
                  std::uint32_t b, N weight) {
    to_ground[a] -= weight;
    to_ground[b] -= weight;
    if (a != b) list.push_back({a, b, std::move(weight)});
  }

  const Model& model_;
  const ModelGraph& part_;
  std::vector<Rational> totals_;
  std::vector<Single> singles_;
  std::vector<Several> bundles_;
  int place_ = 0;  // every number is a multiple of 2^place_
  std::vector<Integer> scaled_totals_, scaled_bundles_;
  Integer sum_ = 0;  // of the totals: no cut is larger
};

/// The hidden nodes of the first component that misses the ground; empty if there is none.
template <class N>
std::vector<NodeId> floating(const BalanceNetwork& graph, const std::vector<CutEdge<N>>& edges) {
  DisjointSets joined(graph.node_count());
  for (const CutEdge<N>& edge : edges) joined.join(edge.a, edge.b);
  const auto at_ground = joined.find(graph.ground().value);
  std::vector<NodeId> set;
  for (const NodeId v : graph.hidden_nodes()) {
    if (joined.find(v.value) == at_ground) continue;
    if (set.empty() || joined.find(v.value) == joined.find(set.front().value)) set.push_back(v);
  }
  return set;
}

struct Cutter {
  const BalanceNetwork& graph;
  const Weights& weights;

  template <class N>
  MinimumCut operator()() const {
    std::vector<CutEdge<N>> edges = weights.edges<N>();
    if (auto set = floating(graph, edges); !set.empty()) return {0, std::move(set)};
    ContractingCut<N> cut(CutGraph<N>(graph.node_count(), std::move(edges)));
    cut.run();
    const bool ground_side = cut.side()[graph.ground().value];
    MinimumCut result{unscaled(cut.value(), weights.denominator()), {}};
    for (const NodeId v : graph.hidden_nodes()) {
      if (cut.side()[v.value] != ground_side) result.set.push_back(v);
    }
    return result;
  }
};

}  // namespace

template <NumberType widest>
std::optional<MinimumCut> model_cut(const Model& model, const ModelGraph& part,
                                    const NodeSums<widest>& sums) {
  if (part.graph.hidden_count() == 0) return std::nullopt;
  return with_smallest_numbers(Cutter{part.graph, Weights(model, part, sums)});
}

template std::optional<MinimumCut> model_cut(const Model&, const ModelGraph&,
                                             const NodeSums<NumberType::binary32>&);
template std::optional<MinimumCut> model_cut(const Model&, const ModelGraph&,
                                             const NodeSums<NumberType::binary64>&);

}  // namespace isthmus::flow

namespace isthmus {
namespace {

template <NumberType widest>
std::optional<MinimumCut> cut_of(const Model& model, const ModelGraph& part) {
  NodeSums<widest> sums(model);
  sums.add_weights(1);
  for (std::size_t v = 0; v < sums.in().size(); ++v) {
    if (sums.in()[v].non_finite() == 0 && sums.out()[v].non_finite() == 0) continue;
    throw input_error("a weight is NaN or infinite", "give finite weights");
  }
  return flow::model_cut(model, part, sums);
}

}  // namespace

std::optional<MinimumCut> minimum_cut(const Model& model, const ModelGraph& part) {
  return has_binary64(model) ? cut_of<NumberType::binary64>(model, part)
                             : cut_of<NumberType::binary32>(model, part);
}

}  // namespace isthmus

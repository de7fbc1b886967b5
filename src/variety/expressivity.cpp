// What locked signs force on an output (Theory §7).
//
// Problem. On a component some edges have a known sign. Which properties does the sum at an output
// have, as a function of the inputs, whatever the other weights are?
//
// Idea. Three rules, each one pass over the edges above an output.
//   Bounds. Terms of known sign: a nonnegative activation times an edge of known sign.
//   Shape. Affine, convex and concave functions: sums with signs, and convex nondecreasing
//   functions of convex ones. The shape a neuron can have is decided by its slope alone, so the
//   sign that an edge must have is the product of the shapes at its ends.
//   Direction. Nondecreasing functions of nondecreasing ones: signs multiply along paths, and all
//   paths from an input must agree, which one pass from the output backwards decides for all
//   inputs.
//
// Invariant. A statement holds for every value of the free edges: each rule is the step of an
// induction from tails to heads (docs/theory.md §7). Nothing is said the other way: a component
// without statements may be restricted too.
//
// Cost. O(V + E) for the shapes of all nodes, if an edge of known sign enters an output at all;
// then the edges used, and for the directions the edges above an output that known signs join to an
// input. Rejected: linear programs over the sign patterns of neurons (exact, exponential, and they
// need the weights).
#include "isthmus/variety/expressivity.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "variety/in_edges.hpp"

namespace isthmus {
namespace {

/// Of a function of the inputs.
enum class Shape : std::int8_t { affine, convex, concave, neither };

bool is_bias(const Node& node) {
  return node.role == Role::input && node.bias && node.activation.known;
}

/// Requires an edge whose sign is not free.
bool may_be(KnownSign sign, KnownSign wanted) {
  return sign == wanted || sign == KnownSign::locked || sign == KnownSign::zero;
}

/// The sign that lets a term of shape `tail` be part of a sum of shape `sum`.
KnownSign needed(Shape tail, Shape sum) {
  return tail == sum ? KnownSign::positive : KnownSign::negative;
}

template <class InEdges>
class Rules {
 public:
  explicit Rules(const InEdges& edges) : edges_(edges), nodes_(edges.nodes()) {}

  std::vector<Restriction> run() {
    for (std::uint32_t v = 0; v < nodes_.size(); ++v) {
      const Node& node = nodes_[v];
      if (node.role != Role::output || !node.activation.known || !has_known_sign(v)) continue;
      if (shapes_.empty()) prepare();
      find_bounds(v);
      find_shape(v, RestrictionKind::convex);
      find_shape(v, RestrictionKind::concave);
      find_directions(v);
    }
    return std::move(found_);
  }

 private:
  // Without such an edge no rule has anything to say.
  [[nodiscard]] bool has_known_sign(std::uint32_t v) const {
    return !edges_.visit(
        v, [](const InEdge& e) { return e.sign == KnownSign::free || e.sign == KnownSign::zero; });
  }

  void prepare() {
    shapes_.assign(nodes_.size(), Shape::neither);
    place_.resize(nodes_.size());
    marked_.assign(nodes_.size(), false);
    ways_.resize(nodes_.size());
    std::uint32_t place = 0;
    for (const std::uint32_t v : edges_.order()) {
      shapes_[v] = passed_on(v);
      place_[v] = place++;
    }
  }

  void keep(Restriction found) {
    std::sort(found.because.begin(), found.because.end());
    std::sort(found.where.begin(), found.where.end(),
              [](const auto& a, const auto& b) { return a.edge < b.edge; });
    found_.push_back(std::move(found));
  }

  static void use(Restriction& found, const InEdge& e, KnownSign sign) {
    found.because.push_back(e.number);
    if (e.sign == KnownSign::locked) {
      found.where.push_back({e.number, sign == KnownSign::positive});
    }
  }

  // ---- bounds ---------------------------------------------------------------------------------

  void find_bounds(std::uint32_t output) {
    for (const auto& [kind, sign] :
         {std::pair(RestrictionKind::bounded_below, KnownSign::positive),
          std::pair(RestrictionKind::bounded_above, KnownSign::negative)}) {
      Restriction found;
      found.output = output;
      found.kind = kind;
      const bool holds = edges_.visit(output, [&, wanted = sign](const InEdge& e) {
        const Node& tail = nodes_[e.tail];
        found.biased = found.biased || is_bias(tail);
        if (is_bias(tail) || e.sign == KnownSign::zero) return true;
        if (tail.role != Role::hidden || !tail.activation.nonnegative()) return false;
        if (!may_be(e.sign, wanted)) return false;
        use(found, e, wanted);
        return true;
      });
      if (holds && !found.because.empty()) keep(std::move(found));
    }
  }

  // ---- shapes ---------------------------------------------------------------------------------

  /// The shape of what a node passes on.
  [[nodiscard]] Shape passed_on(std::uint32_t v) const {
    const Node& node = nodes_[v];
    if (!node.activation.known || node.role == Role::output) return Shape::neither;
    if (node.role == Role::input || (node.activation.negative_slope == 1 && is_affine(v))) {
      return Shape::affine;
    }
    if (node.activation.negative_slope == 1) {
      if (sum_is(v, Shape::convex)) return Shape::convex;
      return sum_is(v, Shape::concave) ? Shape::concave : Shape::neither;
    }
    const Shape own = node.activation.convex() ? Shape::convex : Shape::concave;
    if (is_affine(v)) return own;
    return node.activation.nondecreasing() && sum_is(v, own) ? own : Shape::neither;
  }

  [[nodiscard]] bool is_affine(std::uint32_t v) const {
    return edges_.visit(v, [&](const InEdge& e) {
      return e.sign == KnownSign::zero || shapes_[e.tail] == Shape::affine;
    });
  }

  /// Convex or concave. An affine sum is both.
  [[nodiscard]] bool sum_is(std::uint32_t v, Shape wanted) const {
    return edges_.visit(v, [&](const InEdge& e) {
      const Shape tail = shapes_[e.tail];
      if (tail == Shape::affine || e.sign == KnownSign::zero) return true;
      return tail != Shape::neither && may_be(e.sign, needed(tail, wanted));
    });
  }

  void find_shape(std::uint32_t output, RestrictionKind kind) {
    const Shape wanted = kind == RestrictionKind::convex ? Shape::convex : Shape::concave;
    if (!sum_is(output, wanted)) return;
    Restriction found;
    found.output = output;
    found.kind = kind;
    // The sums that need signs, each with its shape.
    std::vector<std::pair<std::uint32_t, Shape>> sums = {{output, wanted}};
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const auto [head, shape] = sums[i];
      edges_.visit(head, [&, sum = shape](const InEdge& e) {
        const Shape tail = shapes_[e.tail];
        if (tail == Shape::affine || e.sign == KnownSign::zero) return true;
        use(found, e, needed(tail, sum));
        if (!marked_[e.tail]) sums.emplace_back(e.tail, tail);
        marked_[e.tail] = true;
        return true;
      });
    }
    for (const auto& [v, shape] : sums) marked_[v] = false;
    if (!found.because.empty()) keep(std::move(found));
  }

  // ---- directions -----------------------------------------------------------------------------

  /// How an output depends on what a node passes on.
  struct Way {
    enum Product : std::int8_t { none, up, down, differing, lost };
    Product product = none;  ///< of the signs along all paths
    bool several = false;    ///< more than one path

    [[nodiscard]] bool is_signed() const { return product != none && product != lost; }
  };

  /// Can ways through v be continued to its in-edges?
  [[nodiscard]] bool passes(std::uint32_t v, std::uint32_t output) const {
    if (v == output) return true;
    return nodes_[v].role == Role::hidden && nodes_[v].activation.nondecreasing();
  }

  [[nodiscard]] bool counts(std::uint32_t v) const {
    return nodes_[v].role == Role::input && !nodes_[v].bias && nodes_[v].activation.known;
  }

  /// The nodes from which edges with follow(edge) lead to the output through nodes with
  /// enter(node), unsorted.
  template <class Enter, class Follow>
  [[nodiscard]] std::vector<std::uint32_t> above(std::uint32_t output, Enter&& enter,
                                                 Follow&& follow) {
    std::vector<std::uint32_t> found = {output};
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (!enter(found[i])) continue;
      edges_.visit(found[i], [&](const InEdge& e) {
        if (follow(e) && !marked_[e.tail]) {
          marked_[e.tail] = true;
          found.push_back(e.tail);
        }
        return true;
      });
    }
    for (const std::uint32_t v : found) marked_[v] = false;
    return found;
  }

  /// Whether any input is joined to the output by edges of known sign alone: most are not.
  [[nodiscard]] bool may_have_directions(std::uint32_t output) {
    const auto nodes = above(
        output, [&](std::uint32_t v) { return passes(v, output); },
        [](const InEdge& e) { return e.sign != KnownSign::free && e.sign != KnownSign::zero; });
    return std::any_of(nodes.begin(), nodes.end(), [&](std::uint32_t v) { return counts(v); });
  }

  /// All nodes that the output depends on, tails before heads.
  [[nodiscard]] std::vector<std::uint32_t> all_above(std::uint32_t output) {
    auto nodes = above(
        output, [](std::uint32_t) { return true; },
        [](const InEdge& e) { return e.sign != KnownSign::zero; });
    std::sort(nodes.begin(), nodes.end(),
              [&](std::uint32_t a, std::uint32_t b) { return place_[a] < place_[b]; });
    return nodes;
  }

  static typename Way::Product times(typename Way::Product product, KnownSign sign) {
    if (sign == KnownSign::free || product == Way::lost) return Way::lost;
    if (sign != KnownSign::negative || product == Way::differing) return product;
    return product == Way::up ? Way::down : Way::up;
  }

  static void join(Way& way, typename Way::Product product, bool several) {
    way.several = several || way.product != Way::none;
    if (way.product == Way::none) {
      way.product = product;
    } else if (way.product != product) {
      const bool lost = way.product == Way::lost || product == Way::lost;
      way.product = lost ? Way::lost : Way::differing;
    }
  }

  /// Fills ways_ of all nodes above. Edges of which only locked is known count as positive; true if
  /// there are such edges.
  bool follow_ways(std::uint32_t output, const std::vector<std::uint32_t>& nodes) {
    bool open = false;
    for (const std::uint32_t v : nodes) ways_[v] = {};
    ways_[output].product = Way::up;
    for (auto v = nodes.rbegin(); v != nodes.rend(); ++v) {
      const Way way = ways_[*v];
      const auto product = passes(*v, output) ? way.product : Way::lost;
      edges_.visit(*v, [&](const InEdge& e) {
        if (e.sign == KnownSign::zero) return true;
        open = open || e.sign == KnownSign::locked;
        join(ways_[e.tail], times(product, e.sign), way.several);
        return true;
      });
    }
    return open;
  }

  void find_directions(std::uint32_t output) {
    if (!may_have_directions(output)) return;
    const std::vector<std::uint32_t> nodes = all_above(output);
    const bool open = follow_ways(output, nodes);
    const auto state = [&](RestrictionKind kind, bool where_paths_agree, auto&& holds) {
      Restriction found;
      found.output = output;
      found.kind = kind;
      found.where_paths_agree = where_paths_agree;
      for (const std::uint32_t v : nodes) {
        if (counts(v) && holds(ways_[v])) found.inputs.push_back(v);
      }
      std::sort(found.inputs.begin(), found.inputs.end());
      found.because = edges_from(found.inputs, nodes);
      if (!found.inputs.empty()) keep(std::move(found));
    };
    if (open) {
      state(RestrictionKind::monotone, false,
            [](const Way& way) { return way.is_signed() && !way.several; });
      state(RestrictionKind::monotone, true,
            [](const Way& way) { return way.is_signed() && way.several; });
      return;
    }
    state(RestrictionKind::nondecreasing, false,
          [](const Way& way) { return way.product == Way::up; });
    state(RestrictionKind::nonincreasing, false,
          [](const Way& way) { return way.product == Way::down; });
  }

  /// The edges on the paths from these inputs to the output that `nodes` are above.
  [[nodiscard]] std::vector<std::uint32_t> edges_from(const std::vector<std::uint32_t>& inputs,
                                                      const std::vector<std::uint32_t>& nodes) {
    std::vector<std::uint32_t> between;
    for (const std::uint32_t v : inputs) marked_[v] = true;
    for (const std::uint32_t v : nodes) {
      edges_.visit(v, [&](const InEdge& e) {
        if (!marked_[e.tail] || e.sign == KnownSign::zero) return true;
        between.push_back(e.number);
        marked_[v] = true;
        return true;
      });
    }
    for (const std::uint32_t v : nodes) marked_[v] = false;
    return between;
  }

  const InEdges& edges_;
  const std::vector<Node>& nodes_;
  std::vector<Shape> shapes_;
  std::vector<std::uint32_t> place_;  ///< in the order of nodes
  std::vector<bool> marked_;          ///< all false between uses
  std::vector<Way> ways_;             ///< of the nodes above the output of the moment
  std::vector<Restriction> found_;
};

}  // namespace

std::vector<Restriction> restrictions(const Network& network, const std::vector<KnownSign>& signs) {
  const NetworkInEdges edges(network, signs);
  return Rules(edges).run();
}

std::vector<Restriction> restrictions(const Model& model, const std::vector<SignedBundle>& signs) {
  const ModelInEdges edges(model, signs);
  return Rules(edges).run();
}

}  // namespace isthmus

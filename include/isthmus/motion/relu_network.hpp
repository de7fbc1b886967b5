// A network as a function of its weights, on many samples at once, with derivatives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// Numbers for several nodes and the same samples: columns[i][s] is that of node i at sample s.
using Columns = std::vector<std::vector<double>>;

/// What a valid Network computes in binary64. A hidden node applies its activation to the sum of
/// weight · signal over its in-edges, an output node hands the sum on; a bias node is 1.
/// Parallel edges add up. Weights are those of the trainable edges in file order, a bundle's
/// members side by side; fixed edges keep theirs.
class ReluNetwork {
 public:
  /// O(V + E). Throws Error (bad_usage) naming a node whose activation is not known, and Error
  /// (limit_reached) beyond 10^7 trainable weights.
  explicit ReluNetwork(const Network& network);

  /// Input nodes that are no biases, in file order.
  [[nodiscard]] std::size_t input_count() const noexcept { return inputs_.size(); }
  [[nodiscard]] std::size_t output_count() const noexcept { return outputs_.size(); }
  [[nodiscard]] std::size_t weight_count() const noexcept { return weight_count_; }

  /// What one pass through the network leaves behind, by node in topological order.
  struct Tape {
    std::size_t samples = 0;
    Columns sum;     ///< what a node receives
    Columns signal;  ///< what it hands on
    Columns slope;   ///< backward: derivative of the objective by `sum`
  };

  /// Fills the tape. `inputs` has one column for each input; without inputs, tape.samples says how
  /// many samples there are. O(samples · edges).
  void forward(std::span<const double> weights, const Columns& inputs, Tape& tape) const;

  /// The columns of the output nodes, in file order.
  [[nodiscard]] Columns outputs(const Tape& tape) const;

  /// Adds to `gradient` the derivative by every weight of a function of the outputs whose
  /// derivatives by them are `output_slopes`. `tape` is that of forward with the same weights.
  /// At a sum of exactly 0 the slope of an activation is the one on the negative side, as in
  /// PyTorch; the laws hold for any choice. O(samples · edges).
  void backward(std::span<const double> weights, Tape& tape, const Columns& output_slopes,
                std::span<double> gradient) const;

 private:
  enum class Kind { input, bias, hidden, output };
  struct Unit {
    Kind kind = Kind::hidden;
    double negative_slope = 0;
    std::uint32_t column = 0;      ///< of an input or output
    std::uint32_t first_link = 0;  ///< its in-edges: up to that of the next unit
  };
  struct Link {
    std::uint32_t from = 0;    ///< unit
    std::uint32_t weight = 0;  ///< position of the first of `count` weights
    std::uint32_t count = 0;   ///< 0: a fixed edge
    double fixed = 0;
  };

  void number_units(const Network& network, const std::vector<std::uint32_t>& order);
  void add_links(const Network& network, const std::vector<std::uint32_t>& order);
  [[nodiscard]] static double factor(const Link& link, std::span<const double> weights);
  void fill_signal(const Unit& unit, const Columns& inputs, Tape& tape, std::size_t u) const;

  std::vector<Unit> units_;  ///< in topological order, and one more at the end
  std::vector<Link> links_;
  std::vector<std::uint32_t> inputs_, outputs_;  ///< units
  std::size_t weight_count_ = 0;
};

/// The trainable weights in the order of ReluNetwork, each rounded to binary64; `rounded` counts
/// those that changed. Throws Error (bad_usage) if there are no weights, or only the norm of a
/// bundle, and Error (bad_input) beyond the range of binary64.
struct StartWeights {
  std::vector<double> values;
  std::size_t rounded = 0;
};
[[nodiscard]] StartWeights start_weights(const Network& network);

/// The network with these weights, exactly; a given balance is dropped. Requires finite values in
/// the order of ReluNetwork.
[[nodiscard]] Network with_weights(Network network, std::span<const double> weights);

}  // namespace isthmus

// A trained network as model files hold it: layers of nodes and whole tensors of weights.
//
// A Network names every edge; a Model of ten million weights only says which tensor links which
// layers. It stands for one Network, which to_network() writes out; what is computed from the
// Model is what would be computed from that (docs/models.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/network.hpp"
#include "isthmus/network/tensor.hpp"

namespace isthmus {

/// Consecutive nodes of one layer: its neurons or channels. Node i of the run, counted from 0, is
/// called prefix + (first + i) + suffix, or prefix alone if `single`.
struct NodeRun {
  std::string prefix;
  std::string suffix;
  std::uint32_t first = 0;
  bool single = false;
  std::uint32_t count = 0;  ///< 1 if single
  Role role = Role::hidden;
  bool bias = false;  ///< the input held at 1
  /// Units before a normalisation: ground (role output) since the law of their in-weights is exact
  /// for ε = 0 only (theory §1.2).
  bool normalised = false;
  Activation activation = {};  ///< as Node::activation
};

/// Which pairs of nodes a link joins.
enum class Wiring {
  dense,  ///< every tail with every head
  listed  ///< tail i with head i
};

/// Edges whose weights are a regular part of one tensor. The bundle from tails[j] to heads[i]
/// (dense) has the `depth` weights at
///   offset + i·row_stride + j·column_stride + k·depth_stride,  k = 0 … depth−1,
/// counted in numbers from the start of the tensor; the bundle from tails[i] to heads[i] (listed)
/// those at offset + i·row_stride + k·depth_stride, or, with `elements`, the one (depth 1) at
/// elements[i]. In a dense link the heads are distinct, and so are the tails.
struct Link {
  std::uint32_t tensor = 0;  ///< position in Model::tensors
  Wiring wiring = Wiring::dense;
  bool fixed = false;  ///< not trainable: nonzero weights tie their ends, zeros are no edges
  std::uint64_t offset = 0;
  std::uint64_t row_stride = 0, column_stride = 0, depth_stride = 1;
  std::uint64_t depth = 1;
  std::vector<std::uint32_t> tails, heads;  ///< node numbers
  std::vector<std::uint64_t> elements;      ///< of a listed link; usually empty

  /// Number of bundles.
  [[nodiscard]] std::uint64_t bundle_count() const {
    return wiring == Wiring::dense ? std::uint64_t{tails.size()} * heads.size() : heads.size();
  }
  /// Position in the tensor of the first weight of the bundle at (row, column); listed links have
  /// one column.
  [[nodiscard]] std::uint64_t position(std::uint64_t row, std::uint64_t column) const {
    if (!elements.empty()) return elements[row];
    return offset + row * row_stride + column * column_stride;
  }
};

/// Two nodes that scale together, as by an identity skip: a fixed edge of weight 1.
struct Tie {
  std::uint32_t from = 0, to = 0;  ///< from < to
};

/// Plain data, checked once by `validate`. Nodes are numbered through the runs; every link and tie
/// leads from a lower number to a higher one, so that there is no directed cycle. Bundles are those
/// of trainable links, numbered link after link, dense ones row by row (all edges into one head):
/// their positions in the edges of to_network(), where the fixed edges come last.
struct Model {
  std::string name;
  std::vector<NodeRun> runs;
  std::vector<Tensor> tensors;
  std::vector<Link> links;
  std::vector<Tie> ties;
  /// False if only the architecture counts: the tensors hold no numbers (data is null), the balance
  /// is symbolic.
  bool has_weights = true;
  /// What its reader has to say about the file: a sentence each.
  std::vector<std::string> notes;
};

/// Number of nodes; of bundles; of trainable weights; of edges that are not trainable: ties and the
/// nonzero weights of fixed links, which are looked at one by one.
[[nodiscard]] std::uint64_t node_count(const Model& model);
[[nodiscard]] std::uint64_t bundle_count(const Model& model);
[[nodiscard]] std::uint64_t weight_count(const Model& model);
[[nodiscard]] std::uint64_t fixed_edge_count(const Model& model);

/// One bundle, found by its number.
struct Bundle {
  const Link* link = nullptr;
  std::uint32_t tail = 0, head = 0;
  std::uint64_t position = 0;  ///< of its first weight in the tensor
};

/// Requires number < bundle_count(model). O(links).
[[nodiscard]] Bundle bundle_at(const Model& model, std::uint64_t number);

/// The names and roles of single nodes, looked up by number. Borrows the model.
class ModelNodes {
 public:
  explicit ModelNodes(const Model& model);
  [[nodiscard]] std::uint32_t size() const { return starts_.back(); }
  [[nodiscard]] const NodeRun& run(std::uint32_t node) const;
  [[nodiscard]] std::string name(std::uint32_t node) const;
  /// The number of the first node of run i.
  [[nodiscard]] std::uint32_t start(std::size_t i) const { return starts_[i]; }

 private:
  const Model& model_;
  std::vector<std::uint32_t> starts_;
};

/// All nodes, as to_network() lists them.
[[nodiscard]] std::vector<Node> nodes_of(const Model& model);

/// Checks what is promised above: ends in range and increasing, no edge into an input, every weight
/// inside its tensor, no weight in two bundles (tied weights), names of runs that cannot clash, at
/// most 2^32 − 2 nodes and bundles; and that every weight is finite, else the error counts those
/// that are not and names the first by tensor and index.
/// Throws Error (bad_input) that names the tensor or layer. One pass over the weights.
void validate(const Model& model);

/// How much of the weights a Network gets.
enum class WeightDetail {
  all,    ///< every weight as a fraction
  norms,  ///< bundles of more than one weight get their squared norm only
  none    ///< none: EdgeWeights reads them from the model
};

/// The network that a valid model stands for: its bundles, then an edge for every nonzero weight of
/// the fixed links, then the ties as fixed edges of weight 1. Throws Error (limit_reached) if these
/// are more than `most` edges or, with all weights, more than that many weights.
[[nodiscard]] Network to_network(const Model& model, WeightDetail detail,
                                 std::uint64_t most = 50'000'000);

}  // namespace isthmus

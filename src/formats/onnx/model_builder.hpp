// Collects nodes, links and ties, and puts them in the order that a Model wants.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "formats/onnx/activations.hpp"
#include "formats/onnx/columns.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus::onnx {

/// Where the weights of a link lie in their tensor; see Link.
struct Place {
  std::uint32_t tensor = 0;
  bool fixed = false;
  std::uint64_t offset = 0;
  std::uint64_t row_stride = 0, column_stride = 0;
  std::uint64_t depth = 1;  ///< of consecutive weights
};

class ModelBuilder {
 public:
  /// A number for the node "one" that feeds biases; it comes after the inputs.
  static constexpr std::uint32_t one = 0;

  ModelBuilder();

  /// What the units pass on. Of inputs anything that is applied leaves nothing known; ties do too.
  Activations activations;

  /// `count` nodes called name[0], name[1], …; returns the number of the first. Inputs first.
  std::uint32_t add_nodes(const std::string& name, std::uint64_t count, Role role);
  /// The number of the next node.
  [[nodiscard]] std::uint32_t next_node() const {
    return static_cast<std::uint32_t>(marks_.size());
  }
  [[nodiscard]] bool is_input(std::uint32_t node) const;

  std::uint32_t add_tensor(Tensor tensor);

  /// Links every node of `tails` with the nodes head, …, head + count − 1. Tails may repeat.
  void link(const Place& place, const std::vector<std::uint32_t>& tails, std::uint32_t head,
            std::uint64_t count);
  /// Links tails[i] with heads[i]; a head or a pair may repeat.
  void link_listed(const Place& place, const std::vector<std::uint32_t>& tails,
                   const std::vector<std::uint32_t>& heads);
  /// Biases: weight i (at place.row_stride) goes to heads[i].
  void link_biases(const Place& place, const std::vector<std::uint32_t>& heads);
  /// The same where weight i lies at elements[i].
  void link_biases_at(const Place& place, const std::vector<std::uint32_t>& heads,
                      std::vector<std::uint64_t> elements);

  /// Scales of a normalisation, from the units before it to those after it. The former are ground.
  void link_normalised(const Place& place, const std::vector<std::uint32_t>& tails,
                       const std::vector<std::uint32_t>& heads);

  void tie(std::uint32_t a, std::uint32_t b);
  /// No law holds at this node: it reaches an output or something that does not scale.
  void ground(std::uint32_t node);
  void note(std::string sentence);

  [[nodiscard]] Model finish(std::string name);

 private:
  struct Run {
    NodeRun run;
    std::uint32_t start;
  };
  /// What is known of a node.
  enum Mark : std::uint8_t { grounded = 1, normalised = 2, consumed = 4 };

  void mark(const std::vector<std::uint32_t>& nodes, int marks);
  void link_block(const Place& place, const Block& block, Link link);
  void add_ties();
  void add_runs();
  void add_pieces(const Run& run);
  void renumber();
  [[nodiscard]] std::uint32_t numbered(std::uint32_t node) const;

  std::vector<Run> runs_;
  std::vector<std::uint8_t> marks_;  ///< by node
  std::uint32_t input_count_ = 0;    ///< without "one"
  bool has_biases_ = false;
  std::set<std::string> names_;
  std::map<std::string, int> repeats_;
  std::set<std::string> notes_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ties_;
  Model model_;
};

}  // namespace isthmus::onnx

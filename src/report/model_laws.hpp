// The terms of single laws of a model, looked up without writing out its edges.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/report/law_list.hpp"

namespace isthmus {

/// Where the ends of the links are. Borrows the model.
class ModelTerms {
 public:
  /// O(ends of links).
  explicit ModelTerms(const Model& model);

  /// The weights into (+1) and out of (−1) the nodes, trainable ones, node by node.
  [[nodiscard]] std::vector<LawTerm> terms(std::span<const std::uint32_t> nodes) const;
  /// The weights into a node that is normalised, biases left out: they do not change.
  [[nodiscard]] std::vector<LawTerm> terms_before_normalisation(std::uint32_t node) const;
  /// "scale" after a normalisation, "channel" if a tensor with more than two axes leads into it,
  /// "neuron" otherwise.
  [[nodiscard]] std::string kind(std::uint32_t node) const;

  /// The element of a bundle's first weight, as a name: "fc1.weight[3, 0]", all of its weights if
  /// it has more.
  [[nodiscard]] std::string bundle_name(std::uint32_t bundle) const;

 private:
  /// Position `at` in the heads or tails of a link.
  struct End {
    std::uint32_t link;
    std::uint32_t at;
  };
  /// The ends at each node, in the order of the links.
  struct Ends {
    std::vector<std::uint64_t> start;
    std::vector<End> ends;
    [[nodiscard]] std::span<const End> of(std::uint32_t node) const {
      return std::span(ends).subspan(start[node], start[node + 1] - start[node]);
    }
  };

  [[nodiscard]] Ends ends(std::vector<std::uint32_t> Link::*side) const;
  [[nodiscard]] LawTerm in_term(const End& end, std::uint64_t tails) const;
  [[nodiscard]] LawTerm out_term(const End& end) const;

  const Model& model_;
  std::uint32_t nodes_;
  Ends heads_, tails_;
};

}  // namespace isthmus

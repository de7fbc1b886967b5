// What nodes and edges are called on the page: unambiguous, whatever names a certificate has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isthmus/draw/layout.hpp"
#include "isthmus/proof/certificate.hpp"

namespace isthmus::wording {

class Labels {
 public:
  explicit Labels(const Certificate& certificate);

  /// Printable; names that several nodes (edges) share have the number added. "v3", "e7" without
  /// names; "⏚" for the ground.
  [[nodiscard]] std::string node(NodeId v) const;
  [[nodiscard]] std::string edge(EdgeId e) const;

  /// True if the name of the edge is made of its ends' names, and perhaps a rank among parallel
  /// edges, and no other edge has it.
  [[nodiscard]] bool is_made_of_ends(EdgeId e) const;
  [[nodiscard]] EdgeEndNames ends(EdgeId e) const { return edge_end_names(network_, names_, e); }
  [[nodiscard]] bool is_named() const noexcept { return !names_.edges.empty(); }
  [[nodiscard]] bool is_bundle(EdgeId e) const { return network_.multiplicity(e) > 1; }

  [[nodiscard]] const DiagramNames& names() const noexcept { return names_; }

 private:
  const BalanceNetwork& network_;
  DiagramNames names_;
};

/// The picture of a certificate's network, if it is small enough for one.
[[nodiscard]] std::optional<LayeredDrawing> layout_of(const Certificate& certificate,
                                                      const Labels& labels);

}  // namespace isthmus::wording

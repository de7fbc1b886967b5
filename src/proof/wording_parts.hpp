// The chapters of a proof, and what they share.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "proof/wording.hpp"

namespace isthmus::wording {

/// What every chapter needs.
struct Writer {
  const Certificate& certificate;
  const Limits& limits;
  ProofPage& page;

  [[nodiscard]] const BalanceNetwork& network() const { return certificate.network; }
  [[nodiscard]] std::uint64_t hidden() const { return certificate.network.hidden_count(); }

  /// "{a, b, …}", shortened after limits.items.
  [[nodiscard]] Line set(const std::vector<NodeId>& nodes) const;
  [[nodiscard]] Line edges(const std::vector<EdgeId>& list) const;
  /// "p_e = 1/2, p_f = 3, …".
  [[nodiscard]] Line entries(const char* vector, const SparseVector& values) const;
  /// The same as a list on the page, and that the other entries are 0; not for the zero vector.
  void vector(const char* name, const SparseVector& values) const;
  /// A sentence "… and N further …, see the certificate" if `total` exceeds `written`.
  void rest(std::size_t total, std::size_t written, const char* what) const;
  /// c(U) as the sum of its terms or, if they are many, as c(U).
  [[nodiscard]] Line law_sum(const std::vector<NodeId>& nodes) const;
  [[nodiscard]] Rational law_value(const std::vector<NodeId>& nodes) const;
};

/// Edges that enter / leave a set; each increasing.
struct Boundary {
  std::vector<EdgeId> in;
  std::vector<EdgeId> out;
};
[[nodiscard]] Boundary boundary_of(const BalanceNetwork& network, const std::vector<NodeId>& set);

/// The set shaded, its crossing edges dotted.
[[nodiscard]] PictureMarks floating_marks(const BalanceNetwork& network,
                                          const std::vector<NodeId>& set);
/// All plain but `strong` and `used`.
[[nodiscard]] PictureMarks cut_marks(const BalanceNetwork& network, const std::vector<NodeId>& set,
                                     const std::vector<EdgeId>& strong,
                                     const std::vector<EdgeId>& used);

/// "1 edge", "3 edges".
[[nodiscard]] std::string counted(std::uint64_t n, const char* one, const char* many);

[[nodiscard]] const char* enters(CutKind kind);    ///< "enters" or "leaves"
[[nodiscard]] const char* entering(CutKind kind);  ///< "entering" or "leaving"

// Chapters, in the order of the page.
void write_theorem(const Writer& writer);
void write_network(const Writer& writer);
void write_facts(const Writer& writer);
void write_base(const Writer& writer);
void write_locks(const Writer& writer);
void write_bypass(const Writer& writer);
void write_free(const Writer& writer);
void write_empty(const Writer& writer);
void write_point(const Writer& writer);
void write_interior(const Writer& writer);
void write_weak(const Writer& writer);
void write_regular_free(const Writer& writer);
void write_always_floating(const Writer& writer);
void write_strata(const Writer& writer);
void write_search(const Writer& writer);
void write_distance(const Writer& writer);
void write_conclusions(const Writer& writer);

}  // namespace isthmus::wording

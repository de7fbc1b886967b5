// The items of a certificate in the notation of Coq.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/export_coq.hpp"

namespace isthmus::proof {

/// Items joined by semicolons.
class CoqRow {
 public:
  CoqRow& add(const std::string& item) {
    if (!text_.empty()) text_ += ";";
    text_ += item;
    return *this;
  }
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  [[nodiscard]] std::string list() const { return "[" + text_ + "]"; }

 private:
  std::string text_;
};

/// The edges of the Coq network: those of the certificate, bundles taken apart, counted from 1.
class CoqEdges {
 public:
  /// Throws Error (limit_reached) if bundles make more than 10^5 edges.
  explicit CoqEdges(const BalanceNetwork& network);

  /// The edge; for a bundle its first member, which carries the whole amount.
  [[nodiscard]] std::uint64_t number(EdgeId e) const { return first_[e]; }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  PerEdge<std::uint64_t> first_;
  std::uint64_t count_ = 0;
};

/// Nodes counted from 1; the ground comes last.
[[nodiscard]] inline std::uint64_t coq_node(NodeId v) { return std::uint64_t{v.value} + 1; }

/// How numbers are written: readable pairs and fractions, or runs of primitive integers that a
/// reader of the theory (Fast.v) takes apart.
enum class CoqDialect { readable, primitive };

/// The dialect that the options ask for. Throws Error (bad_usage) if `primitive` is impossible.
[[nodiscard]] CoqDialect choose_dialect(const Certificate& certificate, const CoqEdges& edges,
                                        CoqNumbers wanted);

/// "5#2", "(-1)#2": a rational as Coq reads it in Q_scope.
[[nodiscard]] std::string coq_rational(const Rational& q);

/// "[1;4;5]".
[[nodiscard]] std::string coq_set(const std::vector<NodeId>& set);

/// "true" for kind in.
[[nodiscard]] std::string coq_kind(CutKind kind);

/// Items of lists in one dialect. Borrows the edges.
class CoqItems {
 public:
  CoqItems(const CoqEdges& edges, CoqDialect dialect) : edges_(edges), dialect_(dialect) {}

  [[nodiscard]] bool primitive() const { return dialect_ == CoqDialect::primitive; }
  /// "(1,2)" or "1;2".
  [[nodiscard]] std::string pair(std::uint64_t a, std::uint64_t b) const;
  /// A number with a rational: "(1,2#3)" or "1;2;3".
  [[nodiscard]] std::string entry(std::uint64_t number, const Rational& q) const;
  /// "[…]" of such entries; `readable` in either dialect.
  [[nodiscard]] std::string vector(const SparseVector& x) const;
  [[nodiscard]] std::string readable(const SparseVector& x) const;
  [[nodiscard]] std::string edge_set(const std::vector<EdgeId>& edges) const;
  /// The records Lock and Weak.
  [[nodiscard]] std::string lock(const CutStep& step) const;
  [[nodiscard]] std::string weak(const CutStep& step) const;
  /// A difference and its detours.
  [[nodiscard]] std::string witness(const RegularWitness& witness) const;
  /// A constructor of search_step, readable in either dialect.
  [[nodiscard]] std::string search_step(const SearchStep& step) const;

  /// The difference that moves a bundle's amount from its first member to its second, so that the
  /// first is free; and the same as a witness, with the second member as the detour.
  [[nodiscard]] std::string spread(EdgeId bundle, const Rational& amount) const;
  [[nodiscard]] std::string moved(EdgeId bundle, const Rational& amount) const;

 private:
  [[nodiscard]] std::string rational(const Rational& q) const;
  [[nodiscard]] std::string detour(std::uint64_t edge, const std::string& walk) const;

  const CoqEdges& edges_;
  CoqDialect dialect_;
};

}  // namespace isthmus::proof

// Gathers the evidence of one certificate, each section once, whatever claims need it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isthmus/flow/feasible.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/proof/prove.hpp"
#include "isthmus/variety/detachable.hpp"
#include "isthmus/variety/point.hpp"
#include "isthmus/variety/regular_evidence.hpp"

namespace isthmus {

/// What holds instead of what was to be proved; nothing if it was proved.
using Objection = std::optional<std::string>;

/// Every function named after a statement adds the claim and what its proof needs, or says why the
/// claim is false; it throws Error (limit_reached) when a limit leaves that open, and then nothing
/// is added: evidence is complete before the first piece of it is put into the certificate. Facts
/// that several claims need are computed once, when first asked for.
class Prover {
 public:
  /// Throws Error (bad_input) for a symbolic balance. `network` and `options` must outlive it.
  Prover(const Network& network, const ProveOptions& options);

  [[nodiscard]] bool has_point() const { return feasibility_.feasible(); }
  [[nodiscard]] bool has_weights() const { return has_weights_; }
  [[nodiscard]] std::size_t hidden_count() const { return graph().hidden_count(); }

  // prover.cpp: points and components.
  Objection empty();
  Objection nonempty();
  Objection components();
  Objection connected();
  Objection disconnected();

  // prover_regular.cpp: the regular part.
  Objection regular_part();

  // prover_point.cpp: the given point; these require weights.
  Objection singular_point();
  Objection regular_point();
  Objection distance(std::size_t limit);

  // prover_strata.cpp: singular points anywhere. `work` bounds the nodes and edges looked at.
  Objection singular_exists();
  Objection smooth(std::uint64_t work);
  Objection strata(std::uint64_t work);

  /// The certificate with all claims made so far; the prover is of no use afterwards.
  [[nodiscard]] Certificate finish();

 private:
  [[nodiscard]] const BalanceNetwork& graph() const { return contraction_.graph; }
  [[nodiscard]] const Flow& base() const { return *feasibility_.flow; }
  const EdgeMinima& minima();
  const Bypass& bypass();
  const DetachableSearch& detachable();
  const Flow& weights();
  const PointRank& rank();

  void announce(const char* phase) const;
  Claim& claim(ClaimKind kind);

  void add_base();
  void add_all_locks();
  void add_bypass();
  void add_free();
  [[nodiscard]] PerEdge<bool> not_locked_nor_certainly_free();

  void add_point();
  void add_regular(RegularEvidence evidence);
  void add_always_floating();
  [[nodiscard]] bool accounted_for(const Flow& interior);

  [[nodiscard]] std::size_t affordable(std::uint64_t work) const;
  [[nodiscard]] std::vector<std::vector<NodeId>> sets_to_show(std::uint64_t work);
  void add_strata(const std::vector<std::vector<NodeId>>& sets);
  [[nodiscard]] std::optional<std::vector<SearchStep>> search_for_others(
      const std::vector<std::vector<NodeId>>& sets, std::uint64_t work);
  [[nodiscard]] bool base_is_singular();

  const Network& network_;
  const ProveOptions& options_;
  Contraction contraction_;
  bool has_weights_;
  Balance c_;
  Feasibility feasibility_;
  Certificate certificate_;
  std::optional<EdgeMinima> minima_;
  std::optional<Bypass> bypass_;
  std::optional<DetachableSearch> detachable_;
  std::optional<Flow> weights_;
  std::optional<PointRank> rank_;
};

}  // namespace isthmus

// A certificate: what is claimed of which network, and every step of the proof, as data.
//
// docs/certificate.md says what each field means and when a checker accepts it. The fields stand
// in the order of that page; an absent step is an empty list or an empty optional.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/flow/bypass.hpp"
#include "isthmus/flow/cut_evidence.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"
#include "isthmus/variety/regular_evidence.hpp"
#include "isthmus/variety/strata_evidence.hpp"

namespace isthmus {

enum class ClaimKind {
  empty,
  nonempty,
  components,
  connected,
  disconnected,
  singular_point,
  regular_point,
  singular_exists,
  smooth,
  regular_components,
  no_regular_point,
  strata,
  distance,
};

/// "components", "singular_point", …: the word for the claim in JSON.
[[nodiscard]] const char* claim_name(ClaimKind kind);

/// One claim; the numbers are meaningful only for the kinds named.
struct Claim {
  ClaimKind kind = ClaimKind::nonempty;
  std::uint64_t log2 = 0;   ///< components, regular_components
  std::uint64_t count = 0;  ///< strata
  bool complete = false;    ///< strata
  Rational squared = 0;     ///< distance
  friend bool operator==(const Claim&, const Claim&) = default;
};

/// What people call the nodes and edges.
struct CertificateNames {
  std::vector<std::string> nodes;  ///< one for each hidden node
  std::vector<std::string> edges;  ///< one for each edge
};

/// No edge enters (in) or leaves (out) `set`, and yet the cut's value `bound` is positive.
struct EmptyCut {
  CutKind kind = CutKind::in;
  std::vector<NodeId> set;
  std::vector<EdgeId> uses;
  Rational bound;
};

/// The minimum cut and its reach steps.
struct DistanceProof {
  std::vector<NodeId> set;
  std::vector<ReachStep> reach;
};

struct Certificate {
  explicit Certificate(BalanceNetwork of) : network(std::move(of)) {}

  BalanceNetwork network;
  std::optional<CertificateNames> names;
  Balance balance;
  std::vector<Claim> claims;

  std::optional<SparseVector> base;
  std::vector<CutStep> locks;
  Bypass bypass;
  std::vector<SparseVector> free;
  std::optional<EmptyCut> empty;
  std::optional<SparseVector> point;
  std::optional<std::vector<NodeId>> floating;
  std::optional<Forest> forest;
  std::optional<SparseVector> interior;
  std::optional<Forest> interior_forest;
  std::vector<CutStep> weak;  ///< bound 0
  std::vector<RegularWitness> regular_free;
  std::optional<AlwaysFloating> always_floating;
  std::vector<StratumWitness> strata;
  std::vector<SearchStep> search;
  std::optional<DistanceProof> distance;
};

}  // namespace isthmus

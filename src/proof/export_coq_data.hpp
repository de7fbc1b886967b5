// The data of a certificate as definitions of Coq.
#pragma once

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/export_coq.hpp"
#include "proof/export_coq_items.hpp"

namespace isthmus::proof {

/// Whether a claim is about strata, or a proof may rest on one.
[[nodiscard]] bool needs_strata(const Certificate& certificate);
/// Whether a claim rests on the search.
[[nodiscard]] bool needs_search(const Certificate& certificate);

/// Writes the definitions that the theorems are about. Borrows all it is given.
class CoqData {
 public:
  CoqData(const Certificate& certificate, const CoqEdges& edges, CoqDialect dialect,
          const TextSink& sink)
      : certificate_(certificate), edges_(edges), items_(edges, dialect), sink_(sink) {}

  void write();

 private:
  class List;

  void write_network();
  void write_balance();
  void write_flow(const char* name, const SparseVector& x);
  void write_forest(const char* name, const Forest& forest);
  void write_trees(const char* name, const std::vector<Forest>& trees);
  void write_free();
  void write_empty();
  void write_regular();
  void write_strata();
  void write_search();
  void write_distance();

  const Certificate& certificate_;
  const CoqEdges& edges_;
  CoqItems items_;
  const TextSink& sink_;
};

}  // namespace isthmus::proof

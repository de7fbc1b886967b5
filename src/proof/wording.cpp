// The chapters in the order in which a checker goes through the steps.
#include "proof/wording.hpp"

#include "proof/wording_parts.hpp"

namespace isthmus::wording {

void word_proof(const Certificate& certificate, const Limits& limits, ProofPage& page) {
  const Writer writer{certificate, limits, page};
  write_theorem(writer);
  write_network(writer);
  write_facts(writer);
  page.begin_proof();
  write_base(writer);
  write_locks(writer);
  write_bypass(writer);
  write_free(writer);
  write_empty(writer);
  write_point(writer);
  write_interior(writer);
  write_weak(writer);
  write_regular_free(writer);
  write_always_floating(writer);
  write_strata(writer);
  write_search(writer);
  write_distance(writer);
  write_conclusions(writer);
  page.end();
}

}  // namespace isthmus::wording

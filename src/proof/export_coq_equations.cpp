// M(c) as a plain system of equations, so that a reader need not know how the theory encodes it.
#include <cstddef>

#include "isthmus/exact/parse.hpp"
#include "proof/export_coq_claims.hpp"

namespace isthmus::proof {
namespace {

// Members of bundles one by one; both ends of a loop count.
std::string squares_at(const Certificate& certificate, const CoqEdges& edges, NodeId v,
                       NodeId (BalanceNetwork::*end)(EdgeId) const) {
  std::string sum;
  for (const EdgeId e : certificate.network.edges()) {
    if ((certificate.network.*end)(e) != v) continue;
    for (std::uint64_t i = 0; i < certificate.network.multiplicity(e); ++i) {
      sum +=
          (sum.empty() ? "th " : " + th ") + std::to_string(edges.number(e) + i) + "%positive ^ 2";
    }
  }
  return sum.empty() ? "0" : sum;
}

std::string real(const Rational& q) {
  if (q < 0) return "- (" + real(Rational(-q)) + ")";
  const Integer denominator = denominator_of(q);
  return to_text(numerator_of(q)) + (denominator == 1 ? "" : " / " + to_text(denominator));
}

std::string equation(const Certificate& certificate, const CoqEdges& edges, NodeId v) {
  return "(" + squares_at(certificate, edges, v, &BalanceNetwork::head) + ") - (" +
         squares_at(certificate, edges, v, &BalanceNetwork::tail) +
         ") = " + real(certificate.balance[v]);
}

// The proof that the entry at `position` is in the list `hid`.
std::string membership(std::size_t position) {
  std::string proof = "or_introl eq_refl";
  for (std::size_t i = 0; i < position; ++i) proof = "or_intror (" + proof + ")";
  return proof;
}

}  // namespace

CoqTheorem coq_equations(const Certificate& certificate, const CoqEdges& edges) {
  std::string equations, forth = "intros th; unfold M; split.\n  - intros H.", names, cases;
  const std::size_t hidden = certificate.network.hidden_count();
  for (const NodeId v : certificate.network.hidden_nodes()) {
    const std::string name = "H" + std::to_string(coq_node(v));
    equations += (v.value == 0 ? "" : " /\\\n    ") + equation(certificate, edges, v);
    forth += "\n    pose proof (H _ _ (" + membership(v.value) + ")) as " + name + ".";
    names += (v.value == 0 ? "" : v.value + 1 == hidden ? " " : " [") + name;
    cases += "[E|";
  }
  if (hidden > 1) names = "[" + names + std::string(hidden - 1, ']');
  cases += "[]" + std::string(hidden, ']');
  return {"M_equations", "forall th, M net hid th <-> (\n    " + equations + ")%R",
          forth + "\n    unfold net, Q2R in *. simpl in *. repeat apply conj; lra.\n  - intros " +
              names + " v c " + cases +
              ";\n    injection E as <- <-; unfold net, Q2R; simpl in *; lra."};
}

}  // namespace isthmus::proof

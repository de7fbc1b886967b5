// A certificate as a Coq file.
//
// Problem. The strongest check of a certificate is a proof assistant that knows what M(c), a
// continuous path, a component or a singular point is, and not only how steps are checked.
//
// Idea. Proof by reflection: the theory in proofs/coq defines these notions, defines for each claim
// a checker that computes with rationals, and proves that a checker that answers `true` implies the
// statement. So an instance is only data, the statement, and one computation: nothing that grows
// with the network is ever searched for or rewritten.
//
// The file has the data first (export_coq_data), then the equations of small networks
// (export_coq_equations), then theorems for each lock and claim (export_coq_claims).
//
// Linear in the certificate. Coq takes about 4 s for 10,000 edges with primitive integers.
#include "isthmus/proof/export_coq.hpp"

#include "isthmus/error.hpp"
#include "proof/coq_theory.hpp"
#include "proof/export_coq_claims.hpp"
#include "proof/export_coq_data.hpp"

namespace isthmus {
namespace {

using proof::CoqData;
using proof::CoqDialect;
using proof::CoqEdges;
using proof::CoqRank;
using proof::CoqTheorem;

constexpr std::uint64_t equations_limit = 60;
constexpr std::size_t names_limit = 1'000;

// A name inside a comment: quotes and comment marks mean something to Coq there.
std::string comment_name(const std::string& name) {
  std::string safe;
  for (const char letter : quoted(name)) {
    const bool mark = letter == '"' || letter == '(' || letter == ')' || letter == '*';
    safe += mark ? '\'' : letter;
  }
  return safe;
}

class CoqExport {
 public:
  CoqExport(const Certificate& certificate, const CoqOptions& options, const TextSink& sink)
      : certificate_(certificate),
        options_(options),
        sink_(sink),
        edges_(certificate.network),
        dialect_(choose_dialect(certificate, edges_, options.numbers)) {}

  void write();

 private:
  void write_header();
  void write_imports();
  void write_names();
  void write_theorem(const CoqTheorem& theorem);
  [[nodiscard]] bool has_equations() const;

  const Certificate& certificate_;
  const CoqOptions& options_;
  const TextSink& sink_;
  CoqEdges edges_;
  CoqDialect dialect_;
};

void CoqExport::write_header() {
  sink_(
      "(** A certificate of isthmus as theorems. th e is the weight of edge e, the e-th pair of\n"
      "    net (tail, head); hid lists the hidden nodes with their balances, and the node after\n"
      "    them is the ground. M net hid th says that th obeys the laws. What the statements\n"
      "    mean is defined in Variety.v of the theory");
  sink_(options_.standalone ? ", the first module below. *)\n" : ". *)\n");
  if (edges_.count() != certificate_.network.edge_count()) {
    sink_(
        "(** Bundles are rows of parallel edges. In flows the first carries the whole amount. "
        "*)\n");
  }
}

void CoqExport::write_imports() {
  const std::vector<std::string> roots = proof::theory_roots(certificate_, dialect_);
  std::string names;
  for (const std::string& root : roots) names += " " + root;
  const bool primitive = dialect_ == CoqDialect::primitive;
  if (options_.standalone) sink_(proof::inlined_theory(roots) + "\n");
  sink_("Require Import Reals Lra List PArith NArith ZArith QArith Qreals");
  sink_(primitive ? " Uint63 Sint63.\n" : ".\n");
  sink_(options_.standalone ? "Import" + names + ".\n"
                            : "From Isthmus Require Import" + names + ".\n");
  sink_("Import ListNotations.\nOpen Scope Q_scope.\nOpen Scope positive_scope.\n\n");
}

// Which number is whose, where that can still be read.
void CoqExport::write_names() {
  if (!certificate_.names || edges_.count() > names_limit) return;
  const BalanceNetwork& network = certificate_.network;
  for (const NodeId v : network.hidden_nodes()) {
    sink_("(* node " + std::to_string(proof::coq_node(v)) + ": " +
          comment_name(certificate_.names->nodes[v.value]) + " *)\n");
  }
  for (const EdgeId e : network.edges()) {
    const std::string last = std::to_string(edges_.number(e) + network.multiplicity(e) - 1);
    const std::string first = std::to_string(edges_.number(e));
    sink_("(* edge " + (first == last ? first : first + " to " + last) + ": " +
          comment_name(certificate_.names->edges[e.value]) + " *)\n");
  }
}

bool CoqExport::has_equations() const {
  if (dialect_ == CoqDialect::primitive) return false;
  const std::size_t hidden = certificate_.network.hidden_count();
  return edges_.count() <= equations_limit && hidden > 0 && hidden <= equations_limit;
}

void CoqExport::write_theorem(const CoqTheorem& theorem) {
  const std::string word = theorem.rank == CoqRank::lemma ? "Lemma " : "Theorem ";
  sink_("\n" + word + theorem.name + " :\n  " + theorem.statement + ".\nProof.\n  " +
        theorem.proof + "\nQed.\n");
}

void CoqExport::write() {
  write_header();
  write_imports();
  write_names();
  CoqData(certificate_, edges_, dialect_, sink_).write();
  std::vector<CoqTheorem> theorems;
  if (has_equations()) theorems.push_back(proof::coq_equations(certificate_, edges_));
  for (CoqTheorem& theorem : proof::coq_theorems(certificate_, edges_)) {
    theorems.push_back(std::move(theorem));
  }
  for (const CoqTheorem& theorem : theorems) write_theorem(theorem);
  if (!options_.print_assumptions) return;
  sink_("\n");
  for (const CoqTheorem& theorem : theorems) {
    if (theorem.rank == CoqRank::theorem) sink_("Print Assumptions " + theorem.name + ".\n");
  }
}

}  // namespace

void export_coq(const Certificate& certificate, const CoqOptions& options, const TextSink& sink) {
  CoqExport(certificate, options, sink).write();
}

}  // namespace isthmus

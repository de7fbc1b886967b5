// A certificate as SMT-LIB.
//
// Problem. SMT solvers decide statements about real numbers, but M(c) as a whole is too much for
// them: with all laws of a network of 300 edges at once, z3 may need minutes for one locked edge.
//
// Idea. Each step of a certificate speaks about the laws of the nodes of one set and a few bounds
// that earlier steps proved. So each step is a question of its own, with nothing else in scope: the
// laws of the set, the used bounds, and the negation of what the step claims. The solver has to
// find the summation by itself; which laws to sum is the hint. For one edge there is a file without
// lemmas: the laws of all sets that its lock's proof goes back to.
//
// Invariant. A question mentions only edges at the nodes of its set; what it asserts beside laws is
// x >= 0, bounds named by `uses` whose questions come earlier, or that edges vanish which the step
// declares to vanish.
//
// What is no statement over the reals (a flow, a forest, walks, the shape of the search tree) is
// left out: the solver confirms the inequalities, a checker the rest.
//
// Loops cancel in their law and are left out. Linear in the edges at the nodes of the sets written.
#include "isthmus/proof/export_smtlib.hpp"

#include <map>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "proof/export_smtlib_query.hpp"

namespace isthmus {
namespace {

using proof::SmtlibQuery;

// In an error.
constexpr std::size_t most_listed = 8;

const char* kind_name(CutKind kind) { return kind == CutKind::in ? "in" : "out"; }

// The edges that enter (kind in) or leave (kind out) a set.
std::vector<EdgeId> crossing(const BalanceNetwork& network, const std::vector<NodeId>& set,
                             CutKind kind) {
  const std::set<NodeId> inside(set.begin(), set.end());
  std::vector<EdgeId> edges;
  for (const NodeId v : set) {
    for (const EdgeId e : kind == CutKind::in ? network.in_edges(v) : network.out_edges(v)) {
      if (!inside.contains(network.other_end(e, v))) edges.push_back(e);
    }
  }
  return edges;
}

CutKind opposite(CutKind kind) { return kind == CutKind::in ? CutKind::out : CutKind::in; }

class SmtlibExport {
 public:
  SmtlibExport(const Certificate& certificate, const SmtlibOptions& options, const TextSink& sink)
      : certificate_(certificate), options_(options), sink_(sink) {}

  /// Both return the number of questions.
  std::size_t write_steps();
  std::size_t write_edge(EdgeId edge);

 private:
  void line(const std::string& text) { sink_(text + "\n"); }
  void header();
  void ask(const SmtlibQuery& query);
  void use_bounds(SmtlibQuery& query, const std::vector<EdgeId>& uses);
  void ask_lock(std::size_t index);
  void ask_empty();
  void ask_always_floating();
  void ask_search();
  void ask_cut(const SearchCut& cut);
  void ask_zeros(CutKind kind, const std::vector<NodeId>& set, const std::string& reason);
  void list_the_rest();
  [[nodiscard]] std::vector<std::size_t> steps_behind(EdgeId edge);
  std::size_t lock_of(EdgeId edge) const;
  [[nodiscard]] std::string called(EdgeId edge) const;
  [[nodiscard]] std::string locked_edges() const;

  const Certificate& certificate_;
  const SmtlibOptions& options_;
  const TextSink& sink_;
  std::size_t questions_ = 0;
  std::map<EdgeId, std::size_t> locked_;  // edges locked so far, with the step
};

void SmtlibExport::header() {
  const bool nra = options_.logic == SmtlibLogic::nra;
  line(nra ? "; t<e> is the weight of edge e; M(c) is the set of weights that obey all laws:"
           : "; x<e> >= 0 is the square of the weight of edge e; on M(c) they obey all laws:");
  line("; (squares into v) - (squares out of v) = c_v for each hidden node v.");
  line("; Loops cancel in their law and are left out; x<e> of a bundle is the sum of its squares.");
  line("(set-info :smt-lib-version 2.6)");
  line(nra ? "(set-logic QF_NRA)" : "(set-logic QF_LRA)");
}

std::size_t SmtlibExport::lock_of(EdgeId edge) const {
  const auto found = locked_.find(edge);
  if (found != locked_.end()) return found->second;
  throw input_error(
      "a step uses edge " + std::to_string(edge.value) + ", which no earlier step locks",
      "check the certificate");
}

void SmtlibExport::use_bounds(SmtlibQuery& query, const std::vector<EdgeId>& uses) {
  for (const EdgeId e : uses) {
    const std::size_t step = lock_of(e);
    query.assert_amount(e, ">=", certificate_.locks[step].bound, "lock " + std::to_string(step));
  }
}

void SmtlibExport::ask(const SmtlibQuery& query) {
  line("(push 1)");
  sink_(query.text());
  line("(check-sat)");
  line("(pop 1)");
  ++questions_;
}

void SmtlibExport::ask_lock(std::size_t index) {
  const CutStep& step = certificate_.locks[index];
  line("; lock " + std::to_string(index) + ": the square of the weight of " +
       proof::edge_comment(certificate_, step.edge) + " is at least " + to_text(step.bound) +
       "; by the laws of a set that " +
       (step.kind == CutKind::in ? "no other edge enters." : "no other edge leaves."));
  SmtlibQuery query(certificate_, options_.logic);
  query.assert_laws(step.set);
  use_bounds(query, step.uses);
  query.assert_amount(step.edge, "<", step.bound, "the contrary");
  ask(query);
  locked_.emplace(step.edge, index);
}

void SmtlibExport::ask_empty() {
  line("; empty: these laws and bounds contradict each other, so that M(c) has no point.");
  SmtlibQuery query(certificate_, options_.logic);
  query.assert_laws(certificate_.empty->set);
  use_bounds(query, certificate_.empty->uses);
  ask(query);
}

// No amount on one side, and c(set) = 0: none on the other side either.
void SmtlibExport::ask_zeros(CutKind kind, const std::vector<NodeId>& set,
                             const std::string& reason) {
  const std::vector<EdgeId> others = crossing(certificate_.network, set, opposite(kind));
  if (others.empty()) return;
  line("; " + reason);
  SmtlibQuery query(certificate_, options_.logic);
  query.assert_laws(set);
  for (const EdgeId e : crossing(certificate_.network, set, kind)) {
    query.assert_amount(e, "=", 0, "vanishes already");
  }
  query.assert_some_positive(others);
  ask(query);
}

void SmtlibExport::ask_always_floating() {
  const AlwaysFloating& step = *certificate_.always_floating;
  ask_zeros(step.kind, step.set,
            "always_floating: every edge that crosses this set vanishes on M(c).");
}

void SmtlibExport::ask_cut(const SearchCut& cut) {
  line(std::string("; search, cut ") + kind_name(cut.kind) +
       ": where the edges named vanish, the laws of this set contradict each other.");
  SmtlibQuery query(certificate_, options_.logic);
  query.assert_laws(cut.set);
  for (const EdgeId e : crossing(certificate_.network, cut.set, cut.kind)) {
    query.assert_amount(e, "=", 0, "crosses the floating set");
  }
  ask(query);
}

void SmtlibExport::ask_search() {
  for (const SearchStep& step : certificate_.search) {
    if (const auto* cut = std::get_if<SearchCut>(&step)) ask_cut(*cut);
    const auto* split = std::get_if<SearchSplit>(&step);
    if (split == nullptr) continue;
    for (const SearchCut& zero : split->zeros) {
      ask_zeros(zero.kind, zero.set, "search, split: the edges that cross this set vanish.");
    }
  }
}

void SmtlibExport::list_the_rest() {
  const auto mention = [&](bool present, const char* step) {
    if (present) line(std::string("; not here: ") + step);
  };
  const Certificate& it = certificate_;
  mention(it.base.has_value(), "base, a flow");
  mention(!it.bypass.from_ground.empty() || !it.bypass.to_ground.empty(), "bypass, trees");
  mention(!it.free.empty(), "free, flows");
  mention(it.point.has_value(), "point, a flow");
  mention(it.floating.has_value(), "floating, a set");
  mention(it.forest.has_value(), "forest");
  mention(it.interior.has_value(), "interior, a flow");
  mention(!it.weak.empty(), "weak, about regular points");
  mention(!it.regular_free.empty(), "regular_free, flows and walks");
  mention(!it.strata.empty(), "strata, flows");
  mention(!it.search.empty(), "the shape of the search tree");
  mention(it.distance.has_value(), "distance, flows");
}

std::size_t SmtlibExport::write_steps() {
  line(
      "; The inequalities of a certificate of isthmus, one question each: every answer must be "
      "\"unsat\".");
  line("; unsat says that nothing obeys the laws and bounds listed and the contrary of the claim.");
  line("; z3 FILE, cvc5 --incremental FILE");
  header();
  for (std::size_t i = 0; i < certificate_.locks.size(); ++i) ask_lock(i);
  if (certificate_.empty) ask_empty();
  if (certificate_.always_floating) ask_always_floating();
  ask_search();
  list_the_rest();
  if (questions_ == 0) {
    line("; No question: no step of this certificate derives an inequality from the laws. Solvers");
    line("; have nothing to decide and answer nothing; a checker confirms the steps named above.");
  }
  line("; " + std::to_string(questions_) + (questions_ == 1 ? " question" : " questions"));
  return questions_;
}

// The locks that the lock of `edge` goes back to, itself included.
std::vector<std::size_t> SmtlibExport::steps_behind(EdgeId edge) {
  std::set<std::size_t> reached{lock_of(edge)};
  std::vector<std::size_t> open(reached.begin(), reached.end());
  while (!open.empty()) {
    const std::size_t step = open.back();
    open.pop_back();
    for (const EdgeId used : certificate_.locks[step].uses) {
      const std::size_t earlier = lock_of(used);
      if (reached.insert(earlier).second) open.push_back(earlier);
    }
  }
  return {reached.begin(), reached.end()};
}

// "5" or "5 \"b->y\"".
std::string SmtlibExport::called(EdgeId edge) const {
  std::string text = std::to_string(edge.value);
  if (certificate_.names) text += " " + quoted(certificate_.names->edges[edge.value]);
  return text;
}

// Advice to somebody who named another edge.
std::string SmtlibExport::locked_edges() const {
  if (locked_.empty()) return "it locks no edge: leave --edge out";
  if (locked_.size() > most_listed) return "name the edge of one of its locks";
  std::string text;
  for (const auto& [edge, step] : locked_) text += (text.empty() ? "" : ", ") + called(edge);
  return "it locks " + text;
}

std::size_t SmtlibExport::write_edge(EdgeId edge) {
  for (std::size_t i = 0; i < certificate_.locks.size(); ++i) {
    locked_.emplace(certificate_.locks[i].edge, i);
  }
  if (!locked_.contains(edge)) {
    throw usage_error("edge " + called(edge) + " is not locked by this certificate",
                      locked_edges());
  }
  const Rational& bound = certificate_.locks[lock_of(edge)].bound;
  SmtlibQuery query(certificate_, options_.logic);
  for (const std::size_t step : steps_behind(edge)) {
    query.assert_laws(certificate_.locks[step].set);
  }
  query.assert_amount(edge, "<", bound, "the contrary");
  line("; Claim: on M(c) the square of the weight of " + proof::edge_comment(certificate_, edge) +
       " is at least " + to_text(bound) + ", so that it is never 0.");
  line(
      "; The answer must be \"unsat\": nothing obeys these laws, some of those of M(c), and the "
      "contrary.");
  header();
  sink_(query.text());
  line("(check-sat)");
  return 1;
}

}  // namespace

std::size_t export_smtlib(const Certificate& certificate, const SmtlibOptions& options,
                          const TextSink& sink) {
  SmtlibExport exporter(certificate, options, sink);
  return options.edge ? exporter.write_edge(*options.edge) : exporter.write_steps();
}

}  // namespace isthmus

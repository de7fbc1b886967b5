// The lines form: one step on a line, in the order in which a checker goes through them.
#include <optional>
#include <variant>

#include "proof/claim.hpp"
#include "proof/nested_sets.hpp"
#include "proof/write_forms.hpp"

namespace isthmus {
namespace {

class LinesWriter {
 public:
  LinesWriter(const Certificate& certificate, TextBuffer& out)
      : certificate_(certificate), out_(out) {}

  void run();

 private:
  void end_line();

  template <class Items>
  void list(const Items& items);
  void list(const SparseVector& vector);
  void list(const Forest& forest);
  template <class Items>
  void line(std::string_view keyword, const Items& items);
  template <class Items>
  void optional_line(std::string_view keyword, const std::optional<Items>& items);
  template <class Lists>
  void lines(std::string_view keyword, const Lists& lists);

  void write_network();
  void write_names();
  void write_claim(const Claim& claim);
  void write_cut(const std::vector<NodeId>& set, const std::vector<EdgeId>& uses);
  void write_cut(const CutStep& step, std::size_t position);
  void write_locks();
  void write_regular_part();
  void write_strata();
  void write_search_step(const SearchStep& step);
  void write_distance();

  const Certificate& certificate_;
  TextBuffer& out_;
  std::optional<std::vector<NestedSet>> nested_ = nested_sets(certificate_);
  std::uint64_t lines_ = 0;
};

void LinesWriter::end_line() {
  out_ << '\n';
  ++lines_;
}

template <class Items>
void LinesWriter::list(const Items& items) {
  for (const auto& item : items) out_ << ' ' << item;
}

void LinesWriter::list(const SparseVector& vector) {
  for (const auto& [edge, value] : vector) out_ << ' ' << edge << ' ' << value;
}

void LinesWriter::list(const Forest& forest) {
  for (const auto& [node, edge] : forest) out_ << ' ' << node << ' ' << edge;
}

template <class Items>
void LinesWriter::line(std::string_view keyword, const Items& items) {
  out_ << keyword;
  list(items);
  end_line();
}

template <class Items>
void LinesWriter::optional_line(std::string_view keyword, const std::optional<Items>& items) {
  if (items) line(keyword, *items);
}

template <class Lists>
void LinesWriter::lines(std::string_view keyword, const Lists& lists) {
  for (const auto& items : lists) line(keyword, items);
}

void LinesWriter::write_network() {
  const BalanceNetwork& network = certificate_.network;
  out_ << "network " << network.hidden_count() << ' ' << network.edge_count();
  end_line();
  for (const EdgeId e : network.edges()) {
    out_ << "edge " << network.tail(e) << ' ' << network.head(e);
    if (network.multiplicity(e) != 1) out_ << ' ' << network.multiplicity(e);
    end_line();
  }
}

void LinesWriter::write_names() {
  if (!certificate_.names) return;
  const auto write = [&](std::string_view keyword, const std::vector<std::string>& names) {
    for (std::uint64_t i = 0; i < names.size(); ++i) {
      out_ << keyword << i << ' ';
      out_.quote(names[i]);
      end_line();
    }
  };
  write("name node ", certificate_.names->nodes);
  write("name edge ", certificate_.names->edges);
}

void LinesWriter::write_claim(const Claim& claim) {
  out_ << "claim " << claim_text(claim);
  end_line();
}

/// The rest of a line that ends with a derived cut.
void LinesWriter::write_cut(const std::vector<NodeId>& set, const std::vector<EdgeId>& uses) {
  out_ << " set";
  list(set);
  if (!uses.empty()) out_ << " uses";
  list(uses);
  end_line();
}

// `position` counts the locks first, then the weak steps.
void LinesWriter::write_cut(const CutStep& step, std::size_t position) {
  if (!nested_ || (*nested_)[position].extends.empty()) return write_cut(step.set, step.uses);
  const NestedSet& nested = (*nested_)[position];
  out_ << " set";
  list(nested.listed);
  out_ << " extends";
  list(nested.extends);
  if (!step.uses.empty()) out_ << " uses";
  list(step.uses);
  end_line();
}

void LinesWriter::write_locks() {
  for (std::size_t i = 0; i < certificate_.locks.size(); ++i) {
    const CutStep& lock = certificate_.locks[i];
    out_ << "lock " << lock.kind << ' ' << lock.edge << ' ' << lock.bound;
    write_cut(lock, i);
  }
}

void LinesWriter::write_regular_part() {
  optional_line("interior", certificate_.interior);
  optional_line("interior-forest", certificate_.interior_forest);
  for (std::size_t i = 0; i < certificate_.weak.size(); ++i) {
    const CutStep& weak = certificate_.weak[i];
    out_ << "weak " << weak.kind << ' ' << weak.edge;
    write_cut(weak, certificate_.locks.size() + i);
  }
  for (const RegularWitness& witness : certificate_.regular_free) {
    out_ << "regular-free";
    list(witness.difference);
    for (const Detour& detour : witness.detours) {
      out_ << " detour " << detour.edge;
      list(detour.walk);
    }
    end_line();
  }
  if (!certificate_.always_floating) return;
  out_ << "always-floating " << certificate_.always_floating->kind;
  write_cut(certificate_.always_floating->set, {});
}

void LinesWriter::write_strata() {
  for (const StratumWitness& stratum : certificate_.strata) {
    out_ << "stratum set";
    list(stratum.set);
    out_ << " difference";
    list(stratum.difference);
    end_line();
  }
  for (const SearchStep& step : certificate_.search) write_search_step(step);
}

void LinesWriter::write_search_step(const SearchStep& step) {
  if (const auto* branch = std::get_if<SearchBranch>(&step)) {
    out_ << "branch " << branch->node;
  } else if (const auto* cut = std::get_if<SearchCut>(&step)) {
    out_ << "cut " << cut->kind << " set";
    list(cut->set);
  } else if (const auto* found = std::get_if<SearchFound>(&step)) {
    out_ << "found " << found->index;
  } else if (const auto* split = std::get_if<SearchSplit>(&step)) {
    out_ << "split";
    list(split->part);
    for (const SearchCut& zero : split->zeros) {
      out_ << " zero " << zero.kind;
      list(zero.set);
    }
  } else {
    out_ << "none";
  }
  end_line();
}

void LinesWriter::write_distance() {
  if (!certificate_.distance) return;
  line("distance", certificate_.distance->set);
  for (const ReachStep& step : certificate_.distance->reach) {
    out_ << "reach " << step.node;
    list(step.flow);
    end_line();
  }
}

void LinesWriter::run() {
  out_ << "isthmus-certificate 1";
  end_line();
  write_network();
  write_names();
  line("balance", certificate_.balance.values());
  for (const Claim& claim : certificate_.claims) write_claim(claim);
  optional_line("base", certificate_.base);
  write_locks();
  lines("from-ground", certificate_.bypass.from_ground);
  lines("to-ground", certificate_.bypass.to_ground);
  lines("free", certificate_.free);
  if (const auto& empty = certificate_.empty) {
    out_ << "empty " << empty->kind << ' ' << empty->bound;
    write_cut(empty->set, empty->uses);
  }
  optional_line("point", certificate_.point);
  optional_line("floating", certificate_.floating);
  optional_line("forest", certificate_.forest);
  write_regular_part();
  write_strata();
  write_distance();
  out_ << "end " << lines_ << '\n';
}

}  // namespace

void write_lines_form(const Certificate& certificate, TextBuffer& out) {
  LinesWriter(certificate, out).run();
}

}  // namespace isthmus

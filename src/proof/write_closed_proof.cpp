// A proof as the steps of a tree in prefix order.
//
// A checker walks the tree with a stack of states, so that parts follow each other: first all of
// one, then all of the next. Neighbouring strips of a neuron become one step.
#include <algorithm>
#include <map>
#include <tuple>

#include "proof/write_charts.hpp"
#include "proof/write_lists.hpp"
#include "proof/write_pattern_steps.hpp"

namespace isthmus {
namespace {

using Strips = std::map<std::tuple<std::size_t, Orientation>, std::vector<std::size_t>>;

class ClosedProofWriter {
 public:
  explicit ClosedProofWriter(TextBuffer& out) : out_(out) {}

  void write(const ClosedProof& proof) {
    out_ << '[';
    open_.push_back(&proof);
    while (!open_.empty()) {
      const ClosedProof* next = open_.back();
      open_.pop_back();
      write_reductions(next->reductions);
      write_end(*next);
    }
    out_ << "\n  ]";
  }

  void operator()(const StripReduction& step) {
    strips_[{step.neuron, step.side}].push_back(step.index);
  }
  void operator()(const DropReduction& step) {
    begin("drop") << std::uint64_t{step.neuron};
    end();
  }
  void operator()(const SplitReduction& step) {
    begin("split") << std::uint64_t{step.neuron} << ", \"pieces\": ";
    write_list(out_, step.pieces, [&](const auto& piece) {
      out_ << "{\"rows\": ";
      write_numbers(out_, piece.first.elements());
      out_ << ", \"columns\": ";
      write_numbers(out_, piece.second.elements());
      out_ << '}';
    });
    end();
  }
  void operator()(const LinearReduction& step) {
    write_numbers(begin("linear"), step.neurons);
    out_ << ", \"side\": ";
    write_side(step.side, out_);
    end();
  }
  void operator()(const TwinReduction& step) {
    write_side(step.side, begin("twins"));
    out_ << ", \"kept\": ";
    write_numbers(out_, step.kept.elements());
    end();
  }

  void operator()(const OneNeuron&) { write_true("one_neuron"); }
  void operator()(const TwoNeurons&) { write_true("two_neurons"); }
  void operator()(const DimensionCount& rule) {
    write_side(rule.side, begin("dimension_count"));
    end();
  }
  void operator()(const Sandwich& rule) {
    write_side(rule.side, begin("sandwich"));
    out_ << ", \"deleted\": ";
    auto deleted = rule.deleted;
    const auto key = [](const Incidence& i) { return std::tuple(i.neuron, i.side, i.index); };
    std::sort(deleted.begin(), deleted.end(),
              [&](const Incidence& a, const Incidence& b) { return key(a) < key(b); });
    write_list(out_, deleted, [&](const Incidence& incidence) {
      out_ << '[' << std::uint64_t{incidence.neuron} << ", ";
      write_side(incidence.side, out_);
      out_ << ", " << std::uint64_t{incidence.index} << ']';
    });
    end();
  }
  void operator()(const Absorption& rule) {
    for (std::size_t t = 0; t < rule.deleted.size(); ++t) {
      begin("absorb") << std::uint64_t{rule.deleted[t].neuron} << ", \"side\": ";
      write_side(rule.deleted[t].side, out_);
      out_ << ", \"index\": " << std::uint64_t{rule.deleted[t].index}
           << ", \"pivot\": " << std::uint64_t{rule.pivots[t]};
      end();
    }
    open_.push_back(rule.rest.get());
  }
  void operator()(const ChartTree& tree) {
    write_charts(tree, begin("charts"));
    end();
  }

 private:
  TextBuffer& begin(std::string_view key) {
    out_ << (first_ ? "\n    {\"" : ",\n    {\"") << key << "\": ";
    first_ = false;
    return out_;
  }
  void end() { out_ << '}'; }
  void write_true(std::string_view key) {
    begin(key) << "true";
    end();
  }
  void write_strips() {
    for (auto& [key, indices] : strips_) {
      begin("strip") << std::uint64_t{std::get<0>(key)} << ", \"side\": ";
      write_side(std::get<1>(key), out_);
      out_ << ", \"indices\": ";
      std::sort(indices.begin(), indices.end());
      write_numbers(out_, indices);
      end();
    }
    strips_.clear();
  }
  // What other steps than strips see is the state after all strips before them.
  void write_reductions(const std::vector<Reduction>& reductions) {
    for (const Reduction& step : reductions) {
      if (!std::holds_alternative<StripReduction>(step)) write_strips();
      std::visit(*this, step);
    }
    write_strips();
  }
  void write_end(const ClosedProof& proof) {
    if (!proof.rule.empty()) return std::visit(*this, proof.rule.front());
    if (proof.parts.empty()) return write_true("nothing");
    write_list(begin("parts"), proof.parts,
               [&](const auto& part) { write_numbers(out_, part.first); });
    end();
    for (auto part = proof.parts.rbegin(); part != proof.parts.rend(); ++part) {
      open_.push_back(&part->second);
    }
  }

  TextBuffer& out_;
  bool first_ = true;
  std::vector<const ClosedProof*> open_;  // what is still to come, the next one last
  Strips strips_;                         // that are not written yet
};

}  // namespace

void write_closed_proof(const ClosedProof& proof, TextBuffer& out) {
  ClosedProofWriter(out).write(proof);
}

}  // namespace isthmus

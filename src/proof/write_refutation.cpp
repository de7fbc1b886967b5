// A refutation as the steps of a tree in prefix order.
//
// Which supports a row may have, a checker knows by itself: the children of a branch follow in the
// order of the numbers whose binary digits they are, and are not named.
#include <algorithm>

#include "isthmus/error.hpp"
#include "proof/write_lists.hpp"
#include "proof/write_pattern_steps.hpp"

namespace isthmus {
namespace {

class RefutationWriter {
 public:
  explicit RefutationWriter(TextBuffer& out) : out_(out) {}

  void write(const Refutation& refutation) {
    out_ << '[';
    open_.push_back(&refutation);
    while (!open_.empty()) {
      const Refutation* next = open_.back();
      open_.pop_back();
      for (const RefutationStep& step : next->steps) std::visit(*this, step);
      write_end(*next);
    }
    out_ << "\n  ]";
  }

  void operator()(const SpanStep& step) {
    begin("span") << '[' << std::uint64_t{step.row} << ", " << std::uint64_t{step.neuron} << "]}";
  }
  void operator()(const RankStep& step) {
    write_numbers(begin("rank"), step.rows);
    out_ << ", \"neuron\": " << std::uint64_t{step.neuron} << '}';
  }
  void operator()(const ExchangeStep& step) {
    begin("exchange") << std::uint64_t{step.row};
    write_pivots(step.pivots);
    out_ << ", \"neuron\": " << std::uint64_t{step.neuron} << '}';
  }

  void operator()(const EmptySpace& end) { begin("empty") << std::uint64_t{end.neuron} << '}'; }
  void operator()(const OutsideSpan& end) {
    begin("outside") << std::uint64_t{end.row};
    write_pivots(end.pivots);
    out_ << '}';
  }
  void operator()(const RankTooLarge& end) {
    write_numbers(begin("rank_too_large"), end.rows);
    write_neurons(end.neurons);
  }
  void operator()(const UnitIdeal&) { ensure(false, "no certificate rests on an ideal"); }
  void operator()(const DependentSupport& end) {
    begin("dependent") << std::uint64_t{end.row};
    write_neurons(end.neurons);
  }

 private:
  TextBuffer& begin(std::string_view key) {
    out_ << (first_ ? "\n    {\"" : ",\n    {\"") << key << "\": ";
    first_ = false;
    return out_;
  }
  void write_neurons(const std::vector<std::size_t>& neurons) {
    out_ << ", \"neurons\": ";
    write_numbers(out_, neurons);
    out_ << '}';
  }
  void write_pivots(const std::vector<Pivot>& pivots) {
    out_ << ", \"pivots\": ";
    write_list(out_, pivots, [&](const Pivot& pivot) {
      out_ << '[' << std::uint64_t{pivot.first} << ", " << std::uint64_t{pivot.second} << ']';
    });
  }
  void write_end(const Refutation& node) {
    if (!node.end.empty()) return std::visit(*this, node.end.front());
    begin("branch") << std::uint64_t{node.row} << '}';
    using Child = const std::pair<std::vector<std::size_t>, Refutation>*;
    std::vector<Child> children;
    for (const auto& child : node.children) children.push_back(&child);
    // The last is the smallest number: supports are compared from their largest elements down.
    std::sort(children.begin(), children.end(), [](Child a, Child b) {
      return std::lexicographical_compare(b->first.rbegin(), b->first.rend(), a->first.rbegin(),
                                          a->first.rend());
    });
    for (const Child child : children) open_.push_back(&child->second);
  }

  TextBuffer& out_;
  bool first_ = true;
  std::vector<const Refutation*> open_;  // what is still to come, the next one last
};

}  // namespace

void write_refutation(const Refutation& refutation, TextBuffer& out) {
  RefutationWriter(out).write(refutation);
}

}  // namespace isthmus

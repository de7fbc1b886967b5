#include "pattern/reduce/reduce.hpp"

#include "pattern/reduce/apply.hpp"
#include "pattern/reduce/steps.hpp"

namespace isthmus {
namespace {

bool carry_out(ReducedState& reduced, const std::vector<Reduction>& steps) {
  for (const Reduction& step : steps) {
    apply(reduced.rest, step);
    reduced.reductions.push_back(step);
  }
  return !steps.empty();
}

// R1, R2, R3. Stripping and splitting undo nothing that the other has done before.
void make_linear_free(ReducedState& reduced) {
  do {
    carry_out(reduced, find_strips(reduced.rest));
    carry_out(reduced, find_splits(reduced.rest));
  } while (carry_out(reduced, find_linear_block(reduced.rest)));
}

void take_apart(ReducedState& reduced, std::vector<std::vector<std::size_t>> groups, Goal goal) {
  for (std::vector<std::size_t>& group : groups) {
    ReducedState part = reduce(part_of(reduced.rest, group), goal);
    reduced.parts.emplace_back(std::move(group), std::move(part));
  }
}

void collect(const ReducedState& reduced, std::vector<const PatternState*>& out) {
  if (reduced.parts.empty() && !reduced.rest.neurons.empty()) out.push_back(&reduced.rest);
  for (const auto& [neurons, part] : reduced.parts) collect(part, out);
}

}  // namespace

ReducedState reduce(const PatternState& state, Goal goal) {
  ReducedState out{{}, state, {}};
  while (true) {
    make_linear_free(out);
    if (out.rest.neurons.empty()) return out;
    auto groups = direct_summands(out.rest);
    if (groups.size() > 1) {
      take_apart(out, std::move(groups), goal);
      return out;
    }
    if (!carry_out(out, find_twins(out.rest, goal))) return out;
  }
}

std::vector<const PatternState*> leaves(const ReducedState& reduced) {
  std::vector<const PatternState*> out;
  collect(reduced, out);
  return out;
}

}  // namespace isthmus

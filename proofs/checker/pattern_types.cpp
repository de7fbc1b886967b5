#include "pattern_types.hpp"

namespace isthmus_check {
namespace {

// The rank of generic vectors in R^{C_k} modulo the free entries: a maximum matching of neurons
// and columns. From each neuron the shortest alternating path to an unmatched column is looked
// for; `column` is the one by which a neuron was reached, from the neuron `before`.
std::size_t matching(PatternText& in, const State& s, Side side, const Type& type) {
  struct Reached {
    Id neuron;
    std::size_t before;
    Id column;
  };
  std::map<Id, Id> match;  // of columns
  Set unmatched = type.covered & ~type.free;
  for (const Id start : elements(type.neurons)) {
    Set fresh = type.covered & ~type.free;
    std::vector<Reached> queue{{start, 0, 0}};
    for (std::size_t at = 0; at < queue.size(); ++at) {
      const Set reached = s.neurons[queue[at].neuron].of[!side] & fresh;
      const Set ends = reached & unmatched;
      fresh &= ~reached;
      in.spend(4 + mpz_size(fresh.get_mpz_t()) / 4);
      if (ends != 0) {
        Id column = static_cast<Id>(mpz_scan1(ends.get_mpz_t(), 0));
        mpz_clrbit(unmatched.get_mpz_t(), column);
        for (; at != 0; at = queue[at].before) {
          match[column] = queue[at].neuron;
          column = queue[at].column;
        }
        match[column] = start;
        break;
      }
      for (const Id column : elements(reached)) queue.push_back({match[column], at, column});
    }
  }
  return match.size();
}

}  // namespace

Types types(PatternText& in, const State& s, Side side, const Ids& neurons) {
  std::map<std::pair<Set, Set>, Type> by_type;
  for (const Id i : elements(s.extent[side])) {
    Type type;
    in.spend(1 + neurons.size());
    for (const Id k : neurons) {
      if (!has(s.neurons[k].of[side], i)) continue;
      add(type.neurons, k);
      type.covered |= s.neurons[k].of[!side];
      in.spend(1 + mpz_size(type.covered.get_mpz_t()) / 8);
    }
    type.free = s.free_at(side, i) & type.covered;
    by_type.try_emplace({type.neurons, type.free}, type).first->second.rows.push_back(i);
  }
  Types result;
  for (auto& [key, type] : by_type) {
    type.rank = matching(in, s, side, type);
    type.defect = size(type.covered & ~type.free) - type.rank;
    result.push_back(std::move(type));
  }
  return result;
}

Types types(PatternText& in, const State& s, Side side) {
  Ids all;
  while (all.size() < s.neurons.size()) all.push_back(static_cast<Id>(all.size()));
  return types(in, s, side, all);
}

}  // namespace isthmus_check

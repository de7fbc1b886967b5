#include "proof/read_json_values.hpp"

#include <array>
#include <string>
#include <utility>

#include "proof/claim.hpp"

namespace isthmus {

void JsonValues::fail_order(std::string_view name) {
  json_.fail(quoted(std::string(name)) + " does not stand at its place",
             "keep to the order of docs/certificate.md");
}

void JsonValues::item() {
  if (!json_.next_item()) json_.fail("the list is too short", "add what is missing at its end");
}

std::uint64_t JsonValues::count() {
  const NumberText number = json_.read_number();
  if (!number.is_literal) json_.fail("expected a number, found a string", "leave out the quotes");
  return count_of(number.text);
}

std::vector<NodeId> JsonValues::set() {
  std::vector<NodeId> set;
  each([&] { append_increasing(set, node()); });
  check_set(set);
  return set;
}

std::vector<EdgeId> JsonValues::uses() {
  std::vector<EdgeId> uses;
  each([&] { append_increasing(uses, edge()); });
  return uses;
}

SparseVector JsonValues::vector() {
  SparseVector vector;
  EdgeId at;
  each([&] { pair([&] { at = edge(); }, [&] { append_entry(vector, at, rational()); }); });
  return vector;
}

Forest JsonValues::forest() {
  Forest forest;
  NodeId joined;
  each([&] { pair([&] { joined = node(); }, [&] { forest.push_back({joined, edge()}); }); });
  return forest;
}

std::vector<Forest> JsonValues::forests() {
  std::vector<Forest> forests;
  each([&] { forests.push_back(forest()); });
  return forests;
}

std::vector<Detour> JsonValues::detours() {
  std::vector<Detour> detours;
  each([&] {
    Detour detour;
    pair([&] { detour.edge = edge(); }, [&] { each([&] { detour.walk.push_back(edge()); }); });
    detours.push_back(std::move(detour));
  });
  return detours;
}

std::vector<std::string> JsonValues::names(std::uint64_t number) {
  std::vector<std::string> names;
  each([&] { names.push_back(json_.read_string()); });
  if (names.size() != number) {
    json_.fail(std::to_string(names.size()) + " names, not " + std::to_string(number),
               "write one for each");
  }
  return names;
}

Claim JsonValues::claim() {
  static constexpr std::array<std::string_view, 5> names{"kind", "log2", "count", "complete",
                                                         "squared"};
  Claim claim;
  json_.begin_object();
  KnownKeys keys(names);
  std::size_t last = 0;
  for (std::size_t key = 0; keys.next(json_, key); last = key) {
    if (key < last) fail_order(names[key]);
    if (key == 0) claim.kind = claim_form_of_name(json_.read_string()).kind;
    if (key == 1) claim.log2 = count();
    if (key == 2) claim.count = count();
    if (key == 3) claim.complete = json_.read_boolean();
    if (key == 4) claim.squared = rational();
  }
  keys.require(json_, 0);
  const ClaimField field = claim_form(claim.kind).field;
  constexpr std::array<ClaimField, 5> field_of{ClaimField::none, ClaimField::log2,
                                               ClaimField::count_and_complete,
                                               ClaimField::count_and_complete, ClaimField::squared};
  for (std::size_t key = 1; key < names.size(); ++key) {
    if (field_of[key] == field) keys.require(json_, key);
    if (field_of[key] != field && keys.seen(key)) {
      json_.fail("the claim has no " + quoted(std::string(names[key])), "remove it");
    }
  }
  return claim;
}

SearchCut JsonValues::kind_and_set() {
  static constexpr std::array<std::string_view, 2> keys{"kind", "set"};
  SearchCut cut;
  object(keys, [&](std::size_t key) {
    if (key == 0) cut.kind = kind();
    if (key == 1) cut.set = set();
  });
  return cut;
}

SearchSplit JsonValues::split() {
  static constexpr std::array<std::string_view, 2> keys{"part", "zeros"};
  SearchSplit split;
  object(keys, [&](std::size_t key) {
    if (key == 0) split.part = set();
    if (key == 1) each([&] { split.zeros.push_back(kind_and_set()); });
  });
  return split;
}

SearchStep JsonValues::search_step() {
  static constexpr std::array<std::string_view, 5> keys{"branch", "cut", "found", "split", "none"};
  json_.begin_object();
  KnownKeys known(keys);
  std::size_t key = 0;
  if (!known.next(json_, key)) json_.fail("the step is empty", "write one of its keys");
  SearchStep step = SearchNone{};
  if (key == 0) step = SearchBranch{node()};
  if (key == 1) step = kind_and_set();
  if (key == 2) step = SearchFound{count()};
  if (key == 3) step = split();
  if (key == 4 && !json_.read_boolean()) json_.fail("none is always true", "write true");
  if (known.next(json_, key)) json_.fail("a second key", "write one key for each step");
  return step;
}

ReachStep JsonValues::reach_step() {
  static constexpr std::array<std::string_view, 2> keys{"node", "flow"};
  ReachStep step;
  object(keys, [&](std::size_t key) {
    if (key == 0) step.node = node();
    if (key == 1) step.flow = vector();
  });
  return step;
}

}  // namespace isthmus

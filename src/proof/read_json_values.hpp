// The values that the entries of the JSON form are made of.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "formats/json_reader.hpp"
#include "proof/read_forms.hpp"
#include "proof/read_values.hpp"

namespace isthmus {

/// Reads a value where the JSON reader stands. Errors are Error (bad_input), those about numbers
/// without a place.
class JsonValues {
 protected:
  explicit JsonValues(std::string_view text) : stream_(text), json_(stream_, text.size()) {}

  /// Calls `read` at each item of an array.
  template <class Read>
  void each(Read read) {
    json_.begin_array();
    while (json_.next_item()) read();
  }

  static constexpr std::size_t no_key = static_cast<std::size_t>(-1);

  /// An object with exactly these keys, in this order, but for one that may be left out; `read`
  /// gets the position of each.
  template <class Read>
  void object(std::span<const std::string_view> names, Read read, std::size_t optional = no_key) {
    json_.begin_object();
    KnownKeys keys(names);
    std::size_t before = 0;
    for (std::size_t index = 0; keys.next(json_, index); ++before) {
      if (before == optional && index != before) ++before;
      if (index != before) fail_order(names[before]);
      read(index);
    }
    for (std::size_t index = 0; index < names.size(); ++index) {
      if (index != optional) keys.require(json_, index);
    }
  }

  /// An array of two items.
  template <class First, class Second>
  void pair(First first, Second second) {
    json_.begin_array();
    item();
    first();
    item();
    second();
    if (json_.next_item()) json_.fail("the list is too long", "write two items");
  }

  /// Throws because the entry `name` is not where it should be.
  [[noreturn]] void fail_order(std::string_view name);

  /// Moves to an item of an array that must be there.
  void item();

  [[nodiscard]] std::uint64_t count();
  [[nodiscard]] Rational rational() { return canonical_rational(json_.read_string()); }
  [[nodiscard]] NodeId node() { return ranges_.hidden_node(count()); }
  [[nodiscard]] EdgeId edge() { return ranges_.edge(count()); }
  [[nodiscard]] CutKind kind() { return cut_kind_of(json_.read_string()); }
  [[nodiscard]] std::vector<NodeId> set();
  [[nodiscard]] std::vector<EdgeId> uses();
  [[nodiscard]] SparseVector vector();
  [[nodiscard]] Forest forest();
  [[nodiscard]] std::vector<Forest> forests();
  [[nodiscard]] std::vector<Detour> detours();
  [[nodiscard]] std::vector<std::string> names(std::uint64_t number);
  [[nodiscard]] Claim claim();
  [[nodiscard]] SearchCut kind_and_set();
  [[nodiscard]] SearchSplit split();
  [[nodiscard]] SearchStep search_step();
  [[nodiscard]] ReachStep reach_step();

  ViewStream stream_;
  JsonReader json_;
  NumberRanges ranges_;
};

}  // namespace isthmus

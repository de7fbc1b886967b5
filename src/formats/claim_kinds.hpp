// The grammar of files of claims: which keys each kind has, and what its values mean.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/json_reader.hpp"
#include "isthmus/formats/claims.hpp"

namespace isthmus::claim_files {

enum Key {
  id,
  kind,
  computed_as,
  tolerance,
  node,
  value,
  values,
  which,
  edges,
  unlocked,
  complete,
  checkpoints,
  bound
};
inline constexpr std::array<std::string_view, 13> claim_keys = {
    "id",    "kind",  "computed_as", "tolerance", "node",        "value", "values",
    "which", "edges", "unlocked",    "complete",  "checkpoints", "bound"};

/// What a kind is called and which keys it has beside the first four.
struct KindRule {
  std::string_view name;
  FloatClaimKind kind;
  std::vector<Key> required;
  std::vector<Key> optional;
};

[[nodiscard]] const std::vector<KindRule>& kind_rules();

struct TypeName {
  std::string_view name;
  std::optional<NumberType> type;
};

[[nodiscard]] std::span<const TypeName> type_names();

/// A value whose reading depends on the kind, kept until that is known.
struct RawValue {
  std::string place;
  char shape = 'n';  ///< '[' array, '{' object, 'b' boolean, 'n' number
  std::vector<std::pair<std::string, NumberText>> items;  ///< key (or ""), number
  bool truth = false;
};

/// Compares the keys that were given with those of the kind. Throws Error (bad_input), no place.
void check_keys(const KindRule& rule, const FloatClaim& claim, const KnownKeys& known);

/// What `value`, with `node`, or `values` mean for a claim of that kind. Throws Error (bad_input)
/// with the place of the value.
void take_values(const KindRule& rule, const std::string& node, const RawValue& value,
                 const RawValue& values, FloatClaim& claim);

}  // namespace isthmus::claim_files

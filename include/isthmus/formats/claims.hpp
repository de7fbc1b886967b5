// Claims that a floating-point program makes about a network: JSON, format "isthmus-claims" version
// 1 (docs/crosscheck.md).
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/exact/number_type.hpp"
#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// A number as a program printed it.
struct ClaimedNumber {
  enum class Kind { finite, infinity, minus_infinity, nan };
  std::string text;  ///< as written in the file
  Kind kind = Kind::finite;
  Rational value;  ///< exactly what is written, if finite
};

enum class FloatClaimKind {
  balance,          ///< `numbers`: the balance of these nodes
  jacobian_rank,    ///< `count`
  singular_values,  ///< `values`, of the Jacobian; `which` says which
  singular,         ///< `truth`: the Jacobian has a smaller rank than there are laws
  components,       ///< `count`, of M(c)
  betti,            ///< `counts`: Betti numbers over Q from degree 0 on
  distance,         ///< `values`: the one distance to the nearest rank-deficient point
  locked,           ///< `edges` are locked with these signs, `unlocked` are not
  conserved         ///< the balance stays within `bound` over `checkpoints`
};

enum class WhichValues { all, largest, smallest };

/// A count of any size; `log2` if it is a power of two.
struct ClaimedCount {
  std::string text;
  Integer value;  ///< 0 for powers of two beyond 2^4096
  std::optional<std::uint64_t> log2;

  /// Too large a power of two to be written out.
  [[nodiscard]] bool is_huge() const { return log2 && value == 0; }
};

struct FloatClaim {
  std::string id;     ///< empty if not given
  std::string place;  ///< JSON path of the claim
  FloatClaimKind kind = FloatClaimKind::balance;
  /// The type of number that the claim was computed in; nothing: exact numbers.
  std::optional<NumberType> computed_as = NumberType::binary64;
  std::optional<Rational> tolerance;  ///< what the program allowed for; never relied on

  std::vector<std::pair<std::string, ClaimedNumber>> numbers;  ///< by node
  std::vector<ClaimedNumber> values;
  WhichValues which = WhichValues::all;
  ClaimedCount count;
  std::vector<ClaimedCount> counts;
  bool truth = false;
  std::vector<std::pair<std::string, int>> edges;  ///< by edge name: 1 or -1
  std::vector<std::string> unlocked;
  bool complete = false;  ///< no other edge is locked
  std::vector<std::string> checkpoints;
  Rational bound;  ///< 0: conserved exactly
};

/// "balance", "jacobian_rank", … as in the file.
[[nodiscard]] std::string kind_name(FloatClaimKind kind);

/// "float16", "bfloat16", "float32", "float64", or "exact" for nothing.
[[nodiscard]] std::string computed_as_name(const std::optional<NumberType>& type);

/// Limits against hostile files.
struct ClaimsLimits {
  std::size_t bytes = std::size_t{1} << 30;
  std::size_t claims = 1'000'000;
};

/// Reads a file of claims. Errors (bad_input) carry the JSON path: unknown kinds and keys, keys
/// that do not belong to the kind, malformed numbers, no claims at all. Linear in the file.
[[nodiscard]] std::vector<FloatClaim> read_claims(std::istream& in,
                                                  const ClaimsLimits& limits = {});

/// The same from a file ("-": standard input). Errors name it.
[[nodiscard]] std::vector<FloatClaim> load_claims(const std::string& path,
                                                  const ClaimsLimits& limits = {});

}  // namespace isthmus

// `isthmus crosscheck`: what a floating-point program claims about a network, against the exact
// values (docs/crosscheck.md).
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/exact/ball.hpp"
#include "isthmus/formats/claims.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// From best to worst: the verdict on a claim is the worst of its parts.
enum class ClaimVerdict {
  confirmed,        ///< equal, or for a float the exact value rounded to its type
  within_rounding,  ///< as near as a proved bound says that plain sums come, with the right sign
  not_determined,   ///< a limit stopped the search; says nothing about the claim
  refuted
};

/// Why a number went wrong.
enum class FloatCause {
  none,          ///< nothing is wrong
  rounding,      ///< the ordinary error of so many roundings
  cancellation,  ///< a small difference of large sums
  overflow,      ///< squares or sums beyond the largest number
  underflow,     ///< squares below the least number
  tolerance,     ///< a threshold took a small number for 0, or a difference for none
  narrow_type,   ///< computed with fewer digits than is said
  not_explained
};

/// "confirmed", "within rounding", …; "cancellation", "not explained", …
[[nodiscard]] std::string verdict_name(ClaimVerdict verdict);
[[nodiscard]] std::string cause_name(FloatCause cause);

/// One part of a claim: a number, a count or a statement.
struct ClaimAnswer {
  std::string what;     ///< "balance of h1"
  std::string claimed;  ///< as written, or in words
  ClaimVerdict verdict = ClaimVerdict::confirmed;
  std::string exact;                   ///< a fraction, a count, or words; empty if irrational
  std::optional<Rational> value;       ///< the exact value, if a fraction
  std::optional<Enclosure> enclosure;  ///< of an irrational value
  std::optional<std::uint64_t> ulps;   ///< from the exact value, rounded, to the claimed float
  std::optional<Rational> bound;       ///< what plain sums in the claimed type differ at most
  std::optional<Rational> condition;   ///< Σθ² / |c|: by how much relative errors of a sum grow
  FloatCause cause = FloatCause::none;
  std::string why;     ///< the cause in a sentence
  std::string reason;  ///< why it is not determined
};

struct ClaimResult {
  FloatClaim claim;
  std::vector<ClaimAnswer> answers;  ///< at least one
  [[nodiscard]] ClaimVerdict verdict() const;
};

struct Crosscheck {
  std::string model;  ///< its name
  std::uint64_t hidden = 0, weights = 0;
  std::vector<ClaimResult> claims;
  [[nodiscard]] std::size_t count(ClaimVerdict verdict) const;
};

/// What a checkpoint is compared by: its laws, in the order of the nodes.
struct CheckpointLaws {
  std::vector<std::string> nodes;  ///< the first node of each law
  std::vector<Rational> balance;
  std::uint64_t weights = 0;  ///< trainable ones
};

/// Of a valid network or model. Throw Error (bad_usage) without weights. One pass over the weights.
[[nodiscard]] CheckpointLaws checkpoint_laws(const Network& network);
[[nodiscard]] CheckpointLaws checkpoint_laws(const Model& model, unsigned jobs = 1);

struct CrosscheckOptions {
  /// Multiplications of eliminations, for each claim about singular values or the rank.
  Budget budget = Budget(2'000'000'000);
  std::size_t cell_limit = 5'000'000;  ///< of the homology, for claims about Betti numbers
  /// Reads the checkpoint of that name, as written in the claim at JSON path `place`.
  std::function<CheckpointLaws(const std::string& name, const std::string& place)> checkpoint;
};

/// Checks every claim against the weights of a valid network, which must all be known one by one.
/// Throws Error (bad_usage) for a network without weights and Error (bad_input) with the path of
/// the claim for names that it does not have. Verdicts rest on exact arithmetic and proved
/// enclosures alone. Costs what the claims ask for.
[[nodiscard]] Crosscheck crosscheck(Network network, std::vector<FloatClaim> claims,
                                    const CrosscheckOptions& options = {});

void write_text(std::ostream& out, const Crosscheck& result, const TextStyle& style = {});

/// Format "isthmus-crosscheck" version 1.
void write_json(std::ostream& out, const Crosscheck& result);

}  // namespace isthmus

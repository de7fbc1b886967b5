// Checking a witness that a pattern is not closed, from its definition.
#pragma once

#include <optional>
#include <string>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/evidence.hpp"

namespace isthmus {

/// What is wrong with a witness that the products of two factors supported on `layers` are not
/// closed, as a clause; nothing if it proves it. Shares no algorithm with the search: supports and
/// the limit are checked by multiplying out, the window by counting, the refutation by replaying it
/// with rational elimination (evidence.hpp says what each step means; Theory §9.4 why).
///
/// Requires layers of agreeing sizes. The witness may be anything. Costs one multiplication for
/// each pair of entries of X and Y that meet, and 2^|K_i| for each row that is branched on; throws
/// Error (limit_reached) for a row with more than 20 neurons.
[[nodiscard]] std::optional<std::string> fault_of(const LayerSupports& layers,
                                                  const Witness& witness);

/// The parts of it: the factors (any number of them) are supported on the layers and tend to the
/// limit; …
[[nodiscard]] std::optional<std::string> fault_of_factors(const LayerSupports& layers,
                                                          const Witness& witness);
/// … the window of every product of two such factors is in S(window); …
[[nodiscard]] std::optional<std::string> fault_of_window(const LayerSupports& layers,
                                                         const Witness& witness);
/// … and that of the limit is not. Requires a window within the limit's rows and columns.
[[nodiscard]] std::optional<std::string> fault_of_refutation(const Witness& witness);

}  // namespace isthmus

// The verdict of the independent checker, which is a library of its own (proofs/checker).
#pragma once

#include <string_view>

#include "checker/check.hpp"

namespace isthmus::cli {

/// Checks a certificate; throws Error (bad_usage) if this build has no checker: builds without GMP
/// may lack it.
[[nodiscard]] isthmus_check::Outcome verdict_on(std::string_view certificate,
                                                const isthmus_check::Options& options = {});

}  // namespace isthmus::cli

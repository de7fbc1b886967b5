// The words for claims in the two forms of a certificate, and the numbers that go with them.
#pragma once

#include <string>
#include <string_view>

#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// What a claim says beyond its kind.
enum class ClaimField { none, log2, count_and_complete, squared };

struct ClaimForm {
  ClaimKind kind;
  const char* name;  ///< in JSON; the lines form has "-" for "_"
  ClaimField field = ClaimField::none;
};

/// The form of `kind`.
[[nodiscard]] const ClaimForm& claim_form(ClaimKind kind);

/// The form of the claim that JSON calls `name`; throws Error (bad_input) without a place if there
/// is none.
[[nodiscard]] const ClaimForm& claim_form_of_name(std::string_view name);

/// The same for the word of the lines form.
[[nodiscard]] const ClaimForm& claim_form_of_word(std::string_view word);

/// "singular-point" for singular_point: the word of the lines form.
[[nodiscard]] std::string claim_word(ClaimKind kind);

}  // namespace isthmus

#include "proof/claim.hpp"

#include <algorithm>
#include <array>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {
namespace {

constexpr std::array<ClaimForm, 13> forms{{
    {ClaimKind::empty, "empty"},
    {ClaimKind::nonempty, "nonempty"},
    {ClaimKind::components, "components", ClaimField::log2},
    {ClaimKind::connected, "connected"},
    {ClaimKind::disconnected, "disconnected"},
    {ClaimKind::singular_point, "singular_point"},
    {ClaimKind::regular_point, "regular_point"},
    {ClaimKind::singular_exists, "singular_exists"},
    {ClaimKind::smooth, "smooth"},
    {ClaimKind::regular_components, "regular_components", ClaimField::log2},
    {ClaimKind::no_regular_point, "no_regular_point"},
    {ClaimKind::strata, "strata", ClaimField::count_and_complete},
    {ClaimKind::distance, "distance", ClaimField::squared},
}};

static_assert(std::ranges::is_sorted(forms, {}, &ClaimForm::kind) &&
              forms.back().kind == ClaimKind{forms.size() - 1});

[[noreturn]] void fail_unknown(std::string_view claim) {
  throw input_error("there is no claim " + quoted(std::string(claim)),
                    "use one of the claims of docs/certificate.md");
}

}  // namespace

const ClaimForm& claim_form(ClaimKind kind) {
  const auto at = static_cast<std::size_t>(kind);
  ensure(at < forms.size(), "a claim is of a known kind");
  return forms[at];
}

const ClaimForm& claim_form_of_name(std::string_view name) {
  for (const ClaimForm& form : forms) {
    if (name == form.name) return form;
  }
  fail_unknown(name);
}

const ClaimForm& claim_form_of_word(std::string_view word) {
  for (const ClaimForm& form : forms) {
    if (word == claim_word(form.kind)) return form;
  }
  fail_unknown(word);
}

const char* claim_name(ClaimKind kind) { return claim_form(kind).name; }

std::string claim_word(ClaimKind kind) {
  std::string word = claim_name(kind);
  std::ranges::replace(word, '_', '-');
  return word;
}

namespace {

std::string text_of(const Claim& claim, const std::string& base) {
  const std::string word = claim_word(claim.kind);
  switch (claim_form(claim.kind).field) {
    case ClaimField::none:
      break;
    case ClaimField::log2:
      return word + " " + base + std::to_string(claim.log2);
    case ClaimField::count_and_complete:
      return word + " " + std::to_string(claim.count) + (claim.complete ? " complete" : "");
    case ClaimField::squared:
      return word + " " + to_text(claim.squared);
  }
  return word;
}

}  // namespace

std::string claim_text(const Claim& claim) { return text_of(claim, ""); }

std::string claim_verdict(const Claim& claim) { return text_of(claim, "2^"); }

}  // namespace isthmus

#include "formats/claim_kinds.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace claim_files {

const std::vector<KindRule>& kind_rules() {
  using enum FloatClaimKind;
  static const std::vector<KindRule> rules = {
      {"balance", FloatClaimKind::balance, {Key::node, Key::value}, {}},
      {"balances", FloatClaimKind::balance, {Key::values}, {}},
      {"jacobian_rank", jacobian_rank, {Key::value}, {}},
      {"singular_values", singular_values, {Key::values}, {Key::which}},
      {"singular", singular, {Key::value}, {}},
      {"components", components, {Key::value}, {}},
      {"betti", betti, {Key::values}, {}},
      {"distance", distance, {Key::value}, {}},
      {"locked", locked, {}, {Key::edges, Key::unlocked, Key::complete}},
      {"conserved", conserved, {Key::checkpoints}, {Key::bound}},
  };
  return rules;
}

std::span<const TypeName> type_names() {
  static constexpr std::array<TypeName, 5> names = {{{"float16", NumberType::binary16},
                                                     {"bfloat16", NumberType::bfloat16},
                                                     {"float32", NumberType::binary32},
                                                     {"float64", NumberType::binary64},
                                                     {"exact", std::nullopt}}};
  return names;
}

void check_keys(const KindRule& wanted, const FloatClaim& claim, const KnownKeys& known) {
  const auto has = [](const std::vector<Key>& list, std::size_t key) {
    return std::find(list.begin(), list.end(), key) != list.end();
  };
  for (std::size_t key = Key::node; key < claim_keys.size(); ++key) {
    const bool needed = has(wanted.required, key);
    const std::string name = "\"" + std::string(claim_keys[key]) + "\"";
    if (needed && !known.seen(key)) {
      throw input_error("a claim of kind " + std::string(wanted.name) + " has no " + name,
                        "add it");
    }
    if (known.seen(key) && !needed && !has(wanted.optional, key)) {
      throw input_error("a claim of kind " + std::string(wanted.name) + " takes no " + name,
                        "leave it out");
    }
  }
  const bool says_something = !claim.edges.empty() || !claim.unlocked.empty() || claim.complete;
  if (wanted.kind == FloatClaimKind::locked && !says_something) {
    throw input_error("the claim says nothing", "name edges, or write \"complete\": true");
  }
}

namespace {

template <class Read>
auto at(const std::string& place, const Read& read) {
  try {
    return read();
  } catch (const Error& error) {
    throw error.at(place);
  }
}

const NumberText& single(const RawValue& value) {
  if (value.shape == 'n') return value.items.front().second;
  throw input_error("expected a number", "correct this value").at(value.place);
}

ClaimedNumber number(const NumberText& text, const std::string& place) {
  using Kind = ClaimedNumber::Kind;
  if (text.text == "nan") return {text.text, Kind::nan, 0};
  if (text.text == "inf") return {text.text, Kind::infinity, 0};
  if (text.text == "-inf") return {text.text, Kind::minus_infinity, 0};
  return {text.text, Kind::finite, at(place, [&] { return parse_rational(text.text); })};
}

Error no_count(const std::string& text) {
  return input_error(isthmus::quoted(text) + " is not a count", "write a whole number or 2^k");
}

/// Of "2^k", k. Digits that are too many for a number keep their own error.
Rational count_value(const std::string& text, bool as_power) {
  const std::string digits = as_power ? text.substr(2) : text;
  const bool plain = !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
  try {
    return parse_rational(digits);
  } catch (const Error&) {
    if (plain) throw;
    throw no_count(text);
  }
}

ClaimedCount count(const NumberText& text, const std::string& place) {
  constexpr std::size_t written_out = 4096;
  ClaimedCount count{text.text, 0, std::nullopt};
  const bool as_power = text.text.starts_with("2^");
  const Rational value = at(place, [&] { return count_value(text.text, as_power); });
  if (denominator_of(value) != 1 || value < 0 || (as_power && value > Integer(1) << 62)) {
    throw no_count(text.text).at(place);
  }
  if (as_power) {
    count.log2 = static_cast<std::uint64_t>(numerator_of(value));
    if (*count.log2 <= written_out)
      count.value = Integer(1) << static_cast<std::size_t>(*count.log2);
    return count;
  }
  count.value = numerator_of(value);
  if (count.value == 0) return count;
  const std::size_t top = boost::multiprecision::msb(count.value);
  if (boost::multiprecision::lsb(count.value) == top) count.log2 = top;
  return count;
}

}  // namespace

void take_values(const KindRule& rule, const std::string& node, const RawValue& value,
                 const RawValue& values, FloatClaim& claim) {
  const bool by_name = rule.name == "balances";
  const char wanted = by_name ? '{' : '[';
  if (!values.place.empty() && (values.shape != wanted || values.items.empty())) {
    throw input_error(by_name ? "expected an object of numbers, by node"
                              : "expected an array of numbers, not empty",
                      "correct this value")
        .at(values.place);
  }
  switch (claim.kind) {
    case FloatClaimKind::singular:
      if (value.shape != 'b') {
        throw input_error("expected true or false", "correct this value").at(value.place);
      }
      claim.truth = value.truth;
      return;
    case FloatClaimKind::jacobian_rank:
    case FloatClaimKind::components:
      claim.count = count(single(value), value.place);
      return;
    case FloatClaimKind::betti:
      for (const auto& item : values.items) {
        claim.counts.push_back(count(item.second, values.place));
      }
      return;
    case FloatClaimKind::distance:
      claim.values.push_back(number(single(value), value.place));
      return;
    case FloatClaimKind::singular_values:
      for (const auto& item : values.items) {
        claim.values.push_back(number(item.second, values.place));
      }
      return;
    case FloatClaimKind::balance:
      if (!by_name) claim.numbers.emplace_back(node, number(single(value), value.place));
      for (const auto& item : values.items) {
        claim.numbers.emplace_back(item.first, number(item.second, values.place));
      }
      return;
    default:
      return;
  }
}

}  // namespace claim_files

std::string kind_name(FloatClaimKind kind) {
  for (const claim_files::KindRule& rule : claim_files::kind_rules()) {
    if (rule.kind == kind) return std::string(rule.name);
  }
  ensure(false, "every kind of claim has a name");
  return "";
}

std::string computed_as_name(const std::optional<NumberType>& type) {
  for (const claim_files::TypeName& candidate : claim_files::type_names()) {
    if (candidate.type == type) return std::string(candidate.name);
  }
  ensure(false, "every type of numbers has a name");
  return "";
}

}  // namespace isthmus

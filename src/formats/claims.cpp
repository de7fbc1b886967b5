// Reading files of claims.
//
// Which keys a claim may have depends on its kind, and keys come in any order: every key is read
// when it comes, and at the end of the claim those that were given are compared with those of the
// kind. Numbers stay exactly as written; what they were rounded to is a question of `computed_as`,
// asked later. Rejected: reading the whole file as a tree first, which would need a second way to
// read numbers exactly.
#include "isthmus/formats/claims.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <set>

#include "formats/claim_kinds.hpp"
#include "formats/json_reader.hpp"
#include "formats/open_file.hpp"
#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {

using namespace claim_files;

namespace {

constexpr std::string_view format_name = "isthmus-claims";

namespace top {
enum Key { format, version, computed_as, tolerance, claims };
constexpr std::array<std::string_view, 5> keys = {"format", "version", "computed_as", "tolerance",
                                                  "claims"};
}  // namespace top

class ClaimsReader {
 public:
  ClaimsReader(std::istream& in, const ClaimsLimits& limits)
      : json_(in, limits.bytes, "a file of claims"), limits_(limits) {}

  std::vector<FloatClaim> read();

 private:
  void read_member(std::size_t key);
  void read_claims();
  void read_claim();
  void read_claim_member(std::size_t key, FloatClaim& claim);
  void require_new(std::set<std::string>& seen, const std::string& name) const;
  void read_edges(FloatClaim& claim);
  std::vector<std::string> read_names();
  void read_raw(RawValue& raw);
  NumberText read_claimed();
  std::optional<NumberType> read_type();
  Rational read_nonnegative();
  const KindRule& rule();

  template <class Read>
  auto at(const std::string& place, const Read& read) const {
    try {
      return read();
    } catch (const Error& error) {
      throw error.at(place);
    }
  }

  JsonReader json_;
  const ClaimsLimits& limits_;
  std::vector<FloatClaim> claims_;
  std::optional<NumberType> computed_as_ = NumberType::binary64;
  std::optional<Rational> tolerance_;
  // Of the claim being read.
  std::string kind_text_, node_;
  RawValue value_, values_;
  bool own_type_ = false, own_tolerance_ = false;
  std::vector<bool> with_type_, with_tolerance_;
};

std::vector<FloatClaim> ClaimsReader::read() {
  json_.begin_object();
  KnownKeys known(top::keys);
  for (std::size_t key = 0; known.next(json_, key);) read_member(key);
  for (const std::size_t key : {top::format, top::version, top::claims}) known.require(json_, key);
  json_.finish();
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    if (!with_type_[i]) claims_[i].computed_as = computed_as_;
    if (!with_tolerance_[i]) claims_[i].tolerance = tolerance_;
  }
  return std::move(claims_);
}

void ClaimsReader::read_member(std::size_t key) {
  switch (key) {
    case top::format:
      if (json_.read_string() != format_name) {
        json_.fail("is another format", "write \"isthmus-claims\"");
      }
      return;
    case top::version:
      if (json_.read_number().text != "1") {
        json_.fail("is another version", "this program reads version 1");
      }
      return;
    case top::computed_as:
      computed_as_ = read_type();
      return;
    case top::tolerance:
      tolerance_ = read_nonnegative();
      return;
    default:
      read_claims();
  }
}

void ClaimsReader::read_claims() {
  json_.begin_array();
  while (json_.next_item()) {
    if (claims_.size() == limits_.claims) {
      throw limit_error("more than " + std::to_string(limits_.claims) + " claims",
                        "divide them over several files");
    }
    read_claim();
  }
  if (claims_.empty()) json_.fail("there is no claim", "write at least one");
}

void ClaimsReader::read_claim() {
  FloatClaim claim;
  claim.place = json_.path();
  kind_text_.clear();
  value_ = values_ = {};
  own_type_ = own_tolerance_ = false;
  json_.begin_object();
  KnownKeys known(claim_keys);
  for (std::size_t key = 0; known.next(json_, key);) read_claim_member(key, claim);
  known.require(json_, Key::kind);
  at(claim.place, [&] { check_keys(rule(), claim, known); });
  claim.kind = rule().kind;
  take_values(rule(), node_, value_, values_, claim);
  with_type_.push_back(own_type_);
  with_tolerance_.push_back(own_tolerance_);
  claims_.push_back(std::move(claim));
}

void ClaimsReader::read_claim_member(std::size_t key, FloatClaim& claim) {
  switch (key) {
    case Key::id:
      claim.id = json_.read_string();
      return;
    case Key::kind:
      kind_text_ = json_.read_string();
      static_cast<void>(rule());
      return;
    case Key::computed_as:
      claim.computed_as = read_type();
      own_type_ = true;
      return;
    case Key::tolerance:
      claim.tolerance = read_nonnegative();
      own_tolerance_ = true;
      return;
    case Key::node:
      node_ = json_.read_string();
      return;
    case Key::value:
      return read_raw(value_);
    case Key::values:
      return read_raw(values_);
    case Key::which: {
      const std::string word = json_.read_string();
      if (word != "all" && word != "largest" && word != "smallest") {
        json_.fail("is none of all, largest, smallest", "write one of them");
      }
      claim.which = word == "all"       ? WhichValues::all
                    : word == "largest" ? WhichValues::largest
                                        : WhichValues::smallest;
      return;
    }
    case Key::edges:
      return read_edges(claim);
    case Key::unlocked:
      claim.unlocked = read_names();
      return;
    case Key::complete:
      claim.complete = json_.read_boolean();
      return;
    case Key::checkpoints:
      claim.checkpoints = read_names();
      if (claim.checkpoints.size() < 2) {
        json_.fail("names fewer than two files", "name two checkpoints or more");
      }
      return;
    default:
      claim.bound = read_nonnegative();
  }
}

void ClaimsReader::require_new(std::set<std::string>& seen, const std::string& name) const {
  if (!seen.insert(name).second) json_.fail("the key is given twice", "leave one of them out");
}

void ClaimsReader::read_edges(FloatClaim& claim) {
  json_.begin_object();
  std::string name;
  std::set<std::string> seen;
  while (json_.next_key(name)) {
    require_new(seen, name);
    const NumberText number = json_.read_number();
    const std::string_view sign = number.text;
    if (sign != "1" && sign != "-1") json_.fail("is no sign", "write 1 or -1");
    claim.edges.emplace_back(name, sign == "1" ? 1 : -1);
  }
}

std::vector<std::string> ClaimsReader::read_names() {
  std::vector<std::string> names;
  json_.begin_array();
  while (json_.next_item()) names.push_back(json_.read_string());
  return names;
}

/// Programs that write NaN and Infinity without quotes write no JSON.
NumberText ClaimsReader::read_claimed() {
  const int byte = json_.peek_value();
  if (byte == 'N' || byte == 'I') {
    json_.fail("not a finite number", R"(write "nan", "inf" or "-inf" in quotes to claim that)");
  }
  return json_.read_number();
}

void ClaimsReader::read_raw(RawValue& raw) {
  raw.place = json_.path();
  const int byte = json_.peek_value();
  if (byte == '[') {
    raw.shape = '[';
    json_.begin_array();
    while (json_.next_item()) raw.items.emplace_back("", read_claimed());
  } else if (byte == '{') {
    raw.shape = '{';
    json_.begin_object();
    std::string name;
    std::set<std::string> seen;
    while (json_.next_key(name)) {
      require_new(seen, name);
      raw.items.emplace_back(name, read_claimed());
    }
  } else if (byte == 't' || byte == 'f') {
    raw.shape = 'b';
    raw.truth = json_.read_boolean();
  } else {
    raw.items.emplace_back("", read_claimed());
  }
}

std::optional<NumberType> ClaimsReader::read_type() {
  const std::string word = json_.read_string();
  for (const TypeName& type : type_names()) {
    if (word == type.name) return type.type;
  }
  json_.fail(isthmus::quoted(word) + " is not a type of numbers",
             "write float16, bfloat16, float32, float64 or exact");
}

Rational ClaimsReader::read_nonnegative() {
  const std::string text = json_.read_number().text;
  Rational value = at(json_.path(), [&] { return parse_rational(text); });
  if (value < 0) json_.fail("is negative", "write a number that is at least 0");
  return value;
}

const KindRule& ClaimsReader::rule() {
  std::string known;
  for (const KindRule& candidate : kind_rules()) {
    if (kind_text_ == candidate.name) return candidate;
    known.append(known.empty() ? "" : ", ").append(candidate.name);
  }
  json_.fail(isthmus::quoted(kind_text_) + " is not a kind of claim",
             "the kinds known here are " + known);
}

}  // namespace

std::vector<FloatClaim> read_claims(std::istream& in, const ClaimsLimits& limits) {
  return ClaimsReader(in, limits).read();
}

std::vector<FloatClaim> load_claims(const std::string& path, const ClaimsLimits& limits) try {
  if (path == "-") return read_claims(std::cin, limits);
  std::ifstream in = open_for_reading(path);
  return read_claims(in, limits);
} catch (const Error& error) {
  throw error.in_file(path);
}

}  // namespace isthmus

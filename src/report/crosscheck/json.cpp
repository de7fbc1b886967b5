#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/crosscheck.hpp"
#include "report/json_writer.hpp"

namespace isthmus {
namespace {

void write_answer(JsonWriter& json, const ClaimAnswer& answer) {
  json.begin_object();
  json.text("what", answer.what);
  json.text("claimed", answer.claimed);
  json.text("verdict", verdict_name(answer.verdict));
  if (!answer.exact.empty()) json.text("exact", answer.exact);
  if (answer.enclosure) {
    json.key("enclosure");
    json.begin_array(Layout::inline_);
    json.text(to_text(answer.enclosure->lower));
    json.text(to_text(answer.enclosure->upper));
    json.end_array();
  }
  if (answer.ulps) json.text("ulps", std::to_string(*answer.ulps));
  if (answer.bound) json.text("bound", to_text(*answer.bound));
  if (answer.condition) json.text("condition", to_text(*answer.condition));
  if (answer.cause != FloatCause::none) {
    json.text("cause", cause_name(answer.cause));
    json.text("why", answer.why);
  }
  if (!answer.reason.empty()) json.text("reason", answer.reason);
  json.end_object();
}

void write_result(JsonWriter& json, const ClaimResult& result) {
  json.begin_object();
  if (!result.claim.id.empty()) json.text("id", result.claim.id);
  json.text("place", result.claim.place);
  json.text("kind", kind_name(result.claim.kind));
  json.text("computed_as", computed_as_name(result.claim.computed_as));
  if (result.claim.tolerance) json.text("tolerance", to_text(*result.claim.tolerance));
  json.text("verdict", verdict_name(result.verdict()));
  json.key("answers");
  json.begin_array();
  for (const ClaimAnswer& answer : result.answers) write_answer(json, answer);
  json.end_array();
  json.end_object();
}

}  // namespace

void write_json(std::ostream& out, const Crosscheck& result) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-crosscheck");
  json.number("version", 1);
  json.text("model", result.model);
  json.number("hidden", result.hidden);
  json.number("weights", result.weights);
  json.key("summary");
  json.begin_object(Layout::inline_);
  json.number("confirmed", result.count(ClaimVerdict::confirmed));
  json.number("within_rounding", result.count(ClaimVerdict::within_rounding));
  json.number("refuted", result.count(ClaimVerdict::refuted));
  json.number("not_determined", result.count(ClaimVerdict::not_determined));
  json.end_object();
  json.key("claims");
  json.begin_array();
  for (const ClaimResult& claim : result.claims) write_result(json, claim);
  json.end_array();
  json.end_object();
}

}  // namespace isthmus

#include <algorithm>
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/unlock.hpp"
#include "report/json_parts.hpp"

namespace isthmus {
namespace {

constexpr std::size_t most_listed = 10'000;

const char* reason_text(LockReason reason) {
  switch (reason) {
    case LockReason::dead_end:
      return "dead end";
    case LockReason::series:
      return "series";
    case LockReason::range:
      return "range";
    case LockReason::unknown:
      break;
  }
  return "not determined";
}

// "yes", or "not determined" with what is missing.
void write_verdict(JsonWriter& json, const char* key, bool proved, const std::string& reason) {
  json.key(key);
  json.begin_object(Layout::inline_);
  json.text("optimal", proved ? "yes" : "not determined");
  if (!proved) json.text("reason", reason);
  json.end_object();
}

void write_locks(JsonWriter& json, const Unlocking& unlocking) {
  json.number("locks_before", unlocking.locks_before);
  json.number("locks_after", unlocking.locks_after);
  json.number("locks_at_least", unlocking.least_locks);
  write_verdict(json, "locks", unlocking.fewest(),
                unlocking.target == UnlockTarget::balanced
                    ? "fewer locks were not looked for"
                    : "the locks left are more than those proved to stay");
  json.text("total_before", to_text(unlocking.total_before));
  json.text("total_after", to_text(unlocking.total_after));
  if (unlocking.target != UnlockTarget::balanced) return;
  write_verdict(json, "total", unlocking.total_open.empty(), unlocking.total_open);
}

void write_exponents(JsonWriter& json, const UnlockReport& report) {
  json.number("moved", report.moved.size());
  json.key("exponents");
  json.begin_object(Layout::lines);
  for (std::size_t i = 0; i < std::min(most_listed, report.moved.size()); ++i) {
    json.key(report.moved[i].name);
    json.sign(report.moved[i].exponent);
  }
  json.end_object();
}

void write_remaining(JsonWriter& json, const UnlockReport& report) {
  json.key("remaining");
  json.begin_array();
  for (const NamedLock& lock : report.remaining) {
    json.begin_object(Layout::inline_);
    json.number("edge", lock.edge);
    json.text("name", lock.name);
    json.text("reason", reason_text(lock.reason));
    if (!lock.series.empty()) {
      json.key("series");
      write_texts(json, lock.series);
    }
    json.end_object();
  }
  json.end_array();
}

void write_verified(JsonWriter& json, const UnlockReport& report) {
  json.key("verified");
  json.begin_object(Layout::inline_);
  json.number("weights", report.unlocking.weights_checked);
  json.boolean("exact", true);  // anything else is an error
  json.boolean("read_back", !report.file.empty());
  json.end_object();
}

}  // namespace

void write_json(std::ostream& out, const UnlockReport& report) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-unlock");
  json.number("version", 1);
  json.text("network", report.name);
  json.number("hidden", report.hidden);
  json.number("weights", report.weights);
  json.text("target",
            report.unlocking.target == UnlockTarget::balanced ? "balanced" : "fewest locks");
  write_locks(json, report.unlocking);
  write_remaining(json, report);
  write_exponents(json, report);
  if (!report.file.empty()) json.text("file", report.file);
  write_verified(json, report);
  json.end_object();
}

}  // namespace isthmus

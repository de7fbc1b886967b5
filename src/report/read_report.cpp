// What is compared is checked first, so that a damaged report is an error and no difference: the
// keys that docs/report-format.md promises must be there, with values of the promised kind. Keys
// that are not compared are not looked at.
#include "report/read_report.hpp"

#include <unordered_set>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "report/report_item.hpp"

namespace isthmus {
namespace {

// Collects the values of one report; a member function for each of its parts.
class Reading {
 public:
  explicit Reading(const ReportItem& report) : report_(report) {}

  ReadReport read();

 private:
  void read_network();
  void read_balance();
  void read_variety();
  void read_components();
  void read_locked(const ReportItem& locked);
  void read_regular();
  void read_singularities(const ReportItem& found);
  void read_point(const ReportItem& point);
  void check_count(const ReportItem& part);

  void add(const std::string& key, const std::string& value) {
    read_.values.emplace_back(key, value);
  }
  void add(const std::string& key, bool value) { add(key, std::string(value ? "true" : "false")); }

  const ReportItem& report_;
  ReadReport read_;
  bool symbolic_ = false;
  bool empty_ = false;
};

ReadReport Reading::read() {
  read_network();
  read_balance();
  read_variety();
  read_components();
  if (symbolic_ || empty_) return std::move(read_);
  read_regular();
  if (const auto found = report_.find("singularities")) read_singularities(*found);
  if (const auto point = report_.find("point")) read_point(*point);
  return std::move(read_);
}

void Reading::read_network() {
  const ReportItem network = report_.at("network");
  read_.name = network.at("name").text();
  for (const char* key : {"inputs", "hidden", "outputs", "edges", "bundles", "blocks"}) {
    add(std::string("network.") + key, network.at(key).count());
  }
}

void Reading::read_balance() {
  const ReportItem balance = report_.at("balance");
  const std::string source = balance.at("source").choice({"weights", "given", "symbolic"});
  symbolic_ = source == "symbolic";
  add("balance.source", source);
  if (symbolic_) return;
  const ReportItem values = balance.at("values");
  for (const std::string& node : values.keys()) {
    add("balance.values." + node, values.at(node).rational());
  }
}

void Reading::read_variety() {
  const ReportItem variety = report_.at("variety");
  add("variety.equations", variety.at("equations").count());
  if (symbolic_) return;
  empty_ = variety.at("empty").boolean();
  add("variety.empty", empty_);
  if (empty_) {
    add("variety.violated_set", variety.at("violated_set").set());
  } else {
    add("variety.dimension", variety.at("dimension").count());
  }
}

// `count` and `log2` must say the same; "0" stands without `log2`.
void Reading::check_count(const ReportItem& part) {
  const ReportItem count = part.at("count");
  const std::string written = count.power_of_two();
  if (written == "0") return;
  const std::string log2 = part.at("log2").count();
  const bool same = log2.size() < 19 && power_of_two_text(std::stoull(log2)) == written;
  if (!same) count.refuse("the count " + quoted(written) + " is not 2 to the power of log2");
}

void Reading::read_components() {
  const ReportItem components = report_.at("components");
  if (symbolic_) return;
  check_count(components);
  const ReportItem count = components.at("count");
  if (empty_ != (count.text() == "0")) count.refuse("this contradicts variety.empty");
  add("components.count", count.text());
  if (!empty_) read_locked(components.at("locked"));
  if (const auto zero = components.find("always_zero")) add("components.always_zero", zero->set());
}

void Reading::read_locked(const ReportItem& locked) {
  std::unordered_set<std::string> seen;
  for (const ReportItem& lock : locked.entries()) {
    const ReportItem name = lock.at("name");
    const auto sign = lock.find("sign");
    read_.locked.push_back(
        {name.text(), lock.at("bound").positive(), sign ? sign->sign() : std::string()});
    if (!seen.insert(name.text()).second) name.refuse("this edge is listed twice");
  }
}

void Reading::read_regular() {
  const ReportItem regular = report_.at("regular_components");
  check_count(regular);
  add("regular_components.count", regular.at("count").text());
}

void Reading::read_singularities(const ReportItem& found) {
  add("singularities.exist", found.at("exist").choice({"yes", "no", "not determined"}));
  const ReportItem smooth = found.at("complex_smooth");
  if (smooth.is_string()) {
    add("singularities.complex_smooth", smooth.choice({"not determined"}));
  } else {
    add("singularities.complex_smooth", smooth.boolean());
  }
  add("singularities.detachable_count", found.at("detachable_count").count());
  add("singularities.complete", found.at("complete").boolean());
  for (const ReportItem& set : found.at("detachable").entries()) {
    read_.detachable.push_back(set.set());
  }
}

void Reading::read_point(const ReportItem& point) {
  add("point.singular", point.at("singular").boolean());
  add("point.rank", point.at("rank").count());
  add("point.corank", point.at("corank").count());
  if (const auto branches = point.find("branches")) {
    add("point.branches", branches->power_of_two());
  }
  if (const auto distance = point.find("distance_squared")) {
    add("point.distance_squared", distance->rational());
    add("point.nearest_set", point.at("nearest_set").set());
  }
}

void check_format(const nlohmann::json& report, const std::string& file) {
  const ReportItem item(report, "$", file);
  if (report.is_array())
    item.refuse("this holds several reports, and compare takes one from each file");
  if (!report.is_object()) item.refuse("this is not an isthmus-report");
  if (!report.contains("format") || report["format"] != "isthmus-report") {
    ReportItem(report, "$.format", file).refuse("this is not an isthmus-report");
  }
  if (!report.contains("version") || report["version"] != 1) {
    ReportItem(report, "$.version", file).refuse("only version 1 of isthmus-report is known");
  }
}

}  // namespace

ReadReport read_report(const std::string& text, const std::string& file) {
  const nlohmann::json report = parse_report_json(text, file);
  check_format(report, file);
  const ReportItem item(report, "$", file);
  return Reading(item).read();
}

}  // namespace isthmus

#include "cli/two_sources.hpp"

#include <algorithm>

#include "cli/values.hpp"
#include "isthmus/formats/load_model.hpp"

namespace isthmus::cli {
namespace {

/// What both files are to be told is said once.
Network load_one(const std::string& source, const InitialFlags& flags, const Common& common,
                 std::vector<std::string>& said) {
  try {
    if (!is_model_file(source)) return load(source, flags, common);
    Model model = *load_if_model(source, flags, 0);
    std::erase_if(model.notes, [&](const std::string& note) {
      return std::find(said.begin(), said.end(), note) != said.end();
    });
    print_notes(model, common);
    said.insert(said.end(), model.notes.begin(), model.notes.end());
    return to_network(model, WeightDetail::all);
  } catch (const Error& error) {
    throw in_source(error, source);
  }
}

/// The flags about model files, for a source that is none while the other one is.
InitialFlags flags_for(const std::string& source, const std::string& other,
                       const InitialFlags& flags) {
  InitialFlags mine = flags;
  if (!is_model_file(source) && is_model_file(other)) mine.model = {};
  return mine;
}

}  // namespace

TwoNetworks load_two(const TwoSources& sources, const InitialFlags& flags, const Common& common) {
  if (sources.first == "-" && sources.second == "-") {
    throw usage_error("standard input cannot be both networks", "name a file for one of them");
  }
  std::vector<std::string> said;
  Network a =
      load_one(sources.first, flags_for(sources.first, sources.second, flags), common, said);
  Network b = load_one(sources.second, model_only(flags_for(sources.second, sources.first, flags)),
                       common, said);
  return same_network(std::move(a), sources.first, std::move(b), sources.second);
}

void declare_search_budget(Arguments& arguments, std::string& steps) {
  arguments.option("--budget", "STEPS", steps,
                   "looks at an edge in the search for a permutation; 2000000000 if not given");
}

Budget search_budget(const std::string& steps, const Common& common, const Budget& usual) {
  Budget budget = common.timeout_seconds ? Budget() : usual;
  if (!steps.empty()) budget = Budget(parse_count("--budget", steps));
  if (common.timeout_seconds) budget.stop_after_seconds(*common.timeout_seconds);
  return budget;
}

void refuse_if_asked(const std::string& steps, const Common& common, const std::string& reason) {
  if (steps.empty() && !common.timeout_seconds) return;
  throw limit_error("the question is not determined: " + reason,
                    "allow more with --timeout or --budget, or drop the flag");
}

}  // namespace isthmus::cli

#include "cli/two_sources.hpp"

#include <algorithm>

#include "cli/values.hpp"
#include "isthmus/formats/load_model.hpp"
#include "isthmus/network/model_edits.hpp"

namespace isthmus::cli {
namespace {

template <class Load>
auto naming_source(const std::string& source, const Load& load_it) {
  try {
    return load_it();
  } catch (const Error& error) {
    throw in_source(error, source);
  }
}

Network load_one(const std::string& source, const InitialFlags& flags, const Common& common) {
  return naming_source(source, [&] { return load(source, flags, common); });
}

/// What both files are to be told is said once: `said` grows.
Model load_model_of(const std::string& source, const InitialFlags& flags, const Common& common,
                    std::vector<std::string>& said) {
  return naming_source(source, [&] {
    Model model = *load_if_model(source, flags, 0);
    std::erase_if(model.notes, [&](const std::string& note) {
      return std::find(said.begin(), said.end(), note) != said.end();
    });
    print_notes(model, common);
    said.insert(said.end(), model.notes.begin(), model.notes.end());
    return model;
  });
}

/// What load_if_model() reads as a model.
bool is_model(const std::string& source) {
  return is_model_file(source) || architecture_model(source).has_value();
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
  const InitialFlags flags_b = model_only(flags_for(sources.second, sources.first, flags));
  if (is_model(sources.first) && is_model_file(sources.second)) {
    std::vector<std::string> said;
    const InitialFlags flags_a = flags_for(sources.first, sources.second, flags);
    Model a = load_model_of(sources.first, flags_a, common, said);
    Model b = load_model_of(sources.second, flags_b, common, said);
    return same_network(std::move(a), sources.first, std::move(b), sources.second);
  }
  Network a = load_one(sources.first, flags_for(sources.first, sources.second, flags), common);
  Network b = load_one(sources.second, flags_b, common);
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

// The interpreter's lock is not held while there is work. Ctrl-C is asked for between phases and
// in searches that count steps; what it has stopped is thrown away.
#include "answers.hpp"

#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "asking.hpp"
#include "errors.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/pattern_file.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/parallel/farm.hpp"
#include "isthmus/report/closed.hpp"
#include "isthmus/report/json.hpp"
#include "isthmus/report/law_list.hpp"
#include "isthmus/report/prune.hpp"
#include "isthmus/report/text.hpp"
#include "source.hpp"

namespace isthmus::python {
namespace py = pybind11;
namespace {

// --- analyze ---

Answer analyze_with(const Source& source, AnalyzeOptions options) {
  return unlocked([&] {
    options.on_phase = [](const char*) { throw_if_interrupted(); };
    if (options.topology) options.topology->on_phase = options.on_phase;
    if (source.model() != nullptr) return answer(analyze(*source.model(), options));
    return answer(analyze(source.network(WeightDetail::all), options));
  });
}

void add_analyze(py::module_& module) {
  module.def(
      "analyze",
      [](const Source& source, bool witnesses, bool sigma_min, bool singularities, bool all,
         bool exhaustive, std::optional<std::uint64_t> budget, std::optional<double> timeout,
         bool betti, unsigned jobs) {
        AnalyzeOptions options;
        options.witnesses = witnesses;
        options.sigma_min = sigma_min;
        options.singularities = singularities;
        options.all = all;
        options.jobs = threads(jobs);
        if (exhaustive || budget) options.written_out = ~std::uint64_t{0};
        const bool unlimited = exhaustive || (timeout && !budget);
        const std::uint64_t steps = budget.value_or(50'000'000);
        options.budget = budget_of(unlimited ? std::nullopt : std::optional(steps), timeout);
        if (betti) options.topology.emplace().farm.jobs = options.jobs;
        return analyze_with(source, std::move(options));
      },
      py::arg("source"), py::kw_only(), py::arg("witnesses") = false, py::arg("sigma_min") = false,
      py::arg("singularities") = true, py::arg("all") = false, py::arg("exhaustive") = false,
      py::arg("budget") = py::none(), py::arg("timeout") = py::none(), py::arg("betti") = false,
      py::arg("jobs") = 0);
}

// --- laws, prune, closed ---

LawList laws_of(const Source& source, unsigned jobs) {
  const Model* model = source.model();
  if (model == nullptr) return law_list(source.network(WeightDetail::norms));
  std::optional<std::vector<Rational>> net;
  if (model->has_weights) net = model_balance(*model, {threads(jobs), false}).net;
  return law_list(*model, std::move(net));
}

void add_laws(py::module_& module) {
  module.def(
      "laws",
      [](const Source& source, unsigned jobs) {
        return unlocked([&] { return answer(laws_of(source, jobs)); });
      },
      py::arg("source"), py::kw_only(), py::arg("jobs") = 0);
}

PruneSets sets_named(const std::string& name) {
  if (name == "all") return PruneSets::all;
  if (name == "single") return PruneSets::single;
  if (name == "several") return PruneSets::several;
  throw usage_error("sets is " + quoted(name), "choose 'all', 'single' or 'several'");
}

void add_prune(py::module_& module) {
  module.def(
      "prune",
      [](const Source& source, std::size_t top, const std::string& sets,
         std::optional<std::uint64_t> budget, std::optional<double> timeout) {
        PruneOptions options;
        options.top = top;
        options.sets = sets_named(sets);
        const bool asked = budget || timeout;
        options.budget = budget_of(asked ? budget : 20'000'000'000, timeout);
        options.nearest_budget = budget_of(asked ? budget : 2'000'000'000, timeout);
        return unlocked(
            [&] { return answer(prune(source.network(WeightDetail::norms), options)); });
      },
      py::arg("source"), py::kw_only(), py::arg("top") = 10, py::arg("sets") = "all",
      py::arg("budget") = py::none(), py::arg("timeout") = py::none());
}

Answer decide_with(const LayerSupports& layers, std::uint64_t seed, std::size_t trials,
                   std::optional<double> timeout) {
  DecideOptions options;
  options.seed = seed;
  options.trials = trials;
  options.budget = budget_of(std::nullopt, timeout);
  return unlocked([&] {
    ClosedReport report{"", layers, {}, {}};
    report.decision = decide(report.layers, options);
    return answer(report);
  });
}

LayerSupports layers_of(const Source& source) {
  if (source.model() != nullptr) return layer_supports(*source.model());
  return layer_supports(source.network(WeightDetail::norms));
}

void add_closed(py::module_& module) {
  module.def(
      "closed",
      [](const Source& source, std::uint64_t seed, std::size_t trials,
         std::optional<double> timeout) {
        return decide_with(layers_of(source), seed, trials, timeout);
      },
      py::arg("source"), py::kw_only(), py::arg("seed") = 1, py::arg("trials") = 6000,
      py::arg("timeout") = py::none());
  module.def(
      "closed_layers",
      [](const std::string& layers, std::uint64_t seed, std::size_t trials,
         std::optional<double> timeout) {
        return decide_with(parse_layers(layers), seed, trials, timeout);
      },
      py::arg("layers"), py::kw_only(), py::arg("seed") = 1, py::arg("trials") = 6000,
      py::arg("timeout") = py::none());
  module.def(
      "closed_file",
      [](const std::string& path, std::uint64_t seed, std::size_t trials,
         std::optional<double> timeout) {
        return decide_with(load_pattern(path), seed, trials, timeout);
      },
      py::arg("path"), py::kw_only(), py::arg("seed") = 1, py::arg("trials") = 6000,
      py::arg("timeout") = py::none());
  module.def("is_pattern_file", &is_pattern_file, py::arg("path"));
}

}  // namespace

void add_answers(py::module_& module) {
  add_analyze(module);
  add_laws(module);
  add_prune(module);
  add_closed(module);
}

}  // namespace isthmus::python

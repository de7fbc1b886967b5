#include "comparisons.hpp"

#include <pybind11/functional.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "asking.hpp"
#include "errors.hpp"
#include "isthmus/formats/claims.hpp"
#include "isthmus/report/crosscheck.hpp"
#include "isthmus/report/drift.hpp"
#include "isthmus/report/reach.hpp"
#include "source.hpp"

namespace isthmus::python {
namespace py = pybind11;
namespace {

// --- reach, equivalent ---

/// Two networks and what messages call them.
TwoNetworks two(const Source& a, const std::string& name_a, const Source& b,
                const std::string& name_b) {
  if (a.model() != nullptr && b.model() != nullptr) {
    return same_network(*a.model(), name_a, *b.model(), name_b);
  }
  return same_network(a.network(WeightDetail::all), name_a, b.network(WeightDetail::all), name_b);
}

std::optional<std::uint64_t> steps_or(std::optional<std::uint64_t> steps,
                                      std::optional<double> seconds, std::uint64_t usual) {
  return steps || seconds ? steps : std::optional(usual);
}

void add_pairs(py::module_& module) {
  constexpr std::uint64_t usual = 2'000'000'000;
  module.def(
      "reach",
      [](const Source& from, const std::string& name_from, const Source& to,
         const std::string& name_to, std::optional<std::uint64_t> budget,
         std::optional<double> timeout) {
        ReachOptions options;
        options.budget = budget_of(steps_or(budget, timeout, usual), timeout);
        return unlocked(
            [&] { return answer(report_reach(two(from, name_from, to, name_to), options)); });
      },
      py::arg("source"), py::arg("name"), py::arg("target"), py::arg("target_name"), py::kw_only(),
      py::arg("budget") = py::none(), py::arg("timeout") = py::none());
  module.def(
      "equivalent",
      [](const Source& a, const std::string& name_a, const Source& b, const std::string& name_b,
         std::optional<std::uint64_t> budget, std::optional<double> timeout) {
        EquivalenceOptions options;
        options.budget = budget_of(steps_or(budget, timeout, usual), timeout);
        return unlocked(
            [&] { return answer(report_equivalence(two(a, name_a, b, name_b), options)); });
      },
      py::arg("a"), py::arg("name_a"), py::arg("b"), py::arg("name_b"), py::kw_only(),
      py::arg("budget") = py::none(), py::arg("timeout") = py::none());
}

// --- crosscheck ---

/// Gives the checkpoint of that name.
using Checkpoints = std::function<Source(const std::string&)>;

CheckpointLaws checkpoint(const Checkpoints& find, const std::string& name,
                          const std::string& place) {
  const py::gil_scoped_acquire lock;
  throw_if_interrupted();  // nothing of Python may be called then
  try {
    const Source source = find(name);
    if (const Model* model = source.model()) return checkpoint_laws(*model);
    return checkpoint_laws(source.network(WeightDetail::all));
  } catch (const Error& error) {
    throw error.at(place);
  }
}

Answer check_claims(const Source& source, const std::string& claims, const std::string& file,
                    const Checkpoints& find, CrosscheckOptions options) {
  options.checkpoint = [&](const std::string& name, const std::string& place) {
    return checkpoint(find, name, place);
  };
  return unlocked([&] {
    try {
      std::istringstream in(claims);
      return answer(crosscheck(source.network(WeightDetail::all), read_claims(in), options));
    } catch (const Error& error) {
      throw error.detail().place.empty() ? error : error.in_file(file);
    }
  });
}

void add_crosscheck(py::module_& module) {
  module.def(
      "crosscheck",
      [](const Source& source, const std::string& claims, const std::string& file,
         const Checkpoints& find, std::optional<std::uint64_t> budget,
         std::optional<double> timeout) {
        CrosscheckOptions options;
        options.budget = budget_of(budget.value_or(2'000'000'000), timeout);
        return check_claims(source, claims, file, find, std::move(options));
      },
      py::arg("source"), py::arg("claims"), py::arg("file"), py::arg("checkpoint"), py::kw_only(),
      py::arg("budget") = py::none(), py::arg("timeout") = py::none());
}

// --- drift ---

void add_drift(py::module_& module) {
  py::class_<DriftWatch>(module, "DriftWatch")
      .def(py::init([](unsigned jobs) { return std::make_unique<DriftWatch>(threads(jobs)); }),
           py::kw_only(), py::arg("jobs") = 0)
      .def(
          "add",
          [](DriftWatch& watch, const std::string& name, const Source& source) {
            const py::gil_scoped_release release;
            if (source.model() != nullptr) return watch.add(name, *source.model());
            watch.add(name, source.network(WeightDetail::all));
          },
          py::arg("name"), py::arg("source"))
      .def("result", [](const DriftWatch& watch) { return answer(watch.result()); });
}

}  // namespace

void add_comparisons(py::module_& module) {
  add_pairs(module);
  add_crosscheck(module);
  add_drift(module);
}

}  // namespace isthmus::python

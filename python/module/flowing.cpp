// The options have been looked at by the Python side (isthmus/_flow.py), which knows their names.
#include "flowing.hpp"

#include <pybind11/stl.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "asking.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/training_data.hpp"
#include "isthmus/report/flow.hpp"
#include "source.hpp"

namespace isthmus::python {
namespace py = pybind11;
namespace {

using Columns = std::vector<std::vector<double>>;

/// A file, or C-contiguous arrays of binary64 numbers for inputs and targets, a row a sample.
using Samples = std::variant<std::string, std::pair<py::buffer, py::buffer>>;

std::string shape_text(const py::buffer_info& info) {
  std::string text = "(";
  for (const py::ssize_t extent : info.shape) {
    text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
  }
  return text + (info.ndim == 1 ? ",)" : ")");
}

Error not_finite(std::size_t row, std::size_t column) {
  return input_error("the number in row " + std::to_string(row) + ", column " +
                         std::to_string(column) + " is not finite",
                     "leave out samples with missing values");
}

/// Columns of an array of shape (samples, width), or (samples,) if the width is 1.
Columns columns_of(const py::buffer& array, std::size_t width, const std::string& what) {
  const py::buffer_info info = array.request();
  const bool flat = info.ndim == 1 && width == 1;
  if (!flat && (info.ndim != 2 || static_cast<std::size_t>(info.shape[1]) != width)) {
    throw input_error(
        "shape " + shape_text(info) + " where (samples, " + std::to_string(width) + ") is expected",
        "give a column for each " + what + " of the network")
        .at(what + "s");
  }
  ensure(info.itemsize == 8, "samples are binary64 numbers");
  const auto samples = static_cast<std::size_t>(info.shape[0]);
  const double* numbers = static_cast<const double*>(info.ptr);
  Columns columns(width, std::vector<double>(samples));
  for (std::size_t s = 0; s < samples; ++s) {
    for (std::size_t i = 0; i < width; ++i) {
      columns[i][s] = numbers[s * width + i];
      if (!std::isfinite(columns[i][s])) throw not_finite(s, i).at(what + "s");
    }
  }
  return columns;
}

TrainingData from_arrays(const std::pair<py::buffer, py::buffer>& arrays, const DataNames& names) {
  TrainingData data{columns_of(arrays.first, names.inputs.size(), "input"),
                    columns_of(arrays.second, names.outputs.size(), "target")};
  if (data.samples() == 0) {
    throw input_error("there are no samples", "give at least one row of inputs and targets");
  }
  if (data.inputs.empty() || data.inputs.front().size() == data.samples()) return data;
  throw input_error(std::to_string(data.inputs.front().size()) + " rows of inputs and " +
                        std::to_string(data.samples()) + " of targets",
                    "give a row of each for every sample");
}

TrainingData data_of(const Samples& samples, const DataNames& names, Loss loss) {
  const std::string* path = std::get_if<std::string>(&samples);
  if (path == nullptr) {
    TrainingData data = from_arrays(std::get<1>(samples), names);
    check_targets(loss, data.targets);
    return data;
  }
  TrainingData data = load_training_data(*path, names);
  try {
    check_targets(loss, data.targets);
  } catch (const Error& error) {
    throw error.in_file(*path);
  }
  return data;
}

std::string name_of(const Samples& samples) {
  const std::string* path = std::get_if<std::string>(&samples);
  return path == nullptr ? "arrays" : *path;
}

/// Sets what was given; `how` holds numbers that fit.
template <class Value>
void take(const py::dict& how, const char* name, Value& value) {
  if (how.contains(name)) value = how[name].cast<Value>();
}

TrainingOptions options_of(const py::dict& how) {
  TrainingOptions options;
  std::string method = "flow", loss = "mse";
  take(how, "method", method);
  take(how, "loss", loss);
  options.method = method == "descent" ? Method::descent : Method::flow;
  options.loss = loss == "bce" ? Loss::bce : Loss::mse;
  take(how, "weight_decay", options.penalties.weight_decay);
  take(how, "l1", options.penalties.l1);
  take(how, "nuclear", options.penalties.nuclear);
  take(how, "time", options.flow.time);
  take(how, "tolerance", options.flow.tolerance);
  take(how, "max_steps", options.flow.most_steps);
  take(how, "steps", options.descent.steps);
  take(how, "rate", options.descent.rate);
  take(how, "momentum", options.descent.momentum);
  take(how, "batch", options.descent.batch);
  take(how, "shuffle_seed", options.descent.seed);
  take(how, "points", options.flow.points);
  options.descent.points = options.flow.points;
  return options;
}

/// The report as JSON and text, and the network at the end as a network file.
py::tuple flow(const Source& source, const std::string& name, const Samples& samples,
               const std::optional<Samples>& test, const py::dict& how,
               std::optional<double> timeout) {
  FlowReport report{options_of(how), name_of(samples), 0, test ? name_of(*test) : "", {}};
  report.options.stop = [limit = budget_of(std::nullopt, timeout)]() mutable {
    constexpr std::uint64_t cost = 100'000;  // the clock and Ctrl-C are asked for at each step
    return limit.spend(cost) ? std::string() : limit.reason();
  };
  const Network network = source.network(WeightDetail::all);
  const DataNames names = data_names(network);
  const TrainingData data = data_of(samples, names, report.options.loss);
  std::optional<TrainingData> tested;
  if (test) tested = data_of(*test, names, report.options.loss);
  report.samples = data.samples();
  std::string end;
  const Answer said = unlocked([&] {
    report.runs.push_back({name, train(network, data, tested, report.options)});
    end = network_to_json(report.runs.front().training.result());
    return answer(report);
  });
  return py::make_tuple(said.first, said.second, end);
}

}  // namespace

void add_flow(py::module_& module) {
  module.def("flow", &flow, py::arg("source"), py::arg("name"), py::arg("data"), py::arg("test"),
             py::arg("how"), py::arg("timeout") = py::none());
}

}  // namespace isthmus::python

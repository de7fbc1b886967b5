// What all questions to the library have in common: work without the interpreter's lock, budgets
// that Ctrl-C ends, a report as JSON and text.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "errors.hpp"
#include "isthmus/error.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/parallel/farm.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus::python {

using Answer = std::pair<std::string, std::string>;  ///< JSON, text

template <class Report>
[[nodiscard]] Answer answer(const Report& report) {
  std::ostringstream json, text;
  write_json(json, report);
  write_text(text, report, TextStyle());
  return {json.str(), text.str()};
}

/// Runs `work` without the interpreter's lock; an exception of Python that was set meanwhile is
/// thrown, whatever the result, and in place of any error of the work that was stopped.
template <class Work>
[[nodiscard]] Answer unlocked(const Work& work) {
  Answer result;
  std::exception_ptr failure;
  {
    const pybind11::gil_scoped_release release;
    try {
      result = work();
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
  }
  if (PyErr_Occurred() != nullptr) throw pybind11::error_already_set();
  if (failure) std::rethrow_exception(failure);
  return result;
}

/// So many steps and seconds, if given, and until Ctrl-C. Throws Error (bad_usage) for a time that
/// is not positive.
[[nodiscard]] inline Budget budget_of(std::optional<std::uint64_t> steps,
                                      std::optional<double> seconds) {
  Budget budget = steps ? Budget(*steps) : Budget();
  if (seconds) {
    if (!(*seconds > 0 && *seconds <= 1e9)) {
      throw usage_error("timeout is no positive number of seconds", "give one such as 2.5");
    }
    budget.stop_after_seconds(*seconds);
  }
  budget.stop_when(interrupted);
  return budget;
}

/// 0 means one for each core.
[[nodiscard]] inline unsigned threads(unsigned jobs) { return jobs > 0 ? jobs : default_jobs(); }

}  // namespace isthmus::python

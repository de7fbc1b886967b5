#include "monitor.hpp"

#include <pybind11/stl.h>

#include <sstream>
#include <string>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/motion/monitor.hpp"
#include "source.hpp"

namespace isthmus::python {
namespace py = pybind11;
namespace {

std::string text(const Rational& number) { return number.str(); }

Monitor make_monitor(const Source& source, std::uint64_t every, unsigned jobs) {
  if (source.model() == nullptr) {
    throw usage_error("a monitor watches arrays", "pass a module or a dict of arrays");
  }
  Model model = source.whole ? *source.whole : *source.model();
  const py::gil_scoped_release unlocked;
  if (source.whole) return Monitor(std::move(model), *source.model(), {every, jobs});
  return Monitor(std::move(model), {every, jobs});
}

py::list locks_of(const Monitor& monitor) {
  py::list list;
  for (const MonitoredLock& lock : monitor.locks()) {
    list.append(py::make_tuple(lock.name, text(lock.bound), lock.sign));
  }
  return list;
}

py::object distance_of(const MonitorRecord& record) {
  if (!record.distance) return py::none();
  return py::make_tuple(text(record.distance->squared), record.distance->set);
}

}  // namespace

void add_monitor(py::module_& module) {
  py::class_<MonitorRecord>(module, "MonitorRecord")
      .def_readonly("call", &MonitorRecord::call)
      .def_property_readonly("drift",
                             [](const MonitorRecord& record) { return text(record.drift); })
      .def_property_readonly(
          "drift_float",
          [](const MonitorRecord& record) { return record.drift.convert_to<double>(); })
      .def_readonly("drifted", &MonitorRecord::drifted)
      .def_readonly("flipped", &MonitorRecord::flipped)
      .def_property_readonly("distance", &distance_of);
  py::class_<Monitor>(module, "Monitor")
      .def(py::init(&make_monitor), py::arg("source"), py::kw_only(), py::arg("every") = 100,
           py::arg("jobs") = 1)
      .def("copy", [](const Monitor& monitor) { return Monitor(monitor); })
      .def("call", &Monitor::call, py::call_guard<py::gil_scoped_release>())
      .def(
          "bind",
          [](Monitor& monitor, std::size_t i, const std::string& name, const std::string& type,
             const py::buffer& numbers) {
            monitor.bind(i, borrow({name, type, numbers}));
          },
          py::arg("i"), py::arg("name"), py::arg("type"), py::arg("numbers"))
      .def_property_readonly("locks", &locks_of)
      .def_property_readonly("laws", &Monitor::laws);
}

}  // namespace isthmus::python

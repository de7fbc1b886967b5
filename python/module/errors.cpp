// Errors of the library as exceptions of Python: the classes of isthmus/_errors.py, one for each
// kind, with the parts of the message as attributes.
#include "errors.hpp"

#include <new>

#include "isthmus/error.hpp"

namespace isthmus::python {
namespace py = pybind11;
namespace {

const char* class_name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::bad_input:
      return "BadInput";
    case ErrorKind::bad_usage:
      return "BadUsage";
    case ErrorKind::limit_reached:
      return "LimitReached";
    case ErrorKind::internal:
      break;
  }
  return "InternalError";
}

void raise(const Error& error) {
  const ErrorDetail& detail = error.detail();
  const py::object value = py::module_::import("isthmus._errors")
                               .attr("from_library")(class_name(error.kind()), detail.cause,
                                                     detail.remedy, detail.file, detail.place);
  PyErr_SetObject(py::type::of(value).ptr(), value.ptr());
}

}  // namespace

void add_errors() {
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const Error& error) {
      raise(error);
    }
  });
}

bool interrupted() {
  const py::gil_scoped_acquire lock;
  return PyErr_Occurred() != nullptr || PyErr_CheckSignals() != 0;
}

void throw_if_interrupted() {
  if (interrupted()) {
    const py::gil_scoped_acquire lock;
    throw py::error_already_set();
  }
}

}  // namespace isthmus::python

// Monitor of weights that Python changes.
#pragma once

#include <pybind11/pybind11.h>

namespace isthmus::python {

void add_monitor(pybind11::module_& module);

}  // namespace isthmus::python

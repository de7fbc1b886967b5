// Rescaling by powers of two, with the new weights handed to Python.
#pragma once

#include <pybind11/pybind11.h>

namespace isthmus::python {

void add_unlocking(pybind11::module_& module);

}  // namespace isthmus::python

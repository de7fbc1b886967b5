// Questions that are answered by a report: its JSON, and the text that the program would print.
#pragma once

#include <pybind11/pybind11.h>

namespace isthmus::python {

void add_answers(pybind11::module_& module);

}  // namespace isthmus::python

// Exceptions and signals between the library and Python.
#pragma once

#include <pybind11/pybind11.h>

namespace isthmus::python {

/// From now on an isthmus::Error arrives in Python as an exception of isthmus/_errors.py.
void add_errors();

/// True if a signal handler of Python has raised, as that of Ctrl-C does; the exception is then
/// set, and the answer stays true. For long work without the interpreter's lock, which is taken for
/// the question.
[[nodiscard]] bool interrupted();

/// Throws that exception through the library.
void throw_if_interrupted();

}  // namespace isthmus::python

// What an action complains about.
#pragma once

#include <string>

#include "isthmus/error.hpp"

namespace isthmus::test {

/// The message of the Error that `action` throws, "no error" if it throws none; errors other than
/// bad_input start with their kind.
template <class Action>
std::string message_of(const Action& action) {
  try {
    static_cast<void>(action());
  } catch (const Error& error) {
    switch (error.kind()) {
      case ErrorKind::bad_input:
        return error.what();
      case ErrorKind::bad_usage:
        return std::string("usage: ") + error.what();
      case ErrorKind::limit_reached:
        return std::string("limit: ") + error.what();
      case ErrorKind::internal:
        return std::string("internal: ") + error.what();
    }
  }
  return "no error";
}

}  // namespace isthmus::test

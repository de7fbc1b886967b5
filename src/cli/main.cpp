// The only place that turns exceptions into exit codes.
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/errors.hpp"
#include "cli/limits.hpp"
#include "cli/program.hpp"

namespace {

using namespace isthmus::cli;

int fail(const isthmus::Error& error, Style style) {
  print_error(error, style);
  return exit_code(error.kind());
}

isthmus::Error bug(const std::exception& exception) {
  return {isthmus::ErrorKind::internal,
          {"", "", std::string("unexpected: ") + exception.what(),
           "this is a bug in isthmus; please report it with the input"}};
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  const Style style = error_style(words);
  install_signal_handlers(style);
  try {
    return run_program(words, style);
  } catch (const isthmus::Error& error) {
    return fail(error, style);
  } catch (const std::bad_alloc&) {
    return fail(memory_error(), style);
  } catch (const std::length_error&) {
    return fail(memory_error(), style);
  } catch (const std::exception& exception) {
    return fail(bug(exception), style);
  }
}

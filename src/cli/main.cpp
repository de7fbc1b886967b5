// The only place that turns exceptions into exit codes.
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/company.hpp"
#include "cli/errors.hpp"
#include "cli/limits.hpp"
#include "cli/program.hpp"

namespace {

using namespace isthmus::cli;
using isthmus::Ending;
using isthmus::Error;
using isthmus::ErrorKind;

Ending fail(const Error& error, Style style) {
  print_error(error, style);
  return {exit_code(error.kind()), error.what()};
}

Error bug(const std::exception& exception) {
  return {ErrorKind::internal,
          {"", "", std::string("unexpected: ") + exception.what(),
           "this is a bug in isthmus; please report it with the input"}};
}

Ending run(const std::vector<std::string>& words, Style style) {
  try {
    return {run_program(words, style), ""};
  } catch (const Error& error) {
    return fail(error, style);
  } catch (const std::bad_alloc&) {
    return fail(memory_error(), style);
  } catch (const std::length_error&) {
    return fail(memory_error(), style);
  } catch (const std::exception& exception) {
    return fail(bug(exception), style);
  }
}

// All ranks end with the largest exit code; what another rank alone has to say, rank 0 prints.
int end_together(const Ending& own, Style style) {
  const std::string self = own.message.empty() ? "" : "rank " + std::to_string(isthmus::rank());
  const Ending all =
      isthmus::agree_on_ending({own.code, self.empty() ? "" : self + ": " + own.message});
  if (all.code != own.code && !all.message.empty()) {
    const ErrorKind kind = all.code == bad_input        ? ErrorKind::bad_input
                           : all.code == not_determined ? ErrorKind::limit_reached
                                                        : ErrorKind::internal;
    print_error(Error(kind, {"", "", all.message, ""}), style);
  }
  return all.code;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  const Style style = error_style(words);
  install_signal_handlers(style);
  try {
    const Company company;
    return end_together(run(words, style), style);
  } catch (const Error& error) {
    return fail(error, style).code;
  } catch (const std::exception& exception) {
    return fail(bug(exception), style).code;
  }
}

#include "cli/verdict.hpp"

#include "isthmus/error.hpp"

namespace isthmus::cli {

#ifdef ISTHMUS_WITHOUT_CHECKER
isthmus_check::Outcome verdict_on(std::string_view, const isthmus_check::Options&) {
  throw usage_error("this build of isthmus has no checker",
                    "build it where GMP is installed with its C++ interface");
}
#else
isthmus_check::Outcome verdict_on(std::string_view certificate,
                                  const isthmus_check::Options& options) {
  return isthmus_check::check(certificate, options);
}
#endif

}  // namespace isthmus::cli

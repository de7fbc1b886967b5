// Comparisons with other programs. CTest runs `test_peers PEER PROGRAM` once for every peer; only
// the test cases whose names start with "PEER:" run.
//
// A program that is not installed: exit code 77, which CTest reports as skipped, unless CI=true.
// There a skipped comparison would be a silent loss, so it fails.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

constexpr int skipped = 77;

#if __has_include(<gudhi/Simplex_tree.h>)
constexpr bool has_gudhi = true;
#else
constexpr bool has_gudhi = false;
#endif

bool is_installed(const std::string& program) {
  if (program == "gudhi") return has_gudhi;  // a library of headers
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

int not_installed(const std::string& program) {
  const char* ci = std::getenv("CI");
  const bool required = ci != nullptr && std::string(ci) == "true";
  std::cerr << (required ? "failed: " : "skipped: ") << program
            << " is not installed; ./dev peers installs it\n";
  return required ? EXIT_FAILURE : skipped;
}

// Counts the test cases that the filter let through: a misspelt peer must not pass by running none.
struct CaseCount : doctest::IReporter {
  explicit CaseCount(const doctest::ContextOptions&) {}
  void test_case_start(const doctest::TestCaseData&) override { ++cases; }
  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}

  static inline int cases = 0;
};
DOCTEST_REGISTER_LISTENER("cases", 1, CaseCount);

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: test_peers PEER PROGRAM\n";
    return EXIT_FAILURE;
  }
  if (!is_installed(argv[2])) return not_installed(argv[2]);
  doctest::Context context;
  context.addFilter("test-case", (std::string(argv[1]) + ":*").c_str());
  context.setOption("no-breaks", true);
  const int result = context.run();
  return CaseCount::cases == 0 || result != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

// The reports of the examples are part of the examples.
#include <doctest/doctest.h>

#include "cli/run.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path root = ISTHMUS_SOURCE_DIR;

void check_report(const fs::path& example, const std::string& flags, const std::string& extension) {
  const std::string name = example.stem().string();
  const auto outcome =
      isthmus::test::run("isthmus analyze examples/" + name + ".json" + flags, root);
  CAPTURE(name);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  const fs::path report = root / "examples" / "reports" / (name + extension);
  if (isthmus::test::updating()) {
    isthmus::test::write_text(report, outcome.out);
  } else {
    CHECK(outcome.out == isthmus::test::read_text(report));
  }
}

}  // namespace

TEST_CASE("every example has its report in text and JSON") {
  const auto examples = isthmus::test::files_in(root / "examples", ".json");
  REQUIRE(examples.size() >= 11);
  for (const fs::path& example : examples) {
    check_report(example, "", ".txt");
    const bool numbers = example.stem() != "symbolic";  // witnesses need them
    check_report(example, numbers ? " --json --witnesses" : " --json", ".json");
  }
}

TEST_CASE("the certificates of the examples are what prove writes, and proofs of it") {
  const auto certificates = isthmus::test::files_in(root / "examples" / "certificates", ".json");
  REQUIRE(certificates.size() >= 2);
  for (const fs::path& certificate : certificates) {
    const std::string name = certificate.filename().string();
    CAPTURE(name);
    const auto outcome = isthmus::test::run("isthmus prove examples/" + name, root);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.err.empty());
    if (isthmus::test::updating()) isthmus::test::write_text(certificate, outcome.out);
    CHECK(outcome.out == isthmus::test::read_text(certificate));
    const auto verdict = isthmus::test::run(
        "isthmus check examples/certificates/" + name + " --network examples/" + name, root);
    CHECK(verdict.exit_code == 0);
    CHECK(verdict.out.starts_with("proved: "));
  }
}

TEST_CASE("every example is told about, and every report belongs to an example") {
  const std::string story = isthmus::test::read_text(root / "examples" / "README.md");
  for (const fs::path& example : isthmus::test::files_in(root / "examples", ".json")) {
    CAPTURE(example.filename().string());
    CHECK(story.find("(" + example.filename().string() + ")") != std::string::npos);
  }
  const auto reports = isthmus::test::files_in(root / "examples" / "reports", ".json");
  CHECK(reports.size() == isthmus::test::files_in(root / "examples", ".json").size());
}

TEST_CASE("the worked example of the report format is a real report") {
  const std::string page = isthmus::test::read_text(root / "docs" / "report-format.md");
  const std::string report =
      isthmus::test::read_text(root / "examples" / "reports" / "two-neurons.json");
  CHECK(page.find("```json\n" + report + "```") != std::string::npos);
}

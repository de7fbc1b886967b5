// What is written is read back as the same certificate, in both forms and across them.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "isthmus/proof/read.hpp"
#include "isthmus/proof/write.hpp"
#include "proof/random_certificate.hpp"
#include "proof/same_certificate.hpp"
#include "support/message.hpp"
#include "support/small_certificates.hpp"

namespace isthmus {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The certificates in a folder of tests/certificates, JSON form.
std::vector<fs::path> samples(const std::string& folder, const std::string& prefix) {
  std::vector<fs::path> found;
  const fs::path root = fs::path(ISTHMUS_SOURCE_DIR) / "tests" / "certificates" / folder;
  for (const auto& entry : fs::directory_iterator(root)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".json" && path.filename().string().starts_with(prefix)) {
      found.push_back(path);
    }
  }
  return found;
}

void check_round_trip(const Certificate& certificate) {
  for (const CertificateForm form : {CertificateForm::json, CertificateForm::lines}) {
    const std::string text = certificate_text(certificate, form);
    const Certificate back = read_certificate(text);
    CHECK_MESSAGE(test::same(certificate, back), text);
    CHECK(certificate_text(back, form) == text);
  }
}

TEST_CASE("random certificates are read back as they were written") {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    CAPTURE(seed);
    Certificate certificate = test::RandomCertificate(seed).make();
    // Names of nothing at all are no names in the lines form.
    if (certificate.network.hidden_count() + certificate.network.edge_count() == 0) {
      certificate.names.reset();
    }
    check_round_trip(certificate);
  }
}

TEST_CASE("each field that is changed changes the text") {
  const Certificate plain = test::locked_chain();
  const auto differs = [&](auto change) {
    Certificate changed = plain;
    change(changed);
    REQUIRE(!test::same(plain, changed));
    check_round_trip(changed);
    for (const CertificateForm form : {CertificateForm::json, CertificateForm::lines}) {
      CHECK(certificate_text(plain, form) != certificate_text(changed, form));
    }
  };
  differs([](Certificate& it) { it.base = SparseVector(); });
  differs([](Certificate& it) { it.base.reset(); });
  differs([](Certificate& it) { it.locks[0].kind = CutKind::out; });
  differs([](Certificate& it) { it.locks[1].uses.clear(); });
  differs([](Certificate& it) { it.bypass.from_ground.resize(1); });
  differs([](Certificate& it) { it.bypass.to_ground.resize(2); });
  differs([](Certificate& it) { it.forest = Forest(); });
  differs([](Certificate& it) { it.interior = SparseVector(); });
  differs([](Certificate& it) { it.interior_forest = Forest(); });
  differs([](Certificate& it) { it.regular_free.resize(1); });
  differs([](Certificate& it) { it.free.resize(1); });
  differs([](Certificate& it) { it.names->edges[2] = "\"\\\n\x7f"; });
}

TEST_CASE("the samples are read and written back, and both their forms are the same certificate") {
  std::vector<fs::path> found = samples("", "");
  for (const fs::path& path : samples("wrong", "not_proved.")) {
    if (path.stem().string().find("extends") == std::string::npos) found.push_back(path);
  }
  REQUIRE(found.size() > 100);
  for (const fs::path& path : found) {
    CAPTURE(path);
    const Certificate certificate = read_certificate(content(path));
    const std::string lines = content(fs::path(path).replace_extension(".lines"));
    CHECK(test::same(certificate, read_certificate(lines)));
    // Sets that small are written in full, and cannot be read where the steps they extend are
    // wrong.
    const bool extends = lines.find(" extends ") != std::string::npos;
    if (!extends) CHECK(certificate_text(certificate, CertificateForm::lines) == lines);
    check_round_trip(certificate);
  }
}

TEST_CASE("malformed samples are not read") {
  const std::vector<fs::path> found = samples("wrong", "malformed.");
  REQUIRE(found.size() > 20);
  for (const fs::path& path : found) {
    for (const char* extension : {".json", ".lines"}) {
      const fs::path file = fs::path(path).replace_extension(extension);
      CAPTURE(file);
      CHECK(test::message_of([&] { return read_certificate(content(file)); }) != "no error");
    }
  }
}

TEST_CASE("a certificate cut off anywhere is not read") {
  for (const CertificateForm form : {CertificateForm::json, CertificateForm::lines}) {
    const std::string text = certificate_text(test::locked_chain(), form);
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
      CAPTURE(size);
      CHECK(test::message_of([&] { return read_certificate(text.substr(0, size)); }) != "no error");
    }
  }
}

TEST_CASE("the text reaches the sink in pieces of bounded size") {
  Certificate certificate(BalanceNetwork(1, std::vector<Arc>(100'000, test::arc(0, 1))));
  certificate.balance = Balance(1);
  certificate.claims = {{ClaimKind::nonempty}};
  std::size_t largest = 0;
  std::string text;
  write_certificate(certificate, CertificateForm::lines, [&](std::string_view piece) {
    largest = std::max(largest, piece.size());
    text += piece;
  });
  CHECK(text.size() > 500'000);
  CHECK(largest < 100'000);
  CHECK(text == certificate_text(certificate, CertificateForm::lines));
}

}  // namespace
}  // namespace isthmus

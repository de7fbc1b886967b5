// Proofs as web pages.
#include "isthmus/proof/export_html.hpp"

#include <set>

#include "proof/export_support.hpp"
#include "support/xml.hpp"

namespace isthmus {
namespace {

std::string html_of(const Certificate& certificate) {
  std::string text;
  export_html(certificate, [&](std::string_view piece) { text += piece; });
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("html: the check notices what it is for") {
  const auto fault = [](std::string_view text) { return test::XmlCheck(text).fault(); };
  CHECK(fault("<a b=\"c\">d &lt; e<br/></a>\n") == "");
  CHECK(fault("<a>") != "");
  CHECK(fault("<a></b>") != "");
  CHECK(fault("<a/><b/>") != "");
  CHECK(fault("<a>&nbsp;</a>") != "");
  CHECK(fault("<a>&</a>") != "");
  CHECK(fault("<a b=c/>") != "");
  CHECK(fault("<a b=\"<\"/>") != "");
  CHECK(fault("<a b=\"\" b=\"\"/>") != "");
  CHECK(fault("<a>\x01</a>") != "");
  CHECK(fault("text") != "");
}

TEST_CASE("html: golden proofs") {
  test::check_golden("locked_chain.html", html_of(test::locked_chain()));
  test::check_golden("floating_leaf.html", html_of(test::floating_leaf()));
}

TEST_CASE("html: well-formed, without scripts and links, ids unique") {
  for (const Certificate& certificate : test::sample_certificates(150)) {
    const std::string text = html_of(certificate);
    test::XmlCheck xml(text);
    REQUIRE(xml.fault() == "");
    for (const char* name : {"script", "link", "img", "iframe", "object", "a"}) {
      CHECK(xml.count(name) == 0);
    }
    CHECK(xml.count("h1") == 1);
    CHECK(xml.count("main") == 1);
    CHECK(xml.count("title") == xml.count("svg") + 1);  // each picture says what it shows
    CHECK(std::set(xml.ids().begin(), xml.ids().end()).size() == xml.ids().size());
    CHECK_FALSE(contains(text, "url("));
    CHECK_FALSE(contains(text, "@import"));
  }
}

TEST_CASE("html: every step is there, the small ones drawn") {
  for (const Certificate& certificate : test::sample_certificates(0)) {
    const std::string text = html_of(certificate);
    for (const std::string& mark : test::step_marks(certificate)) {
      const bool item = contains(text, "<li>" + mark + ". ");
      CHECK_MESSAGE((item || contains(text, "id=\"" + mark + "\"")), mark);
    }
    const bool drawable = certificate.network.hidden_count() + 2 < 40;
    CHECK(contains(text, "<svg") == drawable);
    const bool shaded = contains(text, "class=\"set\"");
    const bool has_sets = !certificate.locks.empty() || !certificate.weak.empty() ||
                          !certificate.strata.empty() || certificate.empty ||
                          certificate.floating || certificate.always_floating ||
                          certificate.distance;
    CHECK(shaded == (drawable && has_sets));
  }
}

TEST_CASE("html: hostile names stay text") {
  Certificate it = test::empty_chain();
  it.names = CertificateNames{{"<script>alert(1)</script>", "\" onload=\"x"},
                              {"</style>&amp;", "'\xff\x01-->]]>"}};
  const std::string text = html_of(it);
  test::XmlCheck xml(text);
  CHECK(xml.fault() == "");
  CHECK(xml.count("script") == 0);
  CHECK(contains(text, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(contains(text, "&quot; onload=&quot;x"));
  CHECK(contains(text, "&lt;/style&gt;&amp;amp;"));
}

TEST_CASE("html: what is left out of long proofs is said") {
  const std::string text = html_of(test::long_chain(1200));
  CHECK(test::XmlCheck(text).fault() == "");
  CHECK(contains(text, "<td>L1000</td>"));
  CHECK_FALSE(contains(text, "<td>L1001</td>"));
  CHECK(contains(text, "and 200 further locks, see the certificate."));
  CHECK(contains(text, "too large for a readable picture"));
  CHECK_FALSE(contains(text, "<svg"));
}

}  // namespace
}  // namespace isthmus

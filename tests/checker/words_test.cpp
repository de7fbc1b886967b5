// What the checker says besides the verdict.
#include <doctest/doctest.h>

#include "checker/check.hpp"
#include "corpus.hpp"

using isthmus_check::check;

TEST_CASE("steps in words") {
  const std::string text = check(corpus("").at("components_out.json"), {true, false}).text;
  CHECK(text.find("locks[0]: θ[h3->h2]² ≥ 1/2, because it is the only edge that leaves {h3}: −c = "
                  "1/2.\n") != std::string::npos);
  CHECK(text.find("locks[2]: θ[h1->y]² ≥ 7/2, because it is the only edge that leaves {h1}: −c = "
                  "2, plus the bounds of h2->h1.\n") != std::string::npos);
}

TEST_CASE("without names, nodes and edges have numbers") {
  const std::string text = check(corpus("").at("empty.json"), {true, false}).text;
  CHECK(text ==
        "empty: no edge leaves {node 0}, but the sum over such edges is at least 1: −c = 1.\n");
}

TEST_CASE("every step of the corpus has words, up to the one that fails") {
  for (const auto& [name, certificate] : corpus("")) {
    CAPTURE(name);
    const std::string text = check(certificate, {true, false}).text;
    CHECK(!text.empty());
    CHECK(text.find('$') == std::string::npos);
  }
  const auto wrong = corpus("wrong");
  const std::string text =
      check(wrong.at("not_proved.lock_bound_too_low.json"), {true, false}).text;
  CHECK(text.find("locks[0]") != std::string::npos);
  CHECK(text.find("locks[1]") == std::string::npos);
}

TEST_CASE("the listing begins with what the lines form says") {
  for (const auto& [name, certificate] : corpus("")) {
    if (!name.ends_with(".lines")) continue;
    CAPTURE(name);
    const auto json = corpus("").at(name.substr(0, name.size() - 5) + "json");
    const std::string listing = check(certificate, {false, true}).text;
    CHECK(listing == check(json, {false, true}).text);
    const std::string network = certificate.substr(22, certificate.find("\nname", 22) - 22 + 1);
    if (certificate.find("\nname") != std::string::npos) CHECK(listing.starts_with(network));
    const std::size_t claims = certificate.find("balance"),
                      end = certificate.find('\n', certificate.rfind("\nclaim") + 1);
    CHECK(listing.find(certificate.substr(claims, end - claims)) != std::string::npos);
  }
  CHECK(check(corpus("").at("strata_split.json"), {false, true}).text.find("\nsearch 15\n") !=
        std::string::npos);
}

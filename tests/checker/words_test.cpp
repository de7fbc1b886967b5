// What the checker says besides the verdict.
#include <doctest/doctest.h>

#include "checker/check.hpp"
#include "corpus.hpp"

using isthmus_check::check;

TEST_CASE("steps in words") {
  const std::string text = check(corpus("").at("components_out.json"), {true, false}).text;
  CHECK(text.find("locks[0]: θ[edge 1]² ≥ 1/2, because it is the only edge that leaves {node 2}: c "
                  "and the bounds of no edge add up to that.\n") != std::string::npos);
}

TEST_CASE("nodes and edges have numbers") {
  const std::string text = check(corpus("").at("empty.json"), {true, false}).text;
  CHECK(text == "empty: no edge leaves {node 0}, but c and the bounds of no edge ask for 1.\n");
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

TEST_CASE("the listing is the same for both forms, and has what the lines say") {
  for (const auto& [name, certificate] : corpus("")) {
    if (!name.ends_with(".lines")) continue;
    CAPTURE(name);
    const auto json = corpus("").at(name.substr(0, name.size() - 5) + "json");
    const std::string listing = check(certificate, {false, true}).text;
    CHECK(listing == check(json, {false, true}).text);
    CHECK(listing.starts_with(certificate.substr(22, certificate.find('\n', 22) - 22 + 1)));
  }
  CHECK(check(corpus("").at("strata_split.json"), {false, true}).text.find("\nsearch 15\n") !=
        std::string::npos);
  CHECK(check(corpus("").at("components.json"), {false, true})
            .text.starts_with("network 2 3\nedge 2 0 1\nedge 0 1 1\nedge 1 2 1\nbalance 2, "
                              "1/3\nclaims 2\nbase 1\nlocks 2\n"));
}

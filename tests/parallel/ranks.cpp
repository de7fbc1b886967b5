// Several ranks give the same bytes as one, fail alike, and end together. The ranks are processes
// that speak through sockets, so no MPI is needed.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "forked_ranks.hpp"
#include "isthmus/error.hpp"
#include "isthmus/parallel/farm.hpp"
#include "support/message.hpp"

using namespace isthmus;
using isthmus::test::as_ranks;

namespace {

FarmOptions options_for(unsigned jobs) {
  FarmOptions options;
  options.jobs = jobs;
  options.identity = "test";
  return options;
}

// All items in one text.
std::string joined(const FarmResult& result) {
  std::string text = result.complete ? "complete" : "incomplete";
  for (const std::optional<std::string>& item : result.items) text += item ? " " + *item : " -";
  return text;
}

std::string square(std::size_t i) { return std::to_string(i * i); }

void check_all(const std::vector<std::string>& outcomes, const std::string& expected) {
  for (const std::string& outcome : outcomes) CHECK(outcome == expected);
}

}  // namespace

TEST_CASE("a process on its own is rank 0 of 1") {
  CHECK(rank() == 0);
  CHECK(ranks() == 1);
  std::string bytes = "mine";
  share(bytes);
  CHECK(bytes == "mine");
  CHECK(agree_on_ending({3, "x"}).code == 3);
}

TEST_CASE("each rank gets the same items as a process on its own") {
  for (const std::size_t count : {0U, 1U, 2U, 50U, 20'000U}) {
    const std::string expected = joined(farm(count, square, options_for(1)));
    for (const int size : {2, 3, 5}) {
      for (const unsigned jobs : {1U, 3U}) {
        check_all(as_ranks(size, [&] { return joined(farm(count, square, options_for(jobs))); }),
                  expected);
      }
    }
  }
}

TEST_CASE("large results and many farms in a row") {
  const auto work = [](std::size_t i) { return std::string(100'000 + i, 'a'); };
  const auto body = [&] {
    std::string text;
    for (std::size_t round = 0; round < 5; ++round) {
      for (const auto& item : farm(12 + round, work, options_for(2)).items) {
        text += std::to_string(item->size()) + " ";
      }
    }
    return text;
  };
  check_all(as_ranks(4, body), body());
}

TEST_CASE("every rank takes part") {
  // An item waits until all three ranks have begun one, which they show by a file each.
  const test::Workspace folder;
  const auto all_present = [&] {
    for (const char* name : {"0", "1", "2"}) {
      if (!std::filesystem::exists(folder.path(name))) return false;
    }
    return true;
  };
  const auto work = [&](std::size_t) {
    static_cast<void>(folder.write(std::to_string(rank()), ""));
    while (!all_present()) usleep(100);
    return std::string("x");
  };
  check_all(as_ranks(3, [&] { return joined(farm(9, work, options_for(1))); }),
            "complete x x x x x x x x x");
}

TEST_CASE("the exception of the least item is thrown on every rank, and the next farm works") {
  const auto work = [](std::size_t i) -> std::string {
    if (i >= 70 && i % 7 == 3) throw Error(ErrorKind::limit_reached, {"f", "p", square(i), "r"});
    return "";
  };
  const auto body = [&] {
    std::string text;
    for (int round = 0; round < 3; ++round) {
      text += test::message_of([&] { return farm(400, work, options_for(2)); }) + " ";
      text += joined(farm(3, square, options_for(2))) + " ";
    }
    return text;
  };
  CHECK(body().rfind("limit: f: p: 5329; r complete 0 1 4 ", 0) == 0);
  check_all(as_ranks(3, body), body());
}

TEST_CASE("other exceptions keep their text, lack of memory its type") {
  const auto bare = [](std::size_t) -> std::string { throw std::out_of_range("too far"); };
  check_all(as_ranks(3, [&] { return joined(farm(9, bare, options_for(1))); }), "threw: too far");
  const auto greedy = [](std::size_t) -> std::string { throw std::bad_alloc(); };
  const auto body = [&]() -> std::string {
    try {
      return joined(farm(9, greedy, options_for(1)));
    } catch (const std::bad_alloc&) {
      return "no memory";
    }
  };
  check_all(as_ranks(3, body), "no memory");
}

TEST_CASE("a deadline that has passed leaves all items out on every rank") {
  FarmOptions options = options_for(2);
  options.deadline = std::chrono::steady_clock::now();
  check_all(as_ranks(3, [&] { return joined(farm(4, square, options)); }), "incomplete - - - -");
}

TEST_CASE("a deadline in the middle leaves the same items out on every rank") {
  const auto body = [] {
    FarmOptions options = options_for(2);
    options.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(30);
    const auto slow = [](std::size_t i) {
      usleep(1000);
      return square(i);
    };
    return joined(farm(100'000, slow, options));
  };
  const std::vector<std::string> outcomes = as_ranks(3, body);
  CHECK(outcomes[0].rfind("incomplete ", 0) == 0);
  check_all(outcomes, outcomes[0]);
}

TEST_CASE("a rank whose deadline comes first takes no work away from the others") {
  const auto body = [] {
    FarmOptions options = options_for(1);
    if (rank() == 1) options.deadline = std::chrono::steady_clock::now();
    const FarmResult result = farm(1000, square, options);
    std::size_t missing = 0;
    for (const auto& item : result.items) missing += item ? 0 : 1;
    // What it was dealt at its greeting, at most: none, since it was late before.
    return std::to_string(missing);
  };
  check_all(as_ranks(3, body), "0");
}

TEST_CASE("only rank 0 reports progress and opens the checkpoint") {
  const test::Workspace folder;
  const std::string path = folder.path("checkpoint");
  const auto body = [&] {
    FarmOptions options = options_for(2);
    options.checkpoint = path;
    std::vector<std::size_t> seen;
    options.on_progress = [&](std::size_t done, std::size_t) { seen.push_back(done); };
    const std::string text = joined(farm(100, square, options));
    return text + " " + (rank() == 0 ? std::to_string(seen.size()) : seen.empty() ? "101" : "bad");
  };
  const std::string expected = joined(farm(100, square, options_for(1)));
  check_all(as_ranks(3, body), expected + " 101");
  FarmOptions resumed = options_for(1);
  resumed.checkpoint = path;
  CHECK(joined(farm(
            100, [](std::size_t) -> std::string { throw std::runtime_error("again"); }, resumed)) ==
        expected);
}

TEST_CASE("a checkpoint that is refused is refused on every rank") {
  const auto body = [&] {
    FarmOptions options = options_for(1);
    options.checkpoint = "/dev/null";
    return test::message_of([&] { return farm(3, square, options); }) + " " +
           joined(farm(3, square, options_for(1)));
  };
  check_all(as_ranks(3, body),
            "/dev/null: this is no ordinary file; name another file complete 0 1 4");
}

TEST_CASE("ranks that compute different things are refused") {
  const auto body = [] {
    FarmOptions options = options_for(1);
    options.identity = "file of rank " + std::to_string(rank());
    return joined(farm(3, square, options));
  };
  for (const std::string& outcome : as_ranks(2, body)) {
    CHECK(outcome ==
          "threw: rank 1 computes something else; the same command and the same files are needed "
          "on all machines");
  }
}

TEST_CASE("a farm inside an item needs no other rank") {
  const auto work = [](std::size_t i) { return joined(farm(i % 3, square, options_for(2))); };
  const auto body = [&] { return joined(farm(30, work, options_for(2))); };
  check_all(as_ranks(3, body), body());
}

TEST_CASE("rank 0 shares what it has") {
  for (const std::size_t size : {0U, 1U, 3'000'000U}) {
    const auto body = [&] {
      std::string bytes = rank() == 0 ? std::string(size, 'x') : "other";
      share(bytes);
      std::string more = std::to_string(rank());
      share(more);
      return std::to_string(bytes.size()) + " " + more;
    };
    check_all(as_ranks(3, body), std::to_string(size) + " 0");
  }
}

TEST_CASE("the largest exit code is that of all, with its message") {
  const auto body = [] {
    const Ending ending = agree_on_ending({rank() % 3, "of " + std::to_string(rank())});
    return std::to_string(ending.code) + " " + ending.message;
  };
  check_all(as_ranks(5, body), "2 of 2");
  check_all(as_ranks(1, body), "0 of 0");
}

TEST_CASE("a rank that ends early takes the others along, whatever they wait for") {
  for (const int quitter : {0, 1, 2}) {
    for (const bool in_farm : {true, false}) {
      const auto body = [&] {
        Ending own{0, ""};
        std::string heard = "nothing";
        if (rank() == quitter) {
          own = {2, "cannot read"};
        } else {
          heard = test::message_of([&] {
            std::string bytes = "x";
            // Rank 0 shares without waiting for an answer, and then notices in the farm.
            if (!in_farm) share(bytes);
            return in_farm || rank() == 0 ? joined(farm(50, square, options_for(2))) : bytes;
          });
          own.code = heard == "no error" ? 0 : 2;
        }
        const Ending all = agree_on_ending(own);
        return heard + " " + std::to_string(all.code);
      };
      const std::vector<std::string> outcomes = as_ranks(3, body);
      const std::string ended = "rank " + std::to_string(quitter) +
                                " has ended: cannot read; the same command and the same files are "
                                "needed on all machines 2";
      for (int other = 0; other < 3; ++other) {
        const std::string& outcome = outcomes[static_cast<std::size_t>(other)];
        if (other == quitter) {
          CHECK(outcome == "nothing 2");
        } else if (in_farm || quitter == 0) {
          CHECK(outcome == ended);
        } else if (other == 0) {
          // Whichever of the others ended first; one of them had shared and was done.
          CHECK(outcome.find(" has ended") != std::string::npos);
        }
        CHECK(outcome.back() == '2');
      }
    }
  }
}

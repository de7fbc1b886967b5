// A farm gives the same bytes for any number of threads, throws the exception of the least item,
// begins nothing after the deadline. No case depends on how fast anything is.
#include "isthmus/parallel/farm.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "isthmus/error.hpp"

using namespace isthmus;

namespace {

std::string square(std::size_t i) { return std::to_string(i * i); }

FarmOptions with_jobs(unsigned jobs) {
  FarmOptions options;
  options.jobs = jobs;
  return options;
}

// What farm() throws, as text.
std::string thrown(std::size_t count, const std::function<std::string(std::size_t)>& work,
                   const FarmOptions& options) {
  try {
    static_cast<void>(farm(count, work, options));
  } catch (const std::exception& error) {
    return error.what();
  }
  return "nothing";
}

}  // namespace

TEST_CASE("items are in their places for any number of threads") {
  for (const unsigned jobs : {0U, 1U, 2U, 7U, 200U}) {
    for (const std::size_t count : {0U, 1U, 2U, 97U}) {
      const FarmResult result = farm(count, square, with_jobs(jobs));
      CHECK(result.complete);
      REQUIRE(result.items.size() == count);
      for (std::size_t i = 0; i < count; ++i) CHECK(result.items[i] == square(i));
    }
  }
}

TEST_CASE("bytes are kept as they are") {
  const std::string odd("\0\n\xff", 3);
  const FarmResult result = farm(
      2, [&](std::size_t i) { return i == 0 ? odd : ""; }, with_jobs(2));
  CHECK(result.items[0] == odd);
  CHECK(result.items[1] == "");
}

TEST_CASE("each item is worked on once, in increasing order of beginning") {
  std::mutex mutex;
  std::vector<std::size_t> begun;
  const auto work = [&](std::size_t i) {
    const std::lock_guard lock(mutex);
    begun.push_back(i);
    return std::string();
  };
  CHECK(farm(500, work, with_jobs(1)).complete);
  CHECK(std::is_sorted(begun.begin(), begun.end()));
  begun.clear();
  CHECK(farm(500, work, with_jobs(7)).complete);
  CHECK(begun.size() == 500);
  CHECK(std::set<std::size_t>(begun.begin(), begun.end()).size() == 500);
}

TEST_CASE("several threads are at work at once") {
  // Each of the two items waits for the other: with one thread this would never end.
  std::atomic<int> present = 0;
  const auto work = [&](std::size_t) {
    ++present;
    while (present < 2) std::this_thread::yield();
    return std::string("met");
  };
  CHECK(farm(2, work, with_jobs(2)).complete);
}

TEST_CASE("the exception of the least item wins, whoever is faster") {
  for (const unsigned jobs : {1U, 2U, 7U}) {
    std::atomic<bool> later_failed = false;
    const auto work = [&](std::size_t i) -> std::string {
      if (i == 1) {
        // With several threads item 2 fails first.
        while (jobs > 1 && !later_failed) std::this_thread::yield();
        throw input_error("item 1", "");
      }
      if (i == 2) {
        later_failed = true;
        throw input_error("item 2", "");
      }
      return "";
    };
    CHECK(thrown(40, work, with_jobs(jobs)) == "item 1");
  }
}

TEST_CASE("after an exception nothing beyond it is begun by the thread that threw") {
  std::atomic<std::size_t> begun = 0;
  const auto work = [&](std::size_t i) -> std::string {
    ++begun;
    if (i == 3) throw std::runtime_error("enough");
    return "";
  };
  CHECK(thrown(1000, work, with_jobs(1)) == "enough");
  CHECK(begun == 4);
}

TEST_CASE("an exception keeps its type") {
  const auto work = [](std::size_t) -> std::string { throw limit_error("too much", "less"); };
  CHECK_THROWS_AS(static_cast<void>(farm(3, work, with_jobs(2))), Error);
}

TEST_CASE("a deadline that has passed leaves all items out") {
  FarmOptions options = with_jobs(2);
  options.deadline = std::chrono::steady_clock::now();
  std::atomic<int> begun = 0;
  const FarmResult result = farm(
      5,
      [&](std::size_t) {
        ++begun;
        return std::string();
      },
      options);
  CHECK(begun == 0);
  CHECK_FALSE(result.complete);
  CHECK(result.items == std::vector<std::optional<std::string>>(5));
}

TEST_CASE("what is at work when the deadline comes is finished") {
  for (const unsigned jobs : {1U, 2U, 7U}) {
    FarmOptions options = with_jobs(jobs);
    // The first item ends after the deadline, so nothing is begun once it has ended.
    options.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
    std::atomic<std::size_t> begun = 0;
    const auto work = [&](std::size_t i) {
      ++begun;
      std::this_thread::sleep_until(*options.deadline);
      return std::to_string(i);
    };
    const FarmResult result = farm(1000, work, options);
    std::size_t there = 0;
    while (there < 1000 && result.items[there]) ++there;
    CHECK(there == begun);
    CHECK(there <= jobs);
    CHECK_FALSE(result.complete);
  }
}

TEST_CASE("a farm without items is complete though its deadline has passed") {
  FarmOptions options;
  options.deadline = std::chrono::steady_clock::now();
  CHECK(farm(0, square, options).complete);
}

TEST_CASE("progress counts every item once, one call at a time") {
  std::vector<std::size_t> seen;  // not guarded: the thread sanitizer would notice
  FarmOptions options = with_jobs(7);
  options.on_progress = [&](std::size_t done, std::size_t total) {
    CHECK(total == 100);
    seen.push_back(done);
  };
  CHECK(farm(100, square, options).complete);
  REQUIRE(seen.size() == 101);
  for (std::size_t i = 0; i < seen.size(); ++i) CHECK(seen[i] == i);
}

TEST_CASE("a farm inside an item works on the thread of that item") {
  const auto work = [](std::size_t i) {
    const std::thread::id self = std::this_thread::get_id();
    const FarmResult inner = farm(
        4,
        [&](std::size_t k) {
          CHECK(std::this_thread::get_id() == self);
          return std::to_string(10 * i + k);
        },
        with_jobs(7));
    return *inner.items[0] + *inner.items[3];
  };
  const FarmResult result = farm(20, work, with_jobs(3));
  for (std::size_t i = 0; i < 20; ++i) {
    CHECK(result.items[i] == std::to_string(10 * i) + std::to_string(10 * i + 3));
  }
}

TEST_CASE("there is at least one thread") { CHECK(default_jobs() >= 1); }

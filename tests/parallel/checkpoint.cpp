// Laws of checkpoints: whatever a killed process left behind resumes to the same bytes, whatever
// else happened to the file is refused, and a refused file stays as it is.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <sstream>

#include "isthmus/parallel/bytes.hpp"
#include "isthmus/parallel/farm.hpp"
#include "parallel/checkpoint.hpp"
#include "parallel/digest.hpp"
#include "support/message.hpp"
#include "support/peer.hpp"

using namespace isthmus;

namespace {

constexpr std::size_t count = 6;

// Results of different lengths, one of them empty, with bytes of all kinds.
std::string result_of(std::size_t i) { return std::string(i, static_cast<char>(0xfe + i)); }

FarmOptions options_for(const std::string& path, unsigned jobs = 1) {
  FarmOptions options;
  options.jobs = jobs;
  options.checkpoint = path;
  options.identity = "test of checkpoints";
  return options;
}

std::string contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// Runs the farm to its end, checks its result and returns how many items were computed.
std::size_t computed(const FarmOptions& options, std::size_t items = count) {
  std::atomic<std::size_t> begun = 0;
  const auto work = [&](std::size_t i) {
    ++begun;
    return result_of(i);
  };
  const FarmResult result = farm(items, work, options);
  CHECK(result.complete);
  for (std::size_t i = 0; i < items; ++i) CHECK(result.items[i] == result_of(i));
  return begun;
}

std::string complaint(const FarmOptions& options, std::size_t items = count) {
  return test::message_of([&] { return farm(items, result_of, options); });
}

// The checkpoint of a finished run with one thread.
std::string whole_checkpoint(const test::Workspace& folder) {
  const std::string path = folder.path("whole");
  CHECK(computed(options_for(path)) == count);
  return contents(path);
}

std::string record(std::uint64_t item, std::uint64_t length, const std::string& body) {
  std::string bytes;
  append_number(bytes, item);
  append_number(bytes, length);
  append_number(bytes, digest(bytes));
  bytes += body;
  append_number(bytes, digest(body));
  return bytes;
}

std::string header_of(const std::string& whole) {
  const std::size_t items = whole.find("items ");
  return whole.substr(0, whole.find('\n', items) + 1);
}

}  // namespace

TEST_CASE("a checkpoint looks as docs/checkpoints.md says") {
  const test::Workspace folder;
  const std::string whole = whole_checkpoint(folder);
  std::string expected = "isthmus-checkpoint 1\nidentity 9a51d7a9bd0d5031\nitems 6\n";
  for (std::size_t i = 0; i < count; ++i) expected += record(i, i, result_of(i));
  CHECK(whole == expected);
}

TEST_CASE("a run that finished has nothing left to compute") {
  const test::Workspace folder;
  const std::string path = folder.path("checkpoint");
  CHECK(computed(options_for(path, 3)) == count);
  const std::string before = contents(path);
  CHECK(computed(options_for(path, 1)) == 0);
  CHECK(contents(path) == before);
}

TEST_CASE("progress starts with what the checkpoint holds") {
  const test::Workspace folder;
  const std::string path = folder.path("checkpoint");
  put(path, header_of(whole_checkpoint(folder)) + record(4, 4, result_of(4)));
  std::vector<std::size_t> seen;
  FarmOptions options = options_for(path);
  options.on_progress = [&](std::size_t done, std::size_t) { seen.push_back(done); };
  CHECK(computed(options) == count - 1);
  CHECK(seen == std::vector<std::size_t>{1, 2, 3, 4, 5, 6});
}

TEST_CASE("a file that ends anywhere resumes to the same bytes") {
  const test::Workspace folder;
  const std::string whole = whole_checkpoint(folder), path = folder.path("cut");
  std::size_t last = count;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    put(path, whole.substr(0, size));
    const std::size_t left = computed(options_for(path));
    CHECK(left <= last);  // a longer file never means more work
    last = left;
    CHECK(contents(path) == whole);  // one thread finishes items in order
  }
  CHECK(last == 0);
}

TEST_CASE("a byte that changed anywhere is noticed and the file is left alone") {
  const test::Workspace folder;
  const std::string whole = whole_checkpoint(folder), path = folder.path("changed");
  for (std::size_t place = 0; place < whole.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      CAPTURE(place);
      std::string changed = whole;
      changed[place] = static_cast<char>(changed[place] ^ (1 << bit));
      put(path, changed);
      CHECK(complaint(options_for(path)).rfind(path + ": ", 0) == 0);
      CHECK(contents(path) == changed);
    }
  }
}

TEST_CASE("bytes that are missing in the middle are noticed") {
  const test::Workspace folder;
  const std::string whole = whole_checkpoint(folder), path = folder.path("gap");
  for (std::size_t place = header_of(whole).size(); place + 40 < whole.size(); ++place) {
    std::string changed = whole;
    changed.erase(place, 1);
    put(path, changed);
    CHECK(complaint(options_for(path)).find("damaged after byte") != std::string::npos);
    CHECK(contents(path) == changed);
  }
}

TEST_CASE("what does not belong to the computation is refused") {
  const test::Workspace folder;
  const std::string whole = whole_checkpoint(folder), path = folder.path("whole");
  const std::string remedy = "; repeat the command that wrote it, or name another file";
  FarmOptions other = options_for(path);
  other.identity += "!";
  CHECK(complaint(other) == path + ": the checkpoint belongs to another computation" + remedy);
  CHECK(complaint(options_for(path), 7) ==
        path + ": the checkpoint has another number of items" + remedy);
  std::string version = whole;
  version[version.find('1')] = '2';
  put(path, version);
  CHECK(complaint(options_for(path)) ==
        path + ": this is a checkpoint of another version of isthmus" + remedy);
  put(path, "my thesis");
  CHECK(complaint(options_for(path)) == path + ": this is no checkpoint of isthmus" + remedy);
  CHECK(contents(path) == "my thesis");
}

TEST_CASE("records that no run writes are damage") {
  const test::Workspace folder;
  const std::string header = header_of(whole_checkpoint(folder)), path = folder.path("bad");
  const std::string damage = "the checkpoint is damaged after byte ";
  const std::string once = record(2, 2, result_of(2));
  put(path, header + once + once);
  CHECK(complaint(options_for(path)) ==
        path + ": " + damage + std::to_string((header + once).size()) +
            "; use a copy that is whole, or another file to start over");
  for (const std::uint64_t item : {std::uint64_t{count}, UINT64_MAX}) {
    put(path, header + record(item, 2, "ab"));
    CHECK(complaint(options_for(path)).find(damage) != std::string::npos);
  }
}

TEST_CASE("a length beyond the end of the file is a torn record and costs no memory") {
  const test::Workspace folder;
  const std::string whole = whole_checkpoint(folder), path = folder.path("long");
  for (const std::uint64_t length : {std::uint64_t{3}, UINT64_MAX, UINT64_MAX - 7}) {
    put(path, header_of(whole) + record(0, length, "ab"));
    CHECK(computed(options_for(path)) == count);
    CHECK(contents(path) == whole);
  }
}

TEST_CASE("a file that cannot be a checkpoint is refused") {
  const test::Workspace folder;
  CHECK(complaint(options_for(folder.path(""))).find("cannot open: ") != std::string::npos);
  CHECK(complaint(options_for(folder.path("no/such"))).find("cannot open: ") != std::string::npos);
  CHECK(complaint(options_for("/dev/null")) ==
        "/dev/null: this is no ordinary file; name another file");
}

TEST_CASE("two runs do not share a checkpoint") {
  const test::Workspace folder;
  const std::string path = folder.path("checkpoint");
  std::vector<std::optional<std::string>> items(count);
  const Checkpoint first(path, "test of checkpoints", items);
  CHECK(complaint(options_for(path)) ==
        path + ": another run is using the checkpoint; wait for it, or name another file");
}

TEST_CASE("a disk that is full ends the run, and what fitted is kept") {
  const test::Workspace folder;
  const std::string whole = whole_checkpoint(folder), path = folder.path("full");
  for (const unsigned jobs : {1U, 3U}) {
    std::filesystem::remove(path);
    struct rlimit before {};
    REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const struct rlimit little { whole.size() / 2, before.rlim_max };
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &little) == 0);
    const std::string message = complaint(options_for(path, jobs));
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    signal(SIGXFSZ, handler);
    CHECK(message.rfind(path + ": cannot write: ", 0) == 0);
    CHECK(contents(path).size() <= whole.size() / 2);
    const std::size_t left = computed(options_for(path));
    CHECK(left > 0);
    CHECK(left < count);
  }
}

TEST_CASE("what finished before an exception is kept") {
  const test::Workspace folder;
  const std::string path = folder.path("checkpoint");
  const auto work = [](std::size_t i) -> std::string {
    if (i == 4) throw limit_error("too much", "less");
    return result_of(i);
  };
  CHECK(test::message_of([&] { return farm(count, work, options_for(path)); }) ==
        "limit: too much; less");
  CHECK(computed(options_for(path)) == count - 4);
}

TEST_CASE("a run that is killed resumes to the same bytes") {
  for (const unsigned jobs : {1U, 4U}) {
    const test::Workspace folder;
    const std::string path = folder.path("checkpoint");
    constexpr std::size_t items = 40, deadly = 25;
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      const auto work = [](std::size_t i) {
        if (i == deadly) kill(getpid(), SIGKILL);
        return result_of(i);
      };
      static_cast<void>(farm(items, work, options_for(path, jobs)));
      _exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
    const std::size_t left = computed(options_for(path, jobs), items);
    CHECK(left > 0);
    CHECK(left < items);
    if (jobs == 1) CHECK(left == items - deadly);
  }
}

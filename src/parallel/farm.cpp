// Problem: chambers, samples, grids and cells are many items that know nothing of each other. They
// are to use every core, survive being killed, and give the same bytes however many threads and
// machines there are.
// Idea: each item is a pure function of its number, and its result is a string of bytes. One ledger
// deals the numbers out in increasing order and puts each result in its place, so the order in
// which results arrive is forgotten. Threads ask for work when they have none: an item that takes
// long delays nobody else.
// Invariant: all items below the next one to be dealt out are finished or at work (`ledger.cpp`
// says why that makes exceptions independent of the number of threads).
// Cost: one lock to take and one to finish an item; nothing is copied.
// Rejected: a fixed share for each thread, since times differ by orders of magnitude (a chamber may
// be empty or hold a large search); queues with stealing, which are faster only for items of less
// than a microsecond, and those are better grouped; OpenMP, which knows no ranks, restarts or
// exceptions.
#include "isthmus/parallel/farm.hpp"

#include <algorithm>
#include <system_error>
#include <thread>

#include "parallel/ledger.hpp"

namespace isthmus {
namespace {

// Starts up to `wanted` threads; fewer if the system has no more.
std::vector<std::thread> start_helpers(std::size_t wanted, Desk& desk, const Work& work) {
  std::vector<std::thread> helpers;
  helpers.reserve(wanted);
  try {
    while (helpers.size() < wanted) helpers.emplace_back([&] { work_at(desk, work); });
  } catch (const std::system_error&) {
    // The calling thread works as well, so all items will be done.
  }
  return helpers;
}

std::size_t helpers_wanted(std::size_t count, const FarmOptions& options) {
  if (at_work() || count == 0) return 0;
  const std::size_t jobs = options.jobs == 0 ? default_jobs() : options.jobs;
  return std::min(jobs, count) - 1;
}

}  // namespace

FarmResult farm(std::size_t count, const Work& work, const FarmOptions& options) {
  Ledger ledger(count, options);
  std::vector<std::thread> helpers = start_helpers(helpers_wanted(count, options), ledger, work);
  work_at(ledger, work);
  for (std::thread& helper : helpers) helper.join();
  return ledger.result();
}

unsigned default_jobs() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace isthmus

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

#include <sched.h>

#include <algorithm>
#include <thread>

#include "isthmus/parallel/ranks.hpp"
#include "parallel/company.hpp"
#include "parallel/crew.hpp"
#include "parallel/ledger.hpp"
#include "parallel/post.hpp"

namespace isthmus {
namespace {

// The calling thread works as well, so all items are done though no other thread can be started.
FarmResult farm_here(std::size_t count, const Work& work, const FarmOptions& options,
                     std::size_t jobs) {
  Ledger ledger(count, options);
  {
    const Crew helpers(count == 0 ? 0 : std::min(jobs, count) - 1, ledger, work);
    work_at(ledger, work);
  }
  return ledger.result();
}

FarmResult farm_inside(std::size_t count, const Work& work, FarmOptions options) {
  options.on_progress = nullptr;
  return farm_here(count, work, options, 1);
}

// The cores that this process may run on.
unsigned own_cores() {
#ifdef __linux__
  cpu_set_t cores;
  if (::sched_getaffinity(0, sizeof cores, &cores) == 0) {
    return static_cast<unsigned>(CPU_COUNT(&cores));
  }
#endif
  return std::thread::hardware_concurrency();
}

}  // namespace

FarmResult farm(std::size_t count, const Work& work, const FarmOptions& options) {
  if (at_work()) return farm_inside(count, work, options);
  const std::size_t jobs = options.jobs == 0 ? default_jobs() : options.jobs;
  if (!has_company()) return farm_here(count, work, options, jobs);
  return rank() == 0 ? deal_out(count, work, options, jobs)
                     : work_for_rank_0(count, work, options, jobs);
}

unsigned default_jobs() {
  const unsigned share = std::thread::hardware_concurrency() / static_cast<unsigned>(ranks_here());
  return std::max(1U, ranks() == 1 ? own_cores() : std::min(share, own_cores()));
}

}  // namespace isthmus

// Problem: the ranks of a run share one list of items; some are faster, a message takes as long as
// many small items, and a rank may end for reasons of its own.
// Idea: rank 0 keeps the ledger and speaks to each other rank through its first thread only, so a
// carrier of messages need not know threads. A rank asks for work before it runs out, and gets a
// share of what is left that shrinks as the end comes near: a quarter of an even share, at least
// one item for each of its threads. Results travel in lots. Invariants: all that is dealt out below
// the least failing item comes back before the outcome is sent; after its report `over` a rank says
// nothing more about this farm. The outcome goes to all ranks, also when rank 0 itself fails, so
// all of them return or throw alike. A report about an earlier farm, which such a failure leaves
// behind, is recognised by its number. Cost: at most 1000 messages a second and rank; the outcome
// is sent to each rank in turn, R times its size through rank 0. The first thread of a rank looks
// for messages every half millisecond;
// MPI's own way to wait would keep a core
// busy. Rejected: fixed shares (see farm.cpp); one-sided counters (MPI_Fetch_and_op), which leave
// the results, failures and checkpoint to a second mechanism.
#include "parallel/company.hpp"

#include <algorithm>
#include <thread>

#include "isthmus/error.hpp"
#include "isthmus/parallel/ranks.hpp"
#include "parallel/crew.hpp"
#include "parallel/digest.hpp"
#include "parallel/failure.hpp"
#include "parallel/inbox.hpp"
#include "parallel/ledger.hpp"
#include "parallel/letters.hpp"
#include "parallel/post.hpp"

namespace isthmus {
namespace {

// How many farms with company this process has begun: the same on all ranks.
std::uint64_t& farms_begun() {
  static std::uint64_t number = 0;
  return number;
}

std::uint64_t computation(std::size_t count, const FarmOptions& options) {
  return digest(options.identity + " " + std::to_string(count));
}

// ---- rank 0 -----------------------------------------------------------------------------------

// What rank 0 knows of another rank.
struct Partner {
  std::size_t jobs = 0;  // 0: nothing was heard of it yet
  bool dismissed = false;
  bool over = false;
};

class Dealer {
 public:
  Dealer(std::size_t count, const FarmOptions& options, std::size_t jobs)
      : ledger_(count, options),
        computation_(computation(count, options)),
        all_jobs_(jobs),
        partners_(static_cast<std::size_t>(ranks())),
        told_end_(count) {
    partners_[0].over = true;
  }

  FarmResult run(const Work& work) {
    {
      const Crew crew(all_jobs_, ledger_, work);
      serve_until_over();
    }
    return ledger_.result();
  }

 private:
  void serve_until_over();
  void answer(const Letter& letter);
  void enter(const Report& report);
  void dismiss_if_over();
  void pass_on_failure();
  [[nodiscard]] std::size_t share_of(const Partner& partner);

  Ledger ledger_;
  std::uint64_t computation_;
  std::size_t all_jobs_;
  std::vector<Partner> partners_;
  std::size_t told_end_;  // the least failing item that the others were told of
};

void Dealer::serve_until_over() {
  const auto is_over = [](const Partner& partner) { return partner.over; };
  try {
    while (!std::all_of(partners_.begin(), partners_.end(), is_over)) {
      if (const std::optional<Letter> letter = poll()) {
        answer(*letter);
      } else {
        std::this_thread::sleep_for(nap);
      }
      pass_on_failure();
      dismiss_if_over();
    }
  } catch (...) {
    ledger_.stop();
    throw;
  }
}

void Dealer::answer(const Letter& letter) {
  require_all_present();
  const Report report = read_report(letter.body);
  if (report.farm != farms_begun()) return;
  if (report.computation != computation_) {
    throw input_error("rank " + std::to_string(letter.from) + " computes something else",
                      "the same command and the same files are needed on all machines");
  }
  Partner& partner = partners_[static_cast<std::size_t>(letter.from)];
  if (partner.jobs == 0) all_jobs_ += report.jobs;
  partner.jobs = report.jobs;
  partner.over = report.over;
  enter(report);
  if (!report.hungry || partner.dismissed) return;
  const std::vector<std::size_t> items = ledger_.take_many(share_of(partner));
  if (!items.empty()) send(letter.from, Post::deal, written(Deal{items, ledger_.end(), false}));
}

void Dealer::enter(const Report& report) {
  for (const auto& [item, bytes] : report.finished) {
    try {
      ledger_.finish(item, bytes);
    } catch (...) {
      ledger_.fail(item, std::current_exception());
    }
  }
  for (const auto& [item, bytes] : report.failed) ledger_.fail(item, read_failure(bytes));
}

std::size_t Dealer::share_of(const Partner& partner) {
  constexpr std::size_t most = 4096;
  return partner.jobs * std::clamp<std::size_t>(ledger_.left() / (4 * all_jobs_), 1, most);
}

// The ranks that have said something are told once that nothing more will come.
void Dealer::dismiss_if_over() {
  if (!ledger_.over()) return;
  for (std::size_t to = 1; to < partners_.size(); ++to) {
    if (partners_[to].dismissed) continue;
    partners_[to].dismissed = true;
    send(static_cast<int>(to), Post::deal, written(Deal{{}, ledger_.end(), true}));
  }
}

// A failing item makes later ones that wait elsewhere useless.
void Dealer::pass_on_failure() {
  const std::size_t end = ledger_.end();
  if (end >= told_end_) return;
  told_end_ = end;
  for (std::size_t to = 1; to < partners_.size(); ++to) {
    send(static_cast<int>(to), Post::deal, written(Deal{{}, end, true}));
  }
}

// ---- other ranks ------------------------------------------------------------------------------

class Worker {
 public:
  Worker(std::size_t count, const FarmOptions& options, std::size_t jobs)
      : inbox_(options), jobs_(jobs), low_(jobs), computation_(computation(count, options)) {}

  FarmResult run(const Work& work);

 private:
  [[nodiscard]] std::string wait_for_outcome();
  [[nodiscard]] bool read_letter(std::string& outcome);
  void receive(const Deal& deal);
  void report();

  Inbox inbox_;
  std::size_t jobs_;
  std::size_t low_;  // with fewer items waiting it is time to ask for more
  std::uint64_t computation_;
  bool asked_ = false;
  bool greeted_ = false;
  bool reported_over_ = false;
};

FarmResult Worker::run(const Work& work) {
  std::string outcome;
  {
    const Crew crew(jobs_, inbox_, work);
    try {
      if (crew.size() == 0) throw limit_error("no thread can be started", "use fewer with --jobs");
      outcome = wait_for_outcome();
    } catch (...) {
      receive(Deal{{}, 0, true});
      throw;
    }
    receive(Deal{{}, 0, true});
  }
  return read_outcome(outcome);
}

std::string Worker::wait_for_outcome() {
  std::string outcome;
  while (!read_letter(outcome)) {
    report();
    std::this_thread::sleep_for(2 * nap);
  }
  return outcome;
}

// True once the outcome is known.
bool Worker::read_letter(std::string& outcome) {
  while (std::optional<Letter> letter = poll()) {
    require_all_present();
    if (letter->kind == Post::outcome) {
      outcome = std::move(letter->body);
      return true;
    }
    ensure(letter->kind == Post::deal, "rank 0 is in the same farm");
    receive(read_deal(letter->body));
  }
  return false;
}

void Worker::receive(const Deal& deal) {
  inbox_.forget_from(deal.end);
  inbox_.add(deal.items);
  asked_ = false;
  low_ = std::max(jobs_, deal.items.size() / 4);
  if (deal.last) inbox_.close();
}

void Worker::report() {
  Inbox::News news = inbox_.news();
  Report told{farms_begun(), computation_, jobs_, false, news.over, std::move(news.finished), {}};
  if (news.failed) told.failed.emplace_back(news.failed->first, written(news.failed->second));
  told.hungry = !asked_ && !news.late && news.waiting < low_;
  const bool worth_it =
      !greeted_ || told.hungry || told.over || !told.finished.empty() || !told.failed.empty();
  if (reported_over_ || !worth_it) return;
  asked_ = asked_ || told.hungry;
  greeted_ = true;
  reported_over_ = told.over;
  send(0, Post::report, written(told));
}

}  // namespace

FarmResult deal_out(std::size_t count, const Work& work, const FarmOptions& options,
                    std::size_t jobs) {
  ++farms_begun();
  require_all_present();
  try {
    FarmResult result = Dealer(count, options, jobs).run(work);
    send_to_all(Post::outcome, written(result));
    return result;
  } catch (...) {
    send_to_all(Post::outcome, written_outcome(std::current_exception()));
    throw;
  }
}

FarmResult work_for_rank_0(std::size_t count, const Work& work, const FarmOptions& options,
                           std::size_t jobs) {
  ++farms_begun();
  require_all_present();
  return Worker(count, options, jobs).run(work);
}

}  // namespace isthmus

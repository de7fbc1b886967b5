// MPI carries messages between the processes of a run. Only this file knows it.
//
// Sends do not wait (MPI_Isend), so that two ranks can send to each other at once whatever the
// size; poll() sees to those under way. A message is sent in pieces, because MPI counts bytes with
// an int; the tag says whether another piece follows, and pieces from one sender stay in order.
#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <list>
#include <thread>
#include <vector>

#include "cli/company.hpp"

namespace isthmus::cli {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 30;
enum Tag { last_piece, more_follows };

// A message on its way; it has an address that does not change.
struct Outgoing {
  std::string bytes;
  std::vector<MPI_Request> requests;
};

class MpiRanks : public Ranks {
 public:
  MpiRanks() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    MPI_Comm here = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &here);
    MPI_Comm_size(here, &size_here_);
    MPI_Comm_free(&here);
  }
  ~MpiRanks() override {
    flush();
    MPI_Finalize();
  }

  [[nodiscard]] int rank() const override { return rank_; }
  [[nodiscard]] int size() const override { return size_; }
  [[nodiscard]] int size_here() const override { return size_here_; }

  void send(int to, std::string bytes) override;
  void flush() override;
  [[nodiscard]] std::optional<Message> poll() override;

 private:
  void forget_sent();

  int rank_ = 0;
  int size_ = 1;
  int size_here_ = 1;
  std::list<Outgoing> outgoing_;
};

void MpiRanks::send(int to, std::string bytes) {
  Outgoing& message = outgoing_.emplace_back(Outgoing{std::move(bytes), {}});
  std::size_t at = 0;
  do {
    const std::size_t length = std::min(piece_size, message.bytes.size() - at);
    const Tag tag = at + length < message.bytes.size() ? more_follows : last_piece;
    MPI_Isend(message.bytes.data() + at, static_cast<int>(length), MPI_BYTE, to, tag,
              MPI_COMM_WORLD, &message.requests.emplace_back());
    at += length;
  } while (at < message.bytes.size());
}

void MpiRanks::forget_sent() {
  outgoing_.remove_if([](Outgoing& message) {
    int done = 0;
    MPI_Testall(static_cast<int>(message.requests.size()), message.requests.data(), &done,
                MPI_STATUSES_IGNORE);
    return done != 0;
  });
}

void MpiRanks::flush() {
  forget_sent();
  while (!outgoing_.empty()) {
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    forget_sent();
  }
}

std::optional<Ranks::Message> MpiRanks::poll() {
  forget_sent();
  int arrived = 0;
  MPI_Status status;
  MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &arrived, &status);
  if (arrived == 0) return std::nullopt;
  Message message{status.MPI_SOURCE, {}};
  do {
    MPI_Probe(message.from, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    int length = 0;
    MPI_Get_count(&status, MPI_BYTE, &length);
    const std::size_t at = message.bytes.size();
    message.bytes.resize(at + static_cast<std::size_t>(length));
    MPI_Recv(message.bytes.data() + at, length, MPI_BYTE, message.from, status.MPI_TAG,
             MPI_COMM_WORLD, &status);
  } while (status.MPI_TAG == more_follows);
  return message;
}

}  // namespace

std::unique_ptr<Ranks> start_mpi() { return std::make_unique<MpiRanks>(); }

// "Open MPI v4.1.4, package: …" up to the comma.
std::string mpi_version() {
  std::string text(MPI_MAX_LIBRARY_VERSION_STRING, '\0');
  int length = 0;
  MPI_Get_library_version(text.data(), &length);
  return text.substr(0, std::min(static_cast<std::size_t>(length), text.find_first_of(",\n")));
}

}  // namespace isthmus::cli

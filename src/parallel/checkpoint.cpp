// Problem: a run of days is killed, and its finished items are not to be lost; a file that some
// other run, version or accident has touched must never put a wrong result into an answer.
// Idea: append one record for each finished item, in any order, with checksums of its head and its
// body. A process that is killed leaves a prefix of what it meant to write, so exactly the last
// record can be torn: its head or body then ends at the end of the file. Everything else that does
// not fit is damage.
// Invariant: the file up to `whole_` is a header and whole records. Nothing is written before the
// file was read to its end and accepted.
// Cost: one write to the system for each item, no fsync: the end of the process loses nothing, the
// end of the machine may. A head has a checksum of its own, because otherwise a damaged length
// would look like a torn record and throw away all that follows.
// Rejected: rewriting the whole file now and then, which costs the square of its size and loses
// the time in between; a data base, a dependency for what 24 bytes a record do.
#include "parallel/checkpoint.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/parallel/bytes.hpp"
#include "parallel/digest.hpp"

namespace isthmus {
namespace {

constexpr std::size_t head_size = 24;  // item, length, checksum of both
constexpr std::size_t foot_size = 8;   // checksum of the body

std::string hexadecimal(std::uint64_t number) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(number));
  return digits;
}

const char* const first_line = "isthmus-checkpoint 1\n";

std::string header_of(const std::string& identity, std::size_t items) {
  return first_line + ("identity " + hexadecimal(digest(identity))) + "\nitems " +
         std::to_string(items) + "\n";
}

std::string head_of(std::size_t item, std::size_t length) {
  std::string head;
  append_number(head, item);
  append_number(head, length);
  append_number(head, digest(head));
  return head;
}

// What is wrong with a file that does not begin with `header`.
const char* fault_of(const std::string& begin, const std::string& header) {
  if (begin.rfind("isthmus-checkpoint ", 0) != 0) return "this is no checkpoint of isthmus";
  if (begin.rfind(first_line, 0) != 0) return "this is a checkpoint of another version of isthmus";
  const std::string items = "\nitems ";
  const std::size_t place = begin.find(items), expected = header.find(items);
  if (place == expected && begin.compare(0, place, header, 0, place) == 0) {
    return "the checkpoint has another number of items";
  }
  return "the checkpoint belongs to another computation";
}

std::string reason() { return std::strerror(errno); }

}  // namespace

void Checkpoint::refuse(const std::string& cause, const std::string& remedy) const {
  throw input_error(cause, remedy).in_file(path_);
}

void Checkpoint::refuse_damage() const {
  refuse("the checkpoint is damaged after byte " + std::to_string(whole_),
         "use a copy that is whole, or another file to start over");
}

Checkpoint::Checkpoint(std::string path, const std::string& identity,
                       std::vector<std::optional<std::string>>& items)
    : path_(std::move(path)) {
  open();
  const std::string header = header_of(identity, items.size());
  std::string begin(header.size(), '\0');
  begin.resize(std::fread(begin.data(), 1, begin.size(), file_.get()));
  if (std::ferror(file_.get()) != 0) refuse("cannot read: " + reason(), "name another file");
  if (begin == header) {
    load(items);
  } else if (header.rfind(begin, 0) == 0) {
    start(header);
  } else {
    refuse(fault_of(begin, header), "repeat the command that wrote it, or name another file");
  }
}

void Checkpoint::open() {
  const int descriptor = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
  if (descriptor < 0) refuse("cannot open: " + reason(), "name a file that can be written");
  file_.reset(::fdopen(descriptor, "r+b"));
  if (file_ == nullptr) throw std::bad_alloc();
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    refuse("this is no ordinary file", "name another file");
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    refuse("another run is using the checkpoint", "wait for it, or name another file");
  }
  // Only now: whoever held the lock may have written in between.
  if (::fstat(descriptor, &status) != 0) refuse("cannot read: " + reason(), "name another file");
  size_ = static_cast<std::uint64_t>(status.st_size);
}

void Checkpoint::start(const std::string& header) {
  std::rewind(file_.get());
  write(header);
}

void Checkpoint::load(std::vector<std::optional<std::string>>& items) {
  whole_ = static_cast<std::uint64_t>(std::ftell(file_.get()));
  while (load_record(items)) {
  }
  if (std::ferror(file_.get()) != 0) refuse("cannot read: " + reason(), "name another file");
  // A torn record is cut off; what is written next takes its place.
  const auto end = static_cast<off_t>(whole_);
  const bool torn = whole_ < size_;
  if (::fseeko(file_.get(), end, SEEK_SET) != 0 ||
      (torn && ::ftruncate(::fileno(file_.get()), end) != 0)) {
    refuse("cannot write: " + reason(), "name a file that can be written");
  }
}

// False at the end of the file and at a record that is torn by it.
bool Checkpoint::load_record(std::vector<std::optional<std::string>>& items) {
  const std::uint64_t left = size_ - whole_;
  char head[head_size];
  if (left < head_size || std::fread(head, 1, head_size, file_.get()) != head_size) return false;
  BytesReader reader({head, head_size});
  const std::uint64_t item = reader.number();
  const std::uint64_t length = reader.number();
  if (reader.number() != digest({head, head_size - foot_size})) refuse_damage();
  if (item >= items.size() || items[item]) refuse_damage();
  if (left - head_size < foot_size || left - head_size - foot_size < length) return false;
  std::string body(length + foot_size, '\0');
  if (std::fread(body.data(), 1, body.size(), file_.get()) != body.size()) return false;
  const std::uint64_t checksum = BytesReader(std::string_view(body).substr(length)).number();
  body.resize(length);
  if (checksum != digest(body)) refuse_damage();
  items[item] = std::move(body);
  whole_ += head_size + length + foot_size;
  return true;
}

void Checkpoint::append(std::size_t item, const std::string& bytes) {
  std::string record = head_of(item, bytes.size());
  record += bytes;
  append_number(record, digest(bytes));
  write(record);
}

void Checkpoint::write(const std::string& bytes) {
  if (broken_) return;  // the first failure was reported
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size() &&
      std::fflush(file_.get()) == 0) {
    whole_ += bytes.size();
    return;
  }
  broken_ = true;
  refuse("cannot write: " + reason(), "make room, then repeat the command to go on");
}

}  // namespace isthmus

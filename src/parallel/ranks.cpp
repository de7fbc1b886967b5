#include "isthmus/parallel/ranks.hpp"

#include <map>
#include <thread>

#include "isthmus/error.hpp"
#include "isthmus/parallel/bytes.hpp"
#include "parallel/post.hpp"

namespace isthmus {
namespace {

// A process belongs to one run, whoever asks; so this is the one variable of its kind.
Ranks* carrier = nullptr;

// The ends of other ranks that poll() has seen.
std::map<int, Ending> endings;

std::string written(const Ending& ending) {
  std::string bytes;
  append_number(bytes, static_cast<std::uint64_t>(ending.code));
  append_text(bytes, ending.message);
  return bytes;
}

Ending read_ending(const std::string& bytes) {
  BytesReader reader(bytes);
  const int code = static_cast<int>(reader.number());
  return {code, reader.text()};
}

// Rank 0: tells those who still wait for it that it has come to its end, and waits for them.
Ending collect_endings(const Ending& own) {
  send_to_all(Post::leaving, written(own));
  while (endings.size() + 1 < static_cast<std::size_t>(ranks())) {
    static_cast<void>(wait_for_letter());
  }
  Ending worst = own;
  for (const auto& [from, ending] : endings) {
    if (ending.code > worst.code) worst = ending;
  }
  send_to_all(Post::agreed, written(worst));
  return worst;
}

}  // namespace

void use_ranks(Ranks* new_carrier) {
  carrier = new_carrier;
  endings.clear();
}

int rank() { return carrier == nullptr ? 0 : carrier->rank(); }
int ranks() { return carrier == nullptr ? 1 : carrier->size(); }
int ranks_here() { return carrier == nullptr ? 1 : carrier->size_here(); }
bool has_company() { return ranks() > 1; }

void send(int to, Post kind, const std::string& body) {
  std::string bytes;
  bytes.reserve(8 + body.size());
  append_number(bytes, static_cast<std::uint64_t>(kind));
  bytes += body;
  carrier->send(to, std::move(bytes));
}

void send_to_all(Post kind, const std::string& body) {
  for (int to = 1; to < ranks(); ++to) send(to, kind, body);
  carrier->flush();
}

std::optional<Letter> poll() {
  std::optional<Ranks::Message> message = carrier->poll();
  if (!message) return std::nullopt;
  const std::uint64_t kind = BytesReader(message->bytes).number();
  Letter letter{message->from, static_cast<Post>(kind), message->bytes.substr(8)};
  if (letter.kind == Post::leaving) endings.emplace(letter.from, read_ending(letter.body));
  return letter;
}

Letter wait_for_letter() {
  while (true) {
    if (std::optional<Letter> letter = poll()) return *std::move(letter);
    std::this_thread::sleep_for(nap);
  }
}

void require_all_present() {
  if (endings.empty()) return;
  const auto& [from, ending] = *endings.begin();
  throw input_error("rank " + std::to_string(from) + " has ended" +
                        (ending.message.empty() ? "" : ": " + ending.message),
                    "the same command and the same files are needed on all machines");
}

void share(std::string& bytes) {
  if (!has_company()) return;
  require_all_present();
  if (rank() == 0) {
    send_to_all(Post::shared, bytes);
    return;
  }
  Letter letter = wait_for_letter();
  require_all_present();
  ensure(letter.kind == Post::shared, "all ranks share at the same time");
  bytes = std::move(letter.body);
}

Ending agree_on_ending(const Ending& own) {
  if (!has_company()) return own;
  if (rank() == 0) return collect_endings(own);
  send(0, Post::leaving, written(own));
  while (true) {
    const Letter letter = wait_for_letter();
    if (letter.kind == Post::agreed) return read_ending(letter.body);
  }
}

}  // namespace isthmus

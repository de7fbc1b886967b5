// Where a thread takes its work and leaves the results.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <string>

namespace isthmus {

/// All functions may be called by several threads at once.
class Desk {
 public:
  Desk() = default;
  virtual ~Desk() = default;
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  /// The next item to work on; nothing when the thread may go home.
  [[nodiscard]] virtual std::optional<std::size_t> take() = 0;
  virtual void finish(std::size_t item, std::string bytes) = 0;
  virtual void fail(std::size_t item, std::exception_ptr failure) = 0;
};

using Work = std::function<std::string(std::size_t)>;

/// Works until the desk has nothing left.
void work_at(Desk& desk, const Work& work);

/// True while the calling thread is inside `work`.
[[nodiscard]] bool at_work();

}  // namespace isthmus

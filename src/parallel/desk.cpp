#include "parallel/desk.hpp"

namespace isthmus {
namespace {

thread_local bool working = false;

// `work` may call farm() itself, which then works at a desk of its own on this thread.
class Working {
 public:
  Working() { working = true; }
  ~Working() { working = before_; }
  Working(const Working&) = delete;
  Working& operator=(const Working&) = delete;

 private:
  bool before_ = working;
};

}  // namespace

bool at_work() { return working; }

void work_at(Desk& desk, const Work& work) {
  while (const std::optional<std::size_t> item = desk.take()) {
    try {
      const Working here;
      desk.finish(*item, work(*item));
    } catch (...) {
      desk.fail(*item, std::current_exception());
    }
  }
}

}  // namespace isthmus

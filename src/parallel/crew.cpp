#include "parallel/crew.hpp"

#include <exception>

namespace isthmus {

Crew::Crew(std::size_t wanted, Desk& desk, const Work& work) {
  threads_.reserve(wanted);
  try {
    while (threads_.size() < wanted) threads_.emplace_back([&] { work_at(desk, work); });
  } catch (const std::exception&) {
    // No more threads or memory for them: whoever is there does all the work.
  }
}

Crew::~Crew() {
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace isthmus

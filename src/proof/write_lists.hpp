// Lists in JSON.
#pragma once

#include <cstdint>

#include "proof/write_forms.hpp"

namespace isthmus {

/// [a, b, …]; `write` writes an item.
template <class Items, class Write>
void write_list(TextBuffer& out, const Items& items, Write write) {
  out << '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out << ", ";
    first = false;
    write(item);
  }
  out << ']';
}

/// The same for numbers.
template <class Items>
void write_numbers(TextBuffer& out, const Items& items) {
  write_list(out, items, [&](auto number) { out << static_cast<std::uint64_t>(number); });
}

}  // namespace isthmus

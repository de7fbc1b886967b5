// "Did you mean …?"
#pragma once

#include <string>
#include <vector>

namespace isthmus {

/// The candidate closest to `name` by edit distance, if at most a third of it must change;
/// empty otherwise. The first one wins a tie. O(total length of the candidates × |name|).
[[nodiscard]] std::string nearest_name(const std::string& name,
                                       const std::vector<std::string>& candidates);

}  // namespace isthmus

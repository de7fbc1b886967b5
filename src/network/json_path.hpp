// Places in a JSON file, as messages name them: "$.edges[3].weight".
#pragma once

#include <string>

namespace isthmus {

/// The step to the member `key` of an object: ".weight", or "[\"odd key\"]" if a dot would not do.
[[nodiscard]] std::string path_step(const std::string& key);

}  // namespace isthmus

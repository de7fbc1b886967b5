// The style sheet of a proof page.
#pragma once

#include <string>

namespace isthmus {

[[nodiscard]] std::string html_style();

}  // namespace isthmus

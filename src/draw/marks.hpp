// What both kinds of pictures need to know about marks and paths.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "isthmus/draw/picture.hpp"

namespace isthmus::draw {

[[nodiscard]] EdgeMark mark_of(const PictureMarks& marks, std::size_t edge);

/// Edges with both ends in the shaded set; loops left out.
[[nodiscard]] std::vector<std::size_t> edges_inside(const LayeredDrawing& layout,
                                                    const PictureMarks& marks);

[[nodiscard]] DrawnPoint middle(DrawnPoint a, DrawnPoint b);

/// Tip and both barbs of the arrowhead at the end of the path.
[[nodiscard]] std::array<DrawnPoint, 3> arrowhead(const DrawnPath& path);

}  // namespace isthmus::draw

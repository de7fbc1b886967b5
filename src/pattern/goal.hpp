// What a proof about a state is to show.
#pragma once

namespace isthmus {

/// That S is closed; or that S is full: all matrices that are 0 where they are observed and no
/// neuron covers them. Layers whose products are full merge to one.
enum class Goal { closed, full };

}  // namespace isthmus

// Whether a certificate is about a given network.
#pragma once

#include <optional>
#include <string>

#include "isthmus/network/network.hpp"
#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// The first difference between the network of the certificate and the contraction of `network`, as
/// a clause: number of nodes and edges, ends and multiplicity of each edge, balance; for claims
/// about a point also the squares of the weights, if there are any. Nothing if all agree; names may
/// differ. Requires a valid network; throws Error (bad_input) if its balance is symbolic.
[[nodiscard]] std::optional<std::string> network_difference(const Certificate& certificate,
                                                            const Network& network);

}  // namespace isthmus

// The chambers of the balance space of a network: its phase diagram (theory §8).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/parallel/farm.hpp"
#include "isthmus/topology/homology.hpp"

namespace isthmus {

/// The plane c(set) = 0.
struct ChamberWall {
  std::vector<NodeId> set;  ///< increasing; on one side of a bond of the block
  int side = 0;  ///< +1 (-1): no edge leaves (enters) the set, so c(set) >= 0 (<= 0); 0: both
};

/// One chamber of a block, standing for all that symmetries of the network make of it.
struct Chamber {
  std::vector<std::int8_t> signs;           ///< of c on each wall of the block
  std::vector<Integer> point;               ///< a balance in it, for each node of the block
  std::uint64_t alike = 1;                  ///< the number of chambers of the block it stands for
  std::vector<EdgeId> locked;               ///< increasing; 2^size components
  std::optional<std::size_t> regular_log2;  ///< of the regular part; nothing: no regular point
  Integer effective_at_least = 1;    ///< effective components: signs up to symmetries of the block
  Integer effective_at_most = 1;     ///< the same number, unless that is not determined
  std::optional<Homology> homology;  ///< of the block's factor of M(c)
  std::string reason;                ///< why the homology is not determined
};

/// Blocks that symmetries of the network take to each other have the same chambers: those of the
/// first one are listed.
struct ChamberBlock {
  std::size_t alike = 1;                     ///< the number of such blocks
  std::vector<NodeId> nodes;                 ///< of the first one, without its root; increasing
  std::vector<std::vector<NodeId>> hanging;  ///< on each of `nodes`, itself included; the
                                             ///< coordinates of the block are c of these sets
  std::vector<EdgeId> edges;
  std::vector<ChamberWall> walls;  ///< by size, then by nodes
  std::uint64_t count = 0;         ///< chambers of one block; of those that are known
  bool complete = true;            ///< false: only chambers that sampled balances lie in
  std::vector<Chamber> chambers;   ///< one for each orbit, by signs with + before −
};

struct Chambers {
  std::vector<ChamberBlock> blocks;
  Integer count = 1;  ///< chambers of the network: choices of one for each block
  bool complete =
      true;  ///< all of them; false: those that are known, because of ChamberOptions::sample
  std::vector<std::vector<NodeId>> zero_sums;  ///< parts without ground: c(part) = 0 is forced
  bool symmetries_used = true;                 ///< false: this build cannot find them
};

struct ChamberOptions {
  std::size_t limit = 100'000;  ///< refuse blocks that might have more chambers
  /// In blocks beyond the limit list the chambers that so many random balances lie in, and their
  /// images under symmetries; nothing: refuse such blocks.
  std::optional<std::uint64_t> sample;
  std::uint64_t seed = 0;      ///< of the random balances
  std::function<bool()> stop;  ///< asked now and then while chambers are listed; may be empty
  /// How the invariants of chambers are spread over threads and ranks. A checkpoint FILE becomes
  /// FILE.1, FILE.2, …, one for each class of blocks.
  FarmOptions farm;
  std::function<void(const char*)> on_phase;
};

/// All full-dimensional chambers of feasible balances, block by block, one for each orbit under the
/// symmetries of the network. Requires a valid network. Throws Error (bad_input) without hidden
/// nodes, Error (limit_reached) with a bound if a block may have more chambers than the limit, or
/// if `stop` says so. A block of n hidden nodes has at most 2^n − 1 walls; up to five nodes fit the
/// default limit.
[[nodiscard]] Chambers chambers_of(const Network& network, const Contraction& contraction,
                                   const ChamberOptions& options = {});

/// Where a balance lies in a block of the network.
struct ChamberPlace {
  std::size_t block = 0;               ///< of its class: position in Chambers::blocks
  std::vector<NodeId> nodes;           ///< of this very block, without its root; increasing
  std::optional<std::size_t> chamber;  ///< the listed chamber that it is alike; nothing on a wall
  std::vector<std::vector<NodeId>> walls;  ///< the walls it lies on: sets with c(set) = 0; if there
                                           ///< are none and no chamber, it is not feasible (or,
                                           ///< if the list is not complete, elsewhere)
};

/// For every block of the network, class by class. Requires c.size() = hidden nodes of the
/// contraction, and the chambers of this network.
[[nodiscard]] std::vector<ChamberPlace> locate(const Network& network,
                                               const Contraction& contraction,
                                               const Chambers& chambers, const Balance& c);

}  // namespace isthmus

// What a permutation must obey so that it brings TO into the component of FROM.
#pragma once

#include <map>
#include <vector>

#include "motion/reach_problem.hpp"

namespace isthmus::motion {

/// The flow test, and the signs if asked for.
class ReachRules : public Rules {
 public:
  enum class Demand { flow, flow_and_signs };
  ReachRules(const ReachProblem& problem, Demand demand, Budget& budget);

  [[nodiscard]] bool may_take(std::uint32_t block, std::uint32_t image,
                              const Placement& placed) override;
  [[nodiscard]] bool is_choosy(std::uint32_t block) const override;
  [[nodiscard]] bool interchangeable(std::uint32_t image, std::uint32_t other) const override;
  [[nodiscard]] bool accepts(const Placement& permutation) override;

 private:
  [[nodiscard]] bool balance_allows(std::uint32_t block, std::uint32_t image) const;
  [[nodiscard]] bool signs_allow(std::uint32_t block, std::uint32_t image,
                                 const Placement& placed) const;
  [[nodiscard]] bool sign_allows(const LockedSign& lock, std::uint32_t node, std::uint32_t image,
                                 const Placement& placed) const;
  [[nodiscard]] bool same_weights(const symmetry::Parallels& p, const symmetry::Parallels* q) const;
  [[nodiscard]] bool flow_exists(const Placement& permutation);
  void find_sides();
  void find_locks();

  const ReachProblem& problem_;
  Demand demand_;
  Budget& budget_;
  PerNode<bool> enters_, leaves_;                   // nonzero weights of TO at its hidden nodes
  bool one_sided_ = false;                          // some hidden node of TO lacks one of the two
  std::vector<std::vector<std::size_t>> locks_at_;  // of blocks of one node
  std::map<std::vector<bool>, bool> known_;         // flow tests by support
  std::vector<std::uint32_t> rank_;                 // of every edge among its parallels
};

}  // namespace isthmus::motion

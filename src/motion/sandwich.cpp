// A rigorous enclosure of the point where an orbit meets M(c) (Theory §7).
//
// Problem: prove below_v <= z_v <= above_v for the solution z of F(z) = c (orbit_laws.hpp).
// Idea: F_v grows with z_v and falls with every other z_w. In logarithms the derivative of F is the
// Laplacian of the flows, the held nodes left out: symmetric, no positive entry off the diagonal,
// and every node joined to a held one by positive flows. Its mean A along the segment between two
// points is a matrix of the same kind, so A⁻¹ has no negative entry (a nonsingular M-matrix), and
//     F(z) <= F(z')  at every node   implies   z <= z'  at every node.
// Hence F(below) <= c <= F(above) is a proof: two evaluations of the laws in integers, each flow
// rounded down and its successor taken for rounded up.
// Search: from the guess, Newton's method with the Hessian in double but the laws in long numbers,
// which gains a dozen digits a step. Then above/below = z·(1 ± t·w) where the Laplacian maps w > 0
// to the throughput of each node; F moves by t·throughput, which the residual must stay below.
// Complexity: O(n³) once, O(pairs) products of some hundred bits a step.
// Source: M-functions, W. C. Rheinboldt, On M-functions and their application to nonlinear
// Gauss–Seidel iterations and to network flows, J. Math. Anal. Appl. 32 (1970).
// Rejected: Krawczyk's operator in ball arithmetic. It proves the same with an approximate inverse
// of an interval matrix, O(n³) in balls, and needs Arb; monotonicity makes it superfluous.
#include "motion/sandwich.hpp"

#include <algorithm>
#include <cmath>

#include "motion/orbit_laplacian.hpp"

namespace isthmus::motion {
namespace {

constexpr int most_steps = 60;
constexpr double roughest = 0.5;          // largest relative change of z in one step
constexpr double longest_mantissa = 1e4;  // bits
constexpr double largest_exponent = 1e5;  // of factors and flows; beyond, numbers get too long

/// F_v·2^shift lies between `low` and `high`.
struct LawBounds {
  std::vector<Integer> low, high;
};

LawBounds bounds_of(const OrbitLaws& laws, const std::vector<Integer>& flows) {
  LawBounds bounds;
  bounds.low.resize(laws.unknowns.size());
  bounds.high.resize(laws.unknowns.size());
  for (std::size_t i = 0; i < flows.size(); ++i) {
    const OrbitLink& link = laws.links[i];
    if (link.head != OrbitLaws::held) {
      bounds.low[link.head] += flows[i];
      bounds.high[link.head] += flows[i] + 1;
    }
    if (link.tail != OrbitLaws::held) {
      bounds.low[link.tail] -= flows[i] + 1;
      bounds.high[link.tail] -= flows[i];
    }
  }
  return bounds;
}

Rational scaled(const Rational& q, long shift) {
  const Integer power = Integer(1) << static_cast<unsigned>(std::abs(shift));
  return shift >= 0 ? Rational(q * power) : Rational(q / power);
}

class Encloser {
 public:
  Encloser(const OrbitLaws& laws, const std::vector<double>& guess, int bits);
  [[nodiscard]] std::optional<Sandwich> run();

 private:
  void measure_in_double();
  [[nodiscard]] bool choose_widths();
  void evaluate();
  [[nodiscard]] bool close() const;
  void step();
  [[nodiscard]] Sandwich around() const;

  const OrbitLaws& laws_;
  int bits_;
  std::vector<double> log_z_;
  double unit_ = 0;                 // log2 of the unit in which the doubles below count
  std::vector<double> flow_;        // of each link
  std::vector<double> throughput_;  // of each unknown
  Laplacian laplacian_;
  std::vector<double> width_;  // t·w
  double t_ = 0;
  unsigned precision_ = 0;
  long shift_ = 0;
  std::vector<Dyadic> z_;
  std::vector<double> residual_;
};

Encloser::Encloser(const OrbitLaws& laws, const std::vector<double>& guess, int bits)
    : laws_(laws),
      bits_(bits),
      log_z_(guess),
      throughput_(guess.size(), 0.0),
      laplacian_(guess.size()),
      residual_(guess.size(), 0.0) {}

void Encloser::measure_in_double() {
  const auto log_z = [&](std::uint32_t v) { return v == OrbitLaws::held ? 0 : log_z_[v]; };
  std::vector<double> logs;
  for (const OrbitLink& link : laws_.links) {
    logs.push_back(log2_of(link.x) + log_z(link.head) - log_z(link.tail));
  }
  unit_ = std::floor(*std::max_element(logs.begin(), logs.end()));
  for (std::size_t i = 0; i < logs.size(); ++i) {
    flow_.push_back(std::exp2(logs[i] - unit_));
    for (const std::uint32_t v : {laws_.links[i].tail, laws_.links[i].head}) {
      if (v != OrbitLaws::held) throughput_[v] += flow_.back();
    }
  }
}

// The terms of second order, at most throughput·(t·w)², stay far below t·throughput.
bool Encloser::choose_widths() {
  width_ = laplacian_.solve(throughput_);
  const double widest = *std::max_element(width_.begin(), width_.end());
  t_ = std::min(std::exp2(-bits_ - 2) / widest, std::exp2(-6) / (widest * widest));
  for (double& w : width_) w *= t_;
  const double least = *std::min_element(throughput_.begin(), throughput_.end());
  const double needed = 12 - std::log2(t_) + std::log2(static_cast<double>(laws_.links.size()));
  const double shift = needed - std::log2(least) - unit_ + 8;
  if (!(needed < longest_mantissa && std::abs(shift) < largest_exponent)) return false;
  precision_ = static_cast<unsigned>(needed) + 20;
  shift_ = static_cast<long>(shift);
  return true;
}

void Encloser::evaluate() {
  const LawBounds bounds = bounds_of(laws_, flows_below(laws_, z_, shift_));
  for (std::size_t v = 0; v < z_.size(); ++v) {
    const Rational target = scaled(laws_.target[v], shift_);
    const Integer rest = numerator_of(target) / denominator_of(target) - bounds.low[v];
    residual_[v] = to_double(rest, shift_ + static_cast<long>(unit_));
  }
}

bool Encloser::close() const {
  for (std::size_t v = 0; v < z_.size(); ++v) {
    if (!(std::abs(residual_[v]) <= t_ / 4 * throughput_[v])) return false;
  }
  return true;
}

void Encloser::step() {
  const std::vector<double> change = laplacian_.solve(residual_);
  for (std::size_t v = 0; v < z_.size(); ++v) {
    if (!std::isfinite(change[v])) continue;
    z_[v] = nudged(z_[v], std::clamp(change[v], -roughest, roughest), precision_);
  }
}

Sandwich Encloser::around() const {
  Sandwich sandwich;
  for (std::size_t v = 0; v < z_.size(); ++v) {
    sandwich.below.push_back(nudged(z_[v], -width_[v], precision_));
    sandwich.above.push_back(nudged(z_[v], width_[v], precision_));
  }
  return sandwich;
}

std::optional<Sandwich> Encloser::run() {
  for (const double log : log_z_) {
    if (!(std::abs(log) < largest_exponent)) return std::nullopt;
  }
  measure_in_double();
  laplacian_ = laplacian_of(laws_, [this](std::size_t i) { return flow_[i]; });
  if (!choose_widths()) return std::nullopt;
  for (const double log : log_z_) z_.push_back(power_of_two(log, precision_));
  for (int i = 0; i < most_steps; ++i) {
    evaluate();
    if (close()) break;
    step();
  }
  Sandwich sandwich = around();
  if (!is_sandwich(laws_, sandwich, shift_)) return std::nullopt;
  return sandwich;
}

}  // namespace

bool is_sandwich(const OrbitLaws& laws, const Sandwich& sandwich, long shift) {
  const LawBounds below = bounds_of(laws, flows_below(laws, sandwich.below, shift));
  const LawBounds above = bounds_of(laws, flows_below(laws, sandwich.above, shift));
  for (std::size_t v = 0; v < laws.unknowns.size(); ++v) {
    const Rational target = scaled(laws.target[v], shift);
    if (Rational(below.high[v]) > target || Rational(above.low[v]) < target) return false;
  }
  return true;
}

std::optional<Sandwich> enclose_orbit(const OrbitLaws& laws, const std::vector<double>& guess,
                                      int bits) {
  if (laws.unknowns.empty()) return Sandwich{};
  return Encloser(laws, guess, bits).run();
}

}  // namespace isthmus::motion

// The meeting point of an orbit and M(c), approximately (Theory §7).
//
// Problem: minimise f(y) = ½ Σ x_e e^{2(y_v−y_u)} − ⟨c, y⟩, which is convex; z = e^{2y}.
// Idea: start where the logarithms of all flows are as equal as least squares can make them. A
// sweep solves the law of each node in turn for its own z, a quadratic equation: it moves
// fast from anywhere and never raises f. A Newton step follows, cut short where it overshoots: the
// sweeps bring the point near, Newton ends the work. The Hessian is the Laplacian of the flows.
// All in logarithms, so that factors and flows beyond the range of double do no harm; Newton's step
// counts flows in units of the largest one.
// Complexity: O(n³) a round; a handful of rounds on dense networks. Stops after most_rounds.
// Rejected: sweeps alone (the method of Sinkhorn), linear and slow near the boundary of the cone.
#include "motion/orbit_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "motion/dyadic_scale.hpp"
#include "motion/orbit_laplacian.hpp"

namespace isthmus::motion {
namespace {

constexpr int most_rounds = 200;
constexpr double good_enough = 1e-13;
constexpr double infinity = std::numeric_limits<double>::infinity();
const double ln2 = std::log(2.0);

class Search {
 public:
  explicit Search(const OrbitLaws& laws);
  [[nodiscard]] std::vector<double> run();

 private:
  void start();
  void choose_unit();
  void measure();
  void sweep();
  void solve_law(std::uint32_t v);
  void newton();
  [[nodiscard]] double worst() const;
  [[nodiscard]] double log_flow(std::size_t link) const;
  [[nodiscard]] double flow(std::size_t link) const { return std::exp2(log_flow(link) - unit_); }
  [[nodiscard]] double log_z(std::uint32_t v) const { return v == OrbitLaws::held ? 0 : log_z_[v]; }
  [[nodiscard]] double slope(const std::vector<double>& step) const;
  [[nodiscard]] std::vector<double> step() const;

  const OrbitLaws& laws_;
  std::vector<double> log_x_, log_c_;  // of the size of c
  double unit_ = 0;                    // log2 of what the numbers below are measured in
  std::vector<double> target_;
  std::vector<std::vector<std::uint32_t>> at_;  // the links of each unknown
  std::vector<double> log_z_;
  std::vector<double> in_, out_;  // what flows into and out of each unknown
};

Search::Search(const OrbitLaws& laws)
    : laws_(laws),
      at_(laws.unknowns.size()),
      log_z_(laws.unknowns.size(), 0),
      in_(laws.unknowns.size()),
      out_(laws.unknowns.size()) {
  for (std::uint32_t i = 0; i < laws.links.size(); ++i) {
    log_x_.push_back(log2_of(laws.links[i].x));
    for (const std::uint32_t v : {laws.links[i].tail, laws.links[i].head}) {
      if (v != OrbitLaws::held) at_[v].push_back(i);
    }
  }
  for (const Rational& c : laws.target) log_c_.push_back(c == 0 ? -infinity : log2_of(abs(c)));
}

double Search::log_flow(std::size_t link) const {
  const OrbitLink& at = laws_.links[link];
  return log_x_[link] + log_z(at.head) - log_z(at.tail);
}

void Search::choose_unit() {
  unit_ = -infinity;
  for (std::size_t i = 0; i < laws_.links.size(); ++i) unit_ = std::max(unit_, log_flow(i));
  for (const double c : log_c_) unit_ = std::max(unit_, c);
  target_.clear();
  for (std::size_t v = 0; v < log_c_.size(); ++v) {
    target_.push_back(sign_of(laws_.target[v]) * std::exp2(log_c_[v] - unit_));
  }
}

void Search::measure() {
  std::fill(in_.begin(), in_.end(), 0);
  std::fill(out_.begin(), out_.end(), 0);
  for (std::size_t i = 0; i < laws_.links.size(); ++i) {
    const double amount = flow(i);
    if (laws_.links[i].head != OrbitLaws::held) in_[laws_.links[i].head] += amount;
    if (laws_.links[i].tail != OrbitLaws::held) out_[laws_.links[i].tail] += amount;
  }
}

double Search::worst() const {
  double result = 0;
  for (std::size_t v = 0; v < in_.size(); ++v) {
    result = std::max(result, std::abs(target_[v] - (in_[v] - out_[v])) / (in_[v] + out_[v]));
  }
  return result;
}

// log2(2^a + 2^b + …).
double log_sum(const std::vector<double>& logs) {
  if (logs.empty()) return -infinity;
  const double most = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  for (const double log : logs) sum += std::exp2(log - most);
  return most + std::log2(sum);
}

// in·ρ − out/ρ = c for the factor ρ of z_v. With in·out = g² and s = ρ·√(in/out) it reads
// g·(s − 1/s) = c, so ln s = arsinh(c/2g).
void Search::solve_law(std::uint32_t v) {
  std::vector<double> in_logs;
  std::vector<double> out_logs;
  for (const std::uint32_t i : at_[v]) {
    (laws_.links[i].head == v ? in_logs : out_logs).push_back(log_flow(i));
  }
  const double in = log_sum(in_logs);
  const double out = log_sum(out_logs);
  if (out == -infinity) {
    log_z_[v] += log_c_[v] - in;
  } else if (in == -infinity) {
    log_z_[v] -= log_c_[v] - out;
  } else {
    const double quotient = log_c_[v] - (in + out) / 2 - 1;
    const double root = quotient > 500 ? quotient + 1 : std::asinh(std::exp2(quotient)) / ln2;
    log_z_[v] += (out - in) / 2 + sign_of(laws_.target[v]) * root;
  }
}

void Search::sweep() {
  for (std::uint32_t v = 0; v < log_z_.size(); ++v) solve_law(v);
}

void Search::start() {
  double level = *std::max_element(log_c_.begin(), log_c_.end());
  if (level == -infinity) level = log_x_.front();
  std::vector<double> excess(log_z_.size(), 0);
  for (std::size_t i = 0; i < laws_.links.size(); ++i) {
    const OrbitLink& link = laws_.links[i];
    if (link.head != OrbitLaws::held) excess[link.head] -= log_x_[i] - level;
    if (link.tail != OrbitLaws::held) excess[link.tail] += log_x_[i] - level;
  }
  log_z_ = laplacian_of(laws_, [](std::size_t) { return 1.0; }).solve(std::move(excess));
}

std::vector<double> Search::step() const {
  std::vector<double> rest(target_);
  for (std::size_t v = 0; v < rest.size(); ++v) rest[v] -= in_[v] - out_[v];
  return laplacian_of(laws_, [this](std::size_t i) { return flow(i); }).solve(std::move(rest));
}

/// Minus the derivative of f along the step, up to a factor.
double Search::slope(const std::vector<double>& step) const {
  double sum = 0;
  for (std::size_t v = 0; v < step.size(); ++v) {
    sum += step[v] * (target_[v] - (in_[v] - out_[v]));
  }
  return sum;
}

void Search::newton() {
  const std::vector<double> direction = step();
  double longest = 0;
  for (const double u : direction) longest = std::max(longest, std::abs(u));
  if (!std::isfinite(longest) || longest == 0) return;
  const double slope_before = slope(direction);
  const std::vector<double> before = log_z_;
  double length = 1;
  for (int attempt = 0; attempt < 30; ++attempt, length /= 2) {
    for (std::size_t v = 0; v < direction.size(); ++v) {
      log_z_[v] = before[v] + length * direction[v] / ln2;
    }
    measure();
    if (slope(direction) >= -0.5 * slope_before) return;
  }
  log_z_ = before;
  measure();
}

std::vector<double> Search::run() {
  double best = infinity;
  start();
  std::vector<double> found = log_z_;
  for (int round = 0, stuck = 0; round < most_rounds && stuck < 5; ++round) {
    sweep();
    choose_unit();
    measure();
    newton();
    const double now = worst();
    stuck = now < best / 2 ? 0 : stuck + (best < 1e-6 ? 1 : 0);
    if (now < best) found = log_z_;
    best = std::min(best, now);
    if (best < good_enough) break;
  }
  return found;
}

}  // namespace

std::vector<double> search_orbit(const OrbitLaws& laws) {
  if (laws.unknowns.empty()) return {};
  return Search(laws).run();
}

}  // namespace isthmus::motion

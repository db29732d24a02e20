/// Trees added one after the other, each fitted to what the ones before left unexplained.
///
/// Fitted by LightGBM; the same rows, parameters and seed give the same trees on every run.
///
/// - Source: Ke et al., *LightGBM: A Highly Efficient Gradient Boosting Decision Tree*, 2017.
package struct GradientBoostedTrees: Sendable, Hashable {
  /// What the label is.
  package enum Objective: String, Sendable, Hashable {
    /// 0 or 1; predictions are probabilities of 1.
    case binary
    /// A number; predictions minimise the squared error.
    case regression
  }

  /// What is learned.
  package var objective: Objective
  /// Trees.
  package var rounds = 100
  /// The share of each tree that counts.
  package var learningRate = 0.1
  /// Leaves a tree.
  package var leaves = 31
  /// Rows that a leaf must hold.
  package var leastRowsInLeaf = 20
  /// The seed of whatever is drawn.
  package var seed: UInt32 = 0
  /// Threads of the library.
  ///
  /// One: its threads wait by spinning, which on a busy machine costs more
  /// than they bring (9 s instead of 0.7 s).
  package var threads = 1

  /// Parameters as the library's authors set them.
  package init(objective: Objective) { self.objective = objective }

  var text: String {
    "objective=\(objective.rawValue) learning_rate=\(learningRate) num_leaves=\(leaves) "
      + "min_data_in_leaf=\(leastRowsInLeaf) seed=\(seed & 0x7FFF_FFFF) num_threads=\(threads) "
      + "deterministic=true force_row_wise=true verbosity=-1"
  }
}

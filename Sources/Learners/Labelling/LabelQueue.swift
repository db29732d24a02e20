internal import ADBC
package import Measurements

/// A queue of rows for people to label, and how it was chosen.
///
/// Every row of the data has a probability of being chosen that is above 0 and known, so that what
/// is measured on the labels can be weighed back to all rows.
package struct LabelQueue: Sendable {
  /// How rows are chosen.
  package enum Method: Sendable, Hashable {
    case random
    case stratified(by: [String])
    /// One column a class, or that of the positive class alone.
    case uncertainty(Uncertainty, probabilities: [String])
    case diversity(features: [String])

    /// As people write it.
    package var name: String {
      switch self {
      case .random: "random"
      case .stratified: "stratified"
      case .uncertainty(let measure, _): measure.rawValue
      case .diversity: "diversity"
      }
    }
  }

  /// A row of the queue.
  package struct Row: Sendable, Hashable {
    /// Its number in the data, from 0.
    package let number: Int
    /// How likely it was to be chosen.
    package let inclusionProbability: Double
    /// Whether it belongs to the part in which all rows were equally likely.
    package let isRandom: Bool
  }

  /// A stratum of the data.
  package struct Stratum: Sendable, Hashable {
    package let value: String
    package let rows: Int
    package let chosen: Int
  }

  /// The method.
  package let method: Method
  /// Rows of the data.
  package let rows: Int
  /// The rows chosen, ascending.
  package let chosen: [Row]
  /// How likely each row was to be in the random part; nil where the method has no such part.
  package let randomProbability: Double?
  /// Strata with their rows; empty for other methods.
  package let strata: [Stratum]
  /// Cells of like rows that were made; nil for other methods.
  package let cells: Int?
  /// Rows without probabilities, which only the random part can choose.
  package let unscored: Int
  /// Features that tell no rows apart.
  package let dropped: [DroppedColumn]
  /// The values of the chosen rows.
  package let values: ChosenRowsFold.Rows

  /// The least and the largest probability in the queue.
  package var probabilities: (low: Double, high: Double) {
    chosen.reduce((1, 0)) {
      (min($0.0, $1.inclusionProbability), max($0.1, $1.inclusionProbability))
    }
  }

  /// How many rows drawn alike would tell as much about a share that has nothing to do with the
  /// choice.
  ///
  /// - Source: Kish, *Survey Sampling*, 1965.
  package var effectiveRows: Double {
    let sums = chosen.reduce((0.0, 0.0)) { sums, row in
      let weight = 1 / row.inclusionProbability
      return (sums.0 + weight, sums.1 + weight * weight)
    }
    return sums.1 > 0 ? sums.0 * sums.0 / sums.1 : 0
  }
}

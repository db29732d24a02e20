/// How the predictions for the pieces of an entity become one for the entity.
///
/// An entity – a video, a patient – is positive when any of its pieces is.
package enum EntityAggregate: Sendable, Hashable {
  /// Called positive when a piece is; its score is the largest.
  case any
  /// Called positive when half of its pieces are, or their mean score reaches the threshold; a
  /// regression's entity has the means of targets and predictions.
  case mean
  /// The largest score, target and prediction.
  case max
  /// Called positive when so many pieces are; its score is the one that many pieces reach.
  case atLeast(Int)

  /// Reads `any`, `mean`, `max` or `k-of-n:K`; nil for anything else.
  package init?(_ text: String) {
    switch text {
    case "any": self = .any
    case "mean": self = .mean
    case "max": self = .max
    default:
      guard text.hasPrefix("k-of-n:"), let count = Int(text.dropFirst(7)),
        (1...Self.mostPieces).contains(count)
      else { return nil }
      self = .atLeast(count)
    }
  }

  /// Pieces that may be asked for: so many scores of each entity are kept.
  static let mostPieces = 100

  /// The name in documents.
  package var name: String {
    switch self {
    case .any: "any"
    case .mean: "mean"
    case .max: "max"
    case .atLeast(let count): "k-of-n:\(count)"
    }
  }

  /// Pieces that must be called positive of so many; nil where the scores' mean decides.
  func needed(of pieces: Int, hasClasses: Bool) -> Int? {
    switch self {
    case .any, .max: 1
    case .atLeast(let count): count
    case .mean: hasClasses ? (pieces + 1) / 2 : nil
    }
  }

  /// Largest scores to keep of each entity.
  var keptScores: Int {
    switch self {
    case .any, .max, .mean: 1
    case .atLeast(let count): count
    }
  }
}

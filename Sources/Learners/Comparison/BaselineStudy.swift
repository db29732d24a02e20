internal import Measurements
internal import Statistics

/// What is to be compared, and how.
///
/// ```swift
/// var study = BaselineStudy(target: "late", inputs: BaselineInputs(features: ["distance"]))
/// study.score = "p"
/// let comparison = try study.compareClasses(train: train, test: test)
/// comparison.beatsAll
/// ```
package struct BaselineStudy: Sendable {
  /// The column of labels or target values.
  package var target: String
  /// The positive class, as text; nil where its name says so.
  package var positive: String?
  /// The model's column of probabilities, in test.
  package var score: String?
  /// The model's column of classes or values, in test.
  package var prediction: String?
  /// The smallest score that is called positive, where no column of classes is named.
  package var threshold = 0.5
  /// What the baselines may use.
  package var inputs: BaselineInputs
  /// The model in use, if any.
  package var previous: PreviousModel?
  /// How often people are right, if declared.
  package var human: HumanAccuracy?
  /// Of several classes the model's columns of probabilities, in test; in the order of ``classes``.
  package var probabilities: [String] = []
  /// The classes that ``probabilities`` are of.
  package var classes: [String] = []
  /// Of rankings how many ranks count.
  package var places = 10
  /// The keys of the only baselines to compare with; nil: those of the task.
  package var only: [String]?
  /// The key of the metric that decides; nil: ``MetricCatalogue``'s choice.
  package var primary: String?
  /// The improvement that is worth shipping, in the primary metric's unit, 0 or more.
  package var margin = 0.0
  /// Coverage of the intervals.
  package var level = 0.95
  /// Draws of a bootstrap.
  package var draws = 1_000
  /// Where chance starts.
  package var seed: UInt64 = 1

  /// Makes a study.
  package init(target: String, inputs: BaselineInputs) {
    self.target = target
    self.inputs = inputs
  }

  /// The columns that the study reads of the training rows.
  package var trainColumns: [String] {
    Self.unique(
      [target] + inputs.features + (inputs.pixels?.columns ?? []) + inputs.group + inputs.series
        + [inputs.timestamp, inputs.entity, inputs.item].compactMap { $0 })
  }

  /// The columns that the study reads of the test rows.
  package var testColumns: [String] {
    Self.unique(
      trainColumns
        + [score, prediction, previous?.score, previous?.prediction].compactMap { $0 }
        + probabilities)
  }

  /// Numbers of images that are held at most, a quarter of a gigabyte.
  private static let pixelLimit = 1 << 25

  /// Rows to read at most of each set when a person allows so many.
  package func rowLimit(_ sample: Int) -> Int {
    guard let pixels = inputs.pixels else { return sample }
    return min(sample, max(1, Self.pixelLimit / pixels.shape.count))
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Why a baseline could not be had, in words.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let undefined as Undefined: undefined.reason
    case let refused as RowsError: refused.description
    case let missing as LearnersError: missing.description
    default: "\(error)"
    }
  }

  /// Puts the judgement of each difference beside it and sums up.
  func finish(_ comparison: inout BaselineComparison) {
    for place in comparison.baselines.indices {
      let baseline = comparison.baselines[place]
      guard let difference = baseline.difference else { continue }
      // The margin is in the primary metric's unit; people are compared in accuracy.
      let isPeople = baseline.card.key == HumanAccuracy.card.key
      let direction: Direction = isPeople ? .higherIsBetter : comparison.primary.direction
      let margin = isPeople ? 0 : margin
      comparison.baselines[place].threshold =
        margin == 0 ? 0 : direction.isHigherBetter ? margin : -margin
      comparison.baselines[place].judgement = difference.judge(direction, margin: margin)
    }
    let required = comparison.baselines.filter { $0.counts && $0.isAsked }
    comparison.beatsAll = !required.isEmpty && required.allSatisfy { $0.judgement == .pass }
    comparison.answers = BaselineWords.answers(comparison)
  }

  func notesOnRows(_ train: RowTable, _ test: RowTable) -> [String] {
    [("training", train), ("test", test)].compactMap { name, table in
      table.isSample
        ? "a random sample of \(table.rowCount) of \(table.sourceRows) \(name) rows was used "
          + "(seed \(table.seed))"
        : nil
    }
  }
}

internal import Measurements
package import Statistics

/// How much a model's metric depends on each of its inputs: what is lost when one is shuffled.
///
/// - Source: Breiman, *Random Forests*, 2001; Fisher, Rudin, Dominici, *All Models are Wrong, but
///   Many are Useful*, 2019.
package struct ImportanceStudy: Sendable, Hashable {
  /// Labelled rows that were used.
  package let rows: Int
  /// The inputs, the most important first.
  package let inputs: [Input]

  /// One input.
  package struct Input: Sendable, Hashable {
    package let column: String
    /// How much worse the metric is without it, above zero is worse; or why that is not known.
    package let loss: Estimate
  }

  /// Rows times inputs that are asked for at most.
  package static let mostAnswers = 200_000

  /// Shuffles one input after the other.
  ///
  /// The intervals hold for all inputs together (Bonferroni); they say how the metric varies with
  /// the rows, not how it varies with the shuffle.
  ///
  /// - Throws: ``PredictorError``, `Undefined` without labelled rows.
  package init(
    _ model: any Predictor, _ rows: ModelRows, comparison: AnswerComparison,
    reading: AnswerReading, batch: Int, level: Double, seed: UInt64 = 1
  ) throws {
    let labelled = rows.selecting(comparison.places)
    let clean = try reading.numbers(model.predict(labelled, batch: batch))
    let columns = labelled.table.columns
    let each = try FamilyLevel.bonferroni(level, members: columns.count)
    var generator = SeededGenerator(seed: seed)
    var inputs: [Input] = []
    for column in columns {
      let order = (0..<labelled.count).shuffled(using: &generator)
      let shuffled = labelled.replacing([column.selecting(order)])
      let answers = try reading.numbers(model.predict(shuffled, batch: batch))
      do throws(Undefined) {
        let difference = try comparison.loss(from: clean, to: answers, level: each)
        inputs.append(
          Input(
            column: column.name,
            loss: Estimate(difference.value, interval: difference.interval)))
      } catch {
        inputs.append(Input(column: column.name, loss: Estimate(undefined: error)))
      }
    }
    self.rows = labelled.count
    self.inputs = inputs.sorted {
      ($0.loss.value ?? -.infinity, $1.column) > ($1.loss.value ?? -.infinity, $0.column)
    }
  }
}

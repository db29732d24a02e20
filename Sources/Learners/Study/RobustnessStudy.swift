package import Statistics

/// What becomes of a model's answers when its rows get worse.
package struct RobustnessStudy: Sendable, Hashable {
  /// Labelled rows.
  package let rows: Int
  /// One finding a perturbation.
  package let findings: [Finding]

  /// What one perturbation did.
  package struct Finding: Sendable, Hashable {
    package let perturbation: Perturbation
    /// How much worse the metric is, above zero is worse; or why that is not known.
    package let loss: Estimate
    /// The share of rows whose answer is another.
    package let flipped: Estimate
    /// Rows that got no answer, or one that is no number.
    package let unanswered: Int
    /// Why the first of them got none, where the model said so.
    package let reason: String?
  }

  /// Failures after which no more batches are sent.
  private static let patience = 5

  /// Perturbs rows and asks again.
  ///
  /// - Throws: ``PredictorError`` when the unperturbed rows get no answers, or the model is gone.
  package init(
    _ model: any Predictor, _ rows: ModelRows, comparison: AnswerComparison,
    reading: AnswerReading, batch: Int, level: Double, seed: UInt64 = 1
  ) throws {
    let labelled = rows.selecting(comparison.places)
    let clean = try reading.numbers(model.predict(labelled, batch: batch))
    var findings: [Finding] = []
    var model = model
    for (number, perturbation) in Perturbation.allCases.enumerated() {
      let worse = perturbation.applied(to: labelled, seed: seed + UInt64(number))
      let answers = try Self.answers(&model, worse, reading, batch)
      findings.append(
        Self.finding(perturbation, clean, answers.numbers, answers.reason, comparison, level))
    }
    self.rows = labelled.count
    self.findings = findings
  }

  private static func finding(
    _ perturbation: Perturbation, _ clean: [Double], _ answers: [Double], _ reason: String?,
    _ comparison: AnswerComparison, _ level: Double
  ) -> Finding {
    let unanswered = answers.count { !$0.isFinite }
    let flipped = comparison.flips(from: clean, to: answers).count { $0 }
    var loss = Estimate(undefined: Undefined("\(unanswered) rows got no answer"))
    if unanswered == 0 {
      do throws(Undefined) {
        let difference = try comparison.loss(from: clean, to: answers)
        loss = Estimate(difference.value, interval: difference.interval)
      } catch {
        loss = Estimate(undefined: error)
      }
    }
    var share = Estimate(Double(flipped) / Double(max(1, answers.count)))
    do throws(Undefined) {
      share.interval = try WilsonInterval.interval(
        successes: flipped, rows: answers.count, level: level)
    } catch {
      share.note = error.reason
    }
    return Finding(
      perturbation: perturbation, loss: loss, flipped: share, unanswered: unanswered,
      reason: reason)
  }

  /// The answers; NaN for the rows of batches that failed.
  ///
  /// What failed is started anew.
  private static func answers(
    _ model: inout any Predictor, _ rows: ModelRows, _ reading: AnswerReading, _ batch: Int
  ) throws(PredictorError) -> (numbers: [Double], reason: String?) {
    var numbers: [Double] = []
    var reason: String?
    var failures = 0
    var first = 0
    while first < rows.count {
      let end = min(rows.count, first + max(1, batch))
      do throws(PredictorError) {
        let isGivenUp = failures >= patience
        numbers +=
          isGivenUp
          ? [Double](repeating: .nan, count: end - first)
          : try reading.numbers(model.predict(rows.slice(first..<end)))
      } catch {
        reason = reason ?? error.offset(by: first).description
        failures += 1
        numbers += [Double](repeating: .nan, count: end - first)
        model = try model.another()
      }
      first = end
    }
    return (numbers, reason)
  }
}

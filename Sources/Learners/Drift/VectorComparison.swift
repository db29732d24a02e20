package import Measurements
internal import Statistics

/// Compares columns of vectors: embeddings, mostly.
///
/// The components go to the classifier of joint drift, whose scores for rows that it did not see
/// give the effect (``VectorShift``) and the area under its curve; the vectors themselves to
/// maximum mean discrepancy, whose p-value stands beside it. Where a component has no unit of its
/// own, both see what the column holds and nothing else.
///
/// - Undefined: lists of several lengths; fewer than ``DomainClassifier/leastRows`` vectors on a
///   side; a column whose components never change.
/// - Complexity: bounded by the samples, whatever the rows.
package struct VectorComparison: Sendable {
  /// The classifier.
  package var classifier = DomainClassifier()

  /// With the classifier's defaults.
  package init(seed: UInt64) { classifier.seed = seed }

  /// The finding for two samples of one column.
  ///
  /// - Throws: ``LearnersError``, ``RowsError``.
  package func measure(
    reference: VectorSample, current: VectorSample, library: LightGBMLibrary
  ) throws -> VectorFinding {
    for (set, sample) in [("reference", reference), ("current", current)] {
      guard let lengths = sample.lengths, sample.present > 0 else {
        return .undefined(Undefined("the \(set) set has no vector in this column"))
      }
      guard sample.width != nil else {
        return .undefined(
          Undefined(
            "the \(set) set has lists of \(lengths.lowerBound) to \(lengths.upperBound) numbers: "
              + "only lists of one length are compared"))
      }
    }
    guard let width = reference.width, let other = current.width else {
      return .undefined(Undefined("a set has no vectors"))
    }
    guard width == other else { return .lengthChanged(from: width, to: other) }
    do {
      return .shift(try shift(reference, current, library))
    } catch let error as Undefined {
      return .undefined(error)
    }
  }

  private func shift(
    _ reference: VectorSample, _ current: VectorSample, _ library: LightGBMLibrary
  ) throws -> VectorShift {
    let (first, second) = (reference.vectors, current.vectors)
    let names = first[0].indices.map { "\($0)" }
    let fit = try classifier.crossFit(
      reference: Self.table(first, names), current: Self.table(second, names), columns: names,
      library: library)
    let finding = try classifier.finding(fit)
    let ranks = Self.ranks(fit)
    func withMissing(_ ranks: [Double], _ sample: VectorSample) -> [Double] {
      let share = Double(ranks.count) / Double(max(sample.present, 1))
      let missing = Int((Double(sample.missing + sample.broken) * share).rounded())
      return ranks + [Double](repeating: VectorShift.missingRank, count: missing)
    }
    let known = fit.reference.rowCount
    return try VectorShift(
      ranks: (
        withMissing(Array(ranks.prefix(known)), reference),
        withMissing(Array(ranks.dropFirst(known)), current)
      ),
      area: Estimate(finding.auc, interval: finding.interval),
      discrepancy: try MaximumMeanDiscrepancy.test(first, second, seed: classifier.seed),
      reference: first, current: second, level: classifier.level)
  }

  /// The components as columns.
  private static func table(_ vectors: [[Double]], _ names: [String]) -> RowTable {
    RowTable(
      columns: names.enumerated().map { place, name in
        RowColumn(name: name, values: .numeric(vectors.map { $0[place] }))
      })
  }

  /// Each score's rank among those of its fold, 0…1: fits are on scales of their own.
  private static func ranks(_ fit: DomainClassifier.CrossFit) -> [Double] {
    var ranks = [Double](repeating: 0, count: fit.scores.count)
    for fold in 0..<fit.folds.count {
      let rows = fit.folds.rows(in: fold).sorted { fit.scores[$0] < fit.scores[$1] }
      var start = 0
      while start < rows.count {
        var end = start
        while end < rows.count, fit.scores[rows[end]] == fit.scores[rows[start]] { end += 1 }
        let rank = Double(start + end) / Double(2 * rows.count)
        for place in start..<end { ranks[rows[place]] = rank }
        start = end
      }
    }
    return ranks
  }
}

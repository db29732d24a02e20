package import Measurements
internal import Statistics

/// Calibrations of several classes for windows whose rows are of other kinds than the reference's.
///
/// ``ImportanceWeightedEstimator`` for any number of classes: each class against the rest has its
/// own reweighted map in each window, and a row's probabilities are divided by their sum.
///
/// - Complexity: a classifier a window, on at most 10,000 rows a side.
/// - Source: as ``ImportanceWeightedEstimator``.
package struct ImportanceWeightedClasses {
  /// What windows are calibrated by, and what was tested about each, by where they begin.
  package struct Windows: Sendable {
    /// A window's calibration; the plain one holds for windows without.
    package var calibrations: [Int64?: ClassCalibration] = [:]
    /// What was tested about a window.
    package var assumptions: [Int64?: [EstimationReport.Assumption]] = [:]
  }

  private let plain: ClassConfidenceEstimator
  private let options: EstimationOptions
  private let rows: RowTable
  private let columns: [String]
  private let library: LightGBMLibrary

  /// Prepares.
  ///
  /// - Parameters:
  ///   - plain: what the whole reference teaches.
  ///   - rows: a sample of the reference with columns, target, probabilities and, for calendar
  ///     windows, time.
  ///   - columns: what says of which kind a row is.
  package init(
    _ plain: ClassConfidenceEstimator, options: EstimationOptions, rows: RowTable,
    columns: [String], library: LightGBMLibrary
  ) {
    self.plain = plain
    self.options = options
    self.rows = rows
    self.columns = columns
    self.library = library
  }

  /// The calibrations of current windows.
  ///
  /// - Parameter current: a sample of the current rows, with the same columns but the target.
  /// - Throws: `Undefined`, ``RowsError``, ``LearnersError``.
  package func windows(of current: RowTable) throws -> Windows {
    var found = Windows()
    for (position, places) in try current.windows(options.window, timestamp: options.timestamp) {
      try add(position, current.selecting(places), against: rows, to: &found)
    }
    return found
  }

  /// The reference's own windows, each against the rest: limits come from what is estimated alike.
  package func referenceWindows() throws -> Windows {
    var found = Windows()
    for (position, places) in try rows.windows(options.window, timestamp: options.timestamp) {
      let held = Set(places)
      try add(
        position, rows.selecting(places),
        against: rows.selecting((0..<rows.rowCount).filter { !held.contains($0) }), to: &found)
    }
    return found
  }

  private func add(
    _ position: Int64?, _ window: RowTable, against known: RowTable, to found: inout Windows
  ) throws {
    do {
      let ratio = try DensityRatio(seed: options.seed).measure(
        reference: known, current: window, columns: columns, library: library)
      found.assumptions[position] = [
        ImportanceWeightedEstimator.effectiveRows(ratio),
        try EstimationReport.Assumption(ratio, level: options.level),
        EstimationReport.Assumption(ratio.separation),
      ]
      found.calibrations[position] = try calibration(ratio)
    } catch let error as Undefined {
      found.assumptions[position] = [ImportanceWeightedEstimator.unweighted(error)]
    }
  }

  /// The calibration for rows that are spread as the window's are.
  private func calibration(_ ratio: DensityRatio.Finding) throws -> ClassCalibration {
    let labels = try ClassTexts.read(try ratio.reference.column(options.target))
    let scores = try options.multiclass.probabilities.map { try ratio.reference.numbers($0) }
    let kept = labels.indices.filter { row in
      labels[row] != nil && scores.allSatisfy { $0[row].isFinite }
    }
    var maps: [CalibrationMap] = []
    var isReweighted: [Bool] = []
    for (place, name) in plain.classes.enumerated() {
      let found = try ReweightedCalibration(
        scores: kept.map { scores[place][$0] }, isPositive: kept.map { labels[$0] == name },
        weights: kept.map { ratio.weights[$0] }, plain: plain.studies[place].map,
        seed: options.seed)
      maps.append(found.map)
      isReweighted.append(found.isReweighted)
    }
    // Every so many rows speak for all.
    let step = max(1, kept.count / ClassCalibration.mostLessons)
    let chosen = stride(from: 0, to: kept.count, by: step).map { kept[$0] }
    let stands = Double(kept.count) / Double(max(chosen.count, 1))
    let known = Double(plain.studies.first?.rows ?? kept.count)
    return ClassCalibration(
      maps: maps,
      lessons: chosen.map { row in
        ClassCalibration.Lesson(
          scores: scores.map { $0[row] }, weight: ratio.weights[row] * stands.squareRoot(),
          rows: known / Double(max(chosen.count, 1)))
      }, isReweighted: isReweighted)
  }
}

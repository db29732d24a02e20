internal import Checklist

/// The `statistics.json` of SageMaker Model Monitor: figures of the baseline, from which rules
/// follow as `assay contract` infers them from data.
enum SageMakerStatistics {
  /// Hands the rules that the figures show to the draft, for what its constraints leave open.
  ///
  /// - Throws: a file that holds no figures.
  static func read(
    _ source: PlacedValue, file: String, into draft: inout ImportDraft
  ) throws(ProjectError) {
    guard let features = source["features"]?.members,
      features.contains(where: {
        $0["numerical_statistics"] != nil || $0["string_statistics"] != nil
      })
    else {
      throw ProjectError(
        message: "the file holds no statistics of SageMaker Model Monitor", file: file, line: 1,
        column: 1, remedy: "name the statistics.json of the baseline")
    }
    let inference = ContractInference()
    for (index, feature) in features.enumerated() {
      guard let summary = summary(feature) else { continue }
      let rules = [inference.range(summary), inference.meanOfMoments(summary)]
        .compactMap(\.self)
      for rule in rules {
        let source = SourceRule(
          name: "statistics: \(rule.kind)", column: summary.name,
          path: "statistics.features[\(index)].numerical_statistics", place: feature.place,
          severity: .warn)
        guard let kind = ConstraintCatalogue.kinds.first(where: { $0.card.name == rule.kind })
        else {
          continue
        }
        guard !draft.holds(kind, of: summary.name) else {
          draft.list(source, because: "the constraints say it themselves")
          continue
        }
        var parameters = rule.value
        parameters["severity"] = nil
        draft.carry(source, [ImportedConstraint(kind, of: summary.name, parameters)])
      }
    }
  }

  /// What the figures tell of a column of numbers; nil for other columns and figures that lack
  /// something.
  private static func summary(_ feature: PlacedValue) -> ColumnSummary? {
    guard let name = feature["name"]?.text, let figures = feature["numerical_statistics"],
      let present = figures["common"]?["num_present"]?.whole, present > 0,
      let least = figures["min"], let greatest = figures["max"],
      let low = least.number, let high = greatest.number, low <= high
    else { return nil }
    let missing = figures["common"]?["num_missing"]?.whole ?? 0
    let type: ValueType = feature["inferred_type"]?.text == "Integral" ? .integer : .number
    let (rows, overflows) = present.addingReportingOverflow(max(0, missing))
    guard !overflows else { return nil }
    var summary = ColumnSummary(
      name: name, type: type, rows: rows, present: present, distinct: 0)
    summary.low = [low]
    summary.high = [high]
    summary.lowText = least.text
    summary.highText = greatest.text
    summary.mean = figures["mean"]?.number
    summary.standardDeviation = figures["std_dev"]?.number
    return summary
  }
}

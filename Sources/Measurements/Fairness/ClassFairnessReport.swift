internal import Statistics

/// How a model of several classes treats groups of people: the rates of each class against the
/// rest.
///
/// A row is positive where it has the class, and selected where it is called the class. The
/// intervals of one attribute hold for all classes together (Bonferroni): each is taken at `1 − (1
/// − level) / classes`.
///
/// - Undefined: a rate without rows in its denominator, as with two classes.
/// - Complexity: that of ``FairnessReport`` for each class.
/// - Source: Fairlearn, `MetricFrame` on each class against the rest.
package struct ClassFairnessReport: Sendable {
  /// A class over all rows.
  package struct Class: Sendable, Hashable {
    /// Its name.
    package let name: String
    /// Its rates over all rows that have a label and a predicted class.
    package let overall: [FairnessReport.Rate]
  }

  /// The groups of a column or of a combination of columns.
  package struct Attribute: Sendable {
    /// Its name: `sex`, `sex × age`.
    package let name: String
    /// Each class against the rest, in the order of ``ClassFairnessReport/classes``.
    package let classes: [FairnessReport.Attribute]
  }

  /// The classes that a row has or is called, the declared ones first.
  package let classes: [Class]
  /// Attributes as asked for, then their combinations.
  package let attributes: [Attribute]
  /// The smallest ratio of selection rates that is good.
  package let limit: Double
  /// The other metrics of the same groups, all classes together.
  package let groupMetrics: GroupMetricsReport

  /// Whether a four-fifths rule of a class is broken: its whole interval is below the limit.
  package var hasDisparity: Bool { rules.contains(.fail) }
  /// Whether that of a class could be decided neither way.
  package var isUndecided: Bool { rules.contains { $0 != .pass && $0 != .fail } }

  private var rules: [Judgement?] { attributes.flatMap { $0.classes.map(\.fourFifths) } }

  /// Compares the groups of reports that were each grouped by one attribute's columns and kept
  /// their counts.
  ///
  /// - Throws: ``FairnessRefusal`` for more classes than are compared, or an unknown reference
  ///   group.
  init(
    _ reports: [(columns: [String], report: MetricsReport)], _ options: FairnessOptions
  ) throws(FairnessRefusal) {
    limit = options.limit
    groupMetrics = GroupMetricsReport(
      reports, smallestGroup: options.smallestGroup, suppressBelow: 0, level: options.level)
    var whole = ConfusionMatrix(names: [], cells: [])
    if case .multiclass(let measurement)? = reports.first?.report.measurement {
      whole = measurement.confusion
    }
    let names = Self.ordered(whole.classes, declared: options.classes)
    guard names.count <= FairnessOptions.classLimit else {
      throw .metrics(
        .tooManyClasses(column: options.target, limit: FairnessOptions.classLimit))
    }
    var each = options
    each.level = 1 - (1 - options.level) / Double(max(1, names.count))
    let builder = FairnessReportBuilder(
      options: each, rows: reports.first?.report.rows ?? 0, missingLabels: 0,
      missingPredictions: 0)
    try builder.checkReference(
      reports.flatMap { part in
        part.report.groups.map { FairnessReportBuilder.name($0.values.map(\.value)) }
      })
    classes = names.map { name in
      Class(
        name: name,
        overall: GroupRate.allCases.map { rate in
          FairnessReport.Rate(
            rate: rate,
            estimate: FairnessReportBuilder.estimate(
              rate, Self.cells(of: name, in: whole), each.level))
        })
    }
    attributes = reports.map { columns, report in
      Attribute(
        name: columns.joined(separator: " × "),
        classes: names.map { name in
          var attribute = builder.attribute(
            columns,
            report.groups.map { group in
              var confusion = ConfusionMatrix(names: [], cells: [])
              if case .multiclass(let measurement)? = group.measurement {
                confusion = measurement.confusion
              }
              return GroupCounts.Group(
                values: group.values.map(\.value), rows: group.rows,
                cells: Self.cells(of: name, in: confusion))
            })
          attribute.ofClass = name
          return attribute
        })
    }
  }

  /// Classes in the order of the declaration, others by their names, so that the order of rows
  /// changes nothing.
  private static func ordered(_ classes: [String], declared: [String]) -> [String] {
    declared.filter(classes.contains)
      + classes.filter { !declared.contains($0) }.sorted { GroupOrder.comesBefore([$0], [$1]) }
  }

  /// The rows of one class against all others.
  private static func cells(of name: String, in matrix: ConfusionMatrix) -> ConfusionCells {
    matrix.classes.firstIndex(of: name).map { matrix.cells(of: $0) }
      ?? ConfusionCells(trueNegatives: matrix.rows)
  }
}

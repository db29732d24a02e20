package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether a column is too good to be true, unknown when predictions are due, or from the future.
package enum NoColumnGivesTheLabelAway: Check {
  package static let card = CheckCard(
    id: "parity.leakage", aspect: .parity,
    title: "No feature gives the label away",
    summary: """
      Looks for features that alone nearly decide the label, that production does not have when it \
      scores, or that are dated after the prediction.
      """,
    reference: "Kaufman et al., Leakage in Data Mining, 2012; DeLong et al. 1988",
    needs: ["data.train", "columns.target"])

  /// The largest power of a single column that is still plausible: an area under the ROC curve, or a
  /// share of variance explained. A column above it decides the label nearly alone.
  static let limit = 0.95

  package static func needs(_ project: Project) -> Needs {
    Needs(rows: [.train])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train], in: facts) { return missing }
    guard let train = facts[.train], let table = try train.rows?.get() else {
      return notApplicable("No rows were kept.")
    }
    let project = facts.project
    let features = project.features(in: train.profile)
    let powers = try self.powers(table, features, project)
    let isArea = project.model.task == .binary
    let suspects = powers.filter { ($0.power.interval?.low ?? $0.power.value ?? 0) > Self.limit }
    let unknown = Set(project.columns.unavailableAtScoring)
      .intersection(project.columns.features ?? []).sorted()
    let absent = facts[.scoring].map { scoring in features.filter { !scoring.has($0) } } ?? []
    let future = futureColumns(table, features, project)
    var sentences: [String] = []
    if !suspects.isEmpty {
      let named = suspects.prefix(3).map {
        "\($0.column.visible) (\(NumberText.plain($0.power.value ?? 0, significant: 3)))"
      }
      sentences.append(
        """
        \(named.joined(separator: ", ")) alone nearly \(suspects.count == 1 ? "decides" : "decide") \
        the label.
        """)
    }
    if !unknown.isEmpty {
      sentences.append(
        """
        \(unknown.joined(separator: ", ").visible) \(unknown.count == 1 ? "is" : "are") read by the \
        model but declared unknown at scoring time.
        """)
    }
    if !absent.isEmpty {
      sentences.append(
        """
        \(absent.prefix(4).joined(separator: ", ").visible) \(absent.count == 1 ? "is" : "are") in \
        train and not in the scoring data.
        """)
    }
    if !future.isEmpty {
      sentences.append(
        """
        \(future.prefix(3).map(\.words).joined(separator: ", ")): dated after the prediction.
        """)
    }
    let failed = !suspects.isEmpty || !unknown.isEmpty || !future.isEmpty
    let best = powers.first
    return evidence(
      failed ? .fail : absent.isEmpty ? .pass : .attention,
      sentences.isEmpty
        ? """
        No feature alone nearly decides the label; the strongest is \(best?.column.visible ?? "none") \
        with \(NumberText.plain(best?.power.value ?? 0, significant: 3)) of at most 1.
        """
        : sentences.joined(separator: " "),
      measurements: powers.prefix(20).map {
        Measurement(
          name: "\(isArea ? "area under the ROC curve" : "variance explained") by \($0.column) alone",
          value: $0.power.value, interval: $0.power.interval,
          unit: isArea ? "probability" : "share", threshold: Self.limit, note: $0.power.note)
      },
      method: """
        Each feature's values are cut into at most a few hundred cells, and the label is predicted \
        from the cell's mean over other folds (5-fold) on \(NumberText.count(table.rowCount)) \
        training rows. Above \(NumberText.plain(Self.limit)) a column is suspect.
        """,
      remedy: sentences.isEmpty
        ? nil
        : """
        Ask of each column when its value becomes known: after the prediction, it must go from the \
        features, and the model be trained and judged again.
        """,
      weight: failed ? 1 : 0.5)
  }

  private static func powers(
    _ table: RowTable, _ features: [String], _ project: Project
  ) throws -> [ColumnPower] {
    switch project.model.task {
    case .binary:
      try ColumnPower.measure(
        BinaryRows(table, target: project.columns.target, positive: project.columns.positive),
        features: features, level: project.metrics.level)
    case .regression:
      try ColumnPower.measure(
        ValueRows(table, target: project.columns.target), features: features,
        level: project.metrics.level)
    }
  }

  private struct FutureColumn {
    let words: String
  }

  /// Declared features that hold instants later than their row's own time.
  private static func futureColumns(
    _ table: RowTable, _ features: [String], _ project: Project
  ) -> [FutureColumn] {
    guard let timestamp = project.columns.timestamp,
      case .timestamp(let due)? = table[timestamp]?.values
    else { return [] }
    // Instants are no features unless declared; one that was declared is looked at.
    return (project.columns.features ?? table.columns.map(\.name)).compactMap { name in
      guard name != timestamp, name != project.columns.target,
        !project.columns.ignore.contains(name),
        case .timestamp(let values)? = table[name]?.values
      else { return nil }
      let later = zip(values, due).count { value, due in
        value != RowColumn.missingTime && due != RowColumn.missingTime && value > due
      }
      guard later > 0 else { return nil }
      let share = Double(later) / Double(max(table.rowCount, 1))
      return FutureColumn(words: "\(name.visible) in \(NumberText.percent(share)) of the rows")
    }
  }
}

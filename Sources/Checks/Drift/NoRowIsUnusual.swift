package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether single rows that are to be scored are unlike every row that the model learned from.
package enum NoRowIsUnusual: Check {
  package static let card = CheckCard(
    id: "drift.anomalies", aspect: .drift,
    title: "No single row to be scored is unusual beyond chance",
    summary: """
      Holds each row to be scored against training rows: how far out its values lie together, and whether \
      that is farther than training rows lie by chance.
      """,
    reference: "Li et al. 2022, ECOD; Bates et al. 2023; Benjamini and Hochberg 1995",
    needs: ["data.train", "data.scoring"], settings: ["baseline.sample"])

  /// The share of rows above which they are no single ones: then the whole has moved.
  static let mostRows = 0.05
  /// The share of false ones among the rows that are told.
  static let falseDiscoveryRate = 0.05

  package static func needs(_ project: Project) -> Needs {
    Needs(rows: [.train, .scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train, .scoring], in: facts) { return missing }
    guard let train = facts[.train], let scoring = facts[.scoring],
      let reference = try train.rows?.get(), let current = try scoring.rows?.get()
    else { return notApplicable("No rows were kept.") }
    let features = facts.project.features(in: train.profile)
    guard features.contains(where: scoring.has) else {
      return notApplicable("No column that the model reads is in both train and scoring.")
    }
    let found: UnusualRows
    do throws(Undefined) {
      found = try UnusualRows(
        reference: reference, current: current, columns: features,
        falseDiscoveryRate: falseDiscoveryRate, seed: 1)
    } catch {
      return evidence(
        .undecided, "Whether single rows are unusual is not known: \(error.reason).",
        method: "Nothing was computed.", remedy: "Name more training rows.", weight: 0.2)
    }
    let count = found.rows.count
    guard Double(count) <= mostRows * Double(found.looked) else {
      return notApplicable(
        """
        \(count.of("row")) of \(NumberText.count(found.looked)) to be scored lie farther out than training rows do: \
        they are no single ones, and what moved as a whole is judged by parity.inputs.
        """)
    }
    return evidence(
      count == 0 ? .pass : .attention, finding(found),
      measurements: [
        Measurement(
          name: "unusual rows", value: Double(count) / Double(max(found.looked, 1)), unit: "share",
          note: "\(NumberText.count(count)) of \(found.looked.of("row"))")
      ]
        + found.rows.prefix(20).map { row in
          Measurement(
            name: "row \(NumberText.count(row.number + 1)) of scoring", value: row.adjustedPValue,
            unit: "adjusted p-value", threshold: falseDiscoveryRate,
            note: "by \(row.columns.map(\.visible).listed(3))")
        },
      method: """
        A row's surprise is the sum over \(found.columns.count.of("feature")) of −ln of the share of training \
        rows whose value lies as far out; its p-value the share of \(found.calibrationRows.of("other training row")) \
        at least as surprising, corrected over all rows to a false discovery rate of \
        \(NumberText.percent(falseDiscoveryRate)). Combinations of usual values are not seen, nor is a row that is \
        alone of its kind among so many that one as odd would come by chance.
        """,
      remedy: count == 0
        ? nil
        : """
        Look at these rows: mend them where they are errors (a contract holds such rows back), and decide what \
        the model is to do with rows unlike what it learned from.
        """,
      weight: 0.45)
  }

  private static func finding(_ found: UnusualRows) -> String {
    let looked = found.looked.of("scoring row")
    guard let first = found.rows.first else {
      return """
        No row of \(looked) surely lies farther out than training rows do by chance\
        \(found.farthest.map { "; the most surprising is \(words($0))" } ?? "").\
        \(found.fewestTold > 1 ? " It takes \(NumberText.count(found.fewestTold)) such rows to tell them from chance." : "")
        """
    }
    var byColumn: [String: Int] = [:]
    for row in found.rows { byColumn[row.columns[0], default: 0] += 1 }
    let carriers = byColumn.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.visible)
    return """
      \(NumberText.count(found.rows.count)) of \(looked) \
      \(found.rows.count.verb("lies", "lie")) farther out than chance explains, mostly by \
      \(carriers.listed(3)); the most surprising is \(words(first)).
      """
  }

  private static func words(_ row: UnusualRows.Row) -> String {
    "row \(NumberText.count(row.number + 1)), by \(row.columns.map(\.visible).listed(3))"
  }
}

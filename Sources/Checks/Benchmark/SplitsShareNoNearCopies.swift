package import Checklist
internal import Measurements
internal import Statistics

/// Whether test rows are no near copies of training rows, beyond what the data themselves bring.
package enum SplitsShareNoNearCopies: Check {
  package static let card = CheckCard(
    id: "benchmark.near-duplicates", aspect: .benchmark,
    title: "The splits share no near copies of rows",
    summary: """
      Looks for rows of one set that agree with a row of another in all but one of what the model reads (of twenty columns all but two), \
      texts by the words that they share, and takes off what repeats by itself.
      """,
    reference: """
      Broder 1997 (MinHash); Manku, Jain and Das Sarma 2007; Good 1953 for what chance brings together
      """,
    needs: ["data.train", "data.test"],
    settings: ["metrics.level"])

  package static func needs(_ project: Project) -> Needs {
    Needs(sketches: [.train, .validation, .test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train, .test], in: facts) { return missing }
    let sets = facts.sets.filter { $0.role != .scoring && $0.profile.rows > 0 }
    guard let columns = sets.first?.sketches?.columns, sets.first?.sketches?.canTell == true else {
      return notApplicable(
        "The sets share fewer than three columns that the model may read: rows are equal or they are not."
      )
    }
    var pairs: [NearPair] = []
    for (index, first) in sets.enumerated() {
      for second in sets.dropFirst(index + 1) {
        if let pair = try NearPair(second, in: first, level: facts.project.metrics.level) {
          pairs.append(pair)
        }
      }
    }
    let found = pairs.filter { $0.status != .pass }
    let status = pairs.reduce(CheckStatus.pass) { $0.worse($1.status) }
    let natural = pairs.filter { $0.status == .pass && $0.overlap.near > 0 }
    return evidence(
      status,
      found.isEmpty
        ? natural.first?.sentence ?? "No row of one set is a near copy of a row of another."
        : found.map(\.sentence).joined(separator: " "),
      measurements: pairs.flatMap(\.measurements),
      method: """
        A row is its values in the \(columns.count.of("column")) that all sets have and that a model may read, \
        numbers to four digits, texts of five words and more by the smallest hash of their pairs of words. Rows \
        that differ in one of them\(columns.count < 20 ? "" : ", or in two,") are near; equal rows are those of \
        benchmark.overlap. Rows are compared where they agree in a whole group of columns, so that no near \
        pair is missed\(pairs.allSatisfy(\.overlap.isExact) ? "" : "; of large sets, and of rows that are alike in such a group, a part that both sets keep alike"). \
        What is near by itself is told from the rows of the first set among each other; beyond it, up to \
        \(NumberText.percent(SplitsShareNoRows.limit)) is let pass.
        """,
      remedy: status == .pass
        ? nil
        : """
        Look at the pair that is named: versions of one record, or augmented rows, belong into one set. Split by \
        what they have in common (`assay split --method group`), and judge the model again.
        """,
      weight: status == .fail ? 0.9 : 0.5)
  }
}

/// Near copies of one set's rows in another.
private struct NearPair {
  let overlap: NearOverlap
  let status: CheckStatus
  private let names: (first: String, second: String)
  private let share: Estimate
  private let natural: Estimate

  /// Nil without sketches.
  init?(_ second: SetFacts, in first: SetFacts, level: Double) throws(Undefined) {
    guard let mine = first.sketches, let theirs = second.sketches else { return nil }
    overlap = NearOverlap(of: theirs, in: mine)
    names = (first.role.rawValue, second.role.rawValue)
    guard overlap.compared > 0 else { return nil }
    share = try overlap.share(level: level)
    natural = try NearOverlap(within: mine).share(level: level)
    let (value, low) = (share.value ?? 0, share.interval?.low ?? 0)
    let usual = natural.interval?.high ?? 1
    status =
      overlap.near == 0 || low <= usual
      ? .pass : low - usual > SplitsShareNoRows.limit ? .fail : value > usual ? .attention : .pass
  }

  var sentence: String {
    let pair = overlap.example.map {
      """
       (\(names.second) row \(NumberText.count($0.row + 1)) and \(names.first) row \
      \(NumberText.count($0.other + 1)), for one)
      """
    }
    return """
      \(NumberText.percent(share.value ?? 0)) of the \(names.second) rows are near copies of \(names.first) \
      rows\(pair ?? ""), where \(NumberText.percent(natural.value ?? 0)) of the \(names.first) rows are \
      near each other.
      """
  }

  var measurements: [Measurement] {
    [
      Measurement(
        name: "\(names.second) rows near a \(names.first) row", value: share.value,
        interval: share.interval, unit: "share", threshold: SplitsShareNoRows.limit,
        note: overlap.isExact ? nil : "of a part of the rows"),
      Measurement(
        name: "\(names.first) rows near another \(names.first) row", value: natural.value,
        interval: natural.interval, unit: "share"),
    ]
  }
}

internal import ADBC
package import Engines

/// How many labels found a prediction, where they are joined on the way to a metric.
package struct FoundLabels: Sendable, Hashable {
  /// Rows without an id or a label.
  package let unusable: Int
  /// Ids with a label.
  package let ids: Int
  /// Ids whose labels contradict each other, which have none therefore.
  package let conflicts: Int
  /// Ids that no prediction has.
  package let orphans: Int

  /// Asks where the join is asked.
  ///
  /// - Throws: ``EngineError`` when no label finds a row.
  package init(_ join: LabelJoin, engine: any Engine) throws {
    func answer(_ question: String) throws -> [String?] {
      try engine.scan(join.place.source(question)).textRows(limit: 1).first ?? []
    }
    let counts = try answer(join.counts).map { $0.flatMap { Int($0) } ?? 0 }
    guard counts.count == 10 else {
      throw EngineError(
        .broken, "the engine answered with \(counts.count) numbers",
        remedy: "look whether it is of the version that Assay needs")
    }
    unusable = counts[0] - counts[1]
    ids = counts[3]
    conflicts = counts[5]
    orphans = counts[6]
    guard counts[7] > 0, ids == orphans else { return }
    throw Self.refusal(join, ids: ids, examples: try answer(join.examples))
  }

  private static func refusal(
    _ join: LabelJoin, ids: Int, examples: [String?]
  ) -> EngineError {
    let (made, given) = (join.columns.predictionID, join.columns.labelID)
    guard ids > 0 else {
      return EngineError(
        .unreadable, "no row of the labels has both an id and a label",
        remedy: "look into columns \(given.shownOnOneLine) and \(join.columns.label.shownOnOneLine)"
      )
    }
    func such(_ place: Int) -> String {
      guard examples.indices.contains(place), let example = examples[place] else { return "" }
      return " (such as “\(ShownSample.text(example).shownOnOneLine)”)"
    }
    return EngineError(
      .unreadable,
      """
      none of the \(ids) labelled ids of column \(given.shownOnOneLine)\(such(1)) is among the ids of the \
      predictions' column \(made.shownOnOneLine)\(such(0))
      """,
      remedy: """
        name the columns that hold the same ids with --id and --label-id, and write both alike: they are \
        compared as texts
        """)
  }

  /// What a reader must know, with its code and the column it is about.
  package var doubts: [MetricsReport.Warning] {
    [
      ("unusable-label", unusable, "label has no id or no value", "labels have no id or no value"),
      (
        "conflicting-label", conflicts,
        "id has labels that contradict each other; it counts as not labelled",
        "ids have labels that contradict each other; they count as not labelled"
      ),
      (
        "orphan-label", orphans, "labelled id finds no prediction",
        "labelled ids find no prediction"
      ),
    ].filter { $0.1 > 0 }.map { code, count, one, many in
      MetricsReport.Warning(
        code: code, message: "\(count) \(count == 1 ? one : many)", column: nil)
    }
  }
}

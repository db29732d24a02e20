internal import ADBC
internal import Engines

/// Rankings counted where the rows are: of each different list of relevance how many queries have
/// it, once for whole queries and, where rows are divided, once for each group's own.
///
/// Everything is computed here from the lists, as from the rows: to the last bit.
extension MetricsFold {
  func ranked(
    _ columns: MetricColumns, _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<MetricsReport, MetricRefusal>? {
    guard let question = RankedListQuestion(options, columns, count.session) else { return nil }
    count.progress("counting in \(count.session.shown): queries")
    var answers = CountedAnswers(self)
    var negative = 0
    try question.askRows { batch, found, fields throws(EngineError) in
      negative += found.reduce(0) { $0 + $1.negative }
      _ = answers.take(fields, rows: found.reduce(0) { $0 + $1.rows }) { fold in
        fold.update(batch, times: found.map(\.rows)) { task, codes, groups in
          Self.change(&task) { ranking in
            for (place, rows) in found.enumerated() {
              ranking.add(rows, group: groups > 0 ? codes[place] : GroupIndex.none)
            }
          }
        }
      }
    }
    // The rows say which relevance it is that no ranking has.
    guard negative == 0 else { return nil }
    let rows = answers.rows
    try question.askLists(byGroup: false, most: rows) { _, lists, _ throws(EngineError) in
      answers.fold.update { task in
        Self.change(&task) { ranking in
          for (list, queries) in lists { ranking.add(list, queries: queries) }
        }
      }
    }
    guard options.isGrouped else { return try answers.finish(count) }
    try question.askLists(byGroup: true, most: rows) { batch, lists, _ throws(EngineError) in
      answers.fold.update(batch, times: lists.map { _ in 0 }) { task, codes, _ in
        Self.change(&task) { ranking in
          for (row, (list, queries)) in lists.enumerated() {
            ranking.add(list, queries: queries, group: codes[row])
          }
        }
      }
    }
    let divided = try question.askDivided()
    answers.fold.update { task in Self.change(&task) { $0.add(divided: divided) } }
    return try answers.finish(count)
  }

  /// Held once while it counts: tables that are held twice would be copied for every batch.
  private static func change(
    _ task: inout any MetricTask, _ body: (inout RankingTask) -> Void
  ) {
    guard var ranking = task as? RankingTask else { return }
    task = RankingTask(ranking.options)
    body(&ranking)
    task = ranking
  }
}

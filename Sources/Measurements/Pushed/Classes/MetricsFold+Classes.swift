internal import ADBC
internal import Engines

/// Probabilities of several classes, counted where the rows are: three questions.
///
/// Counts and sums of losses are those of the rows; each class' scores come with their neighbours
/// put together, and of whole rows a sample, which tells how the classes' figures vary together.
extension MetricsFold {
  /// Nil where the rows have to be read.
  func classes(
    _ columns: MetricColumns, _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<MetricsReport, MetricRefusal>? {
    guard
      let rows = ClassRows(
        target: options.target, prediction: options.prediction, options.multiclass, columns,
        count.session), let sums = ClassSumsQuestion(rows, options)
    else { return nil }
    var answers = CountedAnswers(self)
    var isUsable = true
    var scored = 0
    try sums.ask { batch, parts, fields throws(EngineError) in
      scored += parts.reduce(0) { $0 + ($1.isScored ? $1.rows : 0) }
      return answers.take(fields, rows: parts.reduce(0) { $0 + $1.rows }) { fold in
        fold.update(batch, times: parts.map(\.rows)) { task, codes, groups throws(MetricRefusal) in
          try Self.changeClasses(&task) { classes throws(MetricRefusal) in
            isUsable =
              try classes.add(batch, parts, codes: codes, groups: groups) && isUsable
          }
        }
      } && isUsable
    }
    guard isUsable else { return nil }
    guard scored > 0, !answers.fold.isRefused else { return try answers.finish(count) }
    try ask(ClassScoreQuestion(rows), &answers.fold)
    let sampled = rows.select(
      rows.carried + ["h", "b"] + rows.values, from: rows.ranked, where: "st = 0 and h >= 0")
    let kept = MulticlassTask.sampled(classes: rows.count)
    try ask(
      ClassSampleQuestion(
        rows: rows, query: sampled, parts: options.isGrouped ? rows.keys : [], kept: kept,
        total: scored), &answers.fold)
    return try answers.finish(count)
  }

  private func ask(
    _ question: ClassScoreQuestion, _ fold: inout MetricsFold
  ) throws(EngineError) {
    let isGrouped = options.isGrouped
    try question.ask { batch, parts throws(EngineError) in
      fold.update(batch, times: parts.map { isGrouped && $0.isOfAll ? -1 : 0 }) {
        task, codes, groups throws(MetricRefusal) in
        try Self.changeClasses(&task) { classes throws(MetricRefusal) in
          for (row, part) in parts.enumerated() {
            let isOfAll = isGrouped && part.isOfAll
            classes.add(
              part,
              dropped: part.isOfAll
                ? question.neighbours.dropped.all
                : question.neighbours.dropped.group,
              code: isOfAll ? nil : codes[row])
          }
        }
      }
    }
  }

  private func ask(
    _ question: ClassSampleQuestion, _ fold: inout MetricsFold
  ) throws(EngineError) {
    try question.ask { batch, rows throws(EngineError) in
      fold.update(batch, times: rows.map { _ in 0 }) { task, codes, groups throws(MetricRefusal) in
        try Self.changeClasses(&task) { classes throws(MetricRefusal) in
          for (place, row) in rows.enumerated() { classes.add(row, code: codes[place]) }
        }
      }
    }
  }

  /// Held once while it counts: tables that are held twice would be copied for every batch.
  private static func changeClasses(
    _ task: inout any MetricTask, _ body: (inout MulticlassTask) throws(MetricRefusal) -> Void
  ) throws(MetricRefusal) {
    guard var classes = task as? MulticlassTask else { return }
    task = MulticlassTask(classes.options)
    defer { task = classes }
    try body(&classes)
  }
}

extension ClassPart {
  /// Whether all scores are numbers, and there is a label.
  var isScored: Bool {
    switch place {
    case .missing, .broken: false
    case .outside, .bin: truth >= 0
    }
  }
}

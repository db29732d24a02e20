internal import Statistics

/// A comparison in words.
enum BaselineWords {
  /// The share of one class from which accuracy says little: 70 of 100 right without looking.
  static let flatShare = 0.7

  /// The checklist's questions with their answers.
  static func answers(_ comparison: BaselineComparison) -> [BaselineComparison.Answer] {
    let questions: [(keys: [String], question: String)] = [
      (["random"], "Is it better than a random guess?"),
      (["threshold"], "Is it better than a simple threshold?"),
      (["mostFrequent", "median", "mean"], "Is it better than always the most common value?"),
      (["lastPeriodMedian", "lastPeriodMean"], "Is it better than the last period's middle?"),
      (["groupMedian"], "Is it better than the median of the neighbourhood?"),
      (["naive"], "Is it better than the last known value?"),
      (["seasonalNaive"], "Is it better than last season's value?"),
      (["drift"], "Is it better than drawing the trend on?"),
      (["mostPopular"], "Is it better than always the most popular?"),
      (["convNet"], "Is it better than the smallest network that sees images?"),
    ]
    return questions.compactMap { keys, question in
      for key in keys {
        guard let baseline = comparison.baselines.first(where: { $0.card.key == key }) else {
          continue
        }
        return .init(question: question, answer: answer(comparison, baseline))
      }
      return nil
    }
  }

  private static func answer(
    _ comparison: BaselineComparison, _ baseline: BaselineComparison.Baseline
  ) -> String {
    let name = comparison.primary.title
    guard baseline.isAvailable else { return "Not known: \(baseline.description)." }
    guard let difference = baseline.difference, let judgement = baseline.judgement else {
      return "Not known: \(baseline.differenceNote ?? "the difference has no value")."
    }
    let key = comparison.primary.key
    func value(_ metrics: [MetricValue]) -> String {
      metrics.first { $0.card.key == key }?.estimate.value.map(Wording.number) ?? "undefined"
    }
    let numbers =
      "\(name) \(value(comparison.model)) against \(value(baseline.metrics)), a difference of "
      + "\(Wording.number(difference.value)) (\(Wording.percent(difference.interval.level)) "
      + "interval \(Wording.number(difference.interval.low)) to "
      + "\(Wording.number(difference.interval.high)))"
    switch judgement {
    case .pass: return "Yes: \(numbers)."
    case .fail: return "No: \(numbers)."
    case .undecided(let moreRows):
      let more = moreRows.map { "; about \($0) more test rows would tell" } ?? ""
      return "Undecided: \(numbers)\(more)."
    }
  }

  /// What unequal classes do to accuracy, nil where they are about equal.
  ///
  /// - Parameter counts: rows of each class, those of no row included.
  static func balance(counts: [Int]) -> String? {
    let balance = ClassBalance(counts)
    guard balance.isUnbalanced else { return nil }
    return
      "classes are unequal: the most frequent has \(Wording.percent(balance.largest)) of the test "
      + "rows, so always naming it is right on as many, and the rarest has "
      + "\(Wording.percent(balance.smallest)): accuracy flatters here; judge by macro F1, balanced "
      + "accuracy or the classes one by one"
  }

  /// What unequal classes do to accuracy, nil where they are about equal.
  static func balance(_ isPositive: [Bool]) -> String? {
    let share = Double(isPositive.count { $0 }) / Double(max(isPositive.count, 1))
    let most = max(share, 1 - share)
    guard most >= flatShare else { return nil }
    return
      "\(Wording.percent(most)) of the test rows are of one class, so always naming it is right "
      + "on \(Wording.percent(most)) of them: accuracy flatters here; judge by the ROC curve, "
      + "balanced accuracy or average precision"
  }
}

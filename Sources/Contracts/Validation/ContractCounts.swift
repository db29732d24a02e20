/// What was counted.
struct ContractCounts {
  let rows: Int
  /// By rule: rows that break it.
  private(set) var failed: [Int: Int] = [:]
  /// By tolerant rule: rows that it applies to.
  private(set) var applicable: [Int: Int] = [:]
  /// Rows that are held back.
  var held = 0
  /// By rule about a figure: its value, and whether it holds; nil where there is no value.
  private(set) var figures: [Int: (value: String?, holds: Bool?)] = [:]

  /// Broken values and where the first stands.
  struct Example {
    let values: [String]
    let file: String?
    let row: Int?

    init(_ answer: ArraySlice<String?>) {
      let answer = Array(answer)
      var values: [String] = []
      for value in answer.prefix(2).compactMap(\.self) where !values.contains(value) {
        values.append(value)
      }
      self.values = values
      file = answer.count > 2 ? answer[2] : nil
      row = answer.count > 3 ? answer[3].flatMap { Int($0) } : nil
    }
  }

  /// Takes what ``ContractStatement/figures(asking:)`` answered.
  init(_ answer: [String?], _ statement: ContractStatement) {
    var values = answer.makeIterator()
    func next() -> String? { values.next() ?? nil }
    func count() -> Int { next().flatMap { Int($0) } ?? 0 }
    rows = count()
    for index in statement.counted {
      failed[index] = count()
      if statement.isTolerant(index) { applicable[index] = count() }
    }
    for index in statement.figureItems {
      let value = next()
      figures[index] = (value, next().flatMap { Bool($0) })
    }
  }

  /// Takes what a database answered to all parts of a plan.
  init(_ found: [DatabaseStatement.Figure: String?], _ plan: ContractPlan) {
    func text(_ figure: DatabaseStatement.Figure) -> String? { found[figure] ?? nil }
    func count(_ figure: DatabaseStatement.Figure) -> Int { text(figure).flatMap { Int($0) } ?? 0 }
    rows = count(.rows)
    for index in plan.rowItems {
      failed[index] = count(.broken(index))
      if plan.items[index].rule.mostly < 1 { applicable[index] = count(.applicable(index)) }
    }
    for index in plan.figureItems {
      figures[index] = (text(.value(index)), text(.holds(index)).flatMap { Bool($0) })
    }
  }

  /// Takes what ``ContractStatement/counts(_:)`` answered.
  mutating func take(broken answer: [String?], of rules: [Int]) {
    for (index, count) in zip(rules, answer) {
      failed[index] = count.flatMap { Int($0) } ?? 0
    }
  }

  /// Those of some rules that rows break.
  func failing(_ rules: [Int]) -> [Int] { rules.filter { failed[$0] ?? 0 > 0 } }

  /// Rules that hold rows back, by their place in the plan.
  func holding(_ plan: ContractPlan) -> [Int] {
    plan.rowItems.filter { plan.items[$0].rule.severity > .warn && !isTolerable($0, plan) }
  }

  /// Whether no more rows break a rule than it tolerates.
  func isTolerable(_ index: Int, _ plan: ContractPlan) -> Bool {
    let failed = failed[index] ?? 0
    guard failed > 0 else { return true }
    guard let applicable = applicable[index], applicable > 0 else { return false }
    return Double(applicable - failed) >= plan.items[index].rule.mostly * Double(applicable)
  }
}

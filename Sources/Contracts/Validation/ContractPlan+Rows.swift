extension ContractPlan {
  /// The plan for rows that are judged again, apart from those that passed: each must hold by
  /// itself.
  ///
  /// - Parameter withWhole: whether all rows are there, so that rules about the data as a whole are
  ///   asked too.
  package func ofSingleRows(withWhole: Bool) -> ContractPlan {
    var items = items
    if !withWhole { items.removeAll { $0.holds == nil } }
    for index in items.indices { items[index].rule.mostly = 1 }
    return with(items)
  }

  /// Whether a rule looks for a row's values in other rows, wherever they are.
  package var looksForRepetitions: Bool { !data.repetitions.isEmpty }

  /// By rule about rows, the columns that explain a row which breaks it.
  package var shown: [String: [String]] {
    var shown: [String: [String]] = [:]
    for item in items {
      if case .rows(_, let columns) = item.question { shown[item.rule.id] = columns }
    }
    return shown
  }

  /// The columns that name a row: those that the contract calls unique, else the first set of
  /// columns that it calls unique together; empty without either.
  ///
  /// Columns that the data lack name nothing.
  package var keys: [String] {
    let asked = items.filter { $0.question != nil }.map(\.rule)
    let single = asked.filter { $0.constraint is UniqueValues }.compactMap(\.column)
    guard single.isEmpty else { return single }
    let together = asked.lazy.compactMap { $0.constraint as? UniqueTogether }.first
    return together?.columns ?? []
  }
}

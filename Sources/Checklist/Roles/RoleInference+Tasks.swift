/// What only some tasks have: the classes' probabilities, series, queries and items.
extension RoleInference {
  private static let itemWords: Set<String> = [
    "item", "items", "product", "film", "movie", "document", "doc", "article", "song", "book",
    "video", "sku", "offer",
  ]
  private static let queryWords: Set<String> = ["query", "session", "search", "request"]

  /// Refuses what a person gave that the task does not have.
  func refuseForeign(_ task: Project.Task) throws(RoleInferenceError) {
    let options: [(name: String, isGiven: Bool, tasks: [Project.Task])] = [
      ("--positive", given.positive != nil, [.binary]),
      ("--score", given.score != nil, [.binary, .ranking]),
      ("--probabilities", !given.probabilities.isEmpty, [.multiclass]),
      ("--classes", !given.classes.isEmpty, [.multiclass]),
      ("--series", !given.series.isEmpty, [.forecast]),
      ("--season", given.season != nil, [.forecast]),
      ("--horizon", given.horizon != nil, [.forecast]),
      ("--item", given.item != nil, [.ranking]),
    ]
    for option in options where option.isGiven && !option.tasks.contains(task) {
      let tasks = option.tasks.map { "--task \($0.rawValue)" }.joined(separator: " or ")
      throw RoleInferenceError(
        message: "\(option.name) has no meaning for the task \(task.rawValue)",
        remedy: "leave it out, or give \(tasks)")
    }
  }

  /// Adds the classes, and the columns with the probability of each.
  ///
  /// Such columns are named alike up to the class: `p_cat`, `p_dog`.
  func addProbabilities(of target: ColumnSummary, to roles: inout InferredRoles) {
    if !given.classes.isEmpty { roles.classes = Inferred(given.classes, "Given as --classes.") }
    if !given.probabilities.isEmpty {
      roles.probabilities = Inferred(given.probabilities, "Given as --probabilities.")
    }
    // Beyond fifty classes not all are known by name.
    let found = target.top.map(\.text)
    guard
      let classes = roles.classes?.value ?? (target.distinct == found.count ? ordered(found) : nil)
    else { return }
    if roles.probabilities == nil, let named = columnsOfClasses(classes, target) {
      roles.probabilities = Inferred(
        named, "Taken by their names, which end in the classes', and values between 0 and 1.",
        check: true)
    }
    guard roles.classes == nil, roles.probabilities != nil else { return }
    roles.classes =
      given.probabilities.isEmpty
      ? Inferred(classes, "The values of the target.")
      : Inferred(
        classes, "The values of the target; they must stand in the order of the probabilities.",
        check: true)
  }

  /// In the order of numbers where all are, else of letters.
  private func ordered(_ classes: [String]) -> [String] {
    let numbers = classes.compactMap(Double.init)
    return numbers.count == classes.count
      ? zip(classes, numbers).sorted { $0.1 < $1.1 }.map(\.0) : classes.sorted()
  }

  /// One column a class, whose names differ in the class alone; nil when a class has none.
  private func columnsOfClasses(_ classes: [String], _ target: ColumnSummary) -> [String]? {
    guard let first = classes.first else { return nil }
    let shares = columns.filter { $0.name != target.name && $0.isShare }
    for column in shares where column.name.hasSuffix(first) {
      let stem = String(column.name.dropLast(first.count))
      let named = classes.map { stem + $0 }
      if !stem.isEmpty, named.allSatisfy({ name in shares.contains { $0.name == name } }) {
        return named
      }
    }
    return nil
  }

  /// What rows are ranked by.
  func rankingScore(target: ColumnSummary) -> Inferred<String>? {
    if let score = given.score { return Inferred(score, "Given as --score.") }
    guard given.prediction == nil else { return nil }
    return choose(
      columns.filter {
        $0.name != target.name && $0.kind == .numeric
          && ($0.isNamed(Self.scoreWords) || $0.isNamed(Self.predictionWords))
      }, "Taken by its name; the best must be the largest")
  }

  /// Adds the columns that tell the series apart, and what the person said of season and horizon.
  ///
  /// - Throws: without a column of times.
  func addSeries(to roles: inout InferredRoles) throws(RoleInferenceError) {
    guard let timestamp = roles.timestamp?.value else {
      throw RoleInferenceError(
        message: "a forecast needs the time of each row, and no column holds dates or times",
        remedy: "give its column with --timestamp COL")
    }
    roles.season = given.season.map { Inferred($0, "Given as --season.") }
    roles.horizon = given.horizon.map { Inferred($0, "Given as --horizon.") }
    if !given.series.isEmpty {
      roles.series = Inferred(given.series, "Given as --series.")
      return
    }
    guard let times = columns.first(where: { $0.name == timestamp })?.distinct else { return }
    let outputs = [roles.target.value, roles.prediction?.value]
    let candidates = columns.filter { column in
      guard column.kind == .categorical || column.kind == .text || column.isWhole,
        !outputs.contains(column.name), let distinct = column.distinct, distinct > 1
      else { return false }
      // Each series has a row at nearly each time.
      let (cells, isTooMany) = distinct.multipliedReportingOverflow(by: times)
      let rows = rows(with: column)
      return !isTooMany && cells >= rows && Double(cells) <= 1.25 * Double(rows)
    }
    guard let found = choose(candidates, "Each of its values comes about once at each time") else {
      return
    }
    roles.series = Inferred([found.value], found.reason, check: true)
  }

  /// Adds the query or user whose rows are ranked, and what is ranked.
  ///
  /// - Throws: when no column looks like the query.
  func addQuery(to roles: inout InferredRoles) throws(RoleInferenceError) {
    let items = columns.filter {
      $0.name != roles.target.value && $0.name != given.entity && $0.isNamed(Self.itemWords)
        && ($0.distinct ?? .max) > 2
    }
    roles.item =
      given.item.map { Inferred($0, "Given as --item.") } ?? choose(items, "Taken by its name")
    guard given.entity == nil else { return }
    let queries = columns.filter {
      $0.name != roles.item?.value && $0.kind != .timestamp
        && $0.isNamed(Self.entityWords.union(Self.queryWords))
    }
    guard let found = choose(queries, "Taken by its name") else {
      throw RoleInferenceError(
        message: "a ranking needs the query or user of each row, and no column is named like one",
        remedy: "give its column with --entity COL")
    }
    roles.entity = found
  }
}

internal import Statistics

/// Tells from names, kinds and presence what the columns of a model's data mean.
///
/// What a person gave is taken. The target is found only when one column alone is in every labelled
/// set and absent from the data to be scored, or bears a name that targets bear; otherwise the
/// candidates are listed and the person is asked. Every other role is optional: what is found is
/// explained, and marked for checking when more than its name could have been meant.
package struct RoleInference: Sendable {
  let sets: [DataSetSummary]
  let given: GivenRoles

  /// Infers the roles.
  ///
  /// - Throws: when the target or the task cannot be told, or a given column does not exist.
  package static func roles(
    of sets: [DataSetSummary], given: GivenRoles
  ) throws(RoleInferenceError) -> InferredRoles {
    let inference = RoleInference(sets: sets.sorted { $0.role < $1.role }, given: given)
    try inference.refuseUnknownColumns()
    let target = try inference.target()
    let column = try inference.column(target.value)
    let task = inference.doubted(try inference.task(of: column), column)
    try inference.refuseForeign(task.value)
    var roles = InferredRoles(task: task, target: target)
    roles.positive = task.value == .binary ? try inference.positive(of: column) : nil
    switch task.value {
    case .binary: roles.score = inference.score(target: column)
    case .ranking: roles.score = inference.rankingScore(target: column)
    case .multiclass: inference.addProbabilities(of: column, to: &roles)
    case .regression, .forecast: break
    }
    roles.prediction = inference.prediction(target: column, score: roles.score?.value, task.value)
    roles.timestamp = inference.timestamp()
    roles.window = inference.window(roles.timestamp?.value)
    if task.value == .forecast { try inference.addSeries(to: &roles) }
    if task.value == .ranking { try inference.addQuery(to: &roles) }
    inference.addGroups(to: &roles)
    return roles
  }

  /// The sets that come with the truth.
  var labelled: [DataSetSummary] {
    sets.filter { $0.role != .scoring }
  }

  var scoring: DataSetSummary? {
    sets.first { $0.role == .scoring }
  }

  /// The columns of the largest picture of the data: the first labelled set that has any, else the
  /// data to be scored.
  var columns: [ColumnSummary] {
    var seen: Set<String> = []
    return sets.flatMap(\.columns).filter { seen.insert($0.name).inserted }
  }

  func column(_ name: String) throws(RoleInferenceError) -> ColumnSummary {
    guard let column = columns.first(where: { $0.name == name }) else {
      throw missing(name, option: "--target")
    }
    return column
  }

  private func missing(_ name: String, option: String) -> RoleInferenceError {
    let names = columns.map(\.name)
    let listed = names.prefix(12).map(YAMLText.scalar).joined(separator: ", ")
    return RoleInferenceError(
      message: "no data set has the column “\(name.shortened)” given as \(option)",
      remedy: Spelling.suggestion(for: name, among: names)
        ?? "there are \(listed)\(names.count > 12 ? ", …" : "")")
  }

  private func refuseUnknownColumns() throws(RoleInferenceError) {
    let names = Set(columns.map(\.name))
    let single = [
      ("--target", given.target), ("--prediction", given.prediction), ("--score", given.score),
      ("--timestamp", given.timestamp), ("--entity", given.entity), ("--item", given.item),
    ]
    let lists = [("--probabilities", given.probabilities), ("--series", given.series)]
    let listed = lists.flatMap { option, columns in columns.map { (option, Optional($0)) } }
    for (option, name) in single + listed {
      if let name, !names.contains(name) { throw missing(name, option: option) }
    }
  }
}

extension DataSetSummary {
  func has(_ column: String) -> Bool {
    columns.contains { $0.name == column }
  }
}

extension ColumnSummary {
  /// The words of the name, in lower case: `p_isDelayed` gives `p`, `is`, `delayed`.
  var words: [String] {
    var words: [String] = []
    var word = ""
    var previous: Character = " "
    for letter in name {
      let isBoundary = letter.isUppercase && previous.isLowercase
      if isBoundary || !(letter.isLetter || letter.isNumber) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if letter.isLetter || letter.isNumber { word += letter.lowercased() }
      previous = letter
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Whether the name has one of these words.
  func isNamed(_ hints: Set<String>) -> Bool {
    words.contains(where: hints.contains)
  }
}

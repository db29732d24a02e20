extension RoleInference {
  private static let timeWords: Set<String> = [
    "timestamp", "time", "datetime", "date", "ts", "at", "when", "day",
  ]
  private static let identifierWords: Set<String> = [
    "id", "ids", "uid", "uuid", "guid", "key", "identifier", "rowid", "pk", "index", "idx", "nr",
  ]
  static let entityWords: Set<String> = [
    "customer", "user", "patient", "client", "account", "person", "device", "vehicle", "subject",
    "member", "household", "store", "shop",
  ]
  private static let protectedWords: Set<String> = [
    "age", "sex", "gender", "race", "ethnicity", "ethnic", "religion", "nationality", "disability",
    "disabled", "pregnant", "pregnancy", "orientation", "marital", "birthdate", "birthday",
    "birth", "caste", "veteran", "citizenship",
  ]
  /// More groups than this are no longer looked at one by one.
  private static let mostGroups = 20
  /// More segments than this make a report that nobody reads.
  private static let mostSegments = 8

  func timestamp() -> Inferred<String>? {
    if let timestamp = given.timestamp {
      return Inferred(timestamp, "Given as --timestamp.")
    }
    let times = columns.filter { $0.kind == .timestamp }
    guard let first = times.first else { return nil }
    if times.count == 1 { return Inferred(first.name, "The only column with times.") }
    let chosen = times.first { $0.isNamed(Self.timeWords) } ?? first
    let others = times.filter { $0.name != chosen.name }.prefix(5).map { YAMLText.scalar($0.name) }
    return Inferred(
      chosen.name, "There are times in \(others.joined(separator: ", ")) too.", check: true)
  }

  /// Adds entity, identifiers, protected columns, segments and what scoring data lack.
  func addGroups(to roles: inout InferredRoles) {
    var taken = Set(
      [
        roles.target.value, roles.prediction?.value, roles.score?.value, roles.timestamp?.value,
        roles.entity?.value, roles.item?.value,
      ].compactMap(\.self) + (roles.probabilities?.value ?? []) + (roles.series?.value ?? []))
    for column in columns where !taken.contains(column.name) {
      if let scoring, !labelled.isEmpty, !scoring.has(column.name) {
        roles.unavailableAtScoring.append(
          Inferred(column.name, "the scoring data lack it."))
        taken.insert(column.name)
      }
    }
    roles.entity = given.entity.map { Inferred($0, "Given as --entity.") } ?? roles.entity
    for column in columns where !taken.contains(column.name) && column.name != given.entity {
      if isIdentifier(column) {
        roles.identifier.append(Inferred(column.name, "every row has a value of its own."))
      } else if column.isNamed(Self.protectedWords) {
        // Single years of age are too many groups to say anything about each.
        if column.kind == .numeric, column.distinct.map({ $0 > Self.mostGroups }) ?? true {
          roles.protectedNumbers.append(column.name)
        } else {
          roles.protected.append(Inferred(column.name, "by its name.", check: true))
        }
      } else if isSegment(column), roles.segments.count < Self.mostSegments {
        roles.segments.append(
          Inferred(column.name, "\(column.distinct ?? 0) groups.", check: true))
      } else if roles.entity == nil, isEntity(column) {
        roles.entity = Inferred(
          column.name, "By its name, and its values come back in several rows.", check: true)
      }
    }
  }

  func rows(with column: ColumnSummary) -> Int {
    sets.first { $0.has(column.name) }?.rows ?? 0
  }

  private func isIdentifier(_ column: ColumnSummary) -> Bool {
    let rows = rows(with: column)
    guard rows > 1, column.missing == 0 else { return false }
    let isNamed = column.isNamed(Self.identifierWords)
    switch column.kind {
    case .categorical, .text: return (column.distinct ?? (isNamed ? rows : 0)) >= rows
    case .numeric:
      guard column.isWhole, (column.distinct ?? (isNamed ? rows : 0)) >= rows else { return false }
      if isNamed { return true }
      guard let minimum = column.minimum, let maximum = column.maximum else { return false }
      return maximum - minimum + 1 == Double(rows)
    case .boolean, .timestamp: return false
    }
  }

  private func isEntity(_ column: ColumnSummary) -> Bool {
    guard column.isNamed(Self.identifierWords.union(Self.entityWords)),
      column.kind != .timestamp, column.kind != .boolean
    else { return false }
    guard let distinct = column.distinct else { return true }
    return distinct > Self.mostGroups && distinct < rows(with: column)
  }

  private func isSegment(_ column: ColumnSummary) -> Bool {
    guard column.kind == .categorical || column.kind == .boolean, let distinct = column.distinct
    else { return false }
    return (2...Self.mostGroups).contains(distinct)
  }
}

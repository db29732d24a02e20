internal import Checklist

/// Infers a contract from data that are known to be good, with room for chance.
///
/// Each rule says how often it is broken when nothing is wrong: of a thousand rows, or of one
/// batch. The rates are upper bounds that hold for rows drawn alike, whatever their distribution.
/// What no good data have blocks (a missing column, no rows, another volume than ever); odd rows
/// are held by themselves; figures that strayed warn.
///
/// - Source: Wilks, *Determination of sample sizes for setting tolerance limits*, 1941 (the next
///   value is beyond both ends of n with probability 2/(n + 1)); Good, *The population frequencies
///   of species*, 1953 (values seen once estimate the probability of an unseen one).
package struct ContractInference: Sendable {
  /// The largest probability that one rule about a figure is broken by chance in one batch.
  package let falseAlarms: Double
  /// Rows of the smallest batch whose figures shall be judged; nil for a tenth of one data set's,
  /// or those of the smallest of several.
  package let windowRows: Int?

  /// How often a batch comes, by a column of times; nil where nobody said so.
  package let arrival: Arrival?

  /// How often a batch comes.
  package struct Arrival: Sendable {
    let column: String
    let hours: Double

    /// So many hours lie between two batches, and the column says when its rows happened.
    package init(column: String, hours: Double) {
      self.column = column
      self.hours = hours
    }
  }

  /// Rules of categories are inferred up to this share of rows with unseen ones.
  static let mostUnseen = 0.005
  /// Fewer rows than this say too little of a figure.
  static let leastRows = 30
  /// Data sets from which the variation between them is inferred.
  static let leastSets = 3

  /// Kinds whose parameters are values of the column: inferred of no column that may be personal.
  private static let revealing: Set = [
    ValueRange.card.name, ValueSet.card.name, MeanValue.card.name, StandardDeviation.card.name,
  ]

  /// Makes an inference.
  package init(
    falseAlarms: Double = 0.001, windowRows: Int? = nil, arrival: Arrival? = nil
  ) {
    self.falseAlarms = falseAlarms
    self.windowRows = windowRows
    self.arrival = arrival
  }

  /// The contract that one or several data sets show.
  ///
  /// - Parameter sets: the summaries of each data set, in order of time where they have one.
  package func draft(_ sets: [[ColumnSummary]], name: String) -> ContractDraft {
    var columns: [ContractDraft.Column] = []
    for column in ordered(sets) {
      let parts = sets.compactMap { $0.first { $0.name == column } }
      guard let first = parts.first else { continue }
      let isUnsettled = Set(parts.map(\.type)).count > 1
      let whole = parts.dropFirst().reduce(first) { $0.merged(with: $1) }
      let isPersonal = PersonalData.isLikely(column, forms: whole.forms)
      columns.append(
        ContractDraft.Column(
          name: column,
          type: isUnsettled ? nil : whole.type,
          isRequired: parts.count == sets.count,
          looksPersonal: isPersonal,
          rules: isUnsettled
            ? []
            : rules(whole, parts: parts).filter { !isPersonal || !Self.revealing.contains($0.kind) }
        ))
    }
    return ContractDraft(
      name: name, columns: columns, dataset: datasetRules(sets), sets: sets.count,
      rows: sets.map { $0.first?.rows ?? 0 }.reduce(0, +))
  }

  /// The columns of all sets, in the order of their first appearance.
  private func ordered(_ sets: [[ColumnSummary]]) -> [String] {
    var seen: Set<String> = []
    return sets.joined().map(\.name).filter { seen.insert($0).inserted }
  }

  private func rules(_ column: ColumnSummary, parts: [ColumnSummary]) -> [InferredRule] {
    guard column.present > 0, column.type != nil else { return [] }
    let isKey = self.isKey(column, parts: parts)
    return [
      notNull(column), nullShare(column, parts: parts), finite(column),
      isKey ? nil : range(column), categories(column), isKey ? nil : length(column),
      form(column), encoding(column), past(column), fresh(column), isKey ? unique(column) : nil,
      isKey ? nil : mean(column, parts: parts), isKey ? nil : deviation(column, parts: parts),
    ].compactMap(\.self)
  }

  // MARK: Rows

  /// The next value is beyond both ends of n with probability 2/(n + 1) at most: bounds are not
  /// inside the extremes, and lie beyond them by what the tail suggests.
  func range(_ column: ColumnSummary) -> InferredRule? {
    guard column.type?.isNumeric == true, column.notFinite == 0, let low = column.low.first,
      let high = column.high.first
    else { return nil }
    let finite = column.present
    let isWhole = column.type == .integer
    let room = (
      low: TailRoom(column.low.map { -$0 }, rows: finite).room,
      high: TailRoom(column.high, rows: finite).room
    )
    // Where no value is negative, or all are shares, that is likely a law of the column.
    var least = low - room.low
    if low >= 0 { least = max(least, 0) }
    var greatest = high + room.high
    if high <= 0 { greatest = min(greatest, 0) }
    if low >= 0, high <= 1, !isWhole { greatest = min(greatest, 1) }
    var parameters = ConfigurationMapping()
    parameters["min"] = .text(
      Self.bound(least, isUp: false, exact: column.lowText, isWhole: isWhole))
    parameters["max"] = .text(
      Self.bound(greatest, isUp: true, exact: column.highText, isWhole: isWhole))
    return InferredRule(
      column: column.name, kind: ValueRange.card.name, parameters: parameters,
      falseAlarms: .init(per1000Rows: 2_000 / Double(finite + 1)),
      reason: "\(finite) values are from \(column.lowText ?? "") to \(column.highText ?? "")")
  }

  private static func bound(
    _ value: Double, isUp: Bool, exact: String?, isWhole: Bool
  ) -> String {
    guard isWhole else { return DecimalText.outward(value, isUp: isUp) }
    let whole = value.rounded(isUp ? .up : .down)
    guard whole.magnitude < 9e15, let number = Int(exactly: whole) else {
      return exact ?? "\(value)"
    }
    return String(number)
  }

  /// Given n rows of which none lacks a value, the next one does with probability 1/(n + 1) at
  /// most.
  func notNull(_ column: ColumnSummary) -> InferredRule? {
    guard column.present == column.rows else { return nil }
    return InferredRule(
      column: column.name, kind: NoNulls.card.name, parameters: nil,
      falseAlarms: .init(per1000Rows: 1_000 / Double(column.rows + 1)),
      reason: "none of \(column.rows) rows lacks a value")
  }

  func finite(_ column: ColumnSummary) -> InferredRule? {
    guard column.type == .number, column.notFinite == 0 else { return nil }
    return InferredRule(
      column: column.name, kind: FiniteNumbers.card.name, parameters: nil,
      falseAlarms: .init(per1000Rows: 1_000 / Double(column.present + 1)),
      reason: "none of \(column.present) values is NaN or infinite")
  }

  /// Values seen once say how likely an unseen one is.
  func categories(_ column: ColumnSummary) -> InferredRule? {
    guard let counts = column.counts, !counts.isEmpty else { return nil }
    let unseen = Double(column.singletons + 1) / Double(column.present + 1)
    guard unseen <= Self.mostUnseen || column.type == .boolean else { return nil }
    var parameters = ConfigurationMapping()
    parameters["values"] = .list(
      counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }.map { .text($0) })
    return InferredRule(
      column: column.name, kind: ValueSet.card.name, parameters: parameters,
      falseAlarms: .init(per1000Rows: 1_000 * unseen),
      reason: "\(counts.count) values, \(column.singletons) of them seen once")
  }

  func length(_ column: ColumnSummary) -> InferredRule? {
    guard column.type == .text, categories(column) == nil, let shortest = column.shortest,
      let longest = column.longest
    else { return nil }
    var parameters = ConfigurationMapping()
    parameters["min"] = .whole(shortest)
    parameters["max"] = .whole(longest)
    return InferredRule(
      column: column.name, kind: TextLength.card.name, parameters: parameters,
      falseAlarms: .init(per1000Rows: 2_000 / Double(column.present + 1)),
      reason: "\(column.present) values have \(shortest) to \(longest) characters")
  }

  func form(_ column: ColumnSummary) -> InferredRule? {
    guard column.type == .text, column.distinct > 1,
      let form = TextFormat.Form.inferred.first(where: column.forms.contains)
    else { return nil }
    var parameters = ConfigurationMapping()
    parameters[TextFormat.form.name] = .text(form.rawValue)
    return InferredRule(
      column: column.name, kind: TextFormat.card.name, parameters: parameters,
      falseAlarms: .init(per1000Rows: 1_000 / Double(column.present + 1)),
      reason: "all \(column.present) values look like \(form.summary)")
  }

  func encoding(_ column: ColumnSummary) -> InferredRule? {
    guard column.type == .text, !column.isDamaged, categories(column) == nil else { return nil }
    var parameters = ConfigurationMapping()
    parameters[TextPattern.matches.name] = .text(EncodingDamage.pattern)
    return InferredRule(
      column: column.name, kind: ExcludedPattern.card.name, parameters: parameters,
      falseAlarms: .init(per1000Rows: 1_000 / Double(column.present + 1)),
      reason: "none of \(column.present) values shows the marks of a wrong encoding")
  }

  /// What was in the past stays there: with a day's room for zones, chance breaks this never.
  func past(_ column: ColumnSummary) -> InferredRule? {
    guard column.type?.isTime == true, !column.isAhead else { return nil }
    var parameters = ConfigurationMapping()
    parameters[PastTimes.ahead.name] = .text("1 day")
    return InferredRule(
      column: column.name, kind: PastTimes.card.name, parameters: parameters,
      falseAlarms: .init(per1000Rows: 0),
      reason: "none of \(column.present) moments lies in the future")
  }

  /// The latest of what happened is no older than two batches: one may be late by as long as it
  /// takes.
  ///
  /// Data do not say how old they were when they came: how often they come is declared, and so
  /// chance has no part in it. A date is as old as its first moment.
  func fresh(_ column: ColumnSummary) -> InferredRule? {
    guard let arrival, arrival.column == column.name, column.type?.isTime == true else {
      return nil
    }
    let hours = 2 * arrival.hours + (column.type == .date ? 24 : 0)
    var parameters = ConfigurationMapping()
    parameters[Freshness.age.name] = .text(
      hours == hours.rounded() && hours < 1e6 ? "\(Int(hours)) hours" : "\(hours) hours")
    parameters[Freshness.ahead.name] = .text("1 day")
    return InferredRule(
      column: column.name, kind: Freshness.card.name, parameters: parameters, severity: .warn,
      falseAlarms: .init(perWindow: 0), reason: "a batch is expected every \(arrival.hours) hours")
  }

  /// Whether every value is another, as those of a key are.
  ///
  /// Few numbers may all differ by chance: they count as a key when the column's name says so.
  private func isKey(_ column: ColumnSummary, parts: [ColumnSummary]) -> Bool {
    let words = column.name.lowercased().split { !$0.isLetter }
    let isNamedSo = words.contains { ["id", "key", "uuid", "guid"].contains($0) }
    let isLikely =
      column.type == .text || (column.type == .integer && (isNamedSo || column.present >= 1_000))
    return isLikely && column.present >= Self.leastRows
      && parts.allSatisfy { $0.distinct == $0.present }
  }

  /// Of n rows without a pair, the next belongs to one with probability 2/(n + 1) at most; a batch
  /// as large has no more pairs.
  func unique(_ column: ColumnSummary) -> InferredRule {
    InferredRule(
      column: column.name, kind: UniqueValues.card.name, parameters: nil,
      falseAlarms: .init(per1000Rows: 2_000 / Double(column.present + 1)),
      reason: "no value occurs twice among \(column.present)")
  }
}

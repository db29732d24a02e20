internal import ADBC
internal import Engines

/// The rows of a classifier of several classes as questions see them: what divides them, label,
/// predicted class, and a score of each class.
struct ClassRows {
  /// Most classes of a question: its text grows with them.
  static let mostClasses = 64

  let session: TableSession
  let columns: MetricColumns
  let classes: [String]
  let prediction: MetricColumns.Column?
  private let target: MetricColumns.Column?
  private let scores: [MetricColumns.Column]

  /// Nil where rows have to be read: for scores that are no doubles or whole numbers, for too many
  /// classes, for a column of two roles.
  init?(
    target: String?, prediction: String?, _ multiclass: MetricOptions.Multiclass,
    _ columns: MetricColumns, _ session: TableSession
  ) {
    let keys = Set(columns.keys.map(\.name))
    func column(_ name: String) -> MetricColumns.Column? {
      keys.contains(name) ? nil : columns[name]
    }
    scores = multiclass.probabilities.compactMap(column)
    classes = multiclass.classes
    self.target = target.flatMap(column)
    self.prediction = prediction.flatMap(column)
    self.columns = columns
    self.session = session
    guard scores.count == multiclass.probabilities.count, scores.count == classes.count,
      (2...Self.mostClasses).contains(scores.count), scores.allSatisfy(\.isPlainNumber),
      (self.target == nil) == (target == nil), (self.prediction == nil) == (prediction == nil)
    else { return nil }
  }

  var dialect: Dialect { session.dialect }
  var count: Int { scores.count }
  var keys: [String] { columns.keys.indices.map { "k\($0)" } }
  var hasLabels: Bool { target != nil }
  /// The scores; missing ones and those that are no number are as they are.
  var values: [String] { scores.indices.map { "x\($0)" } }
  /// Keys, label `t` and predicted class `c`, those that there are.
  var carried: [String] { keys + (hasLabels ? ["t"] : []) + (prediction == nil ? [] : ["c"]) }

  /// The columns that a measurement finds by their names, the keys first.
  ///
  /// - Parameter isWhole: whether label and predicted class are in the query; else nothing stands
  ///   for them.
  func named(isWhole: Bool) -> [String] {
    let nothing = "cast(null as \(dialect.textType))"
    let number = "cast(null as \(dialect.doubleType))"
    return zip(columns.keys, keys).map { "\($1) as \(dialect.identifier($0.name))" }
      + [(target, "t"), (prediction, "c")].compactMap { column, alias in
        column.map { "\(isWhole ? alias : nothing) as \(dialect.identifier($0.name))" }
      } + scores.map { "\(number) as \(dialect.identifier($0.name))" }
  }

  /// A query with, beside ``carried`` and ``values``, the place `h` of the label among the classes
  /// (their number for any other label, −1 for none) and the state `st`: 0 where all scores are
  /// numbers, 1 where one is missing, 2 where one is not a number.
  var query: String {
    let zero = dialect.literal(0)
    let raw = scores.indices.map { "v\($0)" }
    let first =
      zip(columns.keys, keys).map { "\($0.expression) as \($1)" }
      + [(target, "t"), (prediction, "c")].compactMap { column, alias in
        column.map { "\($0.expression) as \(alias)" }
      }
      + zip(scores, raw).map { "cast(\($0.expression) as \(dialect.doubleType)) as \($1)" }
    let broken = raw.map { "not \(dialect.isFinite($0))" }.joined(separator: " or ")
    let missing = raw.map { "\($0) is null" }.joined(separator: " or ")
    // Negative zero is zero.
    let plain = zip(raw, values).map { "case when \($0) = 0 then \(zero) else \($0) end as \($1)" }
    return select(
      carried + ["\(label) as h"] + plain
        + ["case when \(broken) then 2 when \(missing) then 1 else 0 end as st"],
      from: select(first, of: session.relation))
  }

  /// The same with the largest score `g`, the smallest `l` and the place `b` of the largest, the
  /// first of equal ones.
  var ranked: String {
    let list = values.joined(separator: ", ")
    let ends = select(
      carried + ["h", "st"] + values + ["greatest(\(list)) as g", "least(\(list)) as l"],
      from: query)
    let places = values.enumerated().map { "when \($0.element) = g then \($0.offset)" }
    return select(
      carried + ["h", "st"] + values + ["g", "l"]
        + ["case when st = 0 then case \(places.joined(separator: " ")) end end as b"],
      from: ends)
  }

  private var label: String {
    guard let target else { return "-1" }
    let places = classes.enumerated().map { place, name in
      "when (\(PositiveLabel(name).condition("t", target.type, in: dialect))) = 1 then \(place)"
    }
    return "case when t is null then -1 \(places.joined(separator: " ")) else \(count) end"
  }

  /// A query over another one, whose expressions the server does not write into every place where
  /// they are named.
  func select(_ list: [String], from query: String, where condition: String? = nil) -> String {
    select(list, of: "(\(query)) as a", where: condition) + dialect.fence
  }

  private func select(_ list: [String], of relation: String, where condition: String? = nil)
    -> String
  {
    "select \(list.joined(separator: ", ")) from \(relation)"
      + (condition.map { " where \($0)" } ?? "")
  }

  /// What `given` is of each class, by the class' place in `h`; of other labels 0.
  func ofLabel(_ given: [String]) -> String {
    let parts = given.enumerated().map { "when \($0.offset) then \($0.element)" }
    return "case h \(parts.joined(separator: " ")) else \(dialect.literal(0)) end"
  }

  /// Expressions added from left to right, as rows are.
  func sum(_ parts: [String]) -> String { parts.joined(separator: " + ") }

  /// The units of a ``FixedPointSum`` of numbers below `2^(63 − scale)`.
  func units(_ number: String, scale: Int) -> String {
    dialect.whole("(\(number)) * \(dialect.literal(Self.factor(scale)))")
  }

  /// The same of numbers that may be larger, which are cut to the largest.
  func cutUnits(_ number: String, scale: Int) -> String {
    let most = dialect.literal(0x1p63.nextDown)
    return dialect.whole("least((\(number)) * \(dialect.literal(Self.factor(scale))), \(most))")
  }

  private static func factor(_ scale: Int) -> Double {
    Double(sign: .plus, exponent: scale, significand: 1)
  }

  /// Whether a place in an answer is one of a class, or there is none.
  func isPlace(_ place: Int64?) -> Bool { place.map { (0..<Int64(count)).contains($0) } ?? true }

  /// Asks, and hands the answer over batch by batch, each with what its rows say, until `body` is
  /// false.
  ///
  /// - Parameters:
  ///   - columns: how many columns the answer must have.
  ///   - read: what a row says; nil where it does not fit the question.
  ///   - body: gets the columns that are found by their names, too.
  func ask<Part>(
    _ sql: String, columns count: Int, reading read: (AnswerRow) -> Part?,
    _ body: (ArrowBatch, [Part], [ArrowField]) throws(EngineError) -> Bool
  ) throws(EngineError) {
    try session.forEachBatch(
      of: sql, columns: count, named: named(isWhole: true).count, reading: read, body)
  }
}

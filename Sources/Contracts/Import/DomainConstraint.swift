internal import Checklist
internal import Engines
internal import Foundation

/// What a domain of TensorFlow Data Validation says of values, as constraints.
enum DomainConstraint {
  /// The constraints of a domain.
  ///
  /// - Parameters:
  ///   - key: the field that holds it: `int_domain`.
  ///   - mass: the share of values that a list of values must hold.
  static func constraints(
    _ key: String, _ domain: PlacedValue, of column: String, mass: PlacedValue?,
    differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint] {
    guard var given = SourceMapping(domain, path: key) else {
      throw NotCarried("it is no message")
    }
    given.skip("name", "is_categorical", "is_embedding", "embedding_dim", "embedding_type")
    let constraints: [ImportedConstraint]
    switch key {
    case "string_domain":
      constraints = [try list(given.takeAll("value").compactMap(\.text), of: column, mass: mass)]
    case "int_domain": constraints = try range(&given, of: column)
    case "float_domain":
      let range = try range(&given, of: column, isOptional: true)
      let finite = try finite(&given, of: column)
      guard !range.isEmpty || !finite.isEmpty else { throw NotCarried("it limits nothing") }
      constraints = range + finite
    case "bool_domain":
      let words = [given.take("true_value"), given.take("false_value")].compactMap { $0?.text }
      constraints = [
        ImportedConstraint(
          ValueSet.self, of: column,
          [ValueSet.values.name: .texts(words.isEmpty ? ["0", "1"] : words)])
      ]
    case "url_domain":
      constraints = [
        ImportedConstraint(TextFormat.self, of: column, [TextFormat.form.name: .text("url")])
      ]
    case "time_domain", "time_of_day_domain":
      guard let format = given.take("string_format")?.text else {
        throw NotCarried("times as numbers are not told from other numbers")
      }
      let value = SQLText.identifier(column)
      constraints = [
        .predicate(
          "case when \(value) is not null then "
            + "try_strptime(\(value), \(SQLText.literal(format))) is not null end", shows: [column])
      ]
    default: throw NotCarried("`\(key)` is about values that are no cells of a table")
    }
    if let unknown = given.unknown { differences.append(unknown) }
    return constraints
  }

  private static func list(
    _ values: [String], of column: String, mass: PlacedValue?
  ) throws(NotCarried) -> ImportedConstraint {
    guard !values.isEmpty else { throw NotCarried("the list of values is empty") }
    guard let mass, mass.number != 1 else {
      return ImportedConstraint(ValueSet.self, of: column, [ValueSet.values.name: .texts(values)])
    }
    guard let share = mass.text.flatMap({ Decimal(string: $0) }), share >= 0, share < 1 else {
      throw NotCarried("`min_domain_mass` is no share from 0 to 1")
    }
    return ImportedConstraint(
      UnseenShare.self, of: column,
      [
        ValueSet.values.name: .texts(values),
        UnseenShare.most.name: .number(Double("\(1 - share)") ?? 0),
      ])
  }

  private static func range(
    _ given: inout SourceMapping, of column: String, isOptional: Bool = false
  ) throws(NotCarried) -> [ImportedConstraint] {
    let least = try given.bound("min")
    let greatest = try given.bound("max")
    if least == nil, greatest == nil {
      if isOptional { return [] }
      throw NotCarried("it limits nothing")
    }
    return [
      ImportedConstraint(
        ValueRange.self, of: column,
        ["min": least.map { .text($0) }, "max": greatest.map { .text($0) }])
    ]
  }

  private static func finite(
    _ given: inout SourceMapping, of column: String
  ) throws(NotCarried) -> [ImportedConstraint] {
    let value = "cast(\(SQLText.identifier(column)) as double)"
    switch (given.flag("disallow_nan"), given.flag("disallow_inf")) {
    case (true, true): return [ImportedConstraint(FiniteNumbers.self, of: column)]
    case (true, false): return [.predicate("not isnan(\(value))", shows: [column])]
    case (false, true): return [.predicate("not isinf(\(value))", shows: [column])]
    case (false, false): return []
    }
  }
}

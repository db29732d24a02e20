internal import Checklist

/// What each check of Pandera says, as a constraint.
enum PanderaCheck {
  /// The constraint of a check.
  static func constraint(
    _ name: String, of column: String, _ parameters: inout SourceMapping
  ) throws(NotCarried) -> ImportedConstraint {
    func value(_ keys: String...) throws(NotCarried) -> String {
      for key in keys {
        if let text = try parameters.text(key) { return text }
      }
      throw NotCarried("it gives no value")
    }
    func values(_ keys: String...) throws(NotCarried) -> [String] {
      for key in keys where parameters.take(key) != nil { return try parameters.requiredTexts(key) }
      throw NotCarried("it gives no values")
    }
    func bound(_ key: String, _ names: String...) throws(NotCarried) -> ImportedConstraint {
      for name in names {
        guard let text = try parameters.bound(name) else { continue }
        return ImportedConstraint(ValueRange.self, of: column, [key: .text(text)])
      }
      throw NotCarried("it gives no value")
    }
    func pattern(_ text: String) -> ImportedConstraint {
      ImportedConstraint(TextPattern.self, of: column, [TextPattern.matches.name: .texts([text])])
    }
    switch name {
    case "greater_than", "gt": return try bound("above", "min_value", "value")
    case "greater_than_or_equal_to", "ge": return try bound("min", "min_value", "value")
    case "less_than", "lt": return try bound("below", "max_value", "value")
    case "less_than_or_equal_to", "le": return try bound("max", "max_value", "value")
    case "in_range", "between":
      let least = try parameters.bound("min_value")
      let greatest = try parameters.bound("max_value")
      let hasLeast = parameters.take("include_min")?.flag ?? true
      let hasGreatest = parameters.take("include_max")?.flag ?? true
      return ImportedConstraint(
        ValueRange.self, of: column,
        [
          hasLeast ? "min" : "above": least.map { .text($0) },
          hasGreatest ? "max" : "below": greatest.map { .text($0) },
        ])
    case "equal_to", "eq":
      return ImportedConstraint(
        ValueSet.self, of: column, [ValueSet.values.name: .texts([try value("value")])])
    case "not_equal_to", "ne":
      return ImportedConstraint(
        ExcludedValues.self, of: column, [ValueSet.values.name: .texts([try value("value")])])
    case "isin":
      return ImportedConstraint(
        ValueSet.self, of: column,
        [ValueSet.values.name: .texts(try values("allowed_values", "value"))])
    case "notin":
      return ImportedConstraint(
        ExcludedValues.self, of: column,
        [ValueSet.values.name: .texts(try values("forbidden_values", "value"))])
    case "unique_values_eq":
      return ImportedConstraint(
        ContainedValues.self, of: column,
        [
          ValueSet.values.name: .texts(try values("values", "value")),
          ContainedValues.only.name: .flag(true),
        ])
    // A match starts where the value does.
    case "str_matches": return pattern("^(?:\(try value("pattern", "value")))")
    case "str_contains": return pattern(try value("pattern", "value"))
    case "str_startswith": return pattern("^" + LikePattern.literal(try value("string", "value")))
    case "str_endswith": return pattern(LikePattern.literal(try value("string", "value")) + "$")
    case "str_length":
      let exact = try parameters.whole("exact_value")
      let least = try parameters.whole("min_value") ?? exact
      let greatest = try parameters.whole("max_value") ?? exact
      return ImportedConstraint(
        TextLength.self, of: column,
        ["min": least.map { .whole(max(0, $0)) }, "max": greatest.map { .whole(max(0, $0)) }])
    default: throw NotCarried("it is no check that Pandera brings along")
    }
  }
}

internal import Checklist
internal import Engines

/// Expectations on several columns of a row and on the table.
extension Expectation {
  static func ofTable(
    _ name: String, _ kwargs: inout SourceMapping, _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint]? {
    switch name {
    case "expect_table_row_count_to_equal":
      guard let rows = try kwargs.whole("value") else {
        throw NotCarried("`value` is not given")
      }
      return [ImportedConstraint(RowCount.self, ["min": .whole(rows), "max": .whole(rows)])]
    case "expect_table_row_count_to_be_between":
      return [ImportedConstraint(RowCount.self, try ImportedBounds.counts(&kwargs))]
    case "expect_table_columns_to_match_ordered_list":
      let names = try kwargs.requiredTexts("column_list")
      return [
        ImportedConstraint(
          TableColumns.self,
          [TableColumns.names.name: .texts(names), TableColumns.inOrder.name: .flag(true)])
      ]
    case "expect_table_columns_to_match_set":
      let names = try kwargs.requiredTexts("column_set")
      let isExact = kwargs.take("exact_match")?.flag ?? true
      return [
        ImportedConstraint(
          TableColumns.self,
          [
            TableColumns.names.name: .texts(names),
            TableColumns.others.name: isExact ? nil : .flag(true),
          ])
      ]
    case "unexpected_rows_expectation":
      let query = try kwargs.requiredText("unexpected_rows_query")
      guard let condition = RowCondition.condition(ofQuery: query) else {
        throw NotCarried(
          "its query is none of the form `select * from {batch} where …`, which alone is a rule on rows"
        )
      }
      return [.predicate("not (\(condition))", shows: [])]
    default: return nil
    }
  }

  static func ofSeveralColumns(
    _ name: String, _ kwargs: inout SourceMapping, _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint]? {
    switch name {
    case "expect_column_pair_values_a_to_be_greater_than_b":
      let pair = try pair(&kwargs)
      kwargs.skip("parse_strings_as_datetimes", "allow_cross_type_comparisons")
      let isStrict = !kwargs.flag("or_equal")
      let ordered = ImportedConstraint(
        OrderedColumns.self,
        [
          OrderedColumns.columns.name: .texts(pair.reversed()),
          OrderedColumns.strictly.name: isStrict ? .flag(true) : nil,
        ])
      let (a, b) = (SQLText.identifier(pair[0]), SQLText.identifier(pair[1]))
      return [
        try missing(&kwargs, pair, "\(a) \(isStrict ? ">" : ">=") \(b)", else: ordered)
      ]
    case "expect_column_pair_values_to_be_equal":
      let pair = try pair(&kwargs)
      let (a, b) = (SQLText.identifier(pair[0]), SQLText.identifier(pair[1]))
      return [
        try missing(
          &kwargs, pair, "\(a) = \(b)",
          else: ImportedConstraint(
            EqualColumns.self, [OrderedColumns.columns.name: .texts(pair)]))
      ]
    case "expect_column_pair_values_to_be_in_set":
      return [try pairs(&kwargs)]
    case "expect_compound_columns_to_be_unique":
      return [try together(UniqueTogether.self, &kwargs, &differences)]
    case "expect_select_column_values_to_be_unique_within_record",
      "expect_multicolumn_values_to_be_unique":
      return [try together(DifferentColumns.self, &kwargs, &differences)]
    case "expect_multicolumn_values_to_be_equal":
      return [try together(EqualColumns.self, &kwargs, &differences)]
    case "expect_multicolumn_sum_to_equal":
      guard let total = try kwargs.number("sum_total") else {
        throw NotCarried("`sum_total` is not given")
      }
      let sum = try together(ColumnSum.self, &kwargs, &differences)
      var parameters = sum.parameters
      parameters[ColumnSum.number.name] = .number(total)
      return [ImportedConstraint(ColumnSum.self, parameters)]
    default: return nil
    }
  }

  private static func pair(_ kwargs: inout SourceMapping) throws(NotCarried) -> [String] {
    [try kwargs.requiredText("column_A"), try kwargs.requiredText("column_B")]
  }

  /// What holds where a value of a pair is missing: by itself a row with one of the two breaks the
  /// rule.
  private static func missing(
    _ kwargs: inout SourceMapping, _ pair: [String], _ condition: String,
    else constraint: ImportedConstraint
  ) throws(NotCarried) -> ImportedConstraint {
    let rule = kwargs.take("ignore_row_if")?.text ?? "both_values_are_missing"
    let names = pair.map(SQLText.identifier)
    switch rule {
    case "either_value_is_missing", "any_value_is_missing": return constraint
    case "both_values_are_missing", "all_values_are_missing":
      return .predicate(
        "case when \(names[0]) is not null or \(names[1]) is not null "
          + "then coalesce(\(condition), false) end", shows: pair)
    case "never", "neither": return .predicate("coalesce(\(condition), false)", shows: pair)
    default: throw NotCarried("`ignore_row_if` is “\(rule.shortened)”, which is not known")
    }
  }

  private static func pairs(_ kwargs: inout SourceMapping) throws(NotCarried) -> ImportedConstraint
  {
    let pair = try pair(&kwargs)
    guard let given = kwargs.take("value_pairs_set")?.members, !given.isEmpty else {
      throw NotCarried("`value_pairs_set` is not given")
    }
    var tuples: [String] = []
    for member in given {
      guard let values = member.texts, values.count == 2 else {
        throw NotCarried("`value_pairs_set` holds something that is no pair of values")
      }
      tuples.append("(\(values.map(SQLText.literal).joined(separator: ", ")))")
    }
    let texts = pair.map { "cast(\(SQLText.identifier($0)) as varchar)" }
    let condition = "(\(texts.joined(separator: ", "))) in (\(tuples.joined(separator: ", ")))"
    return try missing(
      &kwargs, pair, condition,
      else: .predicate(
        "case when \(texts[0]) is not null and \(texts[1]) is not null then \(condition) end",
        shows: pair))
  }

  private static func together(
    _ kind: any Constraint.Type, _ kwargs: inout SourceMapping, _ differences: inout [String]
  ) throws(NotCarried) -> ImportedConstraint {
    let columns = try kwargs.requiredTexts("column_list")
    let rule = kwargs.take("ignore_row_if")?.text ?? "all_values_are_missing"
    if rule != "any_value_is_missing" {
      differences.append("a row that lacks one of the values is not judged here")
    }
    return ImportedConstraint(kind, [OrderedColumns.columns.name: .texts(columns)])
  }
}

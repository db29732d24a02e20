internal import Checklist
internal import Engines
internal import Foundation

/// What each expectation says, as constraints.
///
/// The names are those of Great Expectations; dbt's package of the same expectations uses them too.
enum Expectation {
  /// The constraints of an expectation.
  ///
  /// - Parameters:
  ///   - differences: what they do not say is added here.
  static func constraints(
    _ name: String, of column: String?, _ kwargs: inout SourceMapping,
    _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint] {
    if let found = try ofTable(name, &kwargs, &differences) { return found }
    if let found = try ofSeveralColumns(name, &kwargs, &differences) { return found }
    if let reason = unjudged[name] { throw NotCarried(reason) }
    guard name.hasPrefix("expect_column_") else {
      throw NotCarried("it is no expectation of the core")
    }
    guard let column else { throw NotCarried("`column` is not given") }
    if let found = try ofRows(name, column, &kwargs, &differences) { return found }
    if let found = try ofFigures(name, column, &kwargs, &differences) { return found }
    throw NotCarried("it is no expectation of the core")
  }

  /// Expectations that no contract answers, with the reason.
  static let unjudged: [String: String] = [
    "expect_column_kl_divergence_to_be_less_than": drift,
    "expect_column_chisquare_test_p_value_to_be_greater_than": drift,
    "expect_column_bootstrapped_ks_test_p_value_to_be_greater_than": drift,
    "expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than": drift,
    "expect_column_pair_cramers_phi_value_to_be_less_than": drift,
    "expect_column_value_z_scores_to_be_less_than": ownBatch,
    "expect_column_values_to_not_be_outliers": ownBatch,
    "expect_column_values_to_match_json_schema":
      "what is inside a JSON value is not judged; `format: json` asks that it is one",
    "expect_query_results_to_match_comparison": otherQuery,
    "expect_table_row_count_to_equal_other_table": otherQuery,
    "expect_table_column_count_to_equal": columnCount,
    "expect_table_column_count_to_be_between": columnCount,
  ]
  private static let drift =
    "a change of distribution is no error: `assay drift` judges it with an effect and its interval"
  private static let ownBatch =
    "the limit comes from the batch itself; a `range` from good data holds more: `assay contract`"
  private static let otherQuery = "it asks other data, which a contract only does for keys"
  private static let columnCount = "columns are named, not counted: `dataset.columns`"

  // MARK: Each row

  private static func ofRows(
    _ name: String, _ column: String, _ kwargs: inout SourceMapping,
    _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint]? {
    func one(
      _ kind: any Constraint.Type,
      _ parameters: KeyValuePairs<String, ConfigurationValue?> = [:]
    ) -> [ImportedConstraint] { [ImportedConstraint(kind, of: column, parameters)] }
    switch name {
    case "expect_column_to_exist":
      if kwargs.take("column_index") != nil { differences.append("its position is not judged") }
      return one(RequiredColumn.self)
    case "expect_column_values_to_not_be_null": return one(NoNulls.self)
    case "expect_column_values_to_be_null":
      return [.predicate("\(SQLText.identifier(column)) is null", shows: [column])]
    case "expect_column_values_to_be_between":
      if kwargs.flag("allow_cross_type_comparisons") {
        differences.append("values of other types are not compared")
      }
      kwargs.skip("parse_strings_as_datetimes", "output_strftime_format")
      return [
        ImportedConstraint(ValueRange.self, of: column, try ImportedBounds.range(&kwargs))
      ]
    case "expect_column_values_to_be_in_set", "expect_column_distinct_values_to_be_in_set":
      kwargs.skip("parse_strings_as_datetimes", "quote_values")
      return one(ValueSet.self, ["values": .texts(try kwargs.requiredTexts("value_set"))])
    case "expect_column_values_to_not_be_in_set":
      kwargs.skip("parse_strings_as_datetimes", "quote_values")
      return one(ExcludedValues.self, ["values": .texts(try kwargs.requiredTexts("value_set"))])
    case "expect_column_values_to_be_unique": return one(UniqueValues.self)
    case "expect_column_values_to_be_increasing", "expect_column_values_to_be_decreasing":
      kwargs.skip("parse_strings_as_datetimes")
      let isFalling = name.hasSuffix("decreasing")
      let isStrict = kwargs.flag("strictly")
      return one(
        IncreasingValues.self,
        [
          IncreasingValues.strictly.name: isStrict ? .flag(true) : nil,
          IncreasingValues.falling.name: isFalling ? .flag(true) : nil,
        ])
    case "expect_column_value_lengths_to_equal":
      let length = try kwargs.whole("value")
      guard let length else { throw NotCarried("`value` is not given") }
      return one(TextLength.self, ["min": .whole(length), "max": .whole(length)])
    case "expect_column_value_lengths_to_be_between":
      return [ImportedConstraint(TextLength.self, of: column, try ImportedBounds.counts(&kwargs))]
    case "expect_column_values_to_be_json_parseable":
      return one(TextFormat.self, [TextFormat.form.name: .text("json")])
    case "expect_column_values_to_be_dateutil_parseable":
      differences.append("times are read as ISO 8601 writes them; dateutil reads more forms")
      return one(StoredType.self, [StoredType.type.name: .text(ValueType.timestamp.rawValue)])
    case "expect_column_values_to_match_strftime_format":
      let format = SQLText.literal(try kwargs.requiredText("strftime_format"))
      let value = SQLText.identifier(column)
      return [
        .predicate(
          "case when \(value) is not null then try_strptime(\(value), \(format)) is not null end",
          shows: [column])
      ]
    case "expect_column_values_to_be_of_type", "expect_column_type_to_be":
      let key = kwargs.take("column_type") == nil ? "type_" : "column_type"
      return [try ImportedType.constraint([try kwargs.requiredText(key)], of: column)]
    case "expect_column_values_to_be_in_type_list":
      let key = kwargs.take("column_type_list") == nil ? "type_list" : "column_type_list"
      return [try ImportedType.constraint(try kwargs.requiredTexts(key), of: column)]
    default: return try ofPatterns(name, column, &kwargs)
    }
  }

  private static func ofPatterns(
    _ name: String, _ column: String, _ kwargs: inout SourceMapping
  ) throws(NotCarried) -> [ImportedConstraint]? {
    guard name.contains("_regex") || name.contains("_like_pattern") else { return nil }
    let isLike = name.contains("_like_pattern")
    let key = (isLike ? "like_pattern" : "regex") + (name.hasSuffix("_list") ? "_list" : "")
    if isLike, kwargs.take("escape") != nil {
      throw NotCarried("`escape` changes the meaning of the pattern")
    }
    let given = try kwargs.requiredTexts(key)
    let patterns = isLike ? given.map(LikePattern.regex) : given
    let kind: any Constraint.Type =
      name.contains("_not_match_") ? ExcludedPattern.self : TextPattern.self
    let matchOn = kwargs.take("match_on")?.text ?? "any"
    guard matchOn == "all", kind == TextPattern.self, patterns.count > 1 else {
      return [
        ImportedConstraint(
          kind, of: column, [TextPattern.matches.name: .texts(patterns)])
      ]
    }
    let value = SQLText.identifier(column)
    let parts = patterns.map { "regexp_matches(\(value), \(SQLText.literal($0)))" }
    return [
      .predicate(parts.joined(separator: " and "), shows: [column], patterns: patterns)
    ]
  }

  // MARK: One figure of a column

  private static let figures: [String: any Constraint.Type] = [
    "expect_column_max_to_be_between": LargestValue.self,
    "expect_column_min_to_be_between": SmallestValue.self,
    "expect_column_mean_to_be_between": MeanValue.self,
    "expect_column_median_to_be_between": MedianValue.self,
    "expect_column_sum_to_be_between": ValueSum.self,
    "expect_column_stdev_to_be_between": StandardDeviation.self,
    "expect_column_unique_value_count_to_be_between": DistinctCount.self,
    "expect_column_proportion_of_unique_values_to_be_between": DistinctShare.self,
  ]

  private static func ofFigures(
    _ name: String, _ column: String, _ kwargs: inout SourceMapping,
    _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint]? {
    func values(_ kind: any Constraint.Type, only: Bool = false) throws(NotCarried)
      -> [ImportedConstraint]
    {
      let values = try kwargs.requiredTexts("value_set")
      return [
        ImportedConstraint(
          kind, of: column,
          [
            ValueSet.values.name: .texts(values),
            ContainedValues.only.name: only ? .flag(true) : nil,
          ])
      ]
    }
    kwargs.skip("parse_strings_as_datetimes", "output_strftime_format")
    if let kind = figures[name] {
      return [ImportedConstraint(kind, of: column, try ImportedBounds.range(&kwargs))]
    }
    switch name {
    case "expect_column_proportion_of_non_null_values_to_be_between":
      let present = try ImportedBounds.range(&kwargs)
      return [
        ImportedConstraint(NullShare.self, of: column, try ImportedBounds.complement(present))
      ]
    case "expect_column_distinct_values_to_contain_set": return try values(ContainedValues.self)
    case "expect_column_distinct_values_to_equal_set":
      return try values(ContainedValues.self, only: true)
    case "expect_column_most_common_value_to_be_in_set":
      kwargs.skip("ties_okay")
      return try values(MostCommonValue.self)
    case "expect_column_quantile_values_to_be_between":
      if kwargs.flag("allow_relative_error") || kwargs.take("allow_relative_error")?.number ?? 0 > 0
      {
        differences.append("the quantiles are exact here")
      }
      return [try quantiles(column, &kwargs)]
    default: return nil
    }
  }

  private static func quantiles(
    _ column: String, _ kwargs: inout SourceMapping
  ) throws(NotCarried) -> ImportedConstraint {
    var ranges = SourceMapping(kwargs.take("quantile_ranges"), path: "")
    let shares = ranges?.take("quantiles")?.texts
    let values = ranges?.take("value_ranges")?.members
    guard let shares, let values, shares.count == values.count, !shares.isEmpty else {
      throw NotCarried("`quantile_ranges` gives no range for each quantile")
    }
    var parameters = ConfigurationMapping()
    for (share, range) in zip(shares, values) {
      guard let ends = range.members, ends.count == 2 else {
        throw NotCarried("the range of quantile \(share.shortened) has not two ends")
      }
      var bounds = ConfigurationMapping()
      for (key, end) in zip(["min", "max"], ends) where !end.isNothing {
        guard let text = end.text, end.number != nil else {
          throw NotCarried("the range of quantile \(share.shortened) does not end at numbers")
        }
        bounds[key] = .text(text)
      }
      parameters[share] = .mapping(bounds)
    }
    return ImportedConstraint(
      QuantileValues.self, of: column, [QuantileValues.shares.name: .mapping(parameters)])
  }
}

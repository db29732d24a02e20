import Foundation
import Testing

@testable import Contracts

/// Laws that every kind of constraint obeys.
@Suite struct ConstraintCatalogueTests {
  static let names = ConstraintCatalogue.kinds.map { $0.card.name }

  static func contract(_ kind: any Constraint.Type) -> String {
    let card = kind.card
    switch card.section {
    case .columns:
      let type = card.types.first.map { "type: \($0.rawValue), " } ?? ""
      let own = card.name == "type" ? "" : type
      return "version: 1\ncolumns: {c: {\(own)\(card.name): \(card.example)}}\n"
    case .rows: return "version: 1\nrows: {\(card.name): [\(card.example)]}\n"
    case .dataset: return "version: 1\ndataset: {\(card.name): \(card.example)}\n"
    }
  }

  @Test("Every kind has a name of its own")
  func distinct() {
    #expect(Set(Self.names).count == Self.names.count)
  }

  @Test("The example of every card is a contract that is accepted", arguments: names)
  func example(name: String) throws {
    let kind = try #require(ConstraintCatalogue.kinds.first { $0.card.name == name })
    let type = kind.card.types.first
    let isText = kind.card.example.contains("ATL") && type == .integer
    var text = Self.contract(kind)
    if isText { text = text.replacing("type: integer", with: "type: text") }
    let contract = try Contract.load(text, file: "contract.yaml")
    #expect(contract.rules.contains { $0.card.name == name })
  }

  @Test("Only kinds about rows hold rows back unless a contract says otherwise")
  func severities() {
    for kind in ConstraintCatalogue.kinds {
      #expect((kind.card.severity == .quarantine) == (kind.card.level == .row), "\(kind.card.name)")
    }
  }

  @Test("The schema names every kind, and is JSON")
  func schema() throws {
    let schema = try Contract.schema()
    let value = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any]
    #expect(value?["additionalProperties"] as? Bool == false)
    for name in Self.names { #expect(schema.contains("\"\(name)\""), "\(name)") }
  }

  @Test("Every rule of the other tools has one of ours, or a reason why not, and never both")
  func counterparts() {
    let all = ConstraintCatalogue.kinds.flatMap { $0.card.counterparts }
    for name in OtherTools.greatExpectations {
      let isAnswered = all.contains("gx:\(name)")
      #expect(isAnswered != (UnansweredRules.reasons["gx"]?[name] != nil), "\(name)")
    }
    for name in OtherTools.anomalies {
      let isAnswered = all.contains { $0 == "tfdv:\(name)" || $0.hasPrefix("tfdv:\(name) (") }
      #expect(isAnswered != (UnansweredRules.reasons["tfdv"]?[name] != nil), "\(name)")
    }
    for name in OtherTools.soda {
      #expect(all.contains { $0.hasPrefix("soda:\(name)") }, "\(name)")
    }
    for name in OtherTools.sageMaker {
      #expect(
        all.contains { $0.hasPrefix("sagemaker:\(name)") }
          != (UnansweredRules.reasons["sagemaker"]?[name] != nil), "\(name)")
    }
    for card in all where card.hasPrefix("gx:expect_") {
      #expect(OtherTools.greatExpectations.contains(String(card.dropFirst(3))), "\(card)")
    }
  }

  @Test(
    "What the page says of an expectation is what becomes of it when it is imported",
    arguments: OtherTools.greatExpectations)
  func expectations(name: String) throws {
    let given = try #require(
      OtherTools.arguments.first { name.hasSuffix($0.ending) }, "no arguments are known")
    let column =
      name.hasPrefix("expect_column_pair") || !name.hasPrefix("expect_column_")
      ? ""
      : """
      "column": "a"\(given.json.isEmpty ? "" : ", ")
      """
    let suite = """
      {"name": "s", "expectations": [{"type": "\(name)", "kwargs": {\(column)\(given.json)}}]}
      """
    let found = try ContractImport(
      bytes: Array(suite.utf8), file: "suite.json", name: "suite"
    ) { _ in nil }
    let rule = try #require(found.rules.first)
    if let reason = UnansweredRules.reasons["gx"]?[name] {
      #expect(rule.outcome == .listed && rule.reason == reason)
      return
    }
    #expect(rule.outcome != .listed, "\(rule.reason ?? "")")
    let contract = try Contract.load(try #require(found.contract), file: "contract.yaml")
    #expect(!contract.rules.isEmpty)
    for made in contract.rules {
      #expect(made.card.counterparts.contains("gx:\(name)"), "\(name) becomes \(made.card.name)")
    }
  }
}

/// The rules that other tools have.
private enum OtherTools {
  /// The core expectations of Great Expectations 1.24.1.
  static let greatExpectations: [String] = {
    let values = [
      "be_between", "be_dateutil_parseable", "be_decreasing", "be_in_set", "be_in_type_list",
      "be_increasing", "be_json_parseable", "be_null", "be_of_type", "be_unique",
      "match_json_schema", "match_like_pattern", "match_like_pattern_list", "match_regex",
      "match_regex_list", "match_strftime_format", "not_be_in_set", "not_be_null",
      "not_be_outliers", "not_match_like_pattern", "not_match_like_pattern_list",
      "not_match_regex", "not_match_regex_list",
    ].map { "expect_column_values_to_\($0)" }
    let aggregates = [
      "value_lengths_to_be_between", "value_lengths_to_equal", "value_z_scores_to_be_less_than",
      "bootstrapped_ks_test_p_value_to_be_greater_than",
      "chisquare_test_p_value_to_be_greater_than", "distinct_values_to_be_in_set",
      "distinct_values_to_contain_set", "distinct_values_to_equal_set",
      "kl_divergence_to_be_less_than", "max_to_be_between", "mean_to_be_between",
      "median_to_be_between", "min_to_be_between", "stdev_to_be_between", "sum_to_be_between",
      "most_common_value_to_be_in_set",
      "parameterized_distribution_ks_test_p_value_to_be_greater_than",
      "proportion_of_non_null_values_to_be_between", "proportion_of_unique_values_to_be_between",
      "quantile_values_to_be_between", "unique_value_count_to_be_between", "to_exist",
      "type_to_be", "pair_cramers_phi_value_to_be_less_than",
      "pair_values_a_to_be_greater_than_b", "pair_values_to_be_equal", "pair_values_to_be_in_set",
    ].map { "expect_column_\($0)" }
    let others = [
      "expect_compound_columns_to_be_unique", "expect_multicolumn_sum_to_equal",
      "expect_multicolumn_values_to_be_equal", "expect_multicolumn_values_to_be_unique",
      "expect_select_column_values_to_be_unique_within_record",
      "expect_query_results_to_match_comparison", "expect_table_column_count_to_be_between",
      "expect_table_column_count_to_equal", "expect_table_columns_to_match_ordered_list",
      "expect_table_columns_to_match_set", "expect_table_row_count_to_be_between",
      "expect_table_row_count_to_equal", "expect_table_row_count_to_equal_other_table",
    ]
    return values + aggregates + others
  }()

  static let soda = [
    "schema", "row_count", "freshness", "missing", "invalid", "duplicate", "aggregate", "metric",
    "failed_rows",
  ]

  static let sageMaker = [
    "data_type_check", "completeness_check", "baseline_drift_check", "missing_column_check",
    "extra_column_check", "categorical_values_check",
  ]

  /// Anomalies of TensorFlow Data Validation.
  static let anomalies = [
    "SCHEMA_MISSING_COLUMN", "SCHEMA_NEW_COLUMN", "SCHEMA_TRAINING_SERVING_SKEW",
    "COMPARATOR_CONTROL_DATA_MISSING", "COMPARATOR_TREATMENT_DATA_MISSING",
    "COMPARATOR_L_INFTY_HIGH", "NO_DATA_IN_SPAN", "COMPARATOR_LOW_NUM_EXAMPLES",
    "COMPARATOR_HIGH_NUM_EXAMPLES", "DATASET_LOW_NUM_EXAMPLES", "DATASET_HIGH_NUM_EXAMPLES",
    "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH", "COMPARATOR_NORMALIZED_ABSOLUTE_DIFFERENCE_HIGH",
    "ENUM_TYPE_UNEXPECTED_STRING_VALUES", "FEATURE_TYPE_LOW_FRACTION_PRESENT",
    "FEATURE_TYPE_LOW_NUMBER_PRESENT", "FEATURE_TYPE_NOT_PRESENT", "FEATURE_TYPE_HIGH_UNIQUE",
    "FEATURE_TYPE_LOW_UNIQUE", "FLOAT_TYPE_BIG_FLOAT", "FLOAT_TYPE_SMALL_FLOAT",
    "FLOAT_TYPE_HAS_NAN", "FLOAT_TYPE_HAS_INF", "INT_TYPE_BIG_INT", "INT_TYPE_SMALL_INT",
    "UNEXPECTED_DATA_TYPE", "SEQUENCE_VALUE_*", "CUSTOM_VALIDATION", "MULTIPLE_REASONS",
  ]

  /// What an expectation of such a name is asked with, the longest ending first.
  static let arguments: [(ending: String, json: String)] = [
    (
      "pair_values_a_to_be_greater_than_b",
      #""column_A": "a", "column_B": "b", "ignore_row_if": "either_value_is_missing""#
    ),
    (
      "pair_values_to_be_equal",
      #""column_A": "a", "column_B": "b", "ignore_row_if": "either_value_is_missing""#
    ),
    (
      "pair_values_to_be_in_set",
      #""column_A": "a", "column_B": "b", "value_pairs_set": [["x", "y"]]"#
    ),
    ("cramers_phi_value_to_be_less_than", #""column_A": "a", "column_B": "b""#),
    (
      "quantile_values_to_be_between",
      #""quantile_ranges": {"quantiles": [0.5], "value_ranges": [[1, 2]]}"#
    ),
    ("proportion_of_non_null_values_to_be_between", #""min_value": 0.5, "max_value": 1"#),
    ("proportion_of_unique_values_to_be_between", #""min_value": 0.5, "max_value": 1"#),
    ("_to_be_between", #""min_value": 1, "max_value": 9"#),
    ("row_count_to_equal_other_table", #""other_table_name": "t""#),
    ("_count_to_equal", #""value": 3"#), ("lengths_to_equal", #""value": 3"#),
    ("multicolumn_sum_to_equal", #""column_list": ["a", "b"], "sum_total": 1"#),
    ("columns_to_match_ordered_list", #""column_list": ["a", "b"]"#),
    ("columns_to_match_set", #""column_set": ["a", "b"]"#),
    ("multicolumn_values_to_be_equal", #""column_list": ["a", "b"]"#),
    ("multicolumn_values_to_be_unique", #""column_list": ["a", "b"]"#),
    ("compound_columns_to_be_unique", #""column_list": ["a", "b"]"#),
    ("unique_within_record", #""column_list": ["a", "b"]"#),
    ("_like_pattern_list", #""like_pattern_list": ["x%"]"#),
    ("_like_pattern", #""like_pattern": "x%""#), ("_regex_list", #""regex_list": ["x"]"#),
    ("_regex", #""regex": "x""#), ("_set", #""value_set": ["x", "y"]"#),
    ("strftime_format", #""strftime_format": "%Y""#), ("_type_list", #""type_list": ["int"]"#),
    ("_of_type", #""type_": "int""#), ("type_to_be", #""type_": "int""#),
    // Those that are asked with nothing more, or not at all.
    ("", ""),
  ]
}

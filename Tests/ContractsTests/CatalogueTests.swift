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

  @Test("Every rule of the other tools has one of ours")
  func counterparts() {
    let all = ConstraintCatalogue.kinds.flatMap { $0.card.counterparts }
    for name in OtherTools.greatExpectations {
      #expect(all.contains("gx:\(name)") || OtherTools.leftToDrift.contains(name), "\(name)")
    }
    for name in OtherTools.soda {
      #expect(all.contains { $0.hasPrefix("soda:\(name)") }, "\(name)")
    }
    for name in OtherTools.sageMaker {
      #expect(
        all.contains { $0.hasPrefix("sagemaker:\(name)") } || OtherTools.leftToDrift.contains(name),
        "\(name)")
    }
    for card in all where card.hasPrefix("gx:expect_") {
      #expect(OtherTools.greatExpectations.contains(String(card.dropFirst(3))), "\(card)")
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

  /// Changes of a distribution, which `assay drift` tells, not a contract.
  static let leftToDrift: Set = [
    "expect_column_chisquare_test_p_value_to_be_greater_than",
    "expect_column_kl_divergence_to_be_less_than",
    "expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than",
    "expect_column_bootstrapped_ks_test_p_value_to_be_greater_than",
    "expect_column_pair_cramers_phi_value_to_be_less_than", "baseline_drift_check",
  ]
}

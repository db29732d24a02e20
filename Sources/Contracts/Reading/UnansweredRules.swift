/// Rules of other tools that no kind of constraint says, each with the reason and with what does.
enum UnansweredRules {
  /// By the tool's prefix in the cards, the rules by their names.
  static let reasons: [String: [String: String]] = [
    "gx": Expectation.unjudged,
    "sagemaker": ["baseline_drift_check": drift],
    "tfdv": [
      "COMPARATOR_L_INFTY_HIGH": drift,
      "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH": drift,
      "COMPARATOR_NORMALIZED_ABSOLUTE_DIFFERENCE_HIGH": drift,
      "COMPARATOR_CONTROL_DATA_MISSING": drift,
      "COMPARATOR_TREATMENT_DATA_MISSING": drift,
      "COMPARATOR_LOW_NUM_EXAMPLES": volume,
      "COMPARATOR_HIGH_NUM_EXAMPLES": volume,
      "SCHEMA_TRAINING_SERVING_SKEW":
        "`environments` say which rules hold in training and in serving",
      "SEQUENCE_VALUE_*": "values within lists are not judged",
      "MULTIPLE_REASONS": "a row lists all constraints that it broke",
    ],
  ]

  private static let drift =
    "a change of distribution is no error: `assay drift` judges it with an effect and its interval"
  private static let volume =
    "the number of rows against that of earlier batches: `assay observe`; `row-count` has fixed ends"
}

package import Statistics

/// The predictions of the model that is to be replaced, read from a column of the test rows.
package struct PreviousModel: Sendable, Hashable {
  package static let card = Card(
    id: "previous-model", key: "previousModel", title: "Previous model",
    summary: "What the model in use says about the same rows.", unit: "as the model's",
    range: "as the model's", direction: .neutral, formula: "a column of the test rows",
    undefined: "no column is named, or no test row has a value in it",
    source: "McNemar 1947 and DeLong et al. 1988 for comparisons on the same rows")

  /// The column of probabilities, or of values for a regression.
  package var score: String?
  /// The column of predicted classes.
  package var prediction: String?

  /// Names the columns.
  package init(score: String? = nil, prediction: String? = nil) {
    self.score = score
    self.prediction = prediction
  }
}

/// What a check says about itself.
package struct CheckCard: Sendable, Hashable {
  /// `parity.inputs`: the aspect's id, a dot, the check's own name.
  package var id: String
  /// The aspect that it belongs to.
  package var aspect: AspectID
  /// The claim that it tests, a sentence that can be true or false.
  package var title: String
  /// What it does, in one sentence.
  package var summary: String
  /// The paper, standard or reference function of its method.
  package var reference: String
  /// The keys of assay.yaml that it needs: `data.train`, `columns.target`.
  package var needs: [String]
  /// The keys of assay.yaml on which the evidence depends, beyond those that every check reads.
  ///
  /// A key
  /// with all below it, `drift` or `metrics.window`. A change elsewhere leaves the evidence valid.
  package var settings: [String]

  /// What every check reads: which task it is, and which columns are features.
  package static let commonSettings = [
    "model.task", "columns", "baseline.previous-model", "limits.candidates",
    "truth.proxy",
  ]

  /// Makes a card.
  package init(
    id: String, aspect: AspectID, title: String, summary: String, reference: String,
    needs: [String], settings: [String] = []
  ) {
    self.id = id
    self.aspect = aspect
    self.title = title
    self.summary = summary
    self.reference = reference
    self.needs = needs
    self.settings = settings
  }
}

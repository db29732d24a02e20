package import Statistics

/// What a check found: a status, a sentence, and the numbers behind it.
package struct Evidence: Sendable, Hashable {
  /// The check that found it.
  package var check: CheckCard
  /// How it came out.
  package var status: CheckStatus
  /// One or two sentences for people, with the numbers that matter.
  package var finding: String
  /// The numbers, most important first.
  package var measurements: [Measurement]
  /// Charts, most important first.
  package var figures: [Figure]
  /// How the numbers were computed, from which rows, with which parameters.
  package var method: String
  /// What to do next; nil when nothing needs doing.
  package var remedy: String?
  /// How much it matters beside other findings of the same status: 0…1, larger first.
  package var weight: Double

  /// Makes evidence.
  package init(
    check: CheckCard, status: CheckStatus, finding: String, measurements: [Measurement] = [],
    figures: [Figure] = [], method: String, remedy: String? = nil, weight: Double = 0.5
  ) {
    self.check = check
    self.status = status
    self.finding = finding
    self.measurements = measurements
    self.figures = figures
    self.method = method
    self.remedy = remedy
    self.weight = weight
  }
}

/// A named number with its unit and its interval.
package struct Measurement: Sendable, Hashable {
  /// What it is: `rocAUC on test`.
  package var name: String
  /// The number; nil when undefined.
  package var value: Double?
  /// Its interval.
  package var interval: Interval?
  /// `share`, `rows`, `minutes`, …
  package var unit: String
  /// The limit it was judged against, where there is one.
  package var threshold: Double?
  /// Why the value or the interval is absent, or what to know about it.
  package var note: String?

  /// Makes a measurement.
  package init(
    name: String, value: Double?, interval: Interval? = nil, unit: String,
    threshold: Double? = nil, note: String? = nil
  ) {
    self.name = name
    self.value = value
    self.interval = interval
    self.unit = unit
    self.threshold = threshold
    self.note = note
  }
}

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

  /// Makes a card.
  package init(
    id: String, aspect: AspectID, title: String, summary: String, reference: String,
    needs: [String]
  ) {
    self.id = id
    self.aspect = aspect
    self.title = title
    self.summary = summary
    self.reference = reference
    self.needs = needs
  }
}

extension ProductionPlan {
  /// The model.
  package struct Model: FieldSection {
    /// Its name.
    package var name = ""
    /// Its version.
    package var version: String?
    /// What it is for.
    package var description: String?
    /// What it predicts.
    package var task = ""
    /// The column with the truth.
    package var target = ""
    /// The column with the predicted class or value.
    package var prediction: String?
    /// The column with the predicted probability.
    package var score: String?
    /// The column with the time of the prediction.
    package var timestamp: String?

    static let fields: [SectionField<Self>] = [
      SectionField("name", \.name, isRequired: true, example: "arrival-delay", "Its name."),
      SectionField("version", \.version, example: "1.4.0", "Its version."),
      SectionField(
        "description", \.description, example: "Flags flights that will arrive late.",
        "What it is for."),
      SectionField("task", \.task, isRequired: true, example: "binary", "What it predicts."),
      SectionField(
        "target", \.target, .text(.column), isRequired: true, example: "delayed",
        "The column with the truth."),
      SectionField(
        "prediction", \.prediction, .text(.column), example: "predicted",
        "The column with the predicted class or value."),
      SectionField(
        "score", \.score, .text(.column), example: "p_delayed",
        "The column with the predicted probability."),
      SectionField(
        "timestamp", \.timestamp, .text(.column), example: "scheduled_departure",
        "The column with the time of the prediction."),
    ]
  }

  /// The assessment behind the plan.
  package struct Source: FieldSection {
    /// Its file, relative to the project file or as it was named.
    package var report = ""
    /// Its answer.
    package var verdict = ""
    /// When it was made.
    package var time = ""
    /// SHA-256 of its evidence.
    package var evidence = ""
    /// The version that made it.
    package var assay = ""

    static let fields: [SectionField<Self>] = [
      SectionField(
        "report", \.report, isRequired: true, example: "assay-report/report.json", "Its file."),
      SectionField("verdict", \.verdict, isRequired: true, example: "GO", "Its answer."),
      SectionField(
        "time", \.time, isRequired: true, example: "\"2026-03-31T12:00:00Z\"",
        "When it was made."),
      SectionField(
        "evidence", \.evidence, isRequired: true, example: "9f2c", "SHA-256 of its evidence."),
      SectionField(
        "assay", \.assay, isRequired: true, example: "0.1.0", "The version that made it."),
    ]
  }

  /// The contract of incoming rows.
  package struct Quality: FieldSection {
    /// The contract that incoming rows are held against, as typed.
    package var contract: String?
    /// Where rows go that break it, with the reasons.
    package var quarantine: String?

    static let fields: [SectionField<Self>] = [
      SectionField(
        "contract", \.contract, .text(.path), example: "contract.yaml",
        "The contract that incoming rows are held against."),
      SectionField(
        "quarantine", \.quarantine, .text(.path), example: "held/",
        "The store of rows that break it, with the reasons."),
    ]
  }
}

extension ProductionPlan.Source {
  /// An assessment as its record tells.
  ///
  /// - Parameter report: the record's file, as it was named.
  package init(_ record: AssessmentRecord, report: String) {
    self.init(
      report: report, verdict: record.verdict, time: record.time, evidence: record.evidence,
      assay: record.assayVersion)
  }
}

internal import Statistics

extension Project {
  /// A stage of the pipeline that leads to predictions: its data, what they must be, what they come
  /// from.
  package struct Stage: FieldSection {
    /// How the number of rows may differ from that of the stage before.
    package enum Rows: String, ConfigurationWord, FieldValue {
      case same, fewer, more

      /// What it means.
      package var summary: String {
        switch self {
        case .same: "every row goes on, and none is added"
        case .fewer: "a filter may leave rows out"
        case .more: "a join may multiply rows"
        }
      }
    }

    /// What it is called.
    package var name = ""
    /// `DATA` as typed.
    package var source = ""
    /// The contract's file, as typed; nil for that of the project.
    package var contract: String?
    /// Stages that it is made from, of which the first has its rows.
    package var from: [String] = []
    /// How its rows may differ from those of the first stage that it is made from; nil where that
    /// is not said.
    package var rows: Rows?

    static let fields: [SectionField<Self>] = [
      SectionField(
        "stage", \.name, isRequired: true, example: "features",
        "What the stage is called; where the contract lists stages, one of them."),
      SectionField(
        "data", \.source, .text(.data), isRequired: true, example: "features.parquet",
        "The stage's data: a file, glob, directory or ENGINE:TABLE-or-SQL."),
      SectionField(
        "contract", \.contract, .text(.path), example: "features.yaml",
        "What the stage's data must be; without it, the rules of `contract` for this stage."),
      SectionField(
        "from", \.from, example: "[raw]",
        "The stages above that it is made from; rows are compared with the first."),
      SectionField(
        "rows", \.rows, example: "same",
        "How its rows may differ from those of that stage; without it, they are not judged."),
    ]

    /// The source as seen from the project file's directory.
    package func source(from directory: String) -> String {
      Project.source(source, below: directory)
    }
  }

  /// Stages that name nothing above them, or twice the same.
  var pipelineRules: [ProjectError] {
    var errors: [ProjectError] = []
    for (index, stage) in pipeline.enumerated() {
      let path = "pipeline[\(index)]"
      let above = pipeline[..<index].map(\.name)
      if above.contains(stage.name) {
        errors.append(
          refusal(
            of: "\(path).stage", "two stages are called “\(stage.name)”",
            remedy: "give each a name of its own"))
      }
      for name in stage.from where !above.contains(name) {
        errors.append(
          refusal(
            of: "\(path).from", "no stage above “\(stage.name)” is called “\(name)”",
            remedy: Spelling.suggestion(for: name, among: above)
              ?? "list stages in the order in which they are made"))
      }
      if stage.rows != nil, stage.from.isEmpty {
        errors.append(
          refusal(
            of: "\(path).rows", "“\(stage.name)” says how its rows differ, and not from what",
            remedy: "add `from: [STAGE]`"))
      }
      if stage.contract == nil, contract == nil {
        errors.append(
          refusal(
            of: path, "no contract says what the data of “\(stage.name)” must be",
            remedy: "add `contract: FILE` here, or for all stages at the top"))
      }
    }
    return errors
  }
}

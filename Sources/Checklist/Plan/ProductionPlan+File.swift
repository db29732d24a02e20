extension ProductionPlan {
  /// The name of the file.
  package static let fileName = "production-plan.yaml"

  /// Reads a plan.
  ///
  /// - Parameter file: its name, for errors.
  /// - Throws: every deviation that was found, by line.
  package static func load(
    bytes: some Collection<UInt8>, file: String
  ) throws(ProjectErrors) -> ProductionPlan {
    let read = try ConfigurationFile(
      bytes: bytes, file: file, keys: keys, start: "`assay plan` writes one")
    let plan = ProductionPlan(read.values.withDefaults(keys))
    func refusal(at path: String, _ message: String, _ remedy: String) -> ProjectError {
      let place = read.places[path] ?? Place(line: 1, column: 1)
      return ProjectError(
        message: message, file: file, line: place.line, column: place.column, remedy: remedy)
    }
    var seen: Set<String> = []
    var errors: [ProjectError] = []
    for (index, monitor) in plan.monitors.enumerated() where !seen.insert(monitor.id).inserted {
      errors.append(
        refusal(
          at: "monitors[\(index)].id", "two monitors have the id “\(monitor.id.visible)”",
          "give one of them another"))
    }
    for (index, step) in plan.runbook.enumerated() where !seen.contains(step.monitor) {
      errors.append(
        refusal(
          at: "runbook[\(index)].monitor", "there is no monitor “\(step.monitor.visible)”",
          "name one of monitors, or remove the step"))
    }
    guard errors.isEmpty else { throw ProjectErrors(errors) }
    return plan
  }

  /// What stands in the file.
  package var content: ConfigurationMapping { values }

  /// The file; reading it back gives an equal plan.
  package var text: String {
    let notes = YAMLText.comment(
      """
      The production plan, written by `assay plan` from the assessment and assay.yaml. Change it \
      there: this file is written anew.
      """, indent: "")
    return (notes + [""] + YAMLText.block(content)).joined(separator: "\n") + "\n"
  }

  /// The JSON Schema of the file.
  ///
  /// - Throws: what the JSON encoder throws, which no value here makes it do.
  package static func schema() throws -> String {
    try ConfigurationSchema.json(
      title: "production plan", description: "What a team does once its model is live.",
      keys: keys)
  }
}

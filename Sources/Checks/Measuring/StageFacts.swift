package import Checklist
package import Contracts
internal import Engines

/// A stage of the pipeline held against its contract, or why it could not be.
package struct StageFacts: Sendable {
  package let stage: Project.Stage
  package let report: Result<ValidationReport, any Error>

  /// Stages by their contracts, in their order; what one cannot be asked leaves the others alone.
  static func all(
    _ project: Project, directory: String, engine: any Engine,
    contracts: [String: Result<ProjectContract, any Error>]
  ) -> [StageFacts] {
    project.pipeline.map { stage in
      StageFacts(
        stage: stage,
        report: Result {
          let file = stage.contract ?? project.contract?.file
          guard let contract = try file.flatMap({ contracts[$0] })?.get() else {
            throw EngineError(
              .unreadable, "the contract of stage \(stage.name.visible) was not read",
              remedy: "name one with pipeline.contract")
          }
          let source = try engine.source(stage.source(from: directory))
          let isNamed = !contract.contract.stages.isEmpty
          return try contract.report(
            "stage \(stage.name)", environment: "scoring", stage: isNamed ? stage.name : nil,
            source: source, description: try engine.describe(source), engine: engine)
        })
    }
  }
}

internal import ADBC
package import Checklist
package import Contracts
internal import Engines

/// A contract, and how each data set fared against it.
package struct ContractFacts: Sendable {
  /// What the data must be.
  package let contract: Contract
  /// By data set, what was found, or why it could not be asked.
  package let reports: [(role: Project.DataRole, report: Result<ValidationReport, any Error>)]
}

/// A contract that a project names, as read: its rules, and the folder of its file.
package struct ProjectContract: Sendable {
  package let contract: Contract
  /// What paths in it are relative to; empty for the working directory.
  package let folder: String
  /// The moment at which freshness is taken, as `2026-03-31T12:00:00Z`.
  package let now: String

  /// Names a contract.
  package init(_ contract: Contract, folder: String, now: String) {
    self.contract = contract
    self.folder = folder
    self.now = now
  }

  /// The contract with further columns of which no value is shown.
  func hiding(_ columns: [String]) -> ProjectContract {
    var contract = contract
    contract.hidden.formUnion(columns)
    return ProjectContract(contract, folder: folder, now: now)
  }

  /// Holds a data set against the rules of its environment and stage.
  ///
  /// Labels are known in training: where the contract tells the two apart, scoring data are held
  /// against the rules of scoring, all others against those of training.
  func report(
    _ role: Project.DataRole, stage: String?, source: DataSource, description: SourceDescription,
    engine: any Engine
  ) throws -> ValidationReport {
    try report(
      "data.\(role.rawValue)", environment: role == .scoring ? "scoring" : "training", stage: stage,
      source: source, description: description, engine: engine)
  }

  /// Holds data against the rules of an environment, where the contract knows it, and of a stage.
  func report(
    _ name: String, environment: String, stage: String?, source: DataSource,
    description: SourceDescription, engine: any Engine
  ) throws -> ValidationReport {
    try contract.refuseFlawedExpressions(engine)
    if let stage, !contract.stages.contains(stage) {
      throw contract.refusal(at: "stages", "the contract has no stage “\(stage.visible)”")
    }
    let typed = try reading(source, description, engine)
    let (source, description) = (typed.source, typed.description)
    let plan = try ContractPlan(
      contract,
      of: JudgedRows(source, description, engine: engine, name: name),
      engine: engine, folder: folder,
      environment: contract.environments.contains(environment) ? environment : nil, stage: stage,
      now: now)
    return try ContractValidation(
      plan, of: source, engine: engine,
      run: ValidationReport.Run(id: name, time: now)
    ).report
  }

  /// The data as a text file is read by the types that the contract states; looked at once more
  /// only where its values alone say other types.
  private func reading(
    _ source: DataSource, _ description: SourceDescription, _ engine: any Engine
  ) throws(EngineError) -> (source: DataSource, description: SourceDescription) {
    let types = contract.types
    let isOther = description.fields.contains { field in
      types[field.name].map { $0 != ValueType(field.type) } ?? false
    }
    let typed = source.reading(as: contract.statedTypes)
    guard isOther, typed != source else { return (source, description) }
    return (typed, try engine.describe(typed))
  }
}

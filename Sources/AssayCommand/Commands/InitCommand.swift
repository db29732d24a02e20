internal import ArgumentParser
internal import Checklist
internal import Engines
internal import Foundation
internal import Measurements
internal import Reports

/// `assay init`: looks at the data and writes a commented assay.yaml.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Looks at data files and writes a commented assay.yaml.",
    discussion: """
      Infers the task and the columns' roles, explains each in a comment, and lists
      every question of the checklist for people to answer.

      Example:
        assay init --train train.parquet --test test.parquet \\
          --scoring week.parquet --target late --score p_late
      """)

  @Option(help: ArgumentHelp("The rows that the model learned from.", valueName: "data"))
  var train: String?

  @Option(help: ArgumentHelp("The rows that settings were chosen on.", valueName: "data"))
  var validation: String?

  @Option(help: ArgumentHelp("The rows that the model is judged on.", valueName: "data"))
  var test: String?

  @Option(help: ArgumentHelp("Rows as production scores them.", valueName: "data"))
  var scoring: String?

  @Option(help: "The kind of prediction.")
  var task: Project.Task?

  @Option(help: ArgumentHelp("The column of what happened.", valueName: "col"))
  var target: String?

  @Option(help: ArgumentHelp("The target's value that is positive.", valueName: "value"))
  var positive: String?

  @Option(help: ArgumentHelp("The column of the predicted class or value.", valueName: "col"))
  var prediction: String?

  @Option(
    help: ArgumentHelp("The column of the positive class' probability.", valueName: "col"))
  var score: String?

  @Option(help: ArgumentHelp("Multiclass: the classes' probabilities.", valueName: "col,…"))
  var probabilities: ColumnList?

  @Option(
    help: ArgumentHelp("Multiclass: the classes in the order of these.", valueName: "name,…"))
  var classes: ColumnList?

  @Option(help: ArgumentHelp("The column of each row's time.", valueName: "col"))
  var timestamp: String?

  @Option(help: ArgumentHelp("Forecast: the columns that tell series apart.", valueName: "col,…"))
  var series: ColumnList?

  @Option(help: ArgumentHelp("Forecast: steps after which a pattern repeats.", valueName: "n"))
  var season: Int?

  @Option(help: ArgumentHelp("Forecast: steps that it looks ahead.", valueName: "n"))
  var horizon: Int?

  @Option(
    help: ArgumentHelp(
      "The column of whom or what a row is about; ranking: query or user.", valueName: "col"))
  var entity: String?

  @Option(help: ArgumentHelp("Ranking: the column of the item.", valueName: "col"))
  var item: String?

  @Option(help: ArgumentHelp("The model's name.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Where to write the project file.", valueName: "file"))
  var out = "assay.yaml"

  @Flag(help: "Replace a project file that is there.")
  var force = false

  private var sources: [(role: Project.DataRole, argument: String)] {
    [
      (Project.DataRole.train, train), (.validation, validation), (.test, test),
      (.scoring, scoring),
    ]
    .compactMap { role, argument in argument.map { (role, $0) } }
  }

  func validate() throws {
    guard !sources.isEmpty else {
      throw ValidationError("name at least one data set: --train DATA, --test DATA")
    }
    if let season, season < 2 {
      throw ValidationError("--season \(season) is no season: expected 2 or more steps")
    }
    if let horizon, horizon < 1 {
      throw ValidationError("--horizon \(horizon) is out of range: expected 1 or more steps")
    }
  }

  func run() throws {
    guard force || !FileManager.default.fileExists(atPath: out) else {
      throw UsageError("\(out) exists; --force replaces it, --out FILE writes another")
    }
    let engine = try OpenData.standardEngine()
    var sets: [DataSetSummary] = []
    var warnings: [WarningDocument] = []
    for (role, argument) in sources {
      let open = try OpenData(argument, engine: engine)
      try open.requireRows(role.rawValue)
      var plan = ScanPlan()
      let ticket = plan.add(ProfileFold())
      sets.append(DataSetSummary(role, try open.run(plan)[ticket]))
      warnings += open.warnings
    }
    let roles = try OutputSearch(sources.map { ($0.role, $0.argument) }, engine: engine)
      .roles(of: sets, given: given)
    let contract = try self.contract(roles, sets: sets, engine: engine)
    let draft = ProjectDraft(
      modelName: name ?? defaultName,
      sources: Dictionary(
        sources.map { ($0.role, relative($0.argument)) }, uniquingKeysWith: { $1 }),
      contract: Self.contractFile, roles: roles)
    let text = draft.text
    _ = try Project.load(text, file: out, vocabulary: Registries.vocabulary)
    let schema = try ProjectSchema.json(vocabulary: Registries.vocabulary)
    let folder = URL(filePath: out).deletingLastPathComponent()
    try ReportWriter().write(
      schema, to: folder.appending(path: ProjectDraft.schemaPath).path)
    if let contract {
      try ReportWriter().write(
        contract.contract, to: folder.appending(path: Self.contractFile).path)
    }
    try ReportWriter().write(text, to: out)
    Console.standard.warn(warnings)
    let written = contract == nil ? "" : " and \(Self.contractFile)"
    let guesses = draft.guesses.map { "\n  \(out):\($0.line)  \($0.text.visible)" }
    Console.standard.print(
      """
      Wrote \(out)\(written) for a \(roles.task.value.rawValue) model of \(roles.target.value.visible).
      \(guesses.isEmpty ? "Nothing had to be guessed." : "Guessed, to be checked:\(guesses.joined())")
      Then answer the questions under answers:, and run: assay assess
      """)
  }

  private var given: GivenRoles {
    var given = GivenRoles(
      task: task, target: target, positive: positive, prediction: prediction, score: score,
      timestamp: timestamp, entity: entity)
    given.probabilities = probabilities?.names ?? []
    given.classes = classes?.names ?? []
    given.series = series?.names ?? []
    given.season = season
    given.horizon = horizon
    given.item = item
    return given
  }

  /// The contract beside the project file.
  private static let contractFile = "contract.yaml"

  /// A contract inferred from the first set, that of training where there is one; nil when a file
  /// is there that must not be replaced.
  private func contract(
    _ roles: InferredRoles, sets: [DataSetSummary], engine: any Engine
  ) throws -> InferredContract? {
    let folder = URL(filePath: out).deletingLastPathComponent()
    let path = folder.appending(path: Self.contractFile).path
    guard force || !FileManager.default.fileExists(atPath: path), let first = sources.first else {
      return nil
    }
    // Batches are as large as the scoring data, where these are given.
    return try InferredContract(
      [first.argument], name: name ?? defaultName, target: roles.target.value,
      outputs: [roles.score?.value, roles.prediction?.value].compactMap(\.self),
      windowRows: sets.first { $0.role == .scoring }.map { max(1, $0.rows) }, engine: engine)
  }

  /// The folder's name: people mostly keep a model in a folder of its own.
  private var defaultName: String {
    let folder = URL(filePath: out).standardizedFileURL.deletingLastPathComponent()
    return folder.lastPathComponent.isEmpty ? "model" : folder.lastPathComponent
  }

  /// A path as seen from the folder of the project file.
  private func relative(_ argument: String) -> String {
    guard !argument.hasPrefix("/"), FileManager.default.fileExists(atPath: argument) else {
      return argument
    }
    let folder = URL(filePath: out).standardizedFileURL.deletingLastPathComponent().path
    let here = FileManager.default.currentDirectoryPath
    return folder == here ? argument : URL(filePath: argument).standardizedFileURL.path
  }
}

extension Project.Task: ExpressibleByArgument {}

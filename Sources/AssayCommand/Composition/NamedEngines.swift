internal import Checklist
internal import Engines
internal import Foundation

/// The databases that a project names under `engines:`, as addresses.
struct NamedEngines: Sendable {
  private let project: OpenProject?
  private let environment: [String: String]

  /// - Parameter project: nil for `assay.yaml` of the working directory, read when a name comes up.
  init(
    _ project: OpenProject?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.project = project
    self.environment = environment
  }

  /// The address of a name; nil when the project names no engine so.
  var addresses: EveryEngine.Names {
    { (name) throws(EngineError) in
      guard let opened = try self.opened(for: name),
        let engine = opened.project.engines.first(where: { $0.name == name })
      else { return nil }
      return try self.address(engine, opened)
    }
  }

  private func opened(for name: String) throws(EngineError) -> OpenProject? {
    if let project { return project }
    guard FileManager.default.fileExists(atPath: "assay.yaml") else { return nil }
    do { return try OpenProject("assay.yaml") } catch {
      throw EngineError(
        .usage, "assay.yaml, which may name the engine \(name), cannot be used: \(error)",
        remedy: "correct it")
    }
  }

  private func address(
    _ engine: Project.NamedEngine, _ opened: OpenProject
  ) throws(EngineError) -> DatabaseAddress {
    var options = engine.options
    options["uri"] = options["uri"] ?? engine.uri
    for (option, variable) in engine.variables {
      guard let value = environment[variable], !value.isEmpty else {
        throw refusal(
          engine, "the environment variable \(variable.shownOnOneLine) is not set",
          "set it to the option \(option.shownOnOneLine)")
      }
      options[option] = value
    }
    for (option, file) in engine.files {
      let path = opened.path(of: file)
      guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= 1 << 16 else {
        throw refusal(
          engine, "the file \(path.shownOnOneLine) cannot be read",
          "write the option \(option.shownOnOneLine) into it")
      }
      var value = Substring(String(decoding: bytes, as: UTF8.self))
      while value.last?.isNewline == true { value = value.dropLast() }
      options[option] = String(value)
    }
    let (dialect, counts): (Dialect, Bool) =
      switch engine.dialect {
      case .postgresql: (.postgresql, true)
      case .spark: (.spark, true)
      case .duckdb: (.duckdb, true)
      // Names are quoted as there; nothing else of these dialects is used.
      case .standard: (.duckdb, false)
      case .backticks: (.spark, false)
      }
    return DatabaseAddress(
      name: engine.name, dialect: dialect, counts: counts,
      driver: engine.driver.contains("/") ? path(of: engine.driver, opened) : engine.driver,
      entry: engine.entrypoint ?? (engine.driver == "duckdb" ? "duckdb_adbc_init" : nil),
      options: options,
      installation: "install the driver \(engine.driver.shownOnOneLine) with its manifest")
  }

  private func path(of driver: String, _ opened: OpenProject) -> String {
    URL(filePath: opened.path(of: driver)).standardizedFileURL.path
  }

  private func refusal(
    _ engine: Project.NamedEngine, _ problem: String, _ remedy: String
  ) -> EngineError {
    EngineError(.usage, problem, remedy: remedy, file: "engines.\(engine.name) of assay.yaml")
  }
}

internal import Checklist
internal import Checks
internal import Engines
internal import Foundation
internal import Reports

/// A project file that was read, and the folder to which its paths are relative.
struct OpenProject {
  let project: Project
  /// Empty for the working directory.
  let directory: String

  /// Reads a project file.
  init(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        """
        there is no \(path.shownOnOneLine) here; write one with \
        `assay init --train FILE --test FILE`, or name it with --project FILE
        """)
    }
    project = try Project.load(bytes: data, file: path, vocabulary: Registries.vocabulary)
    let folder = URL(filePath: path).deletingLastPathComponent().relativePath
    directory = folder == "." || folder == "./" ? "" : folder
  }

  /// A path of the project file as seen from the working directory.
  func path(of declared: String) -> String {
    directory.isEmpty || declared.hasPrefix("/") ? declared : "\(directory)/\(declared)"
  }

  /// SHA-256 of every setting by its path; of the contract also of what is in its file.
  var settingHashes: [String: String] {
    var hashes = project.settings.mapValues { EvidenceHash.of($0) }
    if let file = project.contract?.file {
      let content = try? PlainFile.bytes(path(of: file))
      hashes["contract.content"] = EvidenceHash.of(
        content.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }
    return hashes
  }

  /// The contract that the project names, or why it cannot be read; nil when it names none.
  ///
  /// - Throws: what is wrong in the file: which columns are personal is not known then, so nothing
  ///   may be shown.
  func contract(now: String) throws(ProjectErrors) -> Result<ProjectContract, any Error>? {
    let read = project.contract.map { contract($0.file, of: "contract", now: now) }
    if case .failure(let error)? = read, let flaws = error as? ProjectErrors { throw flaws }
    return read
  }

  /// The contracts of the pipeline's stages, by the file as it was typed.
  func stageContracts(now: String) -> [String: Result<ProjectContract, any Error>] {
    var contracts: [String: Result<ProjectContract, any Error>] = [:]
    for (index, stage) in project.pipeline.enumerated() {
      guard let file = stage.contract ?? project.contract?.file, contracts[file] == nil else {
        continue
      }
      let key = stage.contract == nil ? "contract" : "pipeline[\(index)].contract"
      contracts[file] = contract(file, of: key, now: now)
    }
    return contracts
  }

  private func contract(
    _ file: String, of key: String, now: String
  ) -> Result<ProjectContract, any Error> {
    Result {
      let path = path(of: file)
      if let problem = PlainFile.problem(path) {
        throw project.refusal(
          of: key, "the contract “\(path.shownOnOneLine)” cannot be read: \(problem)",
          remedy: "name one, or write it with `assay contract DATA`")
      }
      return try ContractFile(path).named(now: now)
    }
  }
}

extension CalendarDate {
  /// The day of an instant, in UTC.
  static func on(_ instant: Date) -> CalendarDate {
    let text = instant.formatted(.iso8601.year().month().day())
    guard let date = CalendarDate(text) else {
      // The text is the formatter's own, year, month and day; nothing from outside comes here.
      preconditionFailure("the clock gives \(text), which is no date")
    }
    return date
  }
}

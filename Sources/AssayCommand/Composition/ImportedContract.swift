internal import Checklist
internal import Contracts
internal import Engines
internal import Foundation
internal import Statistics

/// Another tool's file of rules, read and put to the engine.
struct ImportedContract: Encodable {
  let result: ContractImport

  init(_ command: ImportCommand) throws {
    let engine = try OpenData.standardEngine()
    result = try ContractImport(
      bytes: Self.bytes(command.file), file: command.file, name: Self.name(command.file),
      format: command.from,
      options: ImportOptions(
        table: command.table, references: try Self.references(command.reference)),
      statistics: try command.statistics.map { (Array(try Self.bytes($0)), $0) }
    ) { expression in
      try engine.flaw(
        in: expression.kind == .pattern ? .pattern(expression.text) : .expression(expression.text))
    }
  }

  private static func bytes(_ path: String) throws -> Data {
    // A table that was named by mistake is not read into memory.
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    if let size, size > ContractImport.mostBytes {
      throw UsageError(
        "\(path.visible) has \(size) bytes, more than the \(ContractImport.mostBytes) that are read: "
          + "name a file of rules, not of data.")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "cannot read \(path.visible): name a file, and check the spelling, the folder and the "
          + "permissions.")
    }
    return data
  }

  /// The file's name without its ending.
  private static func name(_ path: String) -> String {
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return name.allSatisfy(\.isWhitespace) ? "contract" : name
  }

  private static func references(_ arguments: [String]) throws -> [String: String] {
    var references: [String: String] = [:]
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError("--reference \(argument.visible) is not TABLE=DATA.")
      }
      references[parts[0]] = parts[1]
    }
    return references
  }

  // MARK: Document

  private enum Key: String, CodingKey {
    case from, name, contract, constraints, summary, rules, warnings
  }

  private struct Summary: Encodable {
    let rules: Int
    let carried: Int
    let partly: Int
    let listed: Int
  }

  private struct Rule: Encodable {
    let rule: String
    let column: String?
    let path: String
    let line: Int
    let position: Int
    let outcome: ImportedRule.Outcome
    let constraints: [String]
    let reason: String?
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(result.format, forKey: .from)
    try container.encode(result.name, forKey: .name)
    try container.encode(result.contract, forKey: .contract)
    try container.encode(result.constraints, forKey: .constraints)
    try container.encode(
      Summary(
        rules: result.rules.count, carried: result.count(.carried),
        partly: result.count(.partly), listed: result.count(.listed)), forKey: .summary)
    try container.encode(
      result.rules.map { rule in
        Rule(
          rule: rule.name, column: rule.column, path: rule.path, line: rule.place.line,
          position: rule.place.column, outcome: rule.outcome, constraints: rule.constraints,
          reason: rule.reason)
      }, forKey: .rules)
    try container.encode([WarningDocument](), forKey: .warnings)
  }
}

import Foundation
import Testing

/// Who may import whom: downwards only.
///
/// SwiftPM builds an undeclared import of a sibling target all the same, so this test reads every
/// file.
@Suite struct ArchitectureTests {
  /// The layers from the bottom up, each with the project's modules that it may import.
  static let allowed: [String: Set<String>] = [
    "Statistics": ["CBoostMath"],
    "ADBC": ["CADBC"],
    "Engines": ["ADBC"],
    "HTTP": [],
    "Storage": [],
    "Measurements": ["Engines", "ADBC", "Statistics"],
    "Learners": [
      "Measurements", "Engines", "ADBC", "HTTP", "Statistics", "CLightGBM", "CONNXRuntime",
      "CProcess",
    ],
    "Checklist": ["Statistics"],
    "Contracts": ["Checklist", "Engines", "ADBC", "Statistics"],
    "Quarantine": ["Contracts", "Checklist", "Engines", "ADBC", "Storage"],
    "Checks": [
      "Checklist", "Contracts", "Learners", "Measurements", "Engines", "ADBC", "Statistics",
    ],
    "Monitoring": ["Checklist", "Measurements", "ADBC", "Statistics", "Storage", "HTTP"],
    "Reports": [
      "Checklist", "Contracts", "Learners", "Measurements", "Monitoring", "Quarantine",
      "Statistics",
    ],
    "Simulations": ["Statistics", "Measurements"],
    "AssayCommand": [
      "Checks", "Checklist", "Contracts", "Quarantine", "Monitoring", "Reports", "Learners",
      "Measurements", "Engines", "ADBC", "Statistics", "Storage", "HTTP",
    ],
    "TemplateEmbedder": [],
  ]

  /// Modules that only one layer may import, each with the reason.
  static let reserved: [String: (layers: Set<String>, reason: String)] = [
    "Yams": (["Checklist"], "the project file is read in one place"),
    "Mustache": (["Reports"], "pages are rendered in one place"),
    "ArgumentParser": (["AssayCommand"], "the command line is one layer"),
    "AsyncHTTPClient": (["HTTP"], "requests are sent with the same limits everywhere"),
    "Crypto": (["Engines", "Checklist"], "inputs and evidence are hashed, nothing else"),
  ]

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct Import: CustomStringConvertible {
    let layer: String
    let module: String
    let file: String
    let line: Int
    var description: String { "\(file):\(line): \(layer) imports \(module)" }
  }

  static func imports() throws -> [Import] {
    let sources = root.appending(path: "Sources")
    var found: [Import] = []
    for layer in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
      let folder = sources.appending(path: layer)
      guard let files = FileManager.default.enumerator(atPath: folder.path) else { continue }
      for case let file as String in files where file.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        {
          let words = line.split(separator: " ")
          guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
            words[..<position].allSatisfy(Self.isImportModifier)
          else { continue }
          // `import struct Module.Name` names the module after the kind.
          let last = words[words.index(before: words.endIndex)]
          let module = last.split(separator: ".").first.map(String.init) ?? String(last)
          found.append(
            Import(
              layer: layer, module: module, file: "Sources/\(layer)/\(file)", line: index + 1))
        }
      }
    }
    return found
  }

  static func isImportModifier(_ word: Substring) -> Bool {
    ["public", "package", "internal", "private", "fileprivate"].contains(word)
      || word.hasPrefix("@")
  }

  @Test("Every layer imports only layers below it")
  func layersImportDownwards() throws {
    let imports = try Self.imports()
    #expect(!imports.isEmpty)
    let layers = Set(Self.allowed.keys).union([
      "CADBC", "CBoostMath", "CLightGBM", "CONNXRuntime", "CProcess",
    ])
    for found in imports where layers.contains(found.module) {
      let rule = Self.allowed[found.layer]
      #expect(rule != nil, "\(found.layer) has no rule in this test: add one")
      #expect(
        rule?.contains(found.module) ?? false,
        "\(found): it may import only \((rule ?? []).sorted().joined(separator: ", "))")
    }
  }

  @Test("A library that one layer owns is imported nowhere else")
  func reservedModulesStayWithTheirLayer() throws {
    for found in try Self.imports() {
      guard let rule = Self.reserved[found.module] else { continue }
      #expect(rule.layers.contains(found.layer), "\(found): \(rule.reason)")
    }
  }

  @Test("Statistics stays free of Foundation, so that it builds and tests in seconds")
  func statisticsHasNoFoundation() throws {
    for found in try Self.imports() where found.layer == "Statistics" {
      #expect(found.module != "Foundation", "\(found)")
    }
  }

  @Test("Every layer says in a README what it is for")
  func layersHaveReadmes() throws {
    for layer in Self.allowed.keys where layer != "TemplateEmbedder" {
      let folder = Self.root.appending(path: "Sources/\(layer)")
      guard FileManager.default.fileExists(atPath: folder.path) else { continue }
      let readme = folder.appending(path: "README.md")
      #expect(FileManager.default.fileExists(atPath: readme.path), "Sources/\(layer)/README.md")
    }
  }
}

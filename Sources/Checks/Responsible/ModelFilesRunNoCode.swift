package import Checklist
internal import Learners

/// Whether the files that the model is loaded from build values and run nothing else.
package enum ModelFilesRunNoCode: Check {
  package static let card = CheckCard(
    id: "responsible.model-file", aspect: .responsible,
    title: "No model file holds code that would run on loading",
    summary: """
      Follows the instructions of pickles, also inside the archives of PyTorch, NumPy and joblib, without \
      carrying them out, looks for layers with code in Keras models and for foreign operators in ONNX.
      """,
    reference: "CPython, pickletools, protocols 0 to 5; Python documentation: pickle is not secure",
    needs: ["model.files"], settings: ["model.files", "model.trusted-modules"])

  package static func needs(_ project: Project) -> Needs {
    Needs(scansModelFiles: !project.model.files.isEmpty)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard !facts.project.model.files.isEmpty else {
      return missing("No file that the model is loaded from is named.", add: ["model.files"])
    }
    let scanned = facts.modelFiles.map { ScannedModelFile($0.path, $0.report) }
    let dangerous = scanned.filter { !$0.dangerous.isEmpty }
    let unknown = scanned.filter { !$0.unknown.isEmpty }
    let doubts = scanned.flatMap(\.doubts)
    let status: CheckStatus =
      !dangerous.isEmpty ? .fail : unknown.isEmpty && doubts.isEmpty ? .pass : .attention
    var sentences: [String] = []
    for file in dangerous {
      sentences.append(
        "\(file.path.visible) would run \(file.dangerous.listed(3)) when it is loaded.")
    }
    for file in unknown {
      sentences.append(
        """
        \(file.path.visible) names code that is not known here: \(file.unknown.listed(3)).
        """)
    }
    if !doubts.isEmpty {
      sentences.append("Not looked into: \(doubts.prefix(3).joined(separator: "; ")).")
    }
    if sentences.isEmpty {
      sentences.append(
        """
        \(scanned.map(\.words).joined(separator: "; ").capitalizedFirst): nothing but building values would \
        run on loading.
        """)
    }
    return evidence(
      status, sentences.joined(separator: " "),
      measurements: scanned.flatMap(\.measurements),
      method: """
        What a file is, its bytes decide. The files were read and never loaded: a pickle's stack and memo were \
        followed as far as names go, and each name was looked up in lists of what only builds values (basic \
        types, arrays, classes of scikit-learn, XGBoost, LightGBM, pandas, layers of PyTorch, model.trusted-modules) \
        and of what can run code, read files or reach the network. What is in neither is unknown. A harmless \
        name is a statement about the library as it is published, not about one that somebody changed.
        """,
      remedy: remedy(dangerous, unknown, doubts), weight: status == .fail ? 1 : 0.6)
  }

  private static func remedy(
    _ dangerous: [ScannedModelFile], _ unknown: [ScannedModelFile], _ doubts: [String]
  ) -> String? {
    var words: [String] = []
    if !dangerous.isEmpty {
      words.append(
        """
        Load \(dangerous.map(\.path).listed(2)) nowhere; find out who made it, and get the model again as \
        ONNX, safetensors or the library's own text format.
        """)
    }
    if !unknown.isEmpty {
      words.append("Read the code of what is named, then list its module in model.trusted-modules.")
    }
    if !doubts.isEmpty {
      words.append("Save what could not be looked into without compression, or in another format.")
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

/// One file, in the words of findings.
private struct ScannedModelFile {
  let path: String
  /// `posix.system`, with the member of an archive that names it.
  let dangerous: [String]
  let unknown: [String]
  let doubts: [String]
  let words: String
  private let harmless: Int

  init(_ path: String, _ report: Result<ModelFileReport, ModelFileError>) {
    self.path = path
    func named(_ verdict: CodeReference.Verdict, in found: ModelFileReport) -> [String] {
      found.references.filter { $0.verdict == verdict }.map { reference in
        reference.path + (reference.member.map { " (in \($0))" } ?? "")
      }
    }
    switch report {
    case .success(let found):
      dangerous = named(.dangerous, in: found)
      unknown = named(.unknown, in: found)
      harmless = named(.harmless, in: found).count
      doubts = found.doubts.map { "\(path.visible): \($0.visible)" }
      words = "\(path.visible) is \(found.format)"
    case .failure(let error):
      (dangerous, unknown, harmless, words) = ([], [], 0, path.visible)
      doubts = [error.description.asClause.visible]
    }
  }

  var measurements: [Measurement] {
    [("dangerous", dangerous.count), ("unknown", unknown.count), ("harmless", harmless)].map {
      Measurement(name: "\($0) names in \(path)", value: Double($1), unit: "names")
    }
  }
}

internal import Foundation

/// Whose operators an ONNX model needs, and which files beside it.
///
/// An ONNX model holds no code; operators outside of the standard come from a library that is
/// loaded beside it, which does.
enum ONNXOperators {
  private static let standard: Set<String> = [
    "", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview", "ai.onnx.preview.training",
    "com.microsoft", "com.microsoft.nchwc", "com.microsoft.experimental", "org.pytorch.aten",
  ]

  /// Nil for a file that is no ONNX model.
  static func report(_ path: String) -> ModelFileReport? {
    guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
      return nil
    }
    var reader = WireReader(bytes)
    var domains: [String] = []
    var hasGraph = false
    while let field = reader.next() {
      guard let content = field.content else { continue }
      if field.number == 7 { hasGraph = true }
      if field.number == 8 { domains.append(domain(content)) }
    }
    guard reader.isAtEnd, hasGraph, !domains.isEmpty else { return nil }
    var report = ModelFileReport(format: "an ONNX model")
    for domain in domains where !standard.contains(domain) {
      report.add(CodeReference(module: "operators of", name: domain, verdict: .unknown))
    }
    do throws(PredictorError) {
      _ = try ONNXModelFile(path)
    } catch {
      report.doubts.append("\(error)")
    }
    return report
  }

  /// The domain of an operator set.
  private static func domain(_ message: Data) -> String {
    var reader = WireReader(message)
    while let field = reader.next() {
      if field.number == 1, let content = field.content {
        return String(decoding: content, as: UTF8.self)
      }
    }
    return ""
  }
}

/// A table in Markdown.
struct MarkdownTable {
  private var lines: [String]

  init(_ headings: [String]) {
    lines = [
      "| " + headings.joined(separator: " | ") + " |",
      "|" + headings.map { _ in " --- |" }.joined(),
    ]
  }

  mutating func append(_ cells: [String]) {
    lines.append("| " + cells.joined(separator: " | ") + " |")
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// A share as a percentage with two decimals.
  static func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded())
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals) %"
  }
}

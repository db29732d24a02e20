internal import Checklist
package import Measurements

/// A division for the terminal: the sets with their rows, and how they came about.
package struct SplitTable: Sendable {
  private let manifest: SplitManifest
  private let folder: String

  /// Labels shown for each set; the manifest has more.
  private static let shown = 4

  /// The table of a division that was written to a folder.
  package init(_ manifest: SplitManifest, folder: String) {
    self.manifest = manifest
    self.folder = folder
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let rows = manifest.input.rows
    var text = style.paint(
      "\(rows.of("row")) divided into \(manifest.sets.count.of("set")): \(folder.visible)\n",
      .strong)
    text += how + "\n\n"
    text += TextTable(
      columns: [
        .word("set"), .number("rows"), .number("share"), .number("asked"), .text("holds"),
      ],
      rows: manifest.sets.map { set in
        [
          TextTable.Cell(set.name, .strong), TextTable.Cell(NumberText.count(set.rows)),
          TextTable.Cell(NumberText.percent(set.share)),
          TextTable.Cell(NumberText.percent(set.fraction)), TextTable.Cell(Self.holds(set)),
        ]
      }
    ).text(style)
    if manifest.leftOut > 0 {
      text +=
        "\(manifest.leftOut.of("row")) of the gaps \(manifest.leftOut.verb("is", "are")) in no set\n"
    }
    return text
      + style.paint(
        "assay split --verify \(folder.visible)/manifest.json makes it again and compares\n", .muted
      )
  }

  private var how: String {
    switch manifest.method {
    case .random: "by chance, seed \(manifest.seed), equal rows \(manifest.duplicates.rawValue)"
    case .stratified:
      "by chance within each \((manifest.stratify ?? "").visible), seed \(manifest.seed), "
        + "equal rows \(manifest.duplicates.rawValue)"
    case .group: "all rows of a \((manifest.entity ?? "").visible) together, seed \(manifest.seed)"
    case .time: "earlier before later \((manifest.timestamp ?? "").visible)"
    }
  }

  private static func holds(_ set: SplitManifest.Part) -> String {
    var parts: [String] = []
    if let entities = set.entities { parts.append("\(NumberText.count(entities)) entities") }
    if let times = set.times { parts.append("\(times.first) to \(times.last)") }
    parts += set.labels.prefix(shown).map { label in
      "\((label.value ?? "missing").visible) \(NumberText.percent(label.share))"
    }
    if set.labels.count > shown { parts.append("…") }
    return parts.joined(separator: ", ")
  }
}

/// A comparison of a division with its manifest, for the terminal.
package struct SplitVerificationTable: Sendable {
  private let verification: SplitVerification
  private let manifest: String

  /// The table of a comparison.
  package init(_ verification: SplitVerification, manifest: String) {
    self.verification = verification
    self.manifest = manifest
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let findings = [verification.input] + verification.sets
    let verdict =
      verification.ok
      ? style.paint("✓ same", .good) + "  \(manifest.visible) was made again, byte by byte\n"
      : style.paint("✗ differs", .bad) + "  \(manifest.visible) cannot be made again as it was\n"
    return verdict + "\n"
      + TextTable(
        columns: [.word("part"), .text("file"), .text("state", minimumWidth: 20)],
        rows: findings.map { finding in
          [
            TextTable.Cell(finding.name, .strong), TextTable.Cell(finding.file),
            TextTable.Cell(
              finding.isSame ? "same" : finding.differences.joined(separator: "; "),
              finding.isSame ? .good : .bad),
          ]
        }
      ).text(style)
  }
}

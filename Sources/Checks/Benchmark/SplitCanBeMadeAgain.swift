package import Checklist
internal import Measurements

/// Whether the split is documented, and comes out the same when it is made again.
package enum SplitCanBeMadeAgain: Check {
  package static let card = CheckCard(
    id: "benchmark.split", aspect: .benchmark,
    title: "The split is documented and comes out the same when it is made again",
    summary: """
      Divides the rows again by the manifest that `assay split` wrote, compares rows and files byte by \
      byte, and holds the manifest against what assay.yaml declares on the split.
      """,
    reference: "`assay split`: rows drawn by a seeded hash of what they hold",
    needs: ["split.manifest", "split.method", "split.fractions"],
    settings: ["split"])

  package static func needs(_ project: Project) -> Needs {
    guard project.split?.manifest != nil else { return Needs() }
    return Needs(profiles: Set(project.data.sets.keys).subtracting([.scoring]), verifiesSplit: true)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let split = facts.project.split else {
      return missing(
        "Nothing is said on the split, so that nobody can make it again.", add: ["split.manifest"])
    }
    guard let path = split.manifest else {
      return missing(
        "The split is declared and no manifest is named, so that nothing shows that it can be made again.",
        add: ["split.manifest"])
    }
    guard let found = try facts.split?.get() else {
      return notApplicable("The split was not looked at.")
    }
    let broken = ([found.input] + found.sets).filter { !$0.isSame }.map { finding in
      "\(finding.name): \(finding.differences.joined(separator: ", "))"
    }
    let contradictions = contradictions(split, found.manifest)
    let strangers = strangers(found.manifest, facts)
    var draft = FindingDraft()
    draft.add(
      broken.isEmpty ? .pass : .fail,
      broken.isEmpty
        ? "Made again from its manifest, the split is the same byte by byte."
        : "Made again from its manifest, the split differs: \(broken.joined(separator: "; ")).")
    if !contradictions.isEmpty {
      draft.add(
        .fail, "assay.yaml declares another split: \(contradictions.joined(separator: "; ")).")
    }
    if !strangers.isEmpty {
      draft.add(
        .attention, "The data are not the sets of the split: \(strangers.joined(separator: "; ")).")
    }
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: found.manifest.sets.map { set in
        Measurement(
          name: "rows of \(set.name)", value: Double(set.rows), unit: "rows",
          note: "SHA-256 \(set.contentHash)")
      },
      method: """
        The rows of \(found.manifest.input.source.visible) were divided again by the recipe in \
        \(path.visible), written anew and compared with the files by SHA-256. Rows of the data of this \
        project are only counted: predictions may have been added to them.
        """,
      remedy: remedy(status, isBroken: !broken.isEmpty), weight: status == .fail ? 0.8 : 0.4)
  }

  private static func remedy(_ status: CheckStatus, isBroken: Bool) -> String? {
    guard status != .pass else { return nil }
    return isBroken
      ? "Bring back the data and files of the split, or split anew with `assay split` and train again."
      : "Say in assay.yaml what the manifest says, and name the sets that the split wrote."
  }

  /// What assay.yaml says otherwise than the manifest.
  private static func contradictions(
    _ split: Project.Split, _ manifest: SplitManifest
  ) -> [String] {
    var found: [String] = []
    if let method = split.method, method.rawValue != manifest.method.rawValue {
      found.append("method \(method.rawValue) and not \(manifest.method.rawValue)")
    }
    if let seed = split.seed, UInt64(exactly: seed) != manifest.seed {
      found.append("seed \(seed) and not \(manifest.seed)")
    }
    for role in split.fractions.keys.sorted() {
      let declared = split.fractions[role] ?? 0
      let made = manifest.sets.first { $0.name == role.rawValue }?.fraction ?? 0
      if (declared - made).magnitude > roundingRoom {
        found.append(
          "\(NumberText.percent(declared)) for \(role.rawValue) and not \(NumberText.percent(made))"
        )
      }
    }
    return found
  }

  /// Shares that were rounded to three places are the same shares.
  private static let roundingRoom = 0.001

  /// Data sets whose number of rows is not that of the split's set.
  private static func strangers(_ manifest: SplitManifest, _ facts: Facts) -> [String] {
    manifest.sets.compactMap { set in
      guard let role = Project.DataRole(rawValue: set.name), let rows = facts[role]?.profile.rows,
        rows != set.rows
      else { return nil }
      return
        "data.\(set.name) has \(rows.of("row")) and the split's set \(NumberText.count(set.rows))"
    }
  }
}

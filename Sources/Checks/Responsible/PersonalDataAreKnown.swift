package import Checklist
internal import Contracts
internal import Measurements
internal import Statistics

/// Whether personal data stand only in columns that are known to hold them.
package enum PersonalDataAreKnown: Check {
  package static let card = CheckCard(
    id: "responsible.privacy", aspect: .responsible,
    title: "Personal data are only in columns that are known to hold them",
    summary: """
      Searches every column of texts and long numbers for e-mail and internet addresses, telephone, card, \
      bank and national numbers, with their check digits, and column names for what they promise.
      """,
    reference:
      "RFC 5321; ITU-T E.164; ISO/IEC 7812-1 (Luhn); ISO 13616; the national numbers' rules",
    needs: ["data.train"],
    settings: ["contract", "metrics.level", "baseline.sample"])

  package static func needs(_ project: Project) -> Needs {
    let roles = Set(project.data.sets.keys)
    return Needs(rows: roles, contract: project.contract == nil ? [] : [.train])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train], in: facts) { return missing }
    var found: [FoundPersonalData] = []
    var searched = Set<String>()
    var rows: [String] = []
    var unseen: [String] = []
    for set in facts.sets {
      guard let table = try set.rows?.get(), table.rowCount > 0 else { continue }
      let search = PersonalDataSearch(table)
      searched.formUnion(search.searched)
      let rest = UnsearchedRows(table, set.role)
      rows.append(rest?.words ?? table.rowCount.of("\(set.role.rawValue) row"))
      if let rest {
        unseen.append(
          """
          What none of the searched \(set.role.rawValue) rows holds may be in the others: \
          \(rest.bound(level: facts.project.metrics.level)).
          """)
      }
      found += search.findings.map { FoundPersonalData($0, set.role) }
    }
    // Where several sets have it, the one that has most of it speaks.
    var worst: [String: FoundPersonalData] = [:]
    for one in found where one.finding.found > (worst[one.key]?.finding.found ?? 0) {
      worst[one.key] = one
    }
    let comparisons = max(1, searched.count * PersonalDataKinds.all.count)
    let level = 1 - (1 - facts.project.metrics.level) / Double(comparisons)
    let judged = try worst.values.map { ($0, try $0.finding.judgement(level: level)) }
      .filter { $0.1 != .pass }
      .sorted { ($1.0.finding.found, $0.0.key) < ($0.0.finding.found, $1.0.key) }
    let known = knownColumns(facts)
    let unknown = judged.filter { !known.contains($0.0.finding.column) }
    let sure = unknown.filter { $0.1 == .fail }.map(\.0)
    let unsure = unknown.filter { $0.1 != .fail }.map(\.0)
    let named = promising(facts, besides: known.union(judged.map(\.0.finding.column)))
    let status: CheckStatus =
      !sure.isEmpty ? .fail : unsure.isEmpty && named.isEmpty ? .pass : .attention
    return evidence(
      status,
      finding(
        sure, unsure, named, known: judged.map(\.0).filter { known.contains($0.finding.column) },
        searched.count, rows: rows, unseen: unseen),
      measurements: try judged.map { try $0.0.measurement(facts.project.metrics.level) },
      method: """
        \(rows.listed()) were searched. Where a number has check digits, the share of the different values \
        of its shape that pass must surely be above twice what accident passes (a tenth for Luhn's digit); \
        without, one in a thousand rows must surely have it; what is less sure asks for attention, and so do whole \
        numbers of nine and ten digits of which nearly all may be social security or telephone numbers \
        without their separators. Intervals \
        hold for \(comparisons.of("comparison")) together (Bonferroni). Examples show the shape alone: \
        letters as x, digits as 0. Names and addresses in words are not recognised.
        """,
      remedy: remedy(status, (sure + unsure).map(\.finding.column) + named),
      weight: status == .fail ? 0.9 : 0.5)
  }

  /// Columns that the project or the contract says are personal.
  private static func knownColumns(_ facts: Facts) -> Set<String> {
    var known = Set(facts.project.columns.personal)
    if case .success(let contract)? = facts.contract { known.formUnion(contract.contract.personal) }
    return known
  }

  /// Columns whose names promise personal data.
  private static func promising(_ facts: Facts, besides known: Set<String>) -> [String] {
    let names = facts.sets.flatMap(\.columns)
    let apart = known.union(facts.project.columns.ignore)
    return Set(names).filter { PersonalNames.isCertain($0) && !apart.contains($0) }.sorted()
  }

  private static func finding(
    _ sure: [FoundPersonalData], _ unsure: [FoundPersonalData], _ named: [String],
    known: [FoundPersonalData], _ searched: Int, rows: [String], unseen: [String]
  ) -> String {
    var sentences: [String] = []
    if !sure.isEmpty {
      sentences.append(
        """
        \(sure.prefix(3).map(\.words).joined(separator: "; ").capitalizedFirst)\
        \(sure.count > 3 ? "; \(sure.count - 3) more" : ""): no one says that \
        \(sure.count.verb("this column is", "these columns are")) personal.
        """)
    }
    if !unsure.isEmpty {
      sentences.append("Perhaps \(unsure.prefix(3).map(\.words).joined(separator: "; ")).")
    }
    if !named.isEmpty {
      sentences.append(
        "By \(named.count.verb("its name", "their names")) personal: \(named.listed()).")
    }
    if sentences.isEmpty {
      sentences.append(
        """
        No personal data of the \(PersonalDataKinds.all.count) kinds are in the \
        \(searched.of("column")) of texts and long numbers that nobody calls personal\
        \(unseen.isEmpty ? "" : ", in \(rows.listed())").
        """)
    }
    if !unseen.isEmpty { sentences.append(unseen.joined(separator: " ")) }
    if !known.isEmpty {
      sentences.append("Known as personal: \(Set(known.map(\.finding.column)).sorted().listed()).")
    }
    return sentences.joined(separator: " ")
  }

  private static func remedy(_ status: CheckStatus, _ columns: [String]) -> String? {
    guard status != .pass else { return nil }
    let names = Set(columns).sorted().listed()
    return """
      Remove or pseudonymise \(names); where the model must have it, name it in columns.personal, or mark \
      it `personal: true` in the contract, so that reports hide its values.
      """
  }
}

/// Personal data of one kind in one column of one set.
private struct FoundPersonalData {
  let finding: PersonalDataSearch.Finding
  let role: Project.DataRole

  init(_ finding: PersonalDataSearch.Finding, _ role: Project.DataRole) {
    self.finding = finding
    self.role = role
  }

  /// The column and the kind.
  var key: String { "\(finding.column)\u{0}\(finding.kind.id)\u{0}\(finding.isBare)" }

  /// `contact of train holds e-mail addresses in 12 % of its values (xxx@xxxx.xx)`.
  var words: String {
    """
    \(finding.column.visible) of \(role.rawValue) holds \(finding.kind.title) in \
    \(NumberText.percent(Double(finding.found) / Double(max(finding.rows, 1)))) of its values (such as \
    \(finding.shape.visible))
    """
  }

  func measurement(_ level: Double) throws(Undefined) -> Measurement {
    let share = try finding.share(level: level)
    return Measurement(
      name: "\(finding.kind.title) in \(finding.column) of \(role.rawValue)", value: share.value,
      interval: share.interval, unit: "share",
      note: finding.kind.chance == nil
        ? nil
        : "\(finding.passing) of \(finding.candidates) different values of the shape pass the check"
    )
  }
}

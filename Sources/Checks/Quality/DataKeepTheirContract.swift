package import Checklist
internal import Contracts

/// Whether there is a contract of incoming data, and the data at hand keep it.
package enum DataKeepTheirContract: Check {
  package static let card = CheckCard(
    id: "quality.contract", aspect: .quality,
    title: "The data at hand are what the contract says",
    summary: """
      Holds every data set against the contract: the data that the model was made from must pass, and what \
      scoring data break is named. Rows that the contract itself says to break by chance count as chance.
      """,
    reference: "Breck et al., Data Validation for Machine Learning, 2019",
    needs: ["contract", "data.train"],
    settings: ["contract"])

  package static func needs(_ project: Project) -> Needs {
    guard project.contract != nil else { return Needs() }
    return Needs(contract: Set(project.data.sets.keys))
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard facts.project.contract != nil else {
      return missing("No contract says what incoming data must be.", add: ["contract"])
    }
    guard let measured = facts.contract else { return notApplicable("No data are named.") }
    let found: ContractFacts
    do {
      found = try measured.get()
    } catch {
      return unusable(error)
    }
    var sets: [ContractVerdict] = []
    for (role, report) in found.reports {
      do {
        sets.append(ContractVerdict(role.rawValue, try report.get(), isTraining: role == .train))
      } catch {
        return unusable(error)
      }
    }
    guard let gravest = sets.max(by: { $0.gravity < $1.gravity }) else {
      return notApplicable("No data are named.")
    }
    let broken = sets.filter { $0.gravity > .none }
    let count = found.contract.rules.count
    let finding =
      broken.isEmpty
      ? intact(sets, count)
      : broken.map { "The \($0.name) data break \($0.finding)." }.joined(separator: " ")
    return evidence(
      gravest.gravity.status, finding, measurements: sets.flatMap(\.measurements),
      method: """
        Every row is held against the constraints of its environment and stage, as `assay validate` \
        does. As many rows may break each, and all together, as the stated false alarms explain, which is exceeded by \
        chance with a probability of \(NumberText.plain(ContractVerdict.surprise)), for each of the rules divided by \
        their number. More ask for attention; of train they \
        fail where they are surely more than \(NumberText.percent(ContractVerdict.stray)) of the rows (Wilson).
        """,
      remedy: gravest.gravity.remedy, weight: 0.7)
  }

  /// What is said where nothing is broken, or no more rows than the stated false alarms explain.
  private static func intact(_ sets: [ContractVerdict], _ count: Int) -> String {
    let grazed = sets.filter { !$0.broken.isEmpty }
    guard !grazed.isEmpty else {
      return "All \(count.of("constraint")) hold on \(sets.map(\.name).listed())."
    }
    let words = grazed.map { set in
      """
      The \(set.name) data break \(set.finding), no more than the stated false alarms explain \
      (\(set.allowed.of("row"))).
      """
    }
    let others = count - Set(grazed.flatMap { $0.broken.map(\.id) }).count
    return """
      \(words.joined(separator: " ")) The other \(others.of("constraint")) hold on \(sets.map(\.name).listed()).
      """
  }

  private static func unusable(_ error: any Error) -> Evidence {
    let words =
      (error as? ProjectErrors)?.errors.first?.description ?? ErrorText(error).clause
    return evidence(
      .fail, "The contract cannot be used: \(words.visible).",
      method: "No data were held against it.",
      remedy: "Mend the contract; `assay validate` shows all that is wrong with it.", weight: 0.7)
  }
}

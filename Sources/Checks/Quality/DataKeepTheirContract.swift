package import Checklist
internal import Contracts
internal import Statistics

/// Whether there is a contract of incoming data, and the data at hand keep it.
package enum DataKeepTheirContract: Check {
  package static let card = CheckCard(
    id: "quality.contract", aspect: .quality,
    title: "The data at hand are what the contract says",
    summary: """
      Holds every data set against the contract: data that are known to be good must pass, and what \
      scoring data break is named. Rows that the contract itself says to break by chance count as chance.
      """,
    reference: "Breck et al., Data Validation for Machine Learning, 2019",
    needs: ["contract", "data.train"],
    settings: ["contract"])

  /// A number of broken rows that chance explains is exceeded with this probability.
  private static let surprise = 0.001
  /// Broken rules that a finding names.
  private static let mostNamed = 4

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
    var sets: [SetVerdict] = []
    for (role, report) in found.reports {
      do {
        sets.append(SetVerdict(role, try report.get()))
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
      ? "All \(count.of("constraint")) hold on \(sets.map(\.role.rawValue).listed())."
      : broken.map { $0.finding(most: mostNamed) }.joined(separator: " ")
    return evidence(
      gravest.gravity.status, finding, measurements: sets.flatMap(\.measurements),
      method: """
        Every row is held against the constraints of its environment and stage, as `assay validate` \
        does. Of data other than train, as many rows may break them as the stated false alarms \
        explain, which is exceeded by chance with a probability of \(NumberText.plain(surprise)).
        """,
      remedy: gravest.gravity.remedy, weight: 0.7)
  }

  private static func unusable(_ error: any Error) -> Evidence {
    let words =
      (error as? ProjectErrors)?.errors.first?.description ?? ErrorText(error).clause
    return evidence(
      .fail, "The contract cannot be used: \(words.visible).",
      method: "No data were held against it.",
      remedy: "Mend the contract; `assay validate` shows all that is wrong with it.", weight: 0.7)
  }

  /// How one data set fared.
  private struct SetVerdict {
    let role: Project.DataRole
    let report: ValidationReport
    /// Rows that chance may break, of the rules that say so.
    let allowed: Int

    init(_ role: Project.DataRole, _ report: ValidationReport) {
      self.role = role
      self.report = report
      // The contract was told from train: there nothing is broken by chance.
      let rate =
        role == .train
        ? 0
        : report.constraints.filter { $0.severity > .warn }
          .reduce(0) { $0 + ($1.falseAlarms?.per1000Rows ?? 0) / 1_000 }
      allowed =
        rate > 0
        ? BinomialDistribution(trials: report.rows, probability: min(1, rate))
          .quantile(1 - surprise) ?? 0 : 0
    }

    /// Constraints that are broken, the gravest first.
    var broken: [ConstraintResult] {
      report.constraints.filter { !$0.ok }
        .sorted { ($0.severity, $0.failed) > ($1.severity, $1.failed) }
    }

    var gravity: Gravity {
      if report.verdict == .blocked { return .blocked }
      if report.quarantined > allowed { return role == .train ? .blocked : .held }
      return broken.contains { $0.severity == .warn } ? .warned : .none
    }

    /// What is broken, for people.
    func finding(most: Int) -> String {
      let named = broken.prefix(most).map { result in
        let found =
          result.found.flatMap { Double($0) }.map { NumberText.plain($0, significant: 4) }
          ?? (result.found ?? result.note ?? "").visible
        return "\(result.id.visible) "
          + (result.level == "row" ? "(\(result.failed.of("row")))" : "(\(found))")
      }
      let more = broken.count > most ? " and \(broken.count - most) more" : ""
      let held =
        report.verdict == .blocked
        ? "all its rows would be held"
        : report.quarantined == 0
          ? "no row would be held"
          : "\(report.quarantined.of("row")) of \(NumberText.count(report.rows)) would be held"
      return "The \(role.rawValue) data break \(named.listed())\(more): \(held)."
    }

    var measurements: [Measurement] {
      [
        Measurement(
          name: "rows of \(role.rawValue) that would be held", value: Double(report.quarantined),
          unit: "rows", threshold: role == .train ? 0 : Double(allowed)),
        Measurement(
          name: "constraints that \(role.rawValue) breaks", value: Double(broken.count),
          unit: "constraints", note: "of \(report.constraints.count)"),
      ]
    }
  }

  /// How grave what was found is.
  private enum Gravity: Int, Comparable {
    case none, warned, held, blocked

    var status: CheckStatus {
      switch self {
      case .none: .pass
      case .warned, .held: .attention
      case .blocked: .fail
      }
    }

    var remedy: String? {
      switch self {
      case .none: nil
      case .warned, .held:
        """
        Look at the rows with `assay validate DATA --contract FILE --quarantine OUT`: repair the data, \
        or correct the contract where it is wrong.
        """
      case .blocked:
        """
        Data that the model was made from, or a whole batch, would be held: correct the constraint, or \
        find out what is wrong with the data, before the contract stands in a pipeline.
        """
      }
    }

    static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
  }
}

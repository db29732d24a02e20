extension PlanCompiler {
  /// What no monitor of the plan watches, with the reason and what would change it.
  ///
  /// - Parameter monitors: those of the plan.
  func unwatched(_ monitors: [ProductionPlan.Monitor]) -> [ProductionPlan.Unwatched] {
    let watched = Set(monitors.map(\.kind))
    return ProductionPlan.Monitor.Kind.allCases.filter { !watched.contains($0) }.map { kind in
      let (reason, remedy) = absence(of: kind)
      return ProductionPlan.Unwatched(kind: kind, reason: reason, remedy: remedy)
    }
  }

  private func absence(
    of kind: ProductionPlan.Monitor.Kind
  ) -> (reason: String, remedy: String?) {
    switch kind {
    case .performance, .estimate: uncalibrated(Self.thresholds)
    case .inputs, .joint: uncalibrated(Self.strategy)
    case .outputs:
      (
        "assay.yaml names no column of the model's predictions.",
        instruction("columns.score")
      )
    case .quality:
      ("No contract says what incoming rows must be.", instruction("contract"))
    case .labels:
      ("assay.yaml does not say when labels are complete.", instruction("plan.labels"))
    case .volume, .heartbeat:
      ("No monitor of the plan watches it.", nil)
    }
  }

  /// Why the evidence of a check holds no calibration, in its own words.
  private func uncalibrated(_ check: String) -> (reason: String, remedy: String?) {
    guard let evidence = evidence(check) else {
      return ("\(check) is not part of the assessment.", "Run `assay assess` again.")
    }
    let reason =
      evidence.status == .pass || evidence.status == .fail
      ? "The rows of a run are not known, and no threshold could be calibrated." : evidence.finding
    return (reason, evidence.remedy)
  }

  private func instruction(_ key: String) -> String? {
    Project.instruction(for: key).map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
  }
}

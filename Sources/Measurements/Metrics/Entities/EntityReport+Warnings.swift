extension EntityReport {
  /// What a reader must know about the entities.
  package var warnings: [MetricsReport.Warning] {
    guard strayRows > 0 else { return [] }
    return [
      MetricsReport.Warning(
        code: "missing-entity",
        message: "\(strayRows) of \(rows) rows belong to no entity and are in none of its metrics",
        column: options.column)
    ]
  }
}

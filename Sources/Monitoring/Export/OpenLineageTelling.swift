package import Measurements

/// Makes the events of a run.
package struct OpenLineageTelling: Sendable {
  private static let schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/"
  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  private let namespace: String
  private let producer: String
  private let dataset: String
  private let stage: String
  private let runID: String

  /// Tells of a run.
  ///
  /// - Parameters:
  ///   - namespace: of the job and the data sets.
  ///   - version: of the program.
  ///   - runID: a UUID.
  package init(
    namespace: String, version: String, dataset: String, stage: String, runID: String
  ) {
    self.namespace = namespace
    producer = "urn:assay:\(version)"
    self.dataset = dataset
    self.stage = stage
    self.runID = runID
  }

  /// The run began.
  package func started(at moment: Moment) -> OpenLineageEvent {
    event(.start, at: moment, inputs: [named(dataset, stage)])
  }

  /// The data could not be read.
  package func failed(at moment: Moment, because message: String) -> OpenLineageEvent {
    event(
      .fail, at: moment, inputs: [named(dataset, stage)],
      facets: .init(
        errorMessage: facet(ErrorMessage(message: message), ErrorMessage.schema)))
  }

  /// The run ended: with the columns, what was measured, and what was judged.
  package func completed(
    _ run: ObservedRun, profile: DatasetProfile, at moment: Moment
  ) -> OpenLineageEvent {
    var input = named(dataset, stage)
    input.facets = schemaFacet(run)
    input.inputFacets = .init(
      dataQualityMetrics: facet(metrics(run, profile), QualityMetrics.schema),
      dataQualityAssertions: facet(
        QualityAssertions(assertions: assertions(run)), QualityAssertions.schema))
    return event(.complete, at: moment, inputs: [input])
  }

  /// What the stage is made from; nil when that was not said.
  package func lineage(_ run: ObservedRun, at moment: Moment) -> OpenLineageEvent? {
    guard !run.upstream.isEmpty else { return nil }
    var output = named(dataset, stage)
    output.facets = schemaFacet(run)
    return OpenLineageEvent(
      eventTime: moment.text, producer: producer, schemaURL: Self.schema + "JobEvent",
      eventType: nil, run: nil,
      job: job("\(dataset).\(stage)", type: "JOB"),
      inputs: run.upstream.map { named(dataset, $0) }, outputs: [output])
  }

  private func event(
    _ state: OpenLineageEvent.State, at moment: Moment, inputs: [OpenLineageEvent.Dataset],
    facets: OpenLineageEvent.RunFacets = .init()
  ) -> OpenLineageEvent {
    OpenLineageEvent(
      eventTime: moment.text, producer: producer, schemaURL: Self.schema + "RunEvent",
      eventType: state, run: .init(runId: runID, facets: facets),
      job: job("\(dataset).\(stage).observe", type: "TEST"), inputs: inputs, outputs: [])
  }

  private func job(_ name: String, type: String) -> OpenLineageEvent.Job {
    .init(
      namespace: namespace, name: name,
      facets: .init(jobType: facet(JobType(jobType: type), JobType.schema)))
  }

  private func named(_ dataset: String, _ stage: String) -> OpenLineageEvent.Dataset {
    .init(namespace: namespace, name: "\(dataset).\(stage)")
  }

  private func facet<Body: Encodable & Sendable>(_ body: Body, _ schema: String) -> Facet<Body> {
    Facet(body: body, producer: producer, schema: schema)
  }

  private func schemaFacet(_ run: ObservedRun) -> OpenLineageEvent.DatasetFacets {
    let fields = run.columns.enumerated().map { position, column in
      SchemaFields.Field(name: column.name, type: column.kind, ordinalPosition: position + 1)
    }
    return .init(schema: facet(SchemaFields(fields: fields), SchemaFields.schema))
  }

  private func metrics(_ run: ObservedRun, _ profile: DatasetProfile) -> QualityMetrics {
    var columns: [String: QualityMetrics.Column] = [:]
    for column in profile.columns {
      var metrics = QualityMetrics.Column()
      metrics.nullCount = column.missing
      metrics.distinctCount = column.distinct?.value
      metrics.count = column.count
      if case .numbers(let numbers) = column.content, numbers.kind != .instant {
        metrics.min = numbers.minimum
        metrics.max = numbers.maximum
        let segments = NumberSegments(numbers)
        let quantiles = Self.probabilities.compactMap { probability in
          segments.quantile(probability).map { ("\(probability)", $0.value) }
        }
        metrics.quantiles = Dictionary(quantiles) { first, _ in first }
      }
      columns[column.name] = metrics
    }
    return QualityMetrics(
      rowCount: run.rows, lastUpdated: run.newest?.text, columnMetrics: columns)
  }

  /// The contract's constraints, and one assertion for each alarm that is not one of them.
  private func assertions(_ run: ObservedRun) -> [QualityAssertions.Assertion] {
    run.constraints.map { constraint in
      .init(
        assertion: constraint.kind, success: constraint.ok, column: constraint.column,
        severity: constraint.severity == "warn" ? "warn" : "error", name: constraint.id,
        description: nil)
    }
      + run.alarms.filter { $0.kind != .constraint }.map { alarm in
        .init(
          assertion: alarm.kind.rawValue, success: false, column: alarm.column,
          severity: alarm.level == .error ? "error" : "warn",
          name: "observe.\(alarm.kind.rawValue)" + (alarm.column.map { ".\($0)" } ?? ""),
          description: alarm.finding)
      }
  }
}

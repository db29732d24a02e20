package import Measurements

/// Makes the events of a run.
package struct OpenLineageTelling: Sendable {
  private static let schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/"
  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  private let namespace: String
  private let producer: String
  private let dataset: String
  private let stage: String?
  private let work: Work
  private let runID: String

  /// What is done with the data: the last part of the job's name.
  package enum Work: String, Sendable {
    case observe, validate
  }

  /// Tells of a run.
  ///
  /// - Parameters:
  ///   - namespace: of the job and the data sets.
  ///   - version: of the program.
  ///   - stage: of the pipeline; nil where none was said, and the data set is named alone.
  ///   - runID: a UUID.
  package init(
    namespace: String, version: String, dataset: String, stage: String?, work: Work, runID: String
  ) {
    self.namespace = namespace
    producer = "urn:assay:\(version)"
    self.dataset = dataset
    self.stage = stage
    self.work = work
    self.runID = runID
  }

  /// The data set's name there.
  private var name: String { stage.map { "\(dataset).\($0)" } ?? dataset }

  /// The run began.
  package func started(at moment: Moment) -> OpenLineageEvent {
    event(.start, at: moment, inputs: [named(name)])
  }

  /// The data could not be read.
  package func failed(at moment: Moment, because message: String) -> OpenLineageEvent {
    event(
      .fail, at: moment, inputs: [named(name)],
      facets: .init(
        errorMessage: facet(ErrorMessage(message: message), ErrorMessage.schema)))
  }

  /// An observation ended: with the columns, what was measured, and what was judged.
  package func completed(
    _ run: ObservedRun, profile: DatasetProfile, at moment: Moment
  ) -> OpenLineageEvent {
    let data = ToldData(
      rows: run.rows, newest: run.newest, columns: run.columns, constraints: run.constraints,
      profile: profile)
    return completed(data, alarms: run.alarms, at: moment)
  }

  /// The run ended: with the columns, what was measured, and how the constraints fared.
  package func completed(
    _ data: ToldData, alarms: [Alarm] = [], at moment: Moment
  ) -> OpenLineageEvent {
    var input = named(name)
    input.facets = data.columns.map(schemaFacet)
    input.inputFacets = .init(
      dataQualityMetrics: facet(metrics(data), QualityMetrics.schema),
      dataQualityAssertions: facet(
        QualityAssertions(assertions: assertions(data.constraints, alarms)),
        QualityAssertions.schema))
    return event(.complete, at: moment, inputs: [input])
  }

  /// What the stage is made from; nil when that was not said.
  package func lineage(
    from upstream: [String], columns: [ObservedColumn]?, at moment: Moment
  ) -> OpenLineageEvent? {
    guard !upstream.isEmpty else { return nil }
    var output = named(name)
    output.facets = columns.map(schemaFacet)
    return OpenLineageEvent(
      eventTime: moment.text, producer: producer, schemaURL: Self.schema + "JobEvent",
      eventType: nil, run: nil, job: job(name, type: "JOB"),
      inputs: upstream.map { named("\(dataset).\($0)") }, outputs: [output])
  }

  private func event(
    _ state: OpenLineageEvent.State, at moment: Moment, inputs: [OpenLineageEvent.Dataset],
    facets: OpenLineageEvent.RunFacets = .init()
  ) -> OpenLineageEvent {
    OpenLineageEvent(
      eventTime: moment.text, producer: producer, schemaURL: Self.schema + "RunEvent",
      eventType: state, run: .init(runId: runID, facets: facets),
      job: job("\(name).\(work.rawValue)", type: "TEST"), inputs: inputs, outputs: [])
  }

  private func job(_ name: String, type: String) -> OpenLineageEvent.Job {
    .init(
      namespace: namespace, name: name,
      facets: .init(jobType: facet(JobType(jobType: type), JobType.schema)))
  }

  private func named(_ name: String) -> OpenLineageEvent.Dataset {
    .init(namespace: namespace, name: name)
  }

  private func facet<Body: Encodable & Sendable>(_ body: Body, _ schema: String) -> Facet<Body> {
    Facet(body: body, producer: producer, schema: schema)
  }

  private func schemaFacet(_ columns: [ObservedColumn]) -> OpenLineageEvent.DatasetFacets {
    let fields = columns.enumerated().map { position, column in
      SchemaFields.Field(name: column.name, type: column.kind, ordinalPosition: position + 1)
    }
    return .init(schema: facet(SchemaFields(fields: fields), SchemaFields.schema))
  }

  private func metrics(_ data: ToldData) -> QualityMetrics {
    var columns: [String: QualityMetrics.Column] = [:]
    for column in data.profile?.columns ?? [] {
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
      rowCount: data.rows, lastUpdated: data.newest?.text, columnMetrics: columns)
  }

  /// The contract's constraints, and one assertion for each alarm that is not one of them.
  private func assertions(
    _ constraints: [ObservedConstraint], _ alarms: [Alarm]
  ) -> [QualityAssertions.Assertion] {
    constraints.map { constraint in
      .init(
        assertion: constraint.kind, success: constraint.ok, column: constraint.column,
        severity: constraint.severity == "warn" ? "warn" : "error", name: constraint.id,
        description: nil)
    }
      + alarms.filter { $0.kind != .constraint }.map { alarm in
        .init(
          assertion: alarm.kind.rawValue, success: false, column: alarm.column,
          severity: alarm.level == .error ? "error" : "warn",
          name: "observe.\(alarm.kind.rawValue)" + (alarm.column.map { ".\($0)" } ?? ""),
          description: alarm.finding)
      }
  }
}

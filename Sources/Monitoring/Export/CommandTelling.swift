/// Makes the events of a command that reads data sets and may write some: it began, ended or
/// failed.
///
/// A file is named by its whole path in the namespace `file`, as OpenLineage names local files; any
/// other `DATA` by itself in the namespace of the job.
package struct CommandTelling: Sendable {
  /// A data set that is read or written.
  package struct Dataset: Sendable, Hashable {
    /// The whole path of a file; else the `DATA` as typed, without what is secret in it.
    package let name: String
    /// Whether ``name`` is a path.
    package let isFile: Bool
    /// Names and types of its columns; empty where they are not known.
    package let columns: [Column]

    /// A data set.
    package init(name: String, isFile: Bool, columns: [Column] = []) {
      self.name = name
      self.isFile = isFile
      self.columns = columns
    }
  }

  /// A column of a data set.
  package struct Column: Sendable, Hashable {
    package let name: String
    package let type: String

    /// A column.
    package init(name: String, type: String) {
      self.name = name
      self.type = type
    }
  }

  private let namespace: String
  private let producer: String
  private let job: String
  private let runID: String

  /// Tells of a run.
  ///
  /// - Parameters:
  ///   - namespace: of the job, and of data sets that are no files.
  ///   - version: of the program.
  ///   - job: what is done again and again: `flights.assess`.
  ///   - runID: a UUID.
  package init(namespace: String, version: String, job: String, runID: String) {
    self.namespace = namespace
    producer = "urn:assay:\(version)"
    self.job = job
    self.runID = runID
  }

  /// The run began.
  package func started(_ inputs: [Dataset], at moment: Moment) -> OpenLineageEvent {
    event(.start, inputs, [], at: moment)
  }

  /// The run ended, whatever it answered.
  package func completed(
    _ inputs: [Dataset], outputs: [Dataset], at moment: Moment
  ) -> OpenLineageEvent {
    event(.complete, inputs, outputs, at: moment)
  }

  /// The run gave no answer, and why.
  package func failed(
    _ inputs: [Dataset], because message: String, at moment: Moment
  ) -> OpenLineageEvent {
    event(
      .fail, inputs, [], at: moment,
      facets: .init(errorMessage: facet(ErrorMessage(message: message), ErrorMessage.schema)))
  }

  private func event(
    _ state: OpenLineageEvent.State, _ inputs: [Dataset], _ outputs: [Dataset], at moment: Moment,
    facets: OpenLineageEvent.RunFacets = .init()
  ) -> OpenLineageEvent {
    OpenLineageEvent(
      eventTime: moment.text, producer: producer,
      schemaURL: "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
      eventType: state, run: .init(runId: runID, facets: facets),
      job: .init(
        namespace: namespace, name: job,
        facets: .init(jobType: facet(JobType(jobType: "JOB"), JobType.schema))),
      inputs: inputs.map(described), outputs: outputs.map(described))
  }

  private func described(_ dataset: Dataset) -> OpenLineageEvent.Dataset {
    let uri = dataset.isFile ? "file://\(dataset.name)" : dataset.name
    var described = OpenLineageEvent.Dataset(
      namespace: dataset.isFile ? "file" : namespace, name: dataset.name)
    var facets = OpenLineageEvent.DatasetFacets()
    facets.dataSource = facet(
      DataSourceName(name: dataset.name, uri: uri), DataSourceName.schema)
    if !dataset.columns.isEmpty {
      let fields = dataset.columns.enumerated().map { position, column in
        SchemaFields.Field(name: column.name, type: column.type, ordinalPosition: position + 1)
      }
      facets.schema = facet(SchemaFields(fields: fields), SchemaFields.schema)
    }
    described.facets = facets
    return described
  }

  private func facet<Body: Encodable & Sendable>(_ body: Body, _ schema: String) -> Facet<Body> {
    Facet(body: body, producer: producer, schema: schema)
  }
}

/// One event of OpenLineage 2-0-2: a run that started or ended, or what a stage is made from.
///
/// Data sets are named `DATASET.STAGE`; the run reads the stage that was observed, with its schema,
/// what was measured of it and how its contract fared. What the stage is made from is an event
/// about a job without a run: Assay did not run that job, and says only what it was told.
///
/// - Source: https://openlineage.io/spec/2-0-2/OpenLineage.json and the facets named in ``Facet``.
package struct OpenLineageEvent: Encodable, Sendable {
  package let eventTime: String
  package let producer: String
  package let schemaURL: String
  /// Nil for an event without a run.
  package let eventType: State?
  let run: Run?
  let job: Job
  let inputs: [Dataset]
  let outputs: [Dataset]

  /// Where a run is.
  package enum State: String, Encodable, Sendable {
    case start = "START"
    case complete = "COMPLETE"
    case fail = "FAIL"
  }

  struct Run: Encodable, Sendable {
    let runId: String
    let facets: RunFacets
  }

  struct RunFacets: Encodable, Sendable {
    var errorMessage: Facet<ErrorMessage>?
  }

  struct Job: Encodable, Sendable {
    let namespace: String
    let name: String
    let facets: JobFacets
  }

  struct JobFacets: Encodable, Sendable {
    let jobType: Facet<JobType>
  }

  struct Dataset: Encodable, Sendable {
    let namespace: String
    let name: String
    var facets: DatasetFacets?
    var inputFacets: InputFacets?
  }

  struct DatasetFacets: Encodable, Sendable {
    var schema: Facet<SchemaFields>?
    var dataSource: Facet<DataSourceName>?
  }

  struct InputFacets: Encodable, Sendable {
    let dataQualityMetrics: Facet<QualityMetrics>
    let dataQualityAssertions: Facet<QualityAssertions>
  }
}

/// A facet's body with what every facet says of itself.
struct Facet<Body: Encodable & Sendable>: Encodable, Sendable {
  let body: Body
  let producer: String
  /// `1-2-0/SchemaDatasetFacet`.
  let schema: String

  private enum Key: String, CodingKey {
    case producer = "_producer"
    case schema = "_schemaURL"
  }

  func encode(to encoder: any Encoder) throws {
    try body.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(producer, forKey: .producer)
    let name = schema.split(separator: "/").last ?? ""
    try container.encode(
      "https://openlineage.io/spec/facets/\(schema).json#/$defs/\(name)", forKey: .schema)
  }
}

struct ErrorMessage: Encodable, Sendable {
  static let schema = "1-0-1/ErrorMessageRunFacet"
  let message: String
  let programmingLanguage = "Swift"
}

struct JobType: Encodable, Sendable {
  static let schema = "2-0-4/JobTypeJobFacet"
  let processingType = "BATCH"
  let integration = "ASSAY"
  let jobType: String
}

struct SchemaFields: Encodable, Sendable {
  static let schema = "1-2-0/SchemaDatasetFacet"
  let fields: [Field]

  struct Field: Encodable, Sendable {
    let name: String
    let type: String
    let ordinalPosition: Int

    private enum CodingKeys: String, CodingKey {
      case name, type
      case ordinalPosition = "ordinal_position"
    }
  }
}

struct DataSourceName: Encodable, Sendable {
  static let schema = "1-0-1/DatasourceDatasetFacet"
  let name: String
  let uri: String
}

struct QualityMetrics: Encodable, Sendable {
  static let schema = "1-0-3/DataQualityMetricsInputDatasetFacet"
  let rowCount: Int
  let lastUpdated: String?
  let columnMetrics: [String: Column]

  struct Column: Encodable, Sendable {
    var nullCount: Int?
    var distinctCount: Int?
    var count: Int?
    var min: Double?
    var max: Double?
    var quantiles: [String: Double]?
  }
}

struct QualityAssertions: Encodable, Sendable {
  static let schema = "1-1-0/DataQualityAssertionsDatasetFacet"
  let assertions: [Assertion]

  struct Assertion: Encodable, Sendable {
    let assertion: String
    let success: Bool
    let column: String?
    let severity: String?
    let name: String
    let description: String?
  }
}

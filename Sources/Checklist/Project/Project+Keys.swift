extension Project: ConfigurationSection {
  enum Key {
    static let version = ConfigurationKey(
      "version", .whole(1...1), isRequired: true, example: "1", "The version of this format.")
    static let model = ConfigurationKey(
      "model", .mapping(Model.keys), isRequired: true,
      example: "{name: arrival-delay, task: binary}",
      "The model in question.")
    static let data = ConfigurationKey(
      "data", .mapping(DataSets.keys), isRequired: true,
      example: "{train: train.parquet, test: test.parquet}",
      """
      The data. Each set is a file, glob, directory or ENGINE:TABLE-or-SQL, or a mapping that also \
      says where it came from. Paths are relative to this file.
      """)
    static let engines = ConfigurationKey(
      "engines", .entries(.engine, .mapping(NamedEngine.keys)),
      example: "{warehouse: {driver: snowflake, variables: {password: WAREHOUSE_PASSWORD}}}",
      """
      Databases by a name of their own: a data set is then NAME:TABLE-or-SQL. Any ADBC driver that is \
      installed can be named.
      """)
    static let contract = ConfigurationKey(
      "contract", .either(.text(.path), orMapping: DataContract.keys), example: "contract.yaml",
      """
      The contract that incoming data are held against: its file, or a mapping with file and stages. \
      `assay contract DATA` writes one.
      """)
    static let pipeline = ConfigurationKey(
      "pipeline", .list(.mapping(Stage.keys)),
      example:
        "[{stage: raw, data: raw.parquet}, {stage: features, data: features.parquet, from: [raw], rows: same}]",
      "The stages that data go through, in their order, each with its data and its contract.")
    static let quality = ConfigurationKey(
      "quality", .mapping(Quality.keys), example: "{observations: observations.sqlite}",
      "How the quality of incoming data is watched.")
    static let columns = ConfigurationKey(
      "columns", .mapping(Columns.keys), isRequired: true, example: "{target: delayed}",
      "What the columns of the data mean.")
    static let metrics = ConfigurationKey(
      "metrics", .mapping(Metrics.keys), example: "{primary: rocAUC, window: week}",
      "How performance is measured and judged.")
    static let baseline = ConfigurationKey(
      "baseline", .mapping(Baseline.keys), example: "{margin: 0.01}",
      "What the model has to beat, and by how much.")
    static let drift = ConfigurationKey(
      "drift", .mapping(Drift.keys), example: "{effect: 0.1}",
      "How shifts between data sets are judged.")
    static let limits = ConfigurationKey(
      "limits", .mapping(Limits.keys), example: "{latency: {goal: 20, limit: 50}}",
      "Goals and hard limits for quality, speed and cost.")
    static let fairness = ConfigurationKey(
      "fairness", .mapping(Fairness.keys), example: "{selection-ratio: 0.8}",
      "Which differences between the groups of columns.protected are acceptable.")
    static let privacy = ConfigurationKey(
      "privacy", .mapping(Privacy.keys), example: "{k: 5}",
      "How far people may be recognised from the data and the model.")
    static let truth = ConfigurationKey(
      "truth", .mapping(Truth.keys), example: "{labels: {data: labels.csv, key: id}}",
      "How the truth is obtained in production: labels, a proxy, annotators.")
    static let integration = ConfigurationKey(
      "integration", .mapping(Integration.keys),
      example: "{costs: {false-positive: 10, false-negative: 200}}",
      "What predictions cost when they are wrong, and what they must be.")
    static let split = ConfigurationKey(
      "split", .mapping(Split.keys), example: "{method: time}",
      "How the rows were divided, so that another person can do it again.")
    static let parity = ConfigurationKey(
      "parity", .mapping(Parity.keys),
      example: "{features: {offline: offline.parquet, online: served.csv, key: [flight_id]}}",
      "What shows that training and serving compute the same features.")
    static let population = ConfigurationKey(
      "population", .entries(.column, .entries(.value, .number(0...1))),
      example: "{gender: {female: 0.51, male: 0.49}}",
      "Shares in the population that the model is for, by column and value.")
    static let plan = ConfigurationKey(
      "plan", .mapping(Plan.keys), example: "{every: 1 day, budget: {false-alarms: 1, days: 90}}",
      "What the production plan (`assay plan`) needs beyond the answers.")
    static let answers = ConfigurationKey(
      "answers", .entries(.question, .either(.text(.prose), orMapping: Answer.keys)),
      example: "{integration.human: {text: A planner confirms each alert., by: Ada Lovelace}}",
      """
      What only people know: text, or a mapping with text, by and evidence. A question without an \
      answer shows as unanswered.
      """)
    static let decisions = ConfigurationKey(
      "decisions", .list(.mapping(ItemDecision.keys)),
      example:
        "[{aspect: truth, kind: waive, by: Ada Lovelace, reason: Labels come in March., "
        + "until: 2027-03-31}]",
      "Items that a person waives or accepts, with a reason.")
    static let report = ConfigurationKey(
      "report", .mapping([directory]), example: "{directory: assay-report}", "The report.")
    static let directory = ConfigurationKey(
      "directory", .text(.path), default: .text("assay-report"), example: "assay-report",
      "The directory that the report is written to, relative to this file.")
  }

  /// The whole format, in the order to write it.
  package static let keys: [ConfigurationKey] = [
    Key.version, Key.model, Key.data, Key.engines, Key.contract, Key.pipeline, Key.quality,
    Key.columns,
    Key.metrics,
    Key.baseline,
    Key.drift, Key.limits, Key.truth, Key.integration, Key.fairness, Key.privacy, Key.split,
    Key.parity, Key.population, Key.plan, Key.answers, Key.decisions, Key.report,
  ]

  init(_ values: ConfigurationMapping) {
    model = Model(values.mapping(Key.model))
    data = DataSets(values.mapping(Key.data))
    engines = values.mapping(Key.engines).entries.compactMap { entry in
      guard case .mapping(let engine) = entry.value else { return nil }
      return NamedEngine(entry.key, engine)
    }
    contract = DataContract(values[Key.contract.name])
    pipeline = values.mappings(Key.pipeline).map(Stage.init(_:))
    quality = Quality(values.mapping(Key.quality))
    columns = Columns(values.mapping(Key.columns))
    metrics = Metrics(values.mapping(Key.metrics))
    baseline = Baseline(values.mapping(Key.baseline))
    drift = Drift(values.mapping(Key.drift))
    limits = Limits(values.mapping(Key.limits))
    fairness = Fairness(values.mapping(Key.fairness))
    privacy = Privacy(values.mapping(Key.privacy))
    truth = Truth(values.mapping(Key.truth))
    integration = Integration(values.mapping(Key.integration))
    let split = values.mapping(Key.split)
    self.split = split.entries.isEmpty ? nil : Split(split)
    parity = Parity(values.mapping(Key.parity))
    population = [:]
    for entry in values.mapping(Key.population).entries {
      guard case .mapping(let shares) = entry.value else { continue }
      for share in shares.entries {
        if case .number(let number) = share.value {
          population[entry.key, default: [:]][share.key] = number
        }
      }
    }
    plan = Plan(values.mapping(Key.plan))
    answers = [:]
    for entry in values.mapping(Key.answers).entries {
      answers[entry.key] = Answer(entry.value)
    }
    decisions = values.mappings(Key.decisions).map(ItemDecision.init)
    reportDirectory = values.mapping(Key.report).required(Key.directory)
    file = ""
    places = [:]
    settings = values.settings
  }
}
